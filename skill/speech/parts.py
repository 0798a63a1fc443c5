"""Speech as data. Only a channel's edge turns it into markup."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Say:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Pause:
    """Silence, in milliseconds."""

    milliseconds: int


@dataclass(frozen=True)
class Pronounced:
    """A word whose sound the course spells out."""

    text: str
    say_as: str
    ipa: str = ""


Part = Say | Pause | Pronounced
Speech = tuple[Part, ...]


def plain(parts: Iterable[Part]) -> str:
    """The words alone, as a card or a terminal shows them."""
    words = "".join(" " if isinstance(part, Pause) else part.text for part in parts)
    return " ".join(words.split())
