"""`owl import`: a page, a table or a pack of flash cards → a course file."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.loading import examine_value
from skill.content.source import parse, read_bytes
from skill.desk.blocks import Dropped, Source
from skill.desk.entries import clean
from skill.desk.formats import registry
from skill.desk.merging import merge
from skill.errors import ContentError


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
    known, source = registry.read_source(path)
    if not (source.found or source.quiz or source.exam or source.terms):
        left = [f"  {dropped}" for dropped in source.dropped[:10]]
        raise ContentError(
            [
                f"{path}: it was read as {known}, and no questions were found in it; "
                "docs/course-format.md shows the forms",
                *left,
            ]
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
    """What a file holds, whatever its format.

    Raises:
        ContentError: it cannot be read, or is of a kind that is refused; says what to do.
    """
    return registry.read_source(path)[1]


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


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
