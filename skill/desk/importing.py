"""`owl import`: a page, a table or a pack of flash cards → a course file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.loading import examine_value
from skill.content.source import parse, read_bytes
from skill.desk import cards
from skill.desk.blocks import Dropped, Source
from skill.desk.entries import clean
from skill.desk.files import read_text
from skill.desk.merging import merge
from skill.desk.pages import read_blocks
from skill.desk.tables import headed, read_rows
from skill.desk.texts import markdown_blocks, text_blocks
from skill.errors import ContentError

HTML = (".html", ".htm", ".xhtml", ".mhtml")
MARKDOWN = (".md", ".markdown", ".mdown")
_TABBED = 0.25
TABS = (".tsv", ".tab", ".anki")
FORMATS = "HTML, text, Markdown (.md), CSV, XLSX, and tab-separated exports of Anki or Quizlet"


@dataclass(frozen=True)
class ImportReport:
    """What an import did."""

    course: dict[str, Any]
    """The course as its file will hold it."""
    added: tuple[str, ...]
    """Ids of the new entries, and of quiz items that were in the source."""
    filled: tuple[str, ...]
    """Ids of entries that the course had, and that gained a field they lacked."""
    kept: tuple[str, ...]
    """Ids of entries where the source says something else; the course's words stay."""
    drafts: tuple[str, ...]
    """Ids of the quiz items that were drafted."""
    dropped: tuple[Dropped, ...]
    """What was left out, and why."""

    def lines(self) -> list[str]:
        """The report for a terminal."""
        said = [
            f"Taken: {_some(len(self.added), 'new entry or item', 'new entries and items')}.",
            *(f"  + {some_id}" for some_id in self.added),
            f"Drafted: {_some(len(self.drafts), 'quiz item', 'quiz items')} "
            '(set "draft" to false, or remove the field, to have one asked).',
        ]
        if self.filled:
            said.append(f"Filled in what was missing: {', '.join(self.filled)}.")
        if self.kept:
            said.append(f"Kept your words where the source differs: {', '.join(self.kept)}.")
        if self.dropped:
            said.append(f"Dropped: {_some(len(self.dropped), 'piece', 'pieces')}.")
            said += [f"  - {dropped}" for dropped in self.dropped]
        return said


def import_file(path: str | Path, existing: dict[str, Any] | None = None) -> ImportReport:
    """Read a file into a course.

    Args:
        path: HTML, text, Markdown, CSV, XLSX, or a tab-separated export.
        existing: the course (as its file holds it) to merge into; None begins a new one.

    Raises:
        ContentError: the file cannot be read, or holds nothing that could be asked.
    """
    path = Path(path)
    source = read_source(path)
    if not (source.found or source.quiz or source.exam or source.terms):
        left = [f"  {dropped}" for dropped in source.dropped[:10]]
        raise ContentError(
            [f"{path}: no questions were found in it; docs/course-format.md shows the forms", *left]
        )
    course = (
        existing
        if existing is not None
        else empty_course(clean(source.title) or clean(path.stem) or "My course")
    )
    merged = merge(course, source)
    return ImportReport(
        merged.course,
        tuple(merged.added),
        tuple(merged.filled),
        tuple(merged.kept),
        tuple(merged.drafts),
        tuple(merged.dropped),
    )


def read_source(path: Path) -> Source:
    """What a file holds, by its ending and its first characters."""
    ending = path.suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        read_bytes(path)  # the same refusals as for every other file
        return read_rows(cards.xlsx_rows(path))
    if ending in (".xls", ".doc", ".docx", ".pdf", ".apkg", ".odt", ".ods", ".pptx"):
        raise ContentError([f"{path}: {ending} files are not read; save it as one of {FORMATS}"])
    if ending == ".json":
        raise ContentError(
            [f"{path}: this is a course file already, or no source at all; expected {FORMATS}"]
        )
    text = read_text(path)
    if not text.strip():
        raise ContentError([f"{path}: the file is empty"])
    start = text.lstrip()[:200].lower()
    if ending in HTML or start.startswith(("<!doctype html", "<html")):
        from skill.desk.html import html_blocks, page_title

        page = read_bytes(path)
        blocks, clutter = html_blocks(page)
        source = read_blocks(blocks)
        return Source(
            source.title or page_title(page), source.found, (), (*clutter, *source.dropped)
        )
    if ending in MARKDOWN:
        return read_blocks(markdown_blocks(text), notes=True)
    if ending == ".csv":
        return read_rows(cards.csv_rows(text))
    if ending in TABS or start.startswith("#separator:") or _looks_tabbed(text):
        rows, is_cards = cards.tsv_rows(text)
        return read_rows(rows, cards=is_cards)
    if headed(first := cards.csv_rows(text[:2000].partition("\n")[0])[:1]) and first:
        return read_rows(cards.csv_rows(text))
    return read_blocks(text_blocks(text))


def read_existing(path: Path) -> dict[str, Any]:
    """The course to merge into, as its file holds it; it must be sound.

    Raises:
        ContentError: it cannot be read, or has structural faults.
    """
    try:
        raw, odd = parse(read_bytes(path))
    except ContentError as error:
        raise ContentError([f"{path}: {line}" for line in error.problems]) from None
    examined = examine_value(raw, odd)
    if examined.faults:
        raise ContentError([f"{path.name}: {fault}" for fault in examined.faults])
    return raw


def empty_course(title: str) -> dict[str, Any]:
    """A course without topics, as a file holds it."""
    return {
        "$schema": "./content.schema.json",
        "format": 1,
        "course": {"title": title[:200], "invocation_name": "revision owl", "locales": ["en-GB"]},
        "topics": [],
    }


def _looks_tabbed(text: str) -> bool:
    """Whether a text is cards: the first line and a fair share of all hold a tab; what a
    definition says in several lines has none."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    tabbed = sum("\t" in line for line in lines)
    return bool(lines) and "\t" in lines[0].strip() and tabbed >= _TABBED * len(lines)


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
