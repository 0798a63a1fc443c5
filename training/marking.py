"""Train the marker's adapter: `python -m training.marking` → skill/quiz/marking/adapter.npz.

Low-rank additions to the encoder's upper layers (Hu et al. 2021), begun from the router's,
and the regression over what skill/quiz/marking/likeness.py measures: the likest stretch of
what was heard, its tokens, the whole of it, and the words shared. They are trained together to
say which points of a list, or which explanation, an examiner would hear in what was said
(binary cross-entropy; a partly right explanation counts half).
"""

import argparse
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, normalize

from skill.language.normalise import words
from skill.language.stems import STOP, stem
from skill.quiz.marking.explain import by_ear
from skill.quiz.marking.likeness import LONGEST
from skill.quiz.marking.meaning import shared_words
from skill.quiz.marking.utterance import read
from skill.retrieval.index import ADAPTER
from training.adapter import Bert, exported
from training.examiner import Judged, from_benchmark, from_folder

HERE = Path(__file__).parent
RATE, HEAD_RATE, BATCH, WARM = 5e-4, 2e-2, 16, 20
START = (6.0, 4.0, 0.0, 1.0, 0.5, -6.5)
"""Where the regression begins: near what the router's adapter would want."""
SOFT = 0.02
"""How far labels are drawn from 0 and 1."""


@dataclass(frozen=True)
class Lesson:
    """One utterance and what it is compared with."""

    heard: list[str]
    texts: list[list[list[str]]]
    """For each point, the texts that say it."""
    shares: list[list[tuple[float, float]]]
    """For each of those, the words shared."""
    labels: list[float]


def lesson(judged: Judged) -> Lesson | None:
    """What the marker would compare; None where nothing is left to compare."""
    said = read(judged.heard, bare_no=not judged.points_asked)
    text = said.final if said.dropped and len(said.final.split()) > 3 else said.text
    if not judged.points_asked:
        text = said.final
    every = [t for texts in judged.texts for t in texts]
    text = by_ear(text, every)
    if not text.split():
        return None
    asked = frozenset(stem(word) for word in words(judged.prompt) if word not in STOP)
    texts = [[t for t in group if words(t)] for group in judged.texts]
    return Lesson(
        text.split()[:80],
        [[words(t)[:40] for t in group] for group in texts],
        [[shared_words(t, text, asked) for t in group] for group in texts],
        judged.labels,
    )


class Reader(Bert):
    """The encoder token by token, with the regression on top."""

    def __init__(self, folder: Path, seed: int, begin: Path):
        super().__init__(folder, seed)
        with np.load(begin) as loaded, torch.no_grad():
            for key in self.up:
                name = key.replace("/", ".")
                self.up[key].copy_(torch.tensor(loaded[f"{name}.up"].astype(np.float32)))
                self.down[key].copy_(torch.tensor(loaded[f"{name}.down"].astype(np.float32)))
        self.head = torch.nn.Parameter(torch.tensor(START))

    def states(self, texts: list[list[str]]) -> list[tuple[torch.Tensor, list[tuple[int, int]]]]:
        """For each text, its tokens' states and where each word's tokens lie."""
        rows: list[list[int]] = []
        places = []
        for text in texts:
            ids, spans = [], []
            for word in text:
                pieces = self.tokens.ids(word, 128)[1:-1]
                spans.append((len(ids) + 1, len(ids) + 1 + len(pieces)))
                ids += pieces
            rows.append(self.tokens.framed(ids[:126]))
            places.append([(min(a, 127), min(b, 127)) for a, b in spans])
        size = max(map(len, rows))
        padded = torch.tensor([row + [0] * (size - len(row)) for row in rows])
        here = torch.tensor([[1.0] * len(row) + [0.0] * (size - len(row)) for row in rows])
        x = self.fixed["embeddings.word_embeddings.weight"][padded]
        x = x + self.fixed["embeddings.position_embeddings.weight"][:size]
        first = self.fixed["embeddings.token_type_embeddings.weight"][0]
        x = self.norm("embeddings.LayerNorm", x + first)
        mask = (1 - here)[:, None, None] * -1e9
        for layer in range(6):
            x = self.layer(f"encoder.layer.{layer}", x, mask)
        return [(x[n, : len(row)], places[n]) for n, row in enumerate(rows)]

    def score(self, lessons: list[Lesson]) -> torch.Tensor:
        """The regression for every point of every lesson, one after the other."""
        known: dict[tuple[str, ...], int] = {}
        for one in lessons:
            for group in one.texts:
                for text in group:
                    known.setdefault(tuple(text), len(known))
        heard = self.states([one.heard for one in lessons])
        told = [x for x, _ in self.states([list(text) for text in known])]
        vectors = [normalize(x.mean(0), dim=0) for x in told]
        tokens = [normalize(x[1:-1], dim=1) for x in told]
        found = []
        for one, (x, spans) in zip(lessons, heard, strict=True):
            near, own = pooled(x, spans), normalize(x[1:-1], dim=1)
            whole = normalize(x.mean(0), dim=0)
            for group, shares in zip(one.texts, one.shares, strict=True):
                totals = []
                for text, (share, rare) in zip(group, shares, strict=True):
                    n = known[tuple(text)]
                    signals = torch.stack(
                        [
                            (near @ vectors[n]).max(),
                            (tokens[n] @ own.T).max(1).values.mean(),
                            whole @ vectors[n],
                            torch.tensor(float(share)),
                            torch.tensor(float(rare)),
                        ]
                    )
                    totals.append(signals @ self.head[:5] + self.head[5])
                found.append(torch.stack(totals).max())
        return torch.stack(found)


