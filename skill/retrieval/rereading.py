"""The likeliest entries read again beside the question, where the signals do not answer it.

The reader says of each whether it covers the question; a small fitted choice model with an
outside option (McFadden 1974) weighs that with what the signals made of it, and gives calibrated
probabilities. Fitted by `training/rereading.py` on courses that neither has learned from.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skill.content.course import Course, Entry
from skill.reader.layout import cover_context
from skill.reader.reader import Pair, Reads
from skill.retrieval.decide import Decision, decide

Floats = npt.NDArray[np.float32]
READ = 4
"""Candidates that are read."""
FITTED = Path(__file__).with_name("rereading.toml")


@dataclass(frozen=True)
class Weights:
    """The fitted numbers."""

    share: float
    """Of the logarithm of what the signals gave."""
    cover: float
    """Of the reader's log-odds."""
    level: float
    nothing: float
    """Of the logarithm of what the signals gave to "none of these"."""
    best: float
    """Of the reader's highest log-odds, towards "none of these"."""
    none_level: float
    context: float = 0.0
    """Towards the entry that was heard last; it is seldom asked for again."""


@cache
def weights() -> Weights:
    """The numbers that ship."""
    known = tomllib.loads(FITTED.read_text(encoding="utf-8"))
    return Weights(**{name: float(value) for name, value in known.items()})


def entry_context(entry: Entry, before: str) -> str:
    """An entry as the reader is shown it; before: the question of the entry heard last."""
    told = (*entry.points, entry.detail) if entry.detail else entry.points
    return cover_context(entry.question, entry.also_asked, entry.answer, told, before)


def may_offer(decision: Decision, reread: Floats) -> bool:
    """Whether what was not answered becomes an offer, after it was read again: never an answer.

    reread: the new probabilities, best first.
    """
    nothing = max(0.0, 1.0 - float(reread.sum()))
    return decision == "did_you_mean" or decide(reread, nothing) != "unknown"


class Rereader:
    """Reads candidates again for one course."""

    def __init__(self, course: Course, reader: Callable[[], Reads | None]):
        self._course, self._reader = course, reader

    def covers(self, text: str, entry_ids: Sequence[str], before: str) -> Floats | None:
        """The reader's log-odds that each entry answers; None without a reader."""
        reader = self._reader()
        entries = [entry for entry in map(self._course.entry, entry_ids) if entry]
        if reader is None or not entries:
            return None
        pairs = [Pair(text, entry_context(entry, before)) for entry in entries]
        return reader.logits("cover", pairs)[:, 0]

    def answers_after(self, text: str, spelt: str, before: Entry) -> tuple[float, float] | None:
        """The reader's log-odds that the page heard last answers a question spelt out, and as it was said;
        None without a reader."""
        reader = self._reader()
        if reader is None:
            return None
        pairs = [
            Pair(spelt, entry_context(before, "")),
            Pair(text, entry_context(before, before.question)),
        ]
        covers = reader.logits("cover", pairs)[:, 0]
        return float(covers[0]), float(covers[1])

    def reread(
        self, text: str, entry_ids: Sequence[str], shares: Floats, before: str, context: str | None
    ) -> tuple[Floats, Floats] | None:
        """New probabilities of all candidates (best first, as given) and the reader's log-odds of
        those that were read; None where nothing was read."""
        count = min(READ, len(entry_ids))
        covers = self.covers(text, entry_ids[:count], before)
        if covers is None:
            return None
        again = [entry_id == context for entry_id in entry_ids[:count]]
        return fused(shares, covers, np.array(again), weights()), covers


def fused(shares: Floats, covers: Floats, again: npt.NDArray[np.bool_], w: Weights) -> Floats:
    """(candidates,) probabilities; what is missing to one is "none of these"."""
    nothing = max(1e-4, 1.0 - float(shares.sum()))
    logs = np.log(np.maximum(shares, 1e-5))
    scores = w.share * logs + w.level
    # What was not read has no more than the worst that was.
    full = np.full(len(shares), float(covers.min()) if len(covers) else 0.0, dtype=np.float32)
    full[: len(covers)] = covers
    scores = scores + w.cover * full
    scores[: len(again)] += w.context * again
    none = w.nothing * np.log(nothing) + w.best * float(covers.max()) + w.none_level
    top = max(float(scores.max()), none)
    raised = np.exp(scores - top)
    made: Floats = (raised / (raised.sum() + np.exp(none - top))).astype(np.float32)
    return made
