"""How well questions find their entry: `python -m benchmarks.routing --weights FOLDER`.

The headline is three courses that nothing was tuned or trained on; then the nine that were
(in-sample: read `training.fusion --cv` for what they say), history, CLINC150, and the
skill's own course. Columns, in per cent: the right entry first / among three; AUROC of the
score, covered against uncovered; then what the learner gets at the course's own decisions:
answered right, offered right (did-you-mean), answered wrong, and uncovered answered and
offered.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks import routing_peers as peers
from benchmarks.routing_data import (
    HERE,
    NEVER_TUNED,
    Trial,
    authored_course,
    clinc,
    history,
    own_course,
    teacher_courses,
)
from benchmarks.routing_plot import plot_quality
from skill.reader.encoder import load_encoder
from skill.retrieval.index import ADAPTER, Encodes, build_index
from skill.retrieval.router import Context, Router

ROOT = Path(__file__).parent.parent
NO_CLINC = (
    "CLINC150 is not here: give --clinc PATH. It is Larson et al. 2019, 'An Evaluation Dataset "
    "for Intent Classification and Out-of-Scope Prediction' (CC BY 3.0), data_full.json in the "
    "authors' repository clinc/oos-eval on GitHub, with its lists named train, val, oos_val, "
    "test and oos_test."
)


@dataclass
class Figures:
    """One method on one set, shares of 1; the decisions are None where a method has none."""

    set: str
    method: str
    first: float
    third: float
    auroc: float
    right: float | None = None
    offered: float | None = None
    wrong: float | None = None
    uncovered_answered: float | None = None
    uncovered_offered: float | None = None


class Remembering:
    """An encoder that encodes a text once."""

    def __init__(self, encoder: Encodes):
        self._encoder = encoder
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """As Encoder.encode."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def auroc(good: Sequence[float], bad: Sequence[float]) -> float:
    """Chance that a covered question's score is above an uncovered one's (ties count half)."""
    if not good or not bad:
        return float("nan")
    ordered = np.sort(bad)
    below = np.searchsorted(ordered, good, "left") + np.searchsorted(ordered, good, "right")
    return float(below.mean() / (2 * len(bad)))


def of_router(trial: Trial, encoder: Encodes | None, name: str) -> tuple[Figures, dict[str, float]]:
    """Ours, and the share of right firsts by style."""
    if encoder is not None:
        encoder.encode([asked.text for asked in trial.asked])
    router = Router(trial.course, build_index(trial.course, encoder), encoder)
    routed = [router.route(asked.text, Context(asked.context)) for asked in trial.asked]
    ranked = [
        ([c.entry_id for c in r.candidates], r.candidates[0].score if r.candidates else 0.0)
        for r in routed
    ]
    figures = of_ranking(trial, ranked, name)
    styles = defaultdict(list)
    hits: dict[str, list[float]] = defaultdict(list)
    for asked, routing, (ids, _) in zip(trial.asked, routed, ranked, strict=True):
        first = bool(ids) and ids[0] in asked.right
        if asked.right:
            hits["right"].append(routing.decision == "answer" and first)
            hits["wrong"].append(routing.decision == "answer" and not first)
            offered = routing.decision == "did_you_mean" and bool(asked.right & set(ids[:2]))
            hits["offered"].append(offered)
            styles[asked.style].append(first)
        else:
            hits["uncovered_answered"].append(routing.decision == "answer")
            hits["uncovered_offered"].append(routing.decision == "did_you_mean")
            styles[asked.style].append(routing.decision == "answer")
    for key, values in hits.items():
        setattr(figures, key, float(np.mean(values)))
    return figures, {style: float(np.mean(values)) for style, values in styles.items()}


def of_ranking(trial: Trial, ranked: peers.Ranked, name: str) -> Figures:
    """Rank and confidence figures of any method."""
    covered = [n for n, asked in enumerate(trial.asked) if asked.right]
    uncovered = [n for n, asked in enumerate(trial.asked) if not asked.right]

    def found(n: int, within: int) -> bool:
        return bool(trial.asked[n].right & set(ranked[n][0][:within]))

    return Figures(
        trial.name,
        name,
        float(np.mean([found(n, 1) for n in covered])),
        float(np.mean([found(n, 3) for n in covered])),
        auroc([ranked[n][1] for n in covered], [ranked[n][1] for n in uncovered]),
    )


