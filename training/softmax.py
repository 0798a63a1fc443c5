"""Softmax regression over sparse features, most of whose weights come out as nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
_STEPS = 300


class Rows:
    """Rows of features that are there or not, by number; feature 0 is in every row."""

    def __init__(self, rows: Sequence[Sequence[int]], width: int):
        full = [[0, *row] for row in rows]
        counts = [len(row) for row in full]
        self.count, self.width = len(full), width
        self._features = np.concatenate([np.array(row) for row in full])
        self._starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
        order = np.argsort(self._features, kind="stable")
        self._rows_by_feature = np.repeat(np.arange(self.count), counts)[order]
        self._present, self._first = np.unique(self._features[order], return_index=True)

    def times(self, weights: Array) -> Array:
        """[count, kinds]: the sums of each row's weights [width, kinds]."""
        return np.add.reduceat(weights[self._features], self._starts)

    def back(self, values: Array) -> Array:
        """[width, kinds]: the sums of `values` [count, kinds] over the rows with a feature."""
        out = np.zeros((self.width, values.shape[1]), values.dtype)
        out[self._present] = np.add.reduceat(values[self._rows_by_feature], self._first)
        return out


def chances(scores: Array) -> Array:
    """[count, kinds]: each row's scores as chances that add up to one."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fitted(
    rows: Rows, labels: Array, worth: Array, kinds: int, sparing: float, hold: float
) -> Array:
    """The weights [width, kinds], by accelerated proximal steps.

    labels, worth: [count], the kind of each row and how much it counts. sparing: the price of
    a weight (L1), which makes most of them nothing; hold: of its square (L2).
    """
    truth = np.eye(kinds, dtype=np.float32)[labels]
    share = (worth / worth.sum()).astype(np.float32)[:, None]
    step = 1 / (0.5 * _steepness(rows, share) + hold)
    weights = np.zeros((rows.width, kinds), np.float32)
    ahead, pace = weights.copy(), 1.0
    for _ in range(_STEPS):
        slope = rows.back((chances(rows.times(ahead)) - truth) * share) + hold * ahead
        new = ahead - step * slope
        new[1:] = np.sign(new[1:]) * np.maximum(np.abs(new[1:]) - step * sparing, 0)
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / next_pace * (new - weights)
        weights, pace = new, next_pace
    return weights


def _steepness(rows: Rows, share: Array) -> float:
    """The largest eigenvalue of the rows' weighed products, which bounds the step."""
    v = np.random.default_rng(0).normal(size=(rows.width, 1)).astype(np.float32)
    size = 1.0
    for _ in range(15):
        v = rows.back(rows.times(v) * share)
        size = float(np.linalg.norm(v))
        v /= size
    return size
