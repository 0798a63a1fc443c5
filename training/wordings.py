"""Fits the wordings' linear model (`skill/understanding/wordings.npz`) on what authors wrote.

    python -m training.wordings --without e02 e04b          # writes it
    python -m training.wordings --without e02 e04b --check  # prints how it does on those left out

Multinomial logistic regression with weight decay over hashed features, by Adam. Authors on whom the
ear is fitted or measured are left out, as they are for the reader.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch

from skill.understanding.acts import ACTS, INDEX
from skill.understanding.examples import FOLDER, read
from skill.understanding.intents import ROWS, Intent
from skill.understanding.utterance import Utterance
from skill.understanding.wordings import BUCKETS, LEARNED, features, place
from training.student.authored import courses, utterances
from training.student.own import VERDICTS
from training.student.scenes import ANY, drawn, situated

HERE = Path(__file__).parent
KINDS = ("short", "choice", "true_false", "list", "number", "year")
OPEN = [("open", f"open {kind}") for kind in KINDS]
SAID = [("said", f"offer {offer}") for offer in ("none", "points", "another_quiz", "resume")]
Row = tuple[list[int], int, float, str]


def row(text: str, where: tuple[str, str], act: str, weight: float, author: str) -> Row:
    """One example: buckets, label, weight, author."""
    label = INDEX["answer" if act.startswith("answer") else act]
    return features(Utterance(text).words, where), label, weight, author


def spoken(rng: random.Random) -> Iterator[Row]:
    """What was said in scenes."""
    for each in utterances():
        times = 3 if each.scene in ANY else 1
        for _ in range(times):
            _, situation, _ = situated(drawn(each.scene, rng))
            yield row(each.heard, place(situation), each.act, 1.0 / times**0.5, each.author)


def commanded(rng: random.Random) -> Iterator[Row]:
    """The older utterances over an open question."""
    for path in sorted((HERE / "commands").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            read_row = json.loads(line)
            label = read_row["label"]
            plain = label in ("answer", "question", "dont_know")
            act = "explain:why" if label == "why" else label if plain else f"command:{label}"
            yield row(read_row["heard"], rng.choice(OPEN), act, 0.6, "commands")


def exemplary(rng: random.Random) -> Iterator[Row]:
    """The intents' examples."""
    for intent in Intent:
        act = ROWS[intent].act.replace("chat", "aside")
        path = FOLDER / "en" / f"{intent.value}.toml"
        if act not in INDEX or not path.is_file():
            continue
        where = OPEN if ROWS[intent].needs in ("quiz", "list") else SAID
        where = [*OPEN, *SAID] if not ROWS[intent].needs else where
        for text in read(path):
            if "{" not in text:
                for each in rng.sample(where, min(2, len(where))):
                    yield row(text, each, act, 0.5, "examples")


def answered(rng: random.Random) -> Iterator[Row]:
    """Answers and questions of the authored courses."""
    for course in courses():
        for item in course.items:
            for heard in rng.sample(item.heard, min(12, len(item.heard))):
                where = ("open", f"open {item.kind}")
                if heard.verdict in VERDICTS or heard.points:
                    yield row(heard.heard, where, "answer", 0.6, course.name)
        asked = [a for a in course.asked if a.style not in ("chitchat", "keyword")]
        for each in rng.sample(asked, min(120, len(asked))):
            where = rng.choice(SAID if rng.random() < 0.6 else OPEN)
            yield row(each.text, where, "question", 0.6, course.name)


def collated(rows: Sequence[Row]) -> tuple[torch.Tensor, ...]:
    """Buckets in one line, where each begins, the scale of each bucket, labels, weights."""
    flat = torch.tensor([b for r in rows for b in r[0]])
    starts = torch.tensor([0, *np.cumsum([len(r[0]) for r in rows])[:-1]])
    scale = torch.tensor([len(r[0]) ** -0.5 for r in rows for _ in r[0]])
    labels = torch.tensor([r[1] for r in rows])
    return flat, starts, scale, labels, torch.tensor([r[2] for r in rows])


def fitted(rows: Sequence[Row], epochs: int, decay: float) -> tuple[np.ndarray, np.ndarray]:
    """(buckets, acts) weights and the bias."""
    torch.manual_seed(0)
    rng = random.Random(0)
    table = torch.nn.EmbeddingBag(BUCKETS, len(ACTS), mode="sum")
    torch.nn.init.zeros_(table.weight)
    bias = torch.zeros(len(ACTS), requires_grad=True)
    optimiser = torch.optim.AdamW([table.weight, bias], lr=0.02, weight_decay=decay)
    order = list(rows)
    steps = epochs * (len(order) // 256 + 1)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.05, steps)
    for _ in range(epochs):
        rng.shuffle(order)
        for start in range(0, len(order), 256):
            flat, starts, scale, labels, weights = collated(order[start : start + 256])
            scores = table(flat, starts, per_sample_weights=scale) + bias
            loss = torch.nn.functional.cross_entropy(
                scores, labels, reduction="none", label_smoothing=0.05
            )
            optimiser.zero_grad()
            ((loss * weights).sum() / weights.sum()).backward()
            optimiser.step()
            schedule.step()
    return table.weight.detach().numpy(), bias.detach().numpy()


def right(weights: np.ndarray, bias: np.ndarray, rows: Sequence[Row]) -> float:
    """The share whose likeliest act is the right one."""
    flat, starts, scale, labels, _ = collated(rows)
    scores = torch.nn.functional.embedding_bag(
        flat, torch.tensor(weights), starts, mode="sum", per_sample_weights=scale
    )
    return float(((scores + torch.tensor(bias)).argmax(1) == labels).float().mean())


def main() -> None:
    """Fits and writes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", nargs="*", default=())
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--decay", type=float, default=0.005)
    parser.add_argument("--check", action="store_true")
    asked = parser.parse_args()
    rng = random.Random(0)
    rows = [*spoken(rng), *commanded(rng), *exemplary(rng), *answered(rng)]
    kept = [r for r in rows if r[3] not in asked.without]
    weights, bias = fitted(kept, asked.epochs, asked.decay)
    for author in asked.without:
        out = [r for r in rows if r[3] == author]
        print(author, len(out), f"{right(weights, bias, out):.3f}")
    if asked.check:
        return
    at = np.flatnonzero(np.abs(weights).max(1) > 0.02)
    scale = np.abs(weights).max(0) / 127 + 1e-9
    np.savez_compressed(
        LEARNED, at=at.astype(np.int32), scale=scale.astype(np.float32),
        rows=np.round(weights[at] / scale).astype(np.int8), bias=bias.astype(np.float32),
    )  # fmt: skip
    print(f"{LEARNED}: {len(kept)} rows, {LEARNED.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
