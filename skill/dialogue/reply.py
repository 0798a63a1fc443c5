"""What the owl says and shows in one turn, before any channel gives it a form."""

from dataclasses import dataclass, field
from typing import Literal

from skill.speech.parts import Speech

Pace = Literal["slow", "normal", "fast"]


@dataclass(frozen=True)
class Card:
    """The written companion of a reply."""

    title: str
    text: str


@dataclass(frozen=True)
class Answer:
    """One answer that the open question expects, for the recogniser to lean towards."""

    id: str
    value: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Screen:
    """What a screen shows. Nothing stands here that is not also said."""

    kind: Literal["welcome", "answer", "question", "verdict", "summary", "progress"]
    title: str
    text: str = ""
    lines: tuple[str, ...] = ()
    """An answer's points, a question's options, a summary's rows, topics with their progress."""
    lit: tuple[int, ...] = ()
    """Indexes of the lines this reply is about."""
    touch: tuple[str, ...] = ()
    """What touching each line means, as `UserTurn.touched`; empty: nothing can be touched."""
    levels: tuple[float, ...] = ()
    """For progress: from 0 to 1, one a line."""
    footer: str = ""


@dataclass(frozen=True)
class Expectation:
    """What the open microphone waits for."""

    slot: Literal["words", "answer", "year", "number"] = "words"
    """The slot to elicit: `words` takes a whole utterance, the others fit known answers."""
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Reply:
    """One reply."""

    speech: Speech = ()
    reprompt: Speech | None = None
    """Said after silence."""
    listen: bool = False
    """Open the microphone. When false the session ends."""
    card: Card | None = None
    screen: Screen | None = None
    expects: Expectation = field(default_factory=Expectation)
    pace: Pace = "normal"
    silent: bool = False
    """Nothing may be said (the session is already over, or an event has no listener)."""