def mean_of(several: Sequence[Figures], name: str) -> Figures:
    """The mean of one method's figures over sets of the same size."""
    first = asdict(several[0])
    for key, value in first.items():
        if isinstance(value, float):
            first[key] = float(np.mean([getattr(one, key) for one in several]))
    return Figures(**(first | {"set": name}))


def line(figures: Figures) -> str:
    """A row of the table."""
    parts = [f"{figures.set:28} {figures.method:22}"]
    for key, value in asdict(figures).items():
        if key not in {"set", "method"}:
            parts.append("    -" if value is None else f"{100 * value:5.1f}")
    return " ".join(parts)


def sets(choices: argparse.Namespace) -> list[tuple[str, Callable[[], list[Trial]]]]:
    """Name and trials of every set that is here."""
    held = choices.content, choices.own
    found: list[tuple[str, Callable[[], list[Trial]]]] = [
        ("never tuned on", lambda: teacher_courses(NEVER_TUNED)),
        ("nine (trained on)", teacher_courses),
        ("own course", lambda: [trial for trial in [own_course(*held)] if trial]),
    ]
    for k in (1, 3):
        found.append((f"history K={k}", lambda k=k: [history(k, False)]))  # type: ignore[misc]
        found.append((f"history K={k} heard", lambda k=k: [history(k, True)]))  # type: ignore[misc]
    if choices.clinc and choices.clinc.is_file():
        for k in (1, 3, 5):
            for heard in (False, True):
                found.append(
                    (
                        f"CLINC150 K={k}{' heard' if heard else ''}",
                        lambda k=k, heard=heard: [  # type: ignore[misc]
                            clinc(choices.clinc, k, seed, heard) for seed in range(3)
                        ],
                    )
                )
    else:
        print(NO_CLINC)
    for name in choices.authored:
        found.append((name, lambda name=name: [authored_course(name)]))  # type: ignore[misc]
    if choices.authored:
        found = found[-len(choices.authored) :]
    return [one for one in found if not choices.only or choices.only in one[0]]


def main() -> None:
    """Measure every set, print the table, draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--clinc", type=Path, help="clinc150.json")
    parser.add_argument("--content", type=Path, default=ROOT / "content.json")
    parser.add_argument("--own", type=Path, default=HERE / "own-course.json")
    parser.add_argument("--only", default="", help="sets whose name holds this")
    parser.add_argument("--authored", nargs="*", default=[], help="courses of training/authored")
    parser.add_argument("--ours-only", action="store_true")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--plot", type=Path, help="write a picture here")
    choices = parser.parse_args()
    trained = Remembering(load_encoder(choices.weights, ADAPTER if ADAPTER.is_file() else None))
    plain = Remembering(load_encoder(choices.weights))
    print(f"{'set':28} {'method':22} first third auroc right offer wrong u.ans u.off")
    table: list[Figures] = []
    for name, make in sets(choices):
        by_method: dict[str, list[Figures]] = defaultdict(list)
        for trial in make():
            figures, styles = of_router(trial, trained, "Revision Owl")
            by_method["Revision Owl"].append(figures)
            if "CLINC" not in name:
                print(line(figures), {k: round(100 * v) for k, v in sorted(styles.items())})
            if choices.ours_only:
                continue
            by_method["no weights"].append(of_router(trial, None, "Owl, without weights")[0])
            for label, ranked in (
                ("plain MiniLM", peers.plain_encoder(trial, plain.encode)),
                ("BM25", peers.bm25(trial)),
                ("rapidfuzz", peers.token_set(trial)),
            ):
                by_method[label].append(of_ranking(trial, ranked, label))
        for several in by_method.values():
            table.append(mean_of(several, name))
            print(line(table[-1]), flush=True)
    if choices.json:
        choices.json.write_text(json.dumps([asdict(one) for one in table], indent=1) + "\n")
    if choices.plot:
        plot_quality([asdict(one) for one in table], choices.plot)


if __name__ == "__main__":
    main()
