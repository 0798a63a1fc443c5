"""What of an entry can be asked about: each phrasing, sentence and point as a row of its own."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from skill.content.course import Course, Entry, Topic

_SENTENCE = re.compile(r"(?<=[.!?;:])\s+")
COMMON_TEXT = 3
"""A text that this many entries share says nothing about any of them."""


class Kind(IntEnum):
    """What sort of text a row is."""

    PHRASING = 0
    ANSWER = 1
    POINT = 2
    POINT_ASKED = 3
    """A point within its question: "why did it fail: too few tractors"."""
    DETAIL = 4
    WHOLE = 5
    """Question, answer and points as one passage."""
    TOPIC = 6


@dataclass(frozen=True)
class Row:
    """One text of one entry."""

    entry: int
    kind: Kind
    text: str
    point: int = -1


def rows_of(course: Course) -> list[Row]:
    """Every row of the course, entry by entry in the file's order."""
    found = [
        row
        for at, (entry, topic) in enumerate(entries_of(course))
        for row in _entry_rows(at, entry, topic)
    ]
    times = Counter((int(row.kind), row.text) for row in found)
    return [
        row
        for row in found
        if row.kind is Kind.TOPIC or times[int(row.kind), row.text] < COMMON_TEXT
    ]


def entries_of(course: Course) -> Iterator[tuple[Entry, Topic]]:
    """Every entry with its topic, in the file's order."""
    return ((entry, topic) for topic in course.topics for entry in topic.entries)


def _entry_rows(at: int, entry: Entry, topic: Topic) -> Iterator[Row]:
    for phrasing in dict.fromkeys((entry.question, *entry.also_asked)):
        yield Row(at, Kind.PHRASING, phrasing)
    sentences = _sentences(entry.answer)
    yield Row(at, Kind.ANSWER, entry.answer)
    if len(sentences) > 1:
        yield from (Row(at, Kind.ANSWER, sentence) for sentence in sentences)
    stem = entry.question.rstrip(" ?.!")
    for number, point in enumerate(entry.points):
        yield Row(at, Kind.POINT, point, number)
        yield Row(at, Kind.POINT_ASKED, f"{stem}: {point}", number)
    yield from (Row(at, Kind.DETAIL, sentence) for sentence in _sentences(entry.detail))
    yield Row(at, Kind.WHOLE, " ".join((entry.question, entry.answer, *entry.points)))
    for name in (topic.title, *topic.also_called):
        yield Row(at, Kind.TOPIC, name)


def _sentences(text: str) -> list[str]:
    return [part for part in _SENTENCE.split(text.strip()) if len(part) > 3]
