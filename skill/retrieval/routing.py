"""What routing says. Light to import: the dialogue needs these types before any question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Decision = Literal["answer", "did_you_mean", "unknown"]


@dataclass(frozen=True)
class Context:
    """What the conversation was last about."""

    entry_id: str | None = None
    topic_id: str | None = None


NO_CONTEXT = Context()
"""A question by itself."""


@dataclass(frozen=True)
class Candidate:
    """An entry that may answer."""

    entry_id: str
    score: float
    """Probability that this entry answers."""
    point: int | None = None
    """The entry's point that is asked about, from 0; None when it is asked as a whole."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What spoke for and against it, by name."""


@dataclass(frozen=True)
class Routing:
    """What to do with a question."""

    decision: Decision
    candidates: tuple[Candidate, ...]
    """The ranking, best first, five at most, whatever the decision."""
    heard: str = ""
    nothing: float = 1.0
    """Probability that no entry answers."""
    mention: str | None = None
    """Where the decision is "unknown": an entry in which the one who was asked for comes up."""
    asked: Mapping[str, float] = field(default_factory=dict)
    """What is known of the question by itself."""
