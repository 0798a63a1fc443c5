"""The ear's model: signals → a probability for each act. A softmax regression, in `ear.npz`.

Fitted by `training/ear.py` on authors of whom the reader has learned nothing.
"""

from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
LEARNED = Path(__file__).with_name("ear.npz")


class Model:
    """One fitted regression."""

    def __init__(self, weights: Floats, mean: Floats, spread: Floats):
        self._weights, self._mean, self._spread = weights, mean, spread

    def probabilities(self, values: Floats) -> Floats:
        """(acts,) for one utterance's signals."""
        scaled = np.clip((values - self._mean) / self._spread, -6, 6)
        scores = scaled @ self._weights
        raised = np.exp(scores - scores.max())
        return raised / raised.sum()


@cache
def load_model(reader: bool) -> Model:
    """The regression that ships: with the reader's signals, or without."""
    prefix = "full." if reader else "words."
    with np.load(LEARNED) as loaded:
        parts = [loaded[prefix + name].astype(np.float32) for name in ("weights", "mean", "spread")]
    return Model(*parts)
