"""What a mark says."""

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["correct", "partial", "incorrect", "unsure", "dont_know", "command", "question"]


@dataclass(frozen=True)
class Marking:
    """The mark of one utterance."""

    verdict: Verdict
    points: tuple[int, ...] = ()
    """List items: indexes from 0 that this utterance newly names."""
    command: str | None = None
    understood: str = ""
    """The answer the learner was taken to give, as it should be said back; "" when unclear."""
    rule: str = ""
    """Short machine name of the rule that decided."""
    rivals: tuple[tuple[str, float], ...] = ()
    """What else the words were compared with, and how near each came (0 to 1)."""
    credit: float = 0.0
    """0 to 1: a partial is a half; a list: earned over wanted, for this utterance alone."""
    probability: float = 1.0
    """That an examiner would give the same verdict, as fitted; 1 for what words settled alone."""


CREDIT = {"correct": 1.0, "partial": 0.5}


def marked(
    verdict: Verdict,
    rule: str,
    understood: str = "",
    *,
    command: str | None = None,
    rivals: tuple[tuple[str, float], ...] = (),
) -> Marking:
    """A marking whose credit follows from its verdict."""
    return Marking(
        verdict,
        command=command,
        understood=understood,
        rule=rule,
        rivals=rivals,
        credit=CREDIT.get(verdict, 0.0),
    )
