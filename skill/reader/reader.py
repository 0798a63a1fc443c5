"""The reader: an utterance and what it is held against, read together, with numpy alone.

The released encoder's six layers, trained further as a cross-encoder (training/student) on what
an answer is to an accepted text, whether an entry answers a question, and what an utterance is in
its scene. What was learned lies in `reader.npz`, int8 row by row; the word embeddings are the
released ones.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from skill.reader.encoder import Transformer
from skill.reader.layout import CONTEXT_PIECES, HEARD_PIECES
from skill.reader.weights import load_arrays, vocabulary_file
from skill.reader.wordpiece import WordPiece, load_wordpiece

Array = npt.NDArray[np.float32]
LEARNED = Path(__file__).with_name("reader.npz")
_KEPT = 4_000
"""Contexts whose word pieces are kept."""
_ROWS = 6
"""Pairs that are read in one go: more would not be quicker on one core."""


class Pair(NamedTuple):
    """An utterance, and the context that `layout` makes for the task."""

    heard: str
    context: str


class Reads(Protocol):
    """What reads pairs of texts."""

    def logits(self, task: str, pairs: Sequence[Pair]) -> Array:
        """One row a pair; the columns are the task's outputs."""
        ...


class Reader:
    """Pairs → logits. Keep one for the life of the process; it holds 43 MB."""

    def __init__(self, tokeniser: WordPiece, arrays: dict[str, Any], learned: dict[str, Any]):
        self._tokeniser = tokeniser
        self._run = Transformer(arrays | _matrices(learned)).run
        self._heads = {
            name.split(".")[1]: (learned[name].T.astype(np.float32), learned[f"{name[:-7]}.bias"])
            for name in learned
            if name.startswith("heads.") and name.endswith(".weight")
        }
        self._kept: dict[tuple[str, int], list[int]] = {}

    def logits(self, task: str, pairs: Sequence[Pair]) -> Array:
        """float32, (len(pairs), outputs of the task)."""
        weight, bias = self._heads[task]
        rows = [self._row(task, pair) for pair in pairs]
        order = sorted(range(len(rows)), key=lambda n: len(rows[n][0]))
        out = np.empty((len(rows), weight.shape[1]), dtype=np.float32)
        for start in range(0, len(order), _ROWS):
            chosen = order[start : start + _ROWS]
            hidden, here = self._run([rows[n][0] for n in chosen], [rows[n][1] for n in chosen])
            used = here[..., None].astype(np.float32)
            mean = (hidden * used).sum(axis=1) / used.sum(axis=1)
            out[chosen] = np.concatenate([hidden[:, 0], mean], axis=1) @ weight + bias
        return out

    def _row(self, task: str, pair: Pair) -> tuple[list[int], int]:
        heard = self._ids(pair.heard, HEARD_PIECES)
        context = self._ids(pair.context, CONTEXT_PIECES[task])
        end = self._tokeniser.framed([])[1]
        return [*self._tokeniser.framed(heard), *context, end], len(heard) + 2

    def _ids(self, text: str, limit: int) -> list[int]:
        key = text, limit
        if key not in self._kept:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            self._kept[key] = self._tokeniser.ids(text.lower(), limit + 2)[1:-1][:limit]
        return self._kept[key]


def load_reader(folder: Path, learned: Path = LEARNED) -> Reader:
    """The reader whose base weights lie in `folder`; raises NoWeights when they do not."""
    with np.load(learned) as loaded:
        parts = {name: loaded[name] for name in loaded.files}
    return Reader(load_wordpiece(vocabulary_file(folder)), load_arrays(folder), parts)


def _matrices(learned: dict[str, Any]) -> dict[str, Any]:
    """The learned arrays in the shape of `weights.load_arrays`."""
    found: dict[str, Any] = {}
    for name, value in learned.items():
        if name.startswith("heads.") or name.endswith("|scale"):
            continue
        scale = learned.get(f"{name}|scale")
        found[name] = value if scale is None else (value, scale)
    return found
