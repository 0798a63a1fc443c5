"""A saved web page."""

from dataclasses import replace

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.html import html_blocks, page_title
from skill.desk.pages import read_notes

NAME = "a web page (HTML)"
_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml")


def recognise(brought: Brought) -> float | None:
    """By its ending, or as it begins."""
    if brought.start.startswith(("<!doctype html", "<html")):
        return 0.9
    return 0.85 if brought.ending in _ENDINGS and brought.text.strip() else None


def read(brought: Brought) -> Source:
    """Its questions and notes; menus, logos and forms are left."""
    blocks, clutter = html_blocks(brought.data)
    source = read_notes(blocks)
    title = source.title or page_title(brought.data)
    return replace(source, title=title, dropped=(*clutter, *source.dropped))
