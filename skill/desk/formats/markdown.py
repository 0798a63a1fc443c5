"""Markdown notes: headings, whether they ask or not, lists and tables."""

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.marked import markdown_blocks
from skill.desk.pages import read_notes

NAME = "Markdown"
_ENDINGS = (".md", ".markdown", ".mdown")


def recognise(brought: Brought) -> float | None:
    """By its ending."""
    return 0.65 if brought.ending in _ENDINGS and brought.text.strip() else None


def read(brought: Brought) -> Source:
    """Its questions, its headings with text under them, and the rows of its tables."""
    return read_notes(markdown_blocks(brought.text), whole=True)
