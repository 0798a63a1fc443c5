"""A course file under a teacher's hands: read, edited, undone, never written over unseen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from skill.content.source import decode, parse, read_bytes
from skill.desk.files import write_bytes
from skill.desk.page.applying import applied
from skill.desk.page.edits import Edit
from skill.desk.page.history import History, version_of
from skill.desk.page.records import Json
from skill.desk.page.soundness import keep_sound
from skill.desk.page.words import told
from skill.desk.rewriting import rewritten
from skill.errors import ContentError, SkillError

_BOM = b"\xef\xbb\xbf"


class Stale(SkillError):
    """The course has changed since the page that asks last saw it; look at it first."""

    def __init__(self) -> None:
        super().__init__(
            "The course has changed since you opened this page. Here it is as it is now: "
            "look at it, and then do that again if you still want to."
        )


@dataclass(frozen=True)
class Stand:
    """The course as it stands."""

    course: Json
    version: str
    data: bytes


class Store:
    """One course file. Safe to use from several threads.

    Args:
        path: the course.
        cache: the folder in which history is kept.
        now: gives the time, aware.
    """

    def __init__(self, path: Path, cache: Path, now: Callable[[], datetime] | None = None):
        self.path = path
        self.lock = threading.RLock()
        """Held by whoever does several things that belong together."""
        self.history = History(cache / "desk", path, *([now] if now else []))

    def read(self) -> Stand:
        """The course as it stands in its file.

        Raises:
            ContentError: it cannot be read, or is no course; says where.
        """
        data = read_bytes(self.path)
        return Stand(_course(data, self.path.name), version_of(data), data)

    def edit(self, edit: Edit) -> tuple[Stand, str]:
        """Do an edit; the course after it, and the id of what it was about.

        Raises:
            Clash, Gone, Unsound, ValueError: it was not done; see `applied` and `keep_sound`.
        """
        with self.lock:
            before = self.read()
            made, some_id = applied(before.course, edit)
            if made == before.course:
                return before, some_id
            keep_sound(before.course, made)
            return self._write(before, made, told(before.course, made, edit, some_id)), some_id

    def change(self, make: Callable[[Json], Json], what: str) -> Stand:
        """Put the course that `make` makes of the one that stands in its place.

        Raises:
            Unsound: it breaks something.
        """
        with self.lock:
            before = self.read()
            made = make(before.course)
            if made == before.course:
                return before
            keep_sound(before.course, made)
            return self._write(before, made, what)

    def step(self, by: int, version: str) -> Stand:
        """Undo (-1) or do again (1), from the version that the page shows."""
        return self.go(self.history.here + by, version)

    def go(self, index: int, version: str) -> Stand:
        """Go to a step of the history.

        Raises:
            Stale: the course is another than the page shows.
            SkillError: there is no such step.
        """
        with self.lock:
            data = read_bytes(self.path)
            if version_of(data) != version:
                raise Stale()
            was = self.history.here
            self.history.met(data)
            try:
                old = self.history.go(index + self.history.here - was)
            except IndexError:
                raise SkillError("There is nothing further in that direction.") from None
            write_bytes(self.path, old)
            return self.read()

    def _write(self, before: Stand, course: Json, what: str) -> Stand:
        self.history.met(before.data)
        text = rewritten(decode(before.data), course)
        data = (_BOM if before.data.startswith(_BOM) else b"") + text.encode("utf-8")
        write_bytes(self.path, data)
        self.history.add(data, what)
        return Stand(course, version_of(data), data)


def _course(data: bytes, name: str) -> Json:
    try:
        raw: Any = parse(data)[0]
    except ContentError as error:
        raise ContentError([f"{name}: {line}" for line in error.problems]) from None
    if not isinstance(raw, dict):
        raise ContentError([f"{name}: this is not a course"])
    return raw
