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
    for name in ("detail", "simpler", "why_it_matters", "remember"):
        if text := getattr(entry, name):
            yield (*path, name), text
    for index, text in enumerate(entry.examples):
        yield (*path, "examples", index), text
    for index, each in enumerate(entry.misconceptions):
        yield (*path, "misconceptions", index, "right"), each.right


def spoken_of_item(path: Path, item: QuizItem) -> Iterator[Placed]:
    """What the owl says of a quiz item."""
    for name in ("prompt", "answer", "hint", "explanation"):
        if text := getattr(item, name):
            yield (*path, name), text
    for index, hint in enumerate(item.hints):
        yield (*path, "hints", index), hint
    if item.another_way is not None:
        yield (*path, "another_way", "prompt"), item.another_way.prompt
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
    for t, topic in enumerate(course.topics):
        for g, term in enumerate(topic.glossary):
            yield ("topics", t, "glossary", g, "meaning"), topic.id, term.meaning
    for n, question in enumerate(course.file.exam_questions):
        here: Path = ("exam_questions", n)
        yield (*here, "prompt"), question.id, question.prompt
        yield (*here, "tip"), question.id, question.tip
        yield (*here, "model_answer"), question.id, question.model_answer
        for p, point in enumerate(question.scheme):
            yield (*here, "scheme", p, "text"), question.id, point.text
