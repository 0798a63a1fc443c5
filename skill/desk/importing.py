"""`owl import`: whatever a teacher has → a course file."""

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from skill.content.loading import examine_value
from skill.content.source import parse, read_bytes
from skill.desk.blocks import Dropped, Source
from skill.desk.entries import clean
from skill.desk.formats import registry
from skill.desk.merged import Taken
from skill.desk.merging import merge
from skill.desk.remembered import Remembered
from skill.desk.threeway import Conflict, Settle, keep_mine
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
    """Ids of entries and items where the source says something else; the course's words stay."""
    drafts: tuple[str, ...]
    """Ids of the quiz items that were drafted."""
    dropped: tuple[Dropped, ...]
    """What was left out, and why."""
    known: str = ""
    """The name of the file's format."""
    taken: tuple[Taken, ...] = ()
    """What is new, with the lines that it comes from."""
    updated: tuple[str, ...] = ()
    """Ids of what says now what the source says now."""
    conflicts: tuple[Conflict, ...] = ()
    notes: tuple[str, ...] = ()
    """What a teacher should look at."""
    remembered: Remembered = field(default_factory=Remembered)
    """What the next import should know of this one."""

    def lines(self) -> list[str]:
        """The report for a terminal."""
        said = [f"Read as {self.known}."] if self.known else []
        said.append(
            f"Taken: {_some(len(self.taken), 'new entry or item', 'new entries and items')}."
        )
        said += [f"  + {taken}" for taken in self.taken]
        said.append(
            f"Drafted: {_some(len(self.drafts), 'quiz item', 'quiz items')}"
            + (" (read them, then: owl accept)." if self.drafts else ".")
        )
        if self.updated:
            said.append(f"Updated, as the file has changed: {', '.join(self.updated)}.")
        if self.filled:
            said.append(f"Filled in what was missing: {', '.join(self.filled)}.")
        if self.conflicts:
            said.append("Kept your words where the file says something else:")
            said += [f"  ? {conflict}" for conflict in self.conflicts]
        said += [f"Look at {note}" for note in self.notes]
        if self.dropped:
            said.append(f"Left: {_some(len(self.dropped), 'piece', 'pieces')}.")
            said += [f"  - {dropped}" for dropped in self.dropped]
        return said


def import_file(
    path: str | Path,
    existing: dict[str, Any] | None = None,
    *,
    remembered: Remembered | None = None,
    settle: Settle = keep_mine,
) -> ImportReport:
    """Read a file into a course.

    Args:
        path: a file of any kind that `skill.desk.formats.registry` knows.
        existing: the course (as its file holds it) to merge into; None begins a new one.
        remembered: what earlier imports into it read; changed to what this one reads.
        settle: asks whose words to take where the course and the file have both changed.

    Raises:
        ContentError: the file cannot be read, or holds nothing that could be asked.
    """
    path = Path(path)
    remembered = remembered if remembered is not None else Remembered()
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
    title = clean(source.title) or _title(path)
    course = existing if existing is not None else empty_course(title)
    source = replace(source, title=title)
    merged = merge(course, source, name=path.name, remembered=remembered, settle=settle)
    return ImportReport(
        merged.course,
        tuple(merged.added),
        tuple(merged.filled),
        tuple(dict.fromkeys(conflict.id for conflict in merged.conflicts)),
        tuple(merged.drafts),
        tuple(merged.dropped),
        known,
        tuple(merged.taken),
        tuple(merged.updated),
        tuple(merged.conflicts),
        tuple(merged.notes),
        remembered,
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


def _title(path: Path) -> str:
    """The file's name as a title."""
    return " ".join(re.sub(r"[_\-.]+", " ", clean(path.stem)).split()) or "My course"


def _some(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
