"""The things of a course file by their ids: topics, entries, questions, exam questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from skill.content.problems import Path
from skill.desk.page.edits import COURSE, Kind

Json = dict[str, Any]
LISTS: dict[Kind, str] = {
    "topic": "topics", "entry": "entries", "question": "quiz", "exam": "exam_questions",
}  # fmt: skip
"""The list of the file in which each kind stands."""


@dataclass(frozen=True)
class Placed:
    """A thing and where it stands."""

    kind: Kind
    record: Json
    path: Path
    topic: Json | None
    """The topic that it stands in; None for a topic and for an exam question."""

    @property
    def at(self) -> int:
        """Its place among its like, from 0."""
        return int(self.path[-1])


def things(course: Json) -> Iterator[Placed]:
    """Everything with an id, in the file's order."""
    for t, topic in _objects(course, "topics"):
        yield Placed("topic", topic, ("topics", t), None)
        for kind in ("entry", "question"):
            name = LISTS[kind]
            for n, record in _objects(topic, name):
                yield Placed(kind, record, ("topics", t, name, n), topic)
    for n, record in _objects(course, "exam_questions"):
        yield Placed("exam", record, ("exam_questions", n), None)


def find(course: Json, some_id: str) -> Placed | None:
    """The thing of that id."""
    return next((each for each in things(course) if each.record.get("id") == some_id), None)


def fields_of(course: Json, some_id: str) -> Json | None:
    """The record of that id; for COURSE the course's own fields."""
    if some_id == COURSE:
        found = course.get("course")
        return found if isinstance(found, dict) else None
    placed = find(course, some_id)
    return placed.record if placed else None


def owner(course: Json, path: Path) -> tuple[str, Path]:
    """Whose field a path leads to: the id of the innermost thing around it, and the rest of the
    path. What belongs to no thing is the course's own."""
    best: tuple[str, Path] = (COURSE, path[1:] if path[:1] == ("course",) else path)
    for each in things(course):
        if path[: len(each.path)] == each.path and isinstance(each.record.get("id"), str):
            best = (each.record["id"], path[len(each.path) :])
    return best


def _objects(record: Json, name: str) -> Iterator[tuple[int, Json]]:
    found = record.get(name)
    for at, value in enumerate(found if isinstance(found, list) else ()):
        if isinstance(value, dict):
            yield at, value
