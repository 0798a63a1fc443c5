"""Questions and courses turned into the tables that the fusion learns from."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skill.retrieval.features import ASKED, CANDIDATES, COLUMNS, Describer
from skill.retrieval.index import Encodes, build_index
from skill.retrieval.query import prepare, read_words
from training.data import Made, variants


class Remembering:
    """An encoder that never encodes the same text twice, in this process or the next."""

    def __init__(self, make: Callable[[], Encodes], file: Path):
        self._make, self._file = make, file
        self._encoder: Encodes | None = None
        self._known: dict[str, npt.NDArray[np.float32]] = {}
        if file.exists():
            with np.load(file, allow_pickle=False) as kept:
                self._known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """As Encoder.encode."""
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._encoder = self._encoder or self._make()
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def save(self) -> None:
        """Keep what was encoded."""
        if self._encoder is not None:
            texts = list(self._known)
            np.savez(self._file, texts=np.array(texts), vectors=self.encode(texts))


@dataclass
class Tables:
    """Many questions, padded to the same number of candidates."""

    values: npt.NDArray[np.float32]
    """(questions, CANDIDATES, columns)"""
    here: npt.NDArray[np.bool_]
    right: npt.NDArray[np.bool_]
    covered: npt.NDArray[np.bool_]
    """Whether any entry of the course answers."""
    asked: npt.NDArray[np.float32]
    weight: npt.NDArray[np.float32]
    styles: list[str]


def tables_of(made: Made, encoder: Encodes | None) -> Tables:
    """What the product would know of every question to this course."""
    index = build_index(made.course, encoder)
    describer = Describer(index)
    numbers = {name: number for number, name in enumerate(index.entry_ids)}
    questions = {e.id: e.question for e in made.course.entries()}
    size = len(made.asks)
    out = Tables(
        values=np.zeros((size, CANDIDATES, len(COLUMNS)), dtype=np.float32),
        here=np.zeros((size, CANDIDATES), dtype=bool),
        right=np.zeros((size, CANDIDATES), dtype=bool),
        covered=np.zeros(size, dtype=bool),
        asked=np.zeros((size, len(ASKED)), dtype=np.float32),
        weight=np.array([ask.weight for ask in made.asks], dtype=np.float32),
        styles=[ask.style for ask in made.asks],
    )
    for at, ask in enumerate(made.asks):
        context = numbers.get(ask.context or "")
        before = questions[ask.context] if context is not None and ask.context else ""
        (question,) = prepare([read_words(ask.text)], encoder, context, before)
        table = describer.describe(question)
        count = len(table.entries)
        out.values[at, :count] = table.values
        out.here[at, :count] = True
        right = {numbers[name] for name in ask.right}
        out.right[at, :count] = [int(entry) in right for entry in table.entries]
        out.covered[at] = bool(right)
        out.asked[at] = table.asked
    return out


def joined(parts: Sequence[Tables]) -> Tables:
    """All of them, one after the other."""
    names = ("values", "here", "right", "covered", "asked", "weight")
    arrays = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    return Tables(**arrays, styles=[style for part in parts for style in part.styles])


def training_tables(made: Made, encoder: Encodes | None, seed: int, rounds: int) -> Tables:
    """A course and what can be made of it."""
    rng = random.Random(seed)
    return joined([tables_of(one, encoder) for one in variants(made, rng, rounds)])
