"""The parts of a course with their places in its file."""

from collections.abc import Iterator

from skill.content.course import Course, Entry, QuizItem
from skill.content.problems import Path

Placed = tuple[Path, str]
"""A place and a text that stands there."""


def placed_entries(course: Course) -> Iterator[tuple[Path, Entry]]:
    """Every entry with its path."""
    for t, topic in enumerate(course.topics):
        for e, entry in enumerate(topic.entries):
            yield ("topics", t, "entries", e), entry


def placed_items(course: Course) -> Iterator[tuple[Path, QuizItem]]:
    """Every quiz item that is asked (no drafts) with its path."""
    for t, topic in enumerate(course.topics):
        for q, item in enumerate(topic.quiz):
            if not item.draft:
                yield ("topics", t, "quiz", q), item


def phrasings(path: Path, entry: Entry) -> Iterator[Placed]:
    """The entry's question and its other wordings."""
    yield (*path, "question"), entry.question
    for index, text in enumerate(entry.also_asked):
        yield (*path, "also_asked", index), text


def spoken_of_entry(path: Path, entry: Entry) -> Iterator[Placed]:
    """What the owl says of an entry."""
    yield (*path, "question"), entry.question
    yield (*path, "answer"), entry.answer
    for index, point in enumerate(entry.points):
        yield (*path, "points", index), point
    if entry.detail:
        yield (*path, "detail"), entry.detail


def spoken_of_item(path: Path, item: QuizItem) -> Iterator[Placed]:
    """What the owl says of a quiz item."""
    for name in ("prompt", "answer", "hint", "explanation"):
        if text := getattr(item, name):
            yield (*path, name), text
    for index, option in enumerate(item.options):
        yield (*path, "options", index), option
    for index, point in enumerate(item.points):
        yield (*path, "points", index, "text"), point.text


def answers_of(path: Path, item: QuizItem) -> Iterator[Placed]:
    """What a learner may say that is right, or offered."""
    if item.answer:
        yield (*path, "answer"), item.answer
    for index, text in enumerate(item.accept):
        yield (*path, "accept", index), text
    for index, text in enumerate(item.options):
        if text != item.answer:
            yield (*path, "options", index), text
    for p, point in enumerate(item.points):
        yield (*path, "points", p, "text"), point.text
        for index, text in enumerate(point.accept):
            yield (*path, "points", p, "accept", index), text


def spoken(course: Course) -> Iterator[tuple[Path, str, str]]:
    """Everything the owl says: path, id of the entry or item, text."""
    for path, entry in placed_entries(course):
        for place, text in spoken_of_entry(path, entry):
            yield place, entry.id, text
    for path, item in placed_items(course):
        for place, text in spoken_of_item(path, item):
            yield place, item.id, text
