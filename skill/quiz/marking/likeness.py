"""How alike two texts are by their token states: in a stretch of words, and token by token.

What was heard is read once, in its context; every stretch of it is then pooled from that one
reading (late chunking: Günther et al. 2024), so that one point is found among others said in
the same breath. Tokens are compared as in ColBERT (Khattab and Zaharia 2020).
"""

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


@dataclass(frozen=True)
class Alike:
    """How alike a text and what was heard are; cosines."""

    stretch: float
    """Of the text and the stretch that is most like it."""
    tokens: float
    """Of each of the text's tokens and the nearest that was heard, on average."""
    whole: float
    """Of the text and all that was heard."""
    place: tuple[int, int]
    """The words of the stretch."""


def told(states: Any) -> Told:
    """What is compared of a text, from its TokenStates."""
    return Told(_units(states.hidden.mean(axis=0)), _units(states.hidden[1:-1]))


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


def alike(text: Told, heard: Stretches, taken: frozenset[int] = frozenset()) -> Alike:
    """Compares a text with what was heard; `taken`: words that were found to say another."""
    near = heard.vectors @ text.vector
    if taken:
        near = np.where(heard.outside(taken), near, np.float32(-1.0))
    at = int(near.argmax())
    each = (text.tokens @ heard.tokens.T).max(axis=1) if len(text.tokens) else np.zeros(1)
    return Alike(
        float(near[at]), float(each.mean()), float(heard.whole @ text.vector), heard.places[at]
    )


def _units(rows: Any) -> Any:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(lengths, np.float32(1e-9))
