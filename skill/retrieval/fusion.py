"""The learned weighing of signals: a table of candidates → one probability each.

A choice with an outside option (multinomial logit: McFadden 1974): every candidate gets a
score from its signals and its distance to the best candidate in each; "none of these" gets
one from the question and the leading candidate; all are compared in one softmax. The
scores are two small networks, trained by `training/fusion.py` and read from fusion.npz.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from skill.retrieval.features import COLUMNS, PLACE, WORDS, Table

Floats = npt.NDArray[np.float32]
LEXICAL = (*WORDS, *PLACE)
"""The columns that are known without an encoder."""


class Fusion:
    """One trained weighing."""

    def __init__(self, weights: Mapping[str, Floats], names: tuple[str, ...]):
        self._weights = weights
        self._columns = [COLUMNS.index(name) for name in names]

    def log_odds(self, values: Floats, asked: Floats) -> tuple[Floats, float]:
        """Scores of the candidates and of "none of these", before the softmax."""
        chosen = values[:, self._columns]
        gaps = chosen.max(axis=0) - chosen
        known = np.broadcast_to(asked, (len(chosen), len(asked)))
        scores = self._run("candidate", np.concatenate([chosen, gaps, known], axis=1))
        leader = chosen[int(scores.argmax())]
        order = np.sort(chosen, axis=0)
        margins = order[-1] - order[-2] if len(order) > 1 else order[-1]
        none = self._run("none", np.concatenate([leader, margins, asked])[None])
        return scores, float(none[0])

    def probabilities(self, table: Table) -> tuple[Floats, float]:
        """Each candidate's probability, and that of "none of these"."""
        if not len(table.entries):
            return np.zeros(0, dtype=np.float32), 1.0
        scores, none = self.log_odds(table.values, table.asked)
        raised = np.exp(np.append(scores, none) - max(float(scores.max()), none))
        shares = raised / raised.sum()
        return shares[:-1], float(shares[-1])

    def _run(self, part: str, inputs: Floats) -> Floats:
        weights = self._weights
        scaled = (inputs - weights[f"{part}.mean"]) / weights[f"{part}.spread"]
        # Far outside what was seen in training a network only guesses.
        hidden = np.tanh(np.clip(scaled, -4, 4) @ weights[f"{part}.in"] + weights[f"{part}.bias"])
        return hidden @ weights[f"{part}.out"] + weights[f"{part}.level"]


@cache
def load_fusion(meaning: bool) -> Fusion:
    """The weighing that ships: with the encoder's signals, or without."""
    prefix = "full." if meaning else "lexical."
    path = files("skill.retrieval").joinpath("fusion.npz")
    with path.open("rb") as file, np.load(file) as loaded:
        weights = {
            name.removeprefix(prefix): loaded[name]
            for name in loaded.files
            if name.startswith(prefix)
        }
    return Fusion(weights, COLUMNS if meaning else LEXICAL)
