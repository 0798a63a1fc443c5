"""What the wording alone says an utterance is: a linear model over hashed words and letters.

It sees what a cross-encoder is slow to learn from few authors (short, plain requests) and costs a
fraction of a millisecond. Hashing as in Weinberger et al. 2009; fitted by `training/wordings.py`.
"""

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skill.understanding.situation import Situation

Floats = npt.NDArray[np.float32]
LEARNED = Path(__file__).with_name("wordings.npz")
BUCKETS = 1 << 16
"""Rows of the table that features are hashed into."""
LONGEST = 24
"""Words that are looked at: the first ones."""


def place(situation: Situation) -> tuple[str, str]:
    """Where it is said, coarsely and finely: a question is open, or this is on offer."""
    if situation.item is not None:
        return "open", f"open {situation.item.kind}"
    return "said", f"offer {situation.offered}"


def features(words: Sequence[str], where: tuple[str, str]) -> list[int]:
    """The buckets of one utterance: words by one, two and three, with where they are said; letters
    by four."""
    return [zlib.crc32(name.encode()) % BUCKETS for name in _named(words[:LONGEST], where)]


def _named(words: Sequence[str], where: tuple[str, str]) -> Iterator[str]:
    coarse, fine = where
    yield from (f"= {coarse}", f"= {fine}", f"n {coarse} {min(len(words), 12)}")
    edged = ["^", *words, "$"]
    for size in (1, 2, 3):
        for start in range(len(edged) - size + 1):
            gram = " ".join(edged[start : start + size])
            yield gram
            if size < 3:
                yield f"{coarse} {gram}"
            if len(words) <= 4:
                yield f"{fine} {gram}"
    letters = f" {' '.join(words)} "
    for start in range(len(letters) - 3):
        yield "~" + letters[start : start + 4]


@cache
def _table() -> tuple[npt.NDArray[np.int8], Floats, Floats] | None:
    if not LEARNED.is_file():
        return None
    with np.load(LEARNED) as loaded:
        rows, at = loaded["rows"], loaded["at"]
        whole = np.zeros((BUCKETS, rows.shape[1]), np.int8)
        whole[at] = rows
        return whole, loaded["scale"].astype(np.float32), loaded["bias"].astype(np.float32)


def opinion(words: Sequence[str], where: tuple[str, str], acts: int) -> Floats:
    """(acts,) log-probabilities; zeros where nothing was learned."""
    table = _table()
    if table is None:
        return np.zeros(acts, np.float32)
    rows, scale, bias = table
    found = features(words, where)
    scores = rows[found].astype(np.float32).sum(0) * scale / np.sqrt(len(found)) + bias
    shifted = scores - scores.max()
    return np.asarray(np.maximum(shifted - np.log(np.exp(shifted).sum()), -8.0), np.float32)
