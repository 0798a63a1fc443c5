"""Logistic regression by Newton's method, columns scaled and held back alike."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def fitted(x: Array, y: Array, hold: float) -> Array:
    """The weights of `x`'s columns for labels `y` of 0 to 1; a column of ones is the level.

    hold: how far weights are held back (ridge), the level's excepted.
    """
    level = int(np.flatnonzero((x == 1.0).all(axis=0))[0])
    middle, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    middle[level], spread[level] = 0.0, 1.0
    z = (x - middle) / spread
    ridge = np.eye(z.shape[1]) * hold
    ridge[level, level] = 0.0
    w = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ w))
        w -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ w)
    out = w / spread
    out[level] -= (w * middle / spread).sum() - w[level] * middle[level]
    return out
