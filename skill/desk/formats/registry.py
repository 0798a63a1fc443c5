"""Every format that `owl import` knows: a module with `recognise` and `read`, and one line here."""

from pathlib import Path
from typing import Protocol

from skill.desk.blocks import Source
from skill.desk.formats import (
    aiken,
    ankipackage,
    ankitext,
    blooket,
    gift,
    kahoot,
    markdown,
    moodle,
    notes,
    qnabot,
    refused,
    sheet,
    termlist,
    trivia,
    triviabank,
    webpage,
    word,
)
from skill.desk.formats.brought import Brought
from skill.errors import ContentError


class Format(Protocol):
    """What a format's module has: NAME, as a teacher calls it, and two functions."""

    @property
    def NAME(self) -> str: ...

    def recognise(self, brought: Brought, /) -> float | None:
        """How sure it is that the file is of its kind, from 0 to 1; None for no."""

    def read(self, brought: Brought, /) -> Source:
        """What the file holds, taken whole.

        Raises:
            ContentError: it is damaged; says where and what to do.
        """


FORMATS: tuple[Format, ...] = (
    refused, ankipackage, word, kahoot, blooket, qnabot, trivia, triviabank, gift, aiken, moodle,
    ankitext, termlist, webpage, markdown, sheet, notes,
)  # fmt: skip


def format_of(brought: Brought) -> Format:
    """The format that is surest of the file.

    Raises:
        ContentError: the file is empty, or cannot be read.
    """
    if not brought.data.strip() or not (
        brought.text.strip() or brought.data[:2] == b"PK" or _odd(brought)
    ):
        raise ContentError([f"{brought.path}: the file is empty"])
    sure = [(each.recognise(brought) or 0.0, -at, each) for at, each in enumerate(FORMATS)]
    return max(sure, key=lambda found: found[:2])[2]


def read_source(path: Path) -> tuple[str, Source]:
    """The name of the file's format, and what the file holds.

    Raises:
        ContentError: it cannot be read, or is of a kind that is refused; says what to do.
    """
    brought = Brought(path)
    known = format_of(brought)
    try:
        return known.NAME, known.read(brought)
    except ContentError as error:
        named = [each if path.name in each else f"{path}: {each}" for each in error.problems]
        raise ContentError(named) from None


def _odd(brought: Brought) -> bool:
    """Bytes that are no text, which a format refuses by name."""
    return (
        b"\0" in brought.data[:1_000]
        or not brought.data[:20].isascii()
        or brought.data[:4] == b"%PDF"
    )
