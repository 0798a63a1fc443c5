"""Fits how the reader's opinion of the likeliest entries is weighed: `skill/retrieval/rereading.toml`.

    python -m training.rereading --weights WEIGHTS --courses NAME ... [--report NAME ...]

A choice model with an outside option, seven numbers, by maximum likelihood; the courses must be
ones of which neither the reader nor the fusion has learned. Prints first choices, AUROC, decisions
and calibration error before and after.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch

from skill.content.course import Course
from skill.reader.reader import LEARNED as READER
from skill.reader.reader import load_reader
from skill.retrieval.decide import decide
from skill.retrieval.index import build_index
from skill.retrieval.open import open_encoder
from skill.retrieval.rereading import FITTED, READ, Rereader, Weights, fused, may_offer, weights
from skill.retrieval.router import Router
from skill.retrieval.routing import Context
from training import data

NAMES = ("share", "cover", "level", "nothing", "best", "none_level", "context")
RIDGE = 1e-3


def asks_of(name: str) -> tuple[Course, list[data.Ask]]:
    """A course by name, a development one or an authored one, with its questions."""
    path = data.COURSES / f"{name}.json"
    if path.is_file():
        made = data.made_of(msgspec.json.decode(path.read_bytes()))
        return made.course, list(made.asks)
    found = data.authored(name)
    return found.course, list(found.asks)


def rows_of(name: str, folder: Path, learned: Path, most: int) -> list[dict]:  # type: ignore[type-arg]
    """What is known of each question: shares, covers, which is right."""
    course, asks = asks_of(name)
    encoder = open_encoder(folder)
    router = Router(course, build_index(course, encoder), encoder)
    reader = load_reader(folder, learned)
    rereader = Rereader(course, lambda: reader)
    rng = np.random.default_rng(0)
    if len(asks) > most:
        asks = [asks[i] for i in sorted(rng.choice(len(asks), most, replace=False))]
    rows = []
    for ask in asks:
        topic = course.topic_of(ask.context) if ask.context else None
        routing = router.route(ask.text, Context(ask.context, topic.id if topic else None))
        ids = [c.entry_id for c in routing.candidates]
        shares = np.array([c.score for c in routing.candidates], np.float32)
        before = course.entry(ask.context)
        count = min(READ, len(ids))
        covers = (
            rereader.covers(ask.text, ids[:count], before.question if before else "")
            if ids
            else np.zeros(0, np.float32)
        )
        rows.append({
            "course": name, "ids": ids, "shares": shares, "covers": covers, "style": ask.style,
            "right": [i in ask.right for i in ids], "covered": bool(ask.right),
            "again": np.array([i == ask.context for i in ids[:count]]),
        })  # fmt: skip
    return rows


def fitted(rows: Sequence[dict]) -> Weights:  # type: ignore[type-arg]
    """The seven numbers."""
    params = torch.tensor([0.5, 0.8, 0.0, 0.5, 0.0, 0.0, 0.0], requires_grad=True)
    begun = params.detach().clone()
    optimiser = torch.optim.LBFGS([params], max_iter=100, line_search_fn="strong_wolfe")
    made = []
    for row in rows:
        if not len(row["covers"]):
            continue
        nothing = max(1e-4, 1 - float(row["shares"].sum()))
        covers = np.full(len(row["shares"]), float(row["covers"].min()), np.float32)
        covers[: len(row["covers"])] = row["covers"]
        again = np.zeros(len(row["shares"]), np.float32)
        again[: len(row["again"])] = row["again"]
        made.append((
            torch.tensor(np.log(np.maximum(row["shares"], 1e-5))), torch.tensor(covers),
            torch.tensor(again), float(np.log(nothing)), float(row["covers"].max()),
            torch.tensor(row["right"]),
        ))  # fmt: skip

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = torch.zeros(())
        share, cover, level, none, best, none_level, context = params
        for logs, covers, again, nothing, highest, right in made:
            scores = share * logs + cover * covers + level + context * again
            outside = none * nothing + best * highest + none_level
            every = torch.cat([scores, outside[None]])
            wanted = torch.cat([right, torch.tensor([not bool(right.any())])])
            loss = loss + torch.logsumexp(every, 0) - torch.logsumexp(every[wanted], 0)
        loss = loss / len(made) + RIDGE * ((params - begun) ** 2).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return Weights(*(round(float(p), 4) for p in params))


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float:
    """The chance that a covered question's confidence is above an uncovered one's."""
    both = np.concatenate([inside, outside])
    ranks = both.argsort().argsort() + 1
    n, m = len(inside), len(outside)
    return float((ranks[:n].sum() - n * (n + 1) / 2) / max(1, n * m))


def report(
    name: str,
    rows: Sequence[dict],  # type: ignore[type-arg]
    w: Weights | None,
    ships: bool = False,
) -> None:
    """One line of figures. ships: as the router does it, where reading brings offers about and never
    an answer; else what is read decides all of it."""
    first, inside, outside, decided, calibrated = [], [], [], {}, []
    for row in rows:
        shares = (
            row["shares"] if w is None else fused(row["shares"], row["covers"], row["again"], w)
        )
        order = (-shares).argsort(kind="stable")
        top = float(shares[order[0]]) if len(order) else 0.0
        hit = bool(len(order)) and row["right"][order[0]]
        decision = decide(shares[order], max(0.0, 1 - float(shares.sum())))
        if ships:
            alone = row["shares"]
            ranked = (-alone).argsort(kind="stable")
            before = decide(alone[ranked], max(0.0, 1 - float(alone.sum())))
            offers = before != "answer" and may_offer(before, shares[order])
            if not offers:
                shares, order = alone, ranked
            decision = "did_you_mean" if offers else before
            top = float(shares[order[0]]) if len(order) else 0.0
            hit = bool(len(order)) and row["right"][order[0]]
        if row["covered"]:
            first.append(hit)
            inside.append(top)
            offered = any(row["right"][i] for i in order[:2])
            key = {
                "answer": "right" if hit else "wrong",
                "did_you_mean": "offered" if offered else "offered wrong",
                "unknown": "unknown",
            }[decision]
        else:
            outside.append(top)
            key = f"uncovered {decision}"
        decided[key] = decided.get(key, 0) + 1
        calibrated.append((top, hit))
    covered, un = max(1, len(first)), max(1, len(outside))
    share = lambda key, of: f"{100 * decided.get(key, 0) / of:.1f}"  # noqa: E731
    print(
        f"{name:34} first {100 * np.mean(first):.1f} AUROC {100 * auroc(inside, outside):.1f} right "
        f"{share('right', covered)} offered {share('offered', covered)} wrong {share('wrong', covered)} "
        f"uncovered answered {share('uncovered answer', un)} offered "
        f"{share('uncovered did_you_mean', un)} ECE {100 * error(calibrated):.1f}",
        flush=True,
    )


def error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error (Guo et al. 2017)."""
    found = 0.0
    for low in np.arange(bins) / bins:
        chosen = [(p, h) for p, h in pairs if low <= p < low + 1 / bins or (p == 1 and low > 0.85)]
        if chosen:
            found += len(chosen) * abs(
                np.mean([p for p, _ in chosen]) - np.mean([h for _, h in chosen])
            )
    return float(found / max(1, len(pairs)))


