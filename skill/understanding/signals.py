"""What is known of an utterance in its situation, by name, before anything is decided.

The reader's opinion of the act and the wording's (a linear model's), how near the intents' examples
come, what the marker makes of it as an answer, and the plain facts of the situation. The ear's model
weighs them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from skill.quiz.marking.result import Marking
from skill.reader.layout import act_context
from skill.understanding.acts import ACTS, INDEX
from skill.understanding.examples import Examples
from skill.understanding.intents import ROWS, Intent
from skill.understanding.situation import Situation
from skill.understanding.utterance import Utterance
from skill.understanding.wordings import opinion as wording_opinion
from skill.understanding.wordings import place

Floats = npt.NDArray[np.float32]
KINDS = ("short", "list", "choice", "true_false", "number", "year")
OFFERS = ("points", "another_quiz", "did_you_mean", "resume", "other", "none")
VERDICTS = ("correct", "partial", "incorrect", "unsure")
ASKING = frozenset(
    "what what's who who's when where why how which does did do is are was were can could".split()
)
_BY_ACT: dict[str, list[Intent]] = {}
for _intent, _row in ROWS.items():
    _BY_ACT.setdefault(_row.act, []).append(_intent)
NAMES = (
    *(f"reader {act}" for act in ACTS), *(f"worded {act}" for act in ACTS),
    *(f"like {act}" for act in ACTS),
    *(f"marked {verdict}" for verdict in VERDICTS), *(f"open {kind}" for kind in KINDS),
    *(f"offer {offer}" for offer in OFFERS), "open", "length", "asks", "said before", "outright",
    "answer words", "prompt words", "ours", "one",
)  # fmt: skip
"""The columns, in order."""


@dataclass(frozen=True)
class Signals:
    """The named numbers of one utterance."""

    values: Floats

    def named(self) -> dict[str, float]:
        """By name; what says nothing is left out."""
        pairs = zip(NAMES, map(float, self.values), strict=True)
        return {name: round(value, 3) for name, value in pairs if abs(value) > 0.05}


def context_of(situation: Situation, last: str) -> str:
    """The situation as the reader is shown it. last: the question of the entry heard last."""
    item = situation.item
    if item is None:
        return act_context("", "", (), (), situation.offered, last)
    order = situation.order
    options = [item.options[i] for i in order if i < len(item.options)] if order else item.options
    accepted = [p.text for p in item.points] or [item.answer, *item.accept]
    return act_context(item.kind, item.prompt, options, accepted, "", "")


def nearness(utterance: Utterance, known: Examples) -> Floats:
    """How near each act's examples come, 0 to 1."""
    return np.array(
        [known.nearest(utterance, _BY_ACT[act])[1] if act in _BY_ACT else 0.0 for act in ACTS],
        dtype=np.float32,
    )


def gathered(
    utterance: Utterance, situation: Situation, known: Examples, reading: Floats | None,
    marking: Marking | None, names: frozenset[str],
) -> Signals:  # fmt: skip
    """All signals. reading: the reader's logits, None without a reader. names: the course's words."""
    item = situation.item
    said = utterance.words
    if reading is None:
        opinion = np.zeros(len(ACTS), np.float32)
    else:
        shifted = reading - reading.max()
        opinion = np.maximum(shifted - np.log(np.exp(shifted).sum()), -8.0)
    verdict = marking.verdict if marking else ""
    accepted = [p.text for p in item.points] or [item.answer, *item.accept] if item else []
    own = [
        *(float(verdict == each) for each in VERDICTS),
        *(float(bool(item and item.kind == kind)) for kind in KINDS),
        *(float(item is None and situation.offered == offer) for offer in OFFERS),
        float(item is not None),
        min(len(said), 20) / 10,
        float(bool(said) and said[0] in ASKING),
        float(situation.entry is not None),
        float(bool(marking and marking.rule in OUTRIGHT)),
        _share(said, accepted),
        _share(said, [item.prompt] if item else []),
        sum(word in names for word in said) / max(len(said), 1),
        1.0,
    ]
    worded = wording_opinion(said, place(situation), len(ACTS))
    near = nearness(utterance, known)
    values = np.concatenate([opinion, worded, near, np.array(own, np.float32)])
    return Signals(values.astype(np.float32))


OUTRIGHT = frozenset(
    ("named", "option", "letter", "year", "number", "stance", "points", "exact", "formula")
)
"""Rules of the marker that found an answer of the kind that was asked for."""


def _share(said: Sequence[str], texts: Sequence[str]) -> float:
    """The share of the words that stand in any of the texts."""
    there = frozenset(word for text in texts for word in Utterance(text).words)
    return sum(word in there for word in said) / max(len(said), 1)


__all__ = ["INDEX", "NAMES", "Signals", "context_of", "gathered"]
