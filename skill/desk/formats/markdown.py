"""Markdown notes: headings, whether they ask or not, lists and tables."""

from dataclasses import replace

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
    blocks, dropped = markdown_blocks(brought.text)
    source = read_notes(blocks, whole=True)
    return replace(source, dropped=(*dropped, *source.dropped))
