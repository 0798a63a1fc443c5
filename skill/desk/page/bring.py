"""A file that a teacher drops onto the desk, read into the course that is open."""

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from skill.desk.importing import ImportReport, import_file
from skill.desk.page.choices import Choices
from skill.desk.page.records import Json
from skill.desk.page.store import Stand, Store
from skill.desk.page.wording import plain_note
from skill.desk.remembered import Remembered
from skill.errors import ContentError

MOST_SHOWN = 200
"""Lines of what was taken and what was left."""


def bring(store: Store, name: str, data: bytes) -> tuple[Stand, Json]:
    """Read a file into the course.

    Args:
        name: the file's own name.

    Raises:
        ContentError: nothing in it can be used; says what to do instead.
    """
    reports: list[ImportReport] = []
    plain = Path(name.replace("\\", "/")).name.strip()[-120:] or "file"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / plain
        path.write_bytes(data)

        def read(course: Json) -> Json:
            reports.append(import_file(path, course, remembered=Remembered.beside(store.path)))
            return reports[-1].course

        with store.lock:
            try:
                stand = store.change(read, f"Brought in {plain}")
            except ContentError as error:
                lines = [line.replace(f"{path}", plain) for line in error.problems]
                raise ContentError(lines) from None
            reports[-1].remembered.write(store.path)
            Choices(store).add(plain, reports[-1].conflicts)
    return stand, _told(reports[-1])


def _told(report: ImportReport) -> dict[str, Any]:
    """The report in plain values: what the file was read as, what came of it, what was left."""
    return {
        "known": report.known,
        "taken": [asdict(each) for each in report.taken[:MOST_SHOWN]],
        "number": len(report.taken),
        "drafts": len(report.drafts),
        "updated": len(report.updated) + len(report.filled),
        "left": [str(each) for each in report.dropped[:MOST_SHOWN]],
        "choices": len(report.conflicts),
        "notes": [plain_note(report.course, each) for each in report.notes[:MOST_SHOWN]],
    }
