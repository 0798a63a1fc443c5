"""What the check says of a course, beside the fields that it says it of."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from skill.content.loading import examine_value
from skill.desk.check import check_course
from skill.desk.findings import RANK, Finding, from_problem, gathered, in_order
from skill.desk.page.mends import mend_for
from skill.desk.page.records import Json, find, owner
from skill.desk.page.store import Stand
from skill.desk.page.wording import plain_words

_MOST_KEPT = 8
"""Versions whose findings are remembered."""


class Checks:
    """Checks courses: at once what is quick to find, later what takes routing and marking.

    Args:
        thorough: gives reports of a course file, the last of them complete; None leaves that out.
    """

    def __init__(self, thorough: Callable[[Path], Iterable[list[Json]]] | None):
        self._thorough = thorough
        self._lock = threading.Lock()
        self._kept: dict[str, list[Finding]] = {}
        self._full: dict[str, list[Finding]] = {}
        self._running: set[str] = set()

    def plain(self, course: Json) -> list[Finding]:
        """What can be found without routing and marking."""
        examined = examine_value(course)
        found = [from_problem(problem, "error") for problem in examined.faults]
        found += [from_problem(problem, "warning") for problem in examined.warnings]
        return in_order([*found, *(check_course(examined.course) if examined.course else ())])

    def of(self, path: Path, stand: Stand) -> Json:
        """For the page: `version`, whether more is to come, and the findings."""
        with self._lock:
            found = self._full.get(stand.version) or self._kept.get(stand.version)
            whole = self._thorough is None or stand.version in self._full
        if found is None:
            found = self.plain(stand.course)
            self._keep(self._kept, stand.version, found)
        if not whole:
            self._start(path, stand)
        return {
            "version": stand.version,
            "more": not whole,
            "findings": [_view(stand.course, *each) for each in gathered(found)],
        }

    def _start(self, path: Path, stand: Stand) -> None:
        with self._lock:
            # One at a time: whoever types does not start a check with every word.
            if self._running:
                return
            self._running.add(stand.version)
        threading.Thread(target=self._run, args=(path, stand), daemon=True).start()

    def _run(self, path: Path, stand: Stand) -> None:
        try:
            reports = list(self._thorough(path)) if self._thorough else []
            if reports and path.read_bytes() == stand.data:
                self._keep(self._full, stand.version, [_read(each) for each in reports[-1]])
        except Exception:
            # The quick findings stand; what is missing is only what takes longer.
            self._keep(self._full, stand.version, self.plain(stand.course))
        finally:
            with self._lock:
                self._running.discard(stand.version)

    def _keep(self, where: dict[str, list[Finding]], version: str, found: list[Finding]) -> None:
        with self._lock:
            where[version] = found
            while len(where) > _MOST_KEPT:
                del where[next(iter(where))]


def _read(value: Json) -> Finding:
    return Finding(
        value["severity"],
        value["rule"],
        tuple(value["path"]),
        value["reason"],
        value["fix"],
        value["id"],
    )


def _view(course: Json, finding: Finding, others: int) -> dict[str, Any]:
    some_id, rest = owner(course, finding.path)
    placed = find(course, some_id)
    return {
        "severity": finding.severity,
        "rank": RANK[finding.severity],
        "rule": finding.rule,
        "id": some_id,
        "kind": placed.kind if placed else "course",
        "field": str(rest[0]) if rest else "",
        "place": list(rest),
        "reason": plain_words(course, finding.reason),
        "fix": plain_words(course, finding.fix),
        "others": others,
        "mend": mend_for(course, finding),
    }
