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

    owners: for each text the point it says; texts of one point do not compete. parts: the
    clauses of what was heard, each read by itself; none where it is compared as one.
    """

    def __init__(
        self,
        texts: Sequence[Told],
        heard: Stretches,
        owners: Sequence[int],
        parts: Sequence[Told] = (),
    ):
        vectors = np.stack([text.vector for text in texts])
        self._heard = heard
        self._near = heard.vectors @ vectors.T
        self._others = np.not_equal.outer(np.array(owners), np.array(owners))
        whole = vectors @ heard.whole
        counts = np.array([len(text.tokens) for text in texts])
        starts = np.cumsum([0, *counts[:-1]])
        every = np.concatenate([text.tokens for text in texts])
        pairs = every @ heard.tokens.T
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
        self._parted = self._in_parts(parts, vectors, every, starts, counts) if parts else None

    def _in_parts(
        self, parts: Sequence[Told], vectors: Any, every: Any, starts: Any, counts: Any
    ) -> Any:
        """The same of the clause that is likest, read by itself: (texts, 5)."""
        near = np.stack([part.vector for part in parts]) @ vectors.T
        at = near.argmax(axis=0)
        texts = np.arange(near.shape[1])
        own = near[at, texts]
        pairs = [every @ part.tokens.T for part in parts]
        there = np.stack([np.add.reduceat(p.max(axis=1), starts) / counts for p in pairs])
        back = np.stack([np.maximum.reduceat(p, starts, axis=0).mean(axis=1) for p in pairs])
        first = ~self._others[near[at].argmax(axis=1), texts]
        return np.stack(
            [own, self._lead(own, near[at]), there[at, texts], back[at, texts], first], axis=1
        )

    def _lead(self, own: Any, rivals: Any) -> Any:
        """By how much each text leads the nearest text of another point."""
        nearest = np.where(self._others, rivals, np.float32(-1.0)).max(axis=1)
        return np.where(self._others.any(axis=1), own - nearest, np.float32(ALONE))

    def signals(self, taken: frozenset[int] = frozenset()) -> tuple[Any, list[tuple[int, int]]]:
        """For each text what `meaning` weighs, (texts, 9 or 14), and its likest stretch's words.

        The columns: the stretch's cosine; the text's tokens and the nearest heard, on average;
        the cosine of the whole; the stretch's and the whole's lead over other points; the text's
        token that was heard least; the stretch's tokens and the nearest of the text, on average
        and at least; the logarithm of how much longer the utterance is. Of the likest clause,
        where there are parts: its cosine, its lead, the text's tokens and its, both ways, and
        whether it is likest to this point. `taken`: words that say another point.
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
        if self._parted is not None:
            columns = np.concatenate([columns, self._parted], axis=1)
        return columns, [self._heard.places[row] for row in at]


def _units(rows: Any) -> Any:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows / np.maximum(lengths, np.float32(1e-9))
