"""One edit on a course: a new course, the old one left as it was."""

import copy
from dataclasses import dataclass
from typing import Any

from skill.content.schema import type_schema
from skill.desk.page.edits import COURSE, Add, Change, Edit, Kind, Move, Remove
from skill.desk.page.records import LISTS, Json, Placed, fields_of, find, things
from skill.desk.slugs import slug
from skill.errors import SkillError

_TYPES = {"topic": "Topic", "entry": "Entry", "question": "QuizItem", "exam": "ExamQuestion"}
_NAMES = {"topic": "title", "entry": "question", "question": "prompt", "exam": "prompt"}
"""The field whose words a thing is known by."""


class Gone(SkillError):
    """What is to be edited is not in the course any more."""


@dataclass(frozen=True)
class Difference:
    """A field in two versions."""

    field: str
    mine: Any
    """As the teacher would have it."""
    theirs: Any
    """As the course has it by now."""


class Clash(SkillError):
    """Somebody else has changed the same fields meanwhile."""

    def __init__(self, some_id: str, differences: tuple[Difference, ...]):
        super().__init__("Somebody has changed this since you opened it.")
        self.id, self.differences = some_id, differences


def applied(course: Json, edit: Edit) -> tuple[Json, str]:
    """The course after an edit, and the id of what it was about.

    Raises:
        Gone: the thing, or the topic that it goes to, is not there.
        Clash: the edit was made on words that are no longer the course's.
        ValueError: the edit makes no sense, such as a new id for something.
    """
    made = copy.deepcopy(course)
    if isinstance(edit, Change):
        return made, _change(made, edit)
    if isinstance(edit, Add):
        return made, _add(made, edit)
    if isinstance(edit, Remove):
        return made, _remove(made, edit)
    return made, _move(made, edit)


def name_of(placed: Placed) -> str:
    """The words by which a teacher knows a thing."""
    return str(placed.record.get(_NAMES[placed.kind]) or placed.record.get("id") or "")


def _change(course: Json, edit: Change) -> str:
    record = fields_of(course, edit.id)
    if record is None:
        raise Gone("This is not in the course any more: somebody has taken it out.")
    if "id" in edit.fields:
        raise ValueError("an id stays as it is: learners' progress hangs on it")
    clashes = tuple(
        Difference(name, value, record.get(name))
        for name, value in edit.fields.items()
        if name in edit.was
        and not _same(record.get(name), edit.was[name])
        and not _same(record.get(name), value)
    )
    if clashes:
        raise Clash(edit.id, clashes)
    kind = None if edit.id == COURSE else _placed(course, edit.id).kind
    for name, value in edit.fields.items():
        if _empty(value) and name not in _needed(kind):
            record.pop(name, None)
        elif not _same(record.get(name), value) or name not in record:
            record[name] = value
    return edit.id


def _add(course: Json, edit: Add) -> str:
    taken = {str(each.record.get("id")) for each in things(course)}
    record = {name: value for name, value in edit.fields.items() if not _empty(value)}
    words = str(record.pop("id", "") or record.get(_NAMES[edit.kind]) or "")
    made = {"id": slug(words, taken, edit.kind), **record}
    where = course
    if edit.kind in ("entry", "question"):
        topic = _placed(course, edit.topic)
        if topic.kind != "topic":
            raise ValueError("topic: expected a topic's id")
        where = topic.record
    where.setdefault(LISTS[edit.kind], []).append(made)
    return str(made["id"])


def _remove(course: Json, edit: Remove) -> str:
    placed = _placed(course, edit.id)
    if edit.was is not None and not _same(placed.record, edit.was):
        names = dict.fromkeys((*edit.was, *placed.record))
        raise Clash(
            edit.id,
            tuple(
                Difference(name, edit.was.get(name), placed.record.get(name))
                for name in names
                if not _same(edit.was.get(name), placed.record.get(name))
            ),
        )
    _list_of(course, placed).remove(placed.record)
    inside = [placed.record] if placed.kind != "topic" else placed.record.get("entries", [])
    gone = {placed.record.get("id")} | {each.get("id") for each in inside if isinstance(each, dict)}
    _forget(course, gone)
    return edit.id


def _forget(course: Json, gone: set[Any]) -> None:
    """Nothing points at what is gone; exam questions of a topic that is gone go with it."""
    for each in list(things(course)):
        record = each.record
        if record.get("entry") in gone and each.kind == "question":
            del record["entry"]
        for name in ("lesson", "entries"):
            listed = record.get(name)
            # A topic's "entries" are things, an exam question's are ids.
            if isinstance(listed, list) and gone.intersection(x for x in listed if _plain(x)):
                record[name] = [one for one in listed if not (_plain(one) and one in gone)]
        if each.kind == "exam" and record.get("topic") in gone:
            course["exam_questions"].remove(record)


def _move(course: Json, edit: Move) -> str:
    placed = _placed(course, edit.id)
    source = _list_of(course, placed)
    target = source
    if edit.topic:
        topic = _placed(course, edit.topic)
        if topic.kind != "topic" or placed.kind not in ("entry", "question"):
            raise ValueError("topic: expected a topic's id, for an entry or a question")
        target = topic.record.setdefault(LISTS[placed.kind], [])
    source.remove(placed.record)
    target.insert(min(edit.to, len(target)), placed.record)
    if target is not source and placed.topic is not None and placed.topic.get("lesson"):
        placed.topic["lesson"] = [each for each in placed.topic["lesson"] if each != edit.id]
    return edit.id


def _placed(course: Json, some_id: str) -> Placed:
    found = find(course, some_id)
    if found is None:
        raise Gone("This is not in the course any more: somebody has taken it out.")
    return found


def _list_of(course: Json, placed: Placed) -> list[Any]:
    found: list[Any] = (placed.topic or course)[LISTS[placed.kind]]
    return found


def _needed(kind: Kind | None) -> frozenset[str]:
    definition = type_schema()["$defs"][_TYPES[kind] if kind else "CourseInfo"]
    return frozenset(definition.get("required", ()))


def _plain(value: Any) -> bool:
    return isinstance(value, str)


def _empty(value: Any) -> bool:
    return value is None or value is False or value == "" or value == [] or value == {}


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; a field that is not there and an empty one do."""
    return bool(one == other) or (_empty(one) and _empty(other))
