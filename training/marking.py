"""Train the marker's adapter: `python -m training.marking` → skill/quiz/marking/adapter.npz.

Low-rank additions to the encoder's upper layers (Hu et al. 2021), begun from the router's,
and a regression over what skill/quiz/marking/likeness.py measures. They are trained together
to say which points of a list, or which explanation, an examiner would hear in what was said
(binary cross-entropy; a partly right explanation counts half). What it says is one
signal of many (`training.verdicts`).
"""

import argparse
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits

import training.adapter
from skill.language.normalise import words
from skill.language.stems import STOP, stem
from skill.quiz.marking.sharing import shared_words
from skill.retrieval.index import ADAPTER
from training.adapter import exported
from training.examiner import Judged, from_benchmark, from_folder, heard_in
from training.reader import SIGNALS, Reader

HERE = Path(__file__).parent
RANK, LAYERS = 16, range(3, 6)
RATE, HEAD_RATE, WARM = 7e-4, 2e-2, 30
TOGETHER, BLOCKS = 8, 4
"""Utterances of one block, and blocks, in a batch: the texts they share are read once."""
SOFT = 0.02
"""How far labels are drawn from 0 and 1."""
PLAIN = (0, 1, 2, 9, 10, 11)
"""The signals of one text alone, without leads over others."""


@dataclass(frozen=True)
class Lesson:
    """One utterance and what it is compared with."""

    judged: Judged
    heard: list[str]
    texts: list[list[list[str]]]
    """For each point, the texts that say it."""
    shares: list[list[tuple[float, float]]]
    """For each of those, the words shared."""


def lesson(judged: Judged) -> Lesson | None:
    """What the marker would compare; None where nothing is left to compare."""
    text = heard_in(judged)
    if not text:
        return None
    asked = frozenset(stem(word) for word in words(judged.prompt) if word not in STOP)
    texts = [[t for t in group if words(t)] for group in judged.texts]
    return Lesson(
        judged,
        text.split()[:80],
        [[words(t)[:40] for t in group] for group in texts],
        [[shared_words(t, text, asked) for t in group] for group in texts],
    )


def blocks(lessons: list[Lesson]) -> list[list[Lesson]]:
    """The lessons of each list or explanation together."""
    found: dict[str, list[Lesson]] = {}
    for one in lessons:
        found.setdefault(repr((one.judged.prompt, one.judged.texts)), []).append(one)
    return list(found.values())


def batches(groups: list[list[Lesson]], rng: random.Random) -> list[list[Lesson]]:
    """A few utterances of each of a few blocks at a time, in a new order."""
    parts: list[list[Lesson]] = []
    for group in groups:
        order = rng.sample(group, len(group))
        parts += [order[at : at + TOGETHER] for at in range(0, len(order), TOGETHER)]
    rng.shuffle(parts)
    return [list(chain(*parts[at : at + BLOCKS])) for at in range(0, len(parts), BLOCKS)]


def train(reader: Reader, lessons: list[Lesson], epochs: int, seed: int) -> None:
    """Go through the lessons `epochs` times."""
    additions = [*reader.up.parameters(), *reader.down.parameters()]
    optimiser = torch.optim.AdamW(
        [
            {"params": additions, "lr": RATE, "weight_decay": 0.01},
            {"params": [reader.head], "lr": HEAD_RATE, "weight_decay": 0.0},
        ]
    )
    rng, groups = random.Random(seed), blocks(lessons)
    steps, started = epochs * len(batches(groups, random.Random(0))), time.time()
    for done, batch in enumerate(_every(groups, epochs, rng)):
        pace = min(1.0, (done + 1) / WARM) * max(0.03, 1 - done / steps)
        for group, rate in zip(optimiser.param_groups, (RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * pace
        wanted = torch.tensor([label for one in batch for label in one.judged.labels])
        loss = binary_cross_entropy_with_logits(reader.score(batch), wanted * (1 - 2 * SOFT) + SOFT)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimiser.step()
        if done % 100 == 0:
            print(f"{done}/{steps} {float(loss):.3f} {time.time() - started:.0f}s", flush=True)


def _every(groups: list[list[Lesson]], epochs: int, rng: random.Random) -> Iterator[list[Lesson]]:
    for _ in range(epochs):
        yield from batches(groups, rng)


def mean_of(adapters: list[Path]) -> dict[str, np.ndarray]:
    """The adapters' mean; they must have begun from the same one (Wortsman et al. 2022)."""
    loaded = [np.load(path) for path in adapters]
    return {
        name: np.mean([one[name].astype(np.float32) for one in loaded], axis=0).astype(np.float16)
        for name in loaded[0].files
    }


def main() -> None:
    """Train, or average what was trained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--plain", action="store_true", help="learn without leads over others")
    parser.add_argument("--without", nargs="*", default=[], help="files left out")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--average", type=Path, nargs="*", help="adapters to take the mean of")
    parser.add_argument("--out", type=Path, default=Path("skill/quiz/marking/adapter.npz"))
    choices = parser.parse_args()
    if choices.average:
        np.savez_compressed(choices.out, **mean_of(choices.average))
        return
    torch.set_num_threads(1)
    judged = list(from_folder(HERE / "marking", choices.without))
    # The sets' other subjects are ones that we are measured on.
    for name, subject in (
        ("tune", "geography"),
        ("held_out", "physics-chemistry"),
        ("held_out", "computing-business"),
    ):
        judged += from_benchmark(name, subject)
    lessons = [one for row in judged if (one := lesson(row))]
    print(len(lessons), "utterances")
    training.adapter.RANK, training.adapter.LAYERS = RANK, LAYERS
    signals = PLAIN if choices.plain else tuple(range(SIGNALS))
    reader = Reader(choices.weights, 0, ADAPTER, signals)
    train(reader, lessons, choices.epochs, 0)
    np.savez_compressed(choices.out, **exported(reader))


if __name__ == "__main__":
    main()
