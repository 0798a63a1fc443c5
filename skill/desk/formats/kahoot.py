"""Kahoot's spreadsheet template: options in columns, the right ones by number."""

from collections.abc import Sequence

from skill.desk.blocks import Dropped, Source
from skill.desk.cards import Row
from skill.desk.columns import headings
from skill.desk.formats.brought import Brought
from skill.desk.formats.sheet import each_sheet
from skill.desk.optionrows import read_options
from skill.desk.tables import above

NAME = "a Kahoot spreadsheet"
_ITS_OWN = ("time limit",)
"""Columns that matter to the game alone."""


def recognise(brought: Brought) -> float | None:
    """A heading row with Kahoot's "max 75 characters" or "Answer 1" beside "Time limit"."""
    return 0.95 if any(is_game(rows, ("max 75", "max 95")) for _, rows in brought.sheets) else None


def read(brought: Brought) -> Source:
    """Its questions."""
    return each_sheet(brought.sheets, read_game)


def is_game(rows: Sequence[Row], marks: tuple[str, ...]) -> bool:
    """Whether the heading row is a game's: options, the right ones, and one of its own marks."""
    told = headings(rows)
    if told.at < 0 or not told.options or "correct" not in told.names:
        return False
    said = " ".join(rows[told.at][1]).lower()
    return any(mark in said for mark in marks)


def read_game(rows: list[Row]) -> Source:
    """The questions of a game's sheet; the right options are given by number."""
    told = headings(rows)
    pile = read_options(rows, told, numbered=True)
    pile.dropped += [
        Dropped(each.text, "of use to the game alone", each.line)
        if each.text.lower().startswith(_ITS_OWN)
        else each
        for each in above(rows, told)
    ]
    return pile.source()
