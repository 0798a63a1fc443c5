"""How alike two texts are by their token states: in a stretch of words, and token by token.

What was heard is read once, in its context; every stretch of it is then pooled from that one
reading (late chunking: Günther et al. 2024), so that one point is found among others said in
the same breath. Tokens are compared as in ColBERT (Khattab and Zaharia 2020), both ways. A
point's stretch is held against the list's other points, too: what says a neighbour better
says this one less.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

LONGEST = 9
"""Words of the longest stretch that is compared with a text."""
ALONE = 0.2
"""The lead over other points where there is no other."""


@dataclass(frozen=True)
class Stretches:
    """Every stretch of words of what was heard."""

    places: tuple[tuple[int, int], ...]
    """(first word, end) of each."""
    spans: Any
    """int, (stretches, 2): its first token and the end, among `tokens`."""
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
        tuple(places),
        np.stack([begins, ends], axis=1) - 1,
        _units(pooled),
        _units(hidden[1:-1]),
        _units(hidden.mean(axis=0)),
    )


class Likenesses:
    """How alike what was heard and each of some texts are; cosines, in the texts' order.

    owners: for each text the point it says; texts of one point do not compete.
    """

    def __init__(self, texts: Sequence[Told], heard: Stretches, owners: Sequence[int]):
        vectors = np.stack([text.vector for text in texts])
        self._heard = heard
        self._near = heard.vectors @ vectors.T
        self._others = np.not_equal.outer(np.array(owners), np.array(owners))
        whole = vectors @ heard.whole
        counts = np.array([len(text.tokens) for text in texts])
        starts = np.cumsum([0, *counts[:-1]])
        pairs = np.concatenate([text.tokens for text in texts]) @ heard.tokens.T
        best = pairs.max(axis=1)
        self._back = np.maximum.reduceat(pairs, starts, axis=0)
        self._fixed = np.stack(
            [
                np.add.reduceat(best, starts) / counts,
                whole,
                self._lead(whole, np.broadcast_to(whole, self._others.shape)),
                np.minimum.reduceat(best, starts),
                np.log(len(heard.tokens) / counts),
            ],
            axis=1,
        )

    def _lead(self, own: Any, rivals: Any) -> Any:
        """By how much each text leads the nearest text of another point."""
        nearest = np.where(self._others, rivals, np.float32(-1.0)).max(axis=1)
        return np.where(self._others.any(axis=1), own - nearest, np.float32(ALONE))

    def signals(self, taken: frozenset[int] = frozenset()) -> tuple[Any, list[tuple[int, int]]]:
        """For each text what `meaning` weighs, (texts, 9), and the words of its likest stretch.

        The columns: the stretch's cosine; the text's tokens and the nearest heard, on average;
        the cosine of the whole; the stretch's and the whole's lead over other points; the text's
        token that was heard least; the stretch's tokens and the nearest of the text, on average
        and at least; the logarithm of how much longer the utterance is. `taken`: words that say
        another point.
        """
        near = self._near
        if taken:
            near = np.where(self._heard.outside(taken)[:, None], near, np.float32(-1.0))
        at = near.argmax(axis=0)
        own = near[at, np.arange(near.shape[1])]
        back = [
            self._back[n, max(a, 0) : max(b, 1)] for n, (a, b) in enumerate(self._heard.spans[at])
        ]
        tokens, whole, lead, least, longer = self._fixed.T
        columns = np.stack(
            [
                own, tokens, whole, self._lead(own, near[at]), lead, least,
                np.array([row.mean() if row.size else 0.0 for row in back]),
                np.array([row.min() if row.size else 1.0 for row in back]),
                longer,
            ],
            axis=1,
        )  # fmt: skip
        return columns, [self._heard.places[row] for row in at]


def _units(rows: Any) -> Any:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(lengths, np.float32(1e-9))