def pooled(x: torch.Tensor, spans: list[tuple[int, int]]) -> torch.Tensor:
    """The vectors of all stretches, as `likeness.stretches` makes them."""
    count = len(spans)
    places = [
        (a, b)
        for a in range(count)
        for b in range(a + min(count, 2), min(count, a + LONGEST) + 1)
        if spans[b - 1][1] > spans[a][0]
    ] or [(0, count)]
    sums = torch.cat([torch.zeros(1, x.shape[1]), x.cumsum(0)])
    begins = torch.tensor([spans[a][0] for a, _ in places])
    ends = torch.maximum(torch.tensor([spans[b - 1][1] for _, b in places]), begins + 1)
    return normalize((sums[ends] - sums[begins]) / (ends - begins)[:, None], dim=1)


def train(reader: Reader, lessons: list[Lesson], epochs: int, seed: int) -> None:
    """Go through the lessons `epochs` times."""
    additions = [*reader.up.parameters(), *reader.down.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": additions, "lr": RATE, "weight_decay": 1e-4},
            {"params": [reader.head], "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    rng = random.Random(seed)
    steps, done, started = epochs * math.ceil(len(lessons) / BATCH), 0, time.time()
    for epoch in range(epochs):
        losses = []
        for batch in shuffled(lessons, rng):
            pace = min(1.0, (done + 1) / WARM) * max(0.05, 1 - done / steps)
            for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
                group["lr"] = rate * pace
            wanted = torch.tensor([label for one in batch for label in one.labels])
            loss = binary_cross_entropy_with_logits(
                reader.score(batch), wanted * (1 - 2 * SOFT) + SOFT
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimiser.step()
            losses.append(float(loss.detach()))
            done += 1
        print(
            f"{epoch + 1}/{epochs} {np.mean(losses):.4f} {time.time() - started:.0f}s", flush=True
        )


def shuffled(lessons: list[Lesson], rng: random.Random) -> Iterator[list[Lesson]]:
    """Batches in a new order."""
    order = list(lessons)
    rng.shuffle(order)
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]


def main() -> None:
    """Train, and print the regression that meaning.py holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--benchmark", nargs="*", default=["tune", "held_out"],
                        help="sets of benchmarks/data/marking to learn from as well")  # fmt: skip
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--out", type=Path, default=Path("skill/quiz/marking/adapter.npz"))
    choices = parser.parse_args()
    torch.set_num_threads(1)
    judged = list(from_folder(HERE / "marking"))
    for name in choices.benchmark:
        judged += from_benchmark(name)
    lessons = [one for row in judged if (one := lesson(row))]
    print(len(lessons), "utterances")
    reader = Reader(choices.weights, 0, ADAPTER)
    train(reader, lessons, choices.epochs, 0)
    np.savez_compressed(choices.out, **exported(reader))
    print("regression:", [round(float(x), 3) for x in reader.head.detach()])


if __name__ == "__main__":
    main()
