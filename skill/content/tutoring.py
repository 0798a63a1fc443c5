"""Structural checks of what the tutor uses: lessons, other ways to ask, exam questions."""

from collections.abc import Iterator
from typing import Any

from skill.content.problems import Path, Problem, shown


def tutor_faults(raw: dict[str, Any], entry_ids: set[str]) -> list[Problem]:
    """Every reference that leads nowhere, and every sum that does not add up."""
    faults: list[Problem] = []
    topic_ids = {_id(topic) for _, topic in _records(raw, "topics")}
    for path, topic in _records(raw, "topics"):
        own = {_id(entry) for _, entry in _records(topic, "entries")}
        for index, wanted in enumerate(_list(topic, "lesson")):
            if isinstance(wanted, str) and wanted not in own:
                where = "in another topic" if wanted in entry_ids else "nowhere in the course"
                reason = f'"{wanted}" is {where}; a lesson is made of its topic\'s own entries'
                faults.append(Problem((*path, "lesson", index), reason))
        for place, item in _records(topic, "quiz"):
            faults += _another_way_faults((*path, *place), item)
    for path, question in _records(raw, "exam_questions"):
        faults += _exam_faults(path, question, topic_ids, entry_ids)
    return faults


def _another_way_faults(path: Path, item: dict[str, Any]) -> list[Problem]:
    way = item.get("another_way")
    options = _list(way, "options") if isinstance(way, dict) else []
    if not isinstance(way, dict) or not options:
        return []
    here = (*path, "another_way")
    if len(options) == 1:
        return [Problem((*here, "options"), "expected at least 2 options, got 1")]
    answer = way.get("answer")
    if isinstance(answer, str) and answer not in options:
        return [Problem((*here, "answer"), f"expected one of the options, got {shown(answer)}")]
    return []


def _exam_faults(
    path: Path, question: dict[str, Any], topic_ids: set[str], entry_ids: set[str]
) -> list[Problem]:
    faults = []
    topic = question.get("topic")
    if isinstance(topic, str) and topic not in topic_ids:
        faults.append(Problem((*path, "topic"), f'there is no topic with the id "{topic}"'))
    for index, wanted in enumerate(_list(question, "entries")):
        if isinstance(wanted, str) and wanted not in entry_ids:
            reason = f'there is no entry with the id "{wanted}"'
            faults.append(Problem((*path, "entries", index), reason))
    marks = question.get("marks")
    given = sum(_marks(point) for _, point in _records(question, "scheme"))
    if isinstance(marks, int) and given and given < marks:
        reason = f"the scheme's points earn {given} at most, and the question is out of {marks}"
        faults.append(Problem((*path, "scheme"), reason))
    return faults


def _id(record: dict[str, Any]) -> str:
    some_id = record.get("id")
    return some_id if isinstance(some_id, str) else ""


def _marks(point: dict[str, Any]) -> int:
    marks = point.get("marks", 1)
    return marks if isinstance(marks, int) else 1


def _records(raw: dict[str, Any], name: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    for index, value in enumerate(_list(raw, name)):
        if isinstance(value, dict):
            yield (name, index), value


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []
