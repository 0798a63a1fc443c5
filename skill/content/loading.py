"""Reading a course: checked (on a teacher's machine), or as it was checked (in Lambda)."""

import codecs
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from skill.content.course import Course, CourseFile
from skill.content.problems import Problem
from skill.errors import ContentError


@dataclass(frozen=True)
class Examined:
    """A course file after its structural checks."""

    raw: Any
    """The file's JSON value; its keys keep the file's order."""
    course: Course | None
    """None when there are faults."""
    faults: tuple[Problem, ...]
    """What makes the course unusable."""
    warnings: tuple[Problem, ...]
    """Unknown fields, which are ignored."""
    text: str = ""
    """The file's text, to find lines in; empty when the course came from no file."""


def examine(path: str | Path) -> Examined:
    """Read and check a course file.

    Raises:
        ContentError: the file cannot be read, or is not JSON.
    """
    from skill.content import source

    data = source.read_bytes(path)
    try:
        text = source.decode(data)
        raw, odd = source.parse(data)
    except ContentError as error:
        raise ContentError([f"{_name(path)}: {line}" for line in error.problems]) from None
    return replace(examine_value(raw, odd), text=text)


def examine_value(raw: Any, odd: list[Problem] | None = None) -> Examined:
    """Check a course that is JSON values already; `odd` is what parsing found."""
    from skill.content.checking import structural_faults
    from skill.content.fields import unknown_fields

    faults = (*(odd or ()), *structural_faults(raw))
    course = None if faults else Course(msgspec.convert(raw, CourseFile))
    return Examined(raw, course, faults, tuple(unknown_fields(raw)))


def load_course(path: str | Path) -> Course:
    """A course that passed every structural check.

    Raises:
        ContentError: with all that is wrong, a line each: `content.json: <place>: <reason>`.
    """
    examined = examine(path)
    if examined.course is None:
        # A field that seems to be missing may stand there misspelt.
        problems = (*examined.faults, *examined.warnings)
        raise ContentError([f"{_name(path)}: {problem}" for problem in problems])
    return examined.course


def load_checked(source: str | Path | bytes) -> Course:
    """A course that was checked before: decoded, and no more. What Lambda uses.

    Raises:
        ContentError: the file is not there, or was never a course.
    """
    name = "course" if isinstance(source, bytes) else _name(source)
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        return Course(msgspec.json.decode(data.removeprefix(codecs.BOM_UTF8), type=CourseFile))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ContentError([f"{name}: {error}; run `owl check`"]) from None


def _name(path: str | Path) -> str:
    return Path(path).name
