"""How alike two texts are by their token states: in a stretch of words, and token by token.

What was heard is read once, in its context; every stretch of it is then pooled from that one
reading (late chunking: Günther et al. 2024), so that one point is found among others said in
the same breath. Tokens are compared as in ColBERT (Khattab and Zaharia 2020).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LONGEST = 9
"""Words of the longest stretch that is compared with a text."""


@dataclass(frozen=True)
class Stretches:
    """Every stretch of words of what was heard."""

    places: tuple[tuple[int, int], ...]
    """(first word, end) of each."""
    vectors: Any
    """float32, (stretches, 384), each of length one."""
    tokens: Any
    """float32, (tokens, 384), each of length one."""
    whole: Any
    """float32, (384,), of length one: the mean of all its tokens."""

    def outside(self, taken: frozenset[int]) -> Any:
        """Which stretches have at least half of their words outside those taken."""
        return np.array([2 * sum(n in taken for n in range(a, b)) <= b - a for a, b in self.places])


@dataclass(frozen=True)
class Told:
    """A text of the course."""

    vector: Any
    """float32, (384,), of length one."""
    tokens: Any
    """float32, (tokens, 384), each of length one."""


def told(states: Any) -> Told:
    """What is compared of a text, from its TokenStates."""
    inner = states.hidden[1:-1] if len(states.hidden) > 2 else states.hidden
    return Told(_units(states.hidden.mean(axis=0)), _units(inner))


def stretches(states: Any) -> Stretches:
    """All stretches of two to nine words (or of the one), from what was heard's TokenStates."""
    hidden, words = states.hidden, states.words
    count = len(words)
    places = [
        (a, b)
        for a in range(count)
        for b in range(a + min(count, 2), min(count, a + LONGEST) + 1)
        if words[b - 1][1] > words[a][0]
    ] or [(0, count)]
    sums = np.concatenate([np.zeros((1, hidden.shape[1]), dtype=hidden.dtype), hidden.cumsum(0)])
    begins = np.array([words[a][0] for a, _ in places])
    ends = np.maximum(np.array([words[b - 1][1] for _, b in places]), begins + 1)
    pooled = (sums[ends] - sums[begins]) / (ends - begins)[:, None]
    return Stretches(
        tuple(places), _units(pooled), _units(hidden[1:-1]), _units(hidden.mean(axis=0))
    )


class Likenesses:
    """How alike what was heard and each of some texts are; cosines, in the texts' order."""

    def __init__(self, texts: Sequence[Told], heard: Stretches):
        vectors = np.stack([text.vector for text in texts])
        self._stretches = heard
        self._near = heard.vectors @ vectors.T
        self.whole = vectors @ heard.whole
        """Of each text and all that was heard."""
        starts = np.cumsum([0, *(len(text.tokens) for text in texts[:-1])])
        best = (np.concatenate([text.tokens for text in texts]) @ heard.tokens.T).max(axis=1)
        counts = np.array([len(text.tokens) for text in texts])
        self.tokens = np.add.reduceat(best, starts) / counts
        """Of each text's tokens and the nearest that was heard, on average."""

    def best(self, taken: frozenset[int] = frozenset()) -> list[tuple[float, tuple[int, int]]]:
        """For each text the likest stretch, and its words; `taken`: words that say another."""
        near = self._near
        if taken:
            near = np.where(self._stretches.outside(taken)[:, None], near, np.float32(-1.0))
        at = near.argmax(axis=0)
        return [(float(near[row, n]), self._stretches.places[row]) for n, row in enumerate(at)]


def _units(rows: Any) -> Any:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(lengths, np.float32(1e-9))
