"""Word documents (.docx), by way of the HTML that mammoth makes of their styles."""

import io
from dataclasses import replace

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.html import html_blocks
from skill.desk.pages import read_notes
from skill.errors import ContentError

NAME = "a Word document (.docx)"
_DOCUMENT = "word/document.xml"


def recognise(brought: Brought) -> float | None:
    """A packed file with a document in it, whatever its name."""
    if _DOCUMENT in brought.names:
        return 0.9
    return 0.5 if brought.ending in (".docx", ".docm") else None


def read(brought: Brought) -> Source:
    """Its questions, headings, lists and tables. What stands in pictures and text boxes is left.

    Raises:
        ContentError: it is damaged, or what reads it is not installed.
    """
    try:
        import mammoth
    except ImportError:
        raise ContentError([
            f"{brought.path}: what reads Word files is not installed here; run “make run” once again, or "
            "save the file as a web page (.html) or as plain text (.txt)"
        ]) from None  # fmt: skip
    for name in sorted(brought.names):
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in brought.part(name)[:4_000]:
            raise ContentError([f"{brought.path}: “{name}” in it declares a document type, which Word "
                                "never writes; save the file again from Word"])  # fmt: skip
    try:
        made = mammoth.convert_to_html(
            io.BytesIO(brought.data), convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        )  # fmt: skip
    except Exception:  # mammoth raises whatever it stumbles over
        raise ContentError(
            [f"{brought.path}: this is no Word document, or a damaged one; open and save it again"]
        ) from None
    blocks, clutter = html_blocks(f"<html><body>{made.value}</body></html>")
    source = read_notes(blocks, whole=True)
    return replace(source, dropped=(*clutter, *source.dropped))
