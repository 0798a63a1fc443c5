"""The course under trial: loaded again when its file changes, and checked beside."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from skill.bench.models import course_models
from skill.channels.alexa.intents import Capture
from skill.compose import COURSE, Subjects, load, shelf_of, tools_for
from skill.content.course import Course
from skill.dialogue.scene import Tools
from skill.errors import ContentError, SkillError
from skill.settings import Settings

Json = dict[str, Any]
Models = Callable[[str], Mapping[str, Any]]
Check = Callable[[Path], Iterable[list[Json]]]
"""Gives what `owl check` finds in a course file: reports, each fuller than the one before."""
PATIENCE = 900
"""Seconds for one check."""


@dataclass(frozen=True)
class Edition:
    """The course as it stood at one moment, ready to be talked to."""

    number: int
    course: Course
    tools: Tools
    subjects: Subjects | None
    """The shelf, where the course names others."""
    read_at: datetime
    _models: dict[Capture, Models] = field(default_factory=dict)

    def models(self, capture: Capture) -> Models:
        """The interaction models of a capture, by locale."""
        every = self.subjects.together if self.subjects else self.course
        return self._models.setdefault(capture, course_models(every, capture))


class CourseDesk:
    """Watches a course file. Safe to use from several threads.

    Args:
        settings: where the course stands.
        now: gives the time, aware.
        check: `owl check`; None checks nothing.
    """

    def __init__(self, settings: Settings, now: Callable[[], datetime], check: Check | None):
        self._settings, self._now, self._check = settings, now, check
        self.path = settings.build / COURSE if settings.build else settings.content
        self._lock = threading.Lock()
        self._edition: Edition | None = None
        self._stamp: tuple[int, int] | None = None
        self._problems: tuple[str, ...] = ()
        self._findings: list[Json] = []
        self._checked: tuple[int, int] | None = None
        self._checking = False

    def edition(self) -> Edition:
        """The newest edition that could be read.

        Raises:
            ContentError: the course was never readable.
        """
        with self._lock:
            stamp = self._now_stamp()
            if self._edition is None or stamp != self._stamp:
                self._read(stamp)
            assert self._edition is not None
            return self._edition

    def status(self) -> Json:
        """For the page: which edition this is, what stops the file from being read, and what
        `owl check` finds; asking starts a check when there is a new edition."""
        edition = self.edition()
        self._start_check()
        with self._lock:
            info, course = edition.course.info, edition.course
            return {
                "edition": edition.number,
                "file": self.path.name,
                "title": info.title,
                "locales": list(info.locales),
                "read_at": edition.read_at.isoformat(timespec="seconds"),
                "topics": len(course.topics),
                "entries": sum(1 for _ in course.entries()),
                "items": sum(1 for _ in course.items()),
                "problems": list(self._problems),
                "checking": self._checking,
                "checks": self._check is not None,
                "findings": self._findings,
            }

    def _now_stamp(self) -> tuple[int, int] | None:
        try:
            stat = self.path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def _read(self, stamp: tuple[int, int] | None) -> None:
        self._stamp = stamp
        try:
            course = load(self._settings)
        except ContentError as error:
            self._problems = tuple(error.problems)
            if self._edition is None:
                raise
            # The last good edition goes on while the teacher mends the file.
            return
        self._problems = ()
        number = self._edition.number + 1 if self._edition else 1
        subjects = shelf_of(course, self._settings)
        tools = (subjects and subjects.tools("")) or tools_for(course, self._settings)
        self._edition = Edition(number, course, tools, subjects, self._now())

    def _start_check(self) -> None:
        with self._lock:
            if self._check is None or self._checking or self._checked == self._stamp:
                return
            self._checking, self._checked = True, self._stamp
        threading.Thread(target=self._run_check, args=(self._check,), daemon=True).start()

    def _run_check(self, check: Check) -> None:
        try:
            for found in check(self.path):
                self._found(found)
        except Exception as error:
            # The bench goes on without the check; the fault is told where findings stand.
            told = str(error) if isinstance(error, SkillError) else type(error).__name__
            self._found([{"severity": "error", "place": "owl check", "id": "", "rule": "broken",
                          "reason": f"The check itself failed: {told}.", "fix": ""}])  # fmt: skip
        with self._lock:
            self._checking = False

    def _found(self, findings: list[Json]) -> None:
        with self._lock:
            self._findings = findings


def owl_check(path: Path) -> Iterator[list[Json]]:
    """The findings of `owl check`: first what is quick to find, then everything.

    In a process of its own, so that a conversation is not slowed down by it.
    """
    for more in (["--quick"], []):
        command = [sys.executable, "-m", "skill", "check", str(path), "--json", *more]
        try:
            # One thread: the conversation has the other cores.
            run = subprocess.run(
                command, capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE,
                env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            )  # fmt: skip
            yield json.loads(run.stdout)["findings"]
        except (OSError, subprocess.SubprocessError, ValueError, LookupError) as error:
            raise SkillError(f"`owl check` gave no report ({type(error).__name__})") from None
