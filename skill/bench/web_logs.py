"""What the skill's logs say of its learners, as tables for the page beside the course."""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from skill.compose import NOTES, TURNS
from skill.content.course import Course
from skill.operations.stats import Usage, usage
from skill.operations.unanswered import Unanswered, unanswered
from skill.settings import Settings

MOST = 10
"""Rows of a table."""

Json = dict[str, Any]
_Seen = tuple[tuple[str, float, int], ...]


class Logs:
    """Logs that `owl stats` and `owl unanswered` would read; read again when they change.

    Args:
        files: exported logs; those that are missing are passed over.
    """

    def __init__(self, files: Iterable[Path]):
        self._files = tuple(files)
        self._lock = threading.Lock()
        self._read: tuple[_Seen, Usage, Unanswered] | None = None

    def parts(self, course: Course) -> list[Json]:
        """`{"title", "columns", "rows", "hint"}` for each table that has rows."""
        with self._lock:
            seen = tuple(_seen(self._files))
            if self._read is None or self._read[0] != seen:
                files = [path for path in self._files if path.is_file()]
                self._read = (seen, usage(_lines(files)), unanswered(_lines(files)))
            _, used, lacking = self._read
        return [part for part in _tables(course, used, lacking) if part["rows"]]


def logs_for(settings: Settings, more: Iterable[Path] = ()) -> Logs:
    """The logs given, or else what the skill kept on this machine."""
    given = tuple(more)
    return Logs(given or (settings.cache / TURNS, settings.cache / NOTES))


def _seen(files: Iterable[Path]) -> Iterator[tuple[str, float, int]]:
    for path in files:
        try:
            about = path.stat()
        except OSError:
            continue
        yield str(path), about.st_mtime, about.st_size


def _lines(files: Iterable[Path]) -> Iterator[str]:
    for path in files:
        with path.open(encoding="utf-8", errors="replace") as file:
            yield from file


def _tables(course: Course, used: Usage, lacking: Unanswered) -> Iterator[Json]:
    entries = {entry.id: entry.question for entry in course.entries()}
    items = {item.id: item.prompt for item in course.items()}
    yield _table("The log so far", ["What", "Count"], list(_totals(used, lacking)))
    yield _table("Asked most, from the log", ["Question", "Times"], _top(used.asked, entries))
    yield _table("Missed most, from the log", ["Question", "Times"], _top(used.missed, items))
    yield _table(
        "Asked in vain, from the log",
        ["Words", "Times"],
        _top(lacking.questions, {}),
        "owl unanswered --out content.json makes draft entries of these.",
    )
    disputed = [
        [items.get(item, item), heard, times]
        for (item, heard), times in lacking.disputed.most_common(MOST)
    ]
    yield _table("Disputed, from the log", ["Question", "Answer", "Times"], disputed)


def _totals(used: Usage, lacking: Unanswered) -> Iterator[list[Any]]:
    if used.turns:
        yield ["turns", used.turns]
    for name, number in (("faults", used.faults), ("storage faults", used.storage)):
        if number:
            yield [name, number]
    if used.milliseconds:
        yield ["milliseconds a turn, median", round(median(used.milliseconds), 1)]
    if lacking.wordless:
        yield ["asked in vain or disputed, words not kept", lacking.wordless]


def _top(counter: Counter[str], names: dict[str, str]) -> list[list[Any]]:
    return [[names.get(key, key), times] for key, times in counter.most_common(MOST)]


def _table(title: str, columns: list[str], rows: list[list[Any]], hint: str = "") -> Json:
    return {"title": title, "columns": columns, "rows": rows, "hint": hint}
