"""The versions of a course that the desk has written or met, kept in the cache for undo.

Each is the file's whole text, so that going back brings back its layout, too.
"""

import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from skill.desk.files import write_bytes, write_text

MOST = 200
"""Versions that are kept; the oldest go first."""


def version_of(data: bytes) -> str:
    """A token that is the same for the same file only."""
    return hashlib.sha256(data).hexdigest()[:20]


@dataclass(frozen=True)
class Step:
    """A version, and what made it."""

    number: int
    version: str
    what: str
    """In words: "Changed the answer of “How does a meander form?”"."""
    at: str
    """When, in UTC."""


class History:
    """The versions of one course, one of which is the file as it stands."""

    def __init__(
        self, folder: Path, course: Path, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ):
        place = hashlib.sha256(str(course.resolve()).encode("utf-8", "replace")).hexdigest()[:10]
        self.folder = folder / f"{course.stem}-{place}"
        self._now = now
        self.steps: list[Step] = []
        self.here = -1
        """The index of the step at which the file stands; -1 before there is any."""
        self._read()

    def met(self, data: bytes, what: str = "As it was before") -> None:
        """The file as it was found: a step of its own where somebody else has written it."""
        if self.here < 0 or self.steps[self.here].version != version_of(data):
            self.add(data, what if self.here < 0 else "Changed outside the desk")

    def add(self, data: bytes, what: str) -> None:
        """A new version after the one at which the file stood; what was undone is gone."""
        for step in self.steps[self.here + 1 :]:
            self._file(step.number).unlink(missing_ok=True)
        del self.steps[self.here + 1 :]
        number = self.steps[-1].number + 1 if self.steps else 1
        at = self._now().isoformat(timespec="seconds")
        self.folder.mkdir(parents=True, exist_ok=True)
        write_bytes(self._file(number), zlib.compress(data))
        self.steps.append(Step(number, version_of(data), what, at))
        while len(self.steps) > MOST:
            self._file(self.steps.pop(0).number).unlink(missing_ok=True)
        self.here = len(self.steps) - 1
        self._write()

    def go(self, index: int) -> bytes:
        """The file of a step, at which the course stands from now on.

        Raises:
            IndexError: there is no such step, or its file is lost.
        """
        if not 0 <= index < len(self.steps):
            raise IndexError(index)
        try:
            data = zlib.decompress(self._file(self.steps[index].number).read_bytes())
        except (OSError, zlib.error):
            raise IndexError(index) from None
        self.here = index
        self._write()
        return data

    @property
    def undo(self) -> str:
        """What would be undone; "" where there is nothing."""
        return self.steps[self.here].what if self.here > 0 else ""

    @property
    def redo(self) -> str:
        """What would be done again; "" where there is nothing."""
        return self.steps[self.here + 1].what if self.here + 1 < len(self.steps) else ""

    def _file(self, number: int) -> Path:
        return self.folder / f"{number:06}.z"

    def _read(self) -> None:
        try:
            value = json.loads((self.folder / "steps.json").read_text(encoding="utf-8"))
            self.steps = [Step(**step) for step in value["steps"]]
            self.here = min(int(value["here"]), len(self.steps) - 1)
        except (OSError, ValueError, KeyError, TypeError):
            self.steps, self.here = [], -1

    def _write(self) -> None:
        value = {"here": self.here, "steps": [asdict(step) for step in self.steps]}
        write_text(
            self.folder / "steps.json", json.dumps(value, indent=1, ensure_ascii=False) + "\n"
        )
