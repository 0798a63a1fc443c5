"""Blooket's import template: a banner, then headings, options in columns, the right ones by number."""

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.formats.kahoot import is_game, read_game
from skill.desk.formats.sheet import each_sheet

NAME = "a Blooket spreadsheet"


def recognise(brought: Brought) -> float | None:
    """The banner "Blooket Import Template", or its "Only include Answer #"."""
    marks = ("only include answer", "time limit (sec)", "question #")
    return 0.94 if any(is_game(rows, marks) for _, rows in brought.sheets) else None


def read(brought: Brought) -> Source:
    """Its questions."""
    return each_sheet(brought.sheets, read_game)