def main() -> None:
    """Fits, prints and writes; with --cv prints how it does on each course left out."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--reader", type=Path, default=READER)
    parser.add_argument("--courses", nargs="*", default=[])
    parser.add_argument("--report", nargs="*", default=[])
    parser.add_argument("--most", type=int, default=250)
    parser.add_argument("--cv", action="store_true", help="leave a course out; writes nothing")
    asked = parser.parse_args()
    if asked.cv:
        by = {n: rows_of(n, asked.weights, asked.reader, asked.most) for n in asked.courses}
        for name, rows in by.items():
            found = fitted([row for other in by if other != name for row in by[other]])
            report(f"{name}, signals alone", rows, None)
            report(f"{name}, read for offers, as it ships", rows, found, ships=True)
            report(f"{name}, read for all", rows, found)
        return
    tuned = [
        row for n in asked.courses for row in rows_of(n, asked.weights, asked.reader, asked.most)
    ]
    found = fitted(tuned) if tuned else weights()
    print(found)
    if tuned:
        report("tuned on, signals alone", tuned, None)
        report("tuned on, and the reader", tuned, found)
        lines = [f"{n} = {getattr(found, n)}" for n in NAMES]
        FITTED.write_text("# Fitted by training/rereading.py.\n" + "\n".join(lines) + "\n")
    for name in asked.report:
        rows = rows_of(name, asked.weights, asked.reader, asked.most)
        report(f"{name}, signals alone", rows, None)
        report(f"{name}, and the reader", rows, found)


if __name__ == "__main__":
    main()
