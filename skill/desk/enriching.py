"""`owl enrich`: drafts of phrasings, answers, simpler words, examples and misconceptions, by a language
model that the teacher chose; and `owl accept`, which puts those in that the teacher accepts.

Nothing goes into a course by itself. Drafts lie in a file of their own, each with its place, its text
and, where the reader is at hand, whether the entry's own text covers it.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from skill.content.checking import structural_faults
from skill.content.course import Course, Entry, QuizItem
from skill.desk.entries import clean
from skill.errors import ContentError
from skill.reader.reader import Reads
from skill.tutor.grounding import all_covered

Speak = Callable[[str, str], str]
FIELDS = ("also_asked", "simpler", "examples", "misconceptions", "accept")
MOST = {"also_asked": 8, "simpler": 1, "examples": 2, "misconceptions": 2, "accept": 6}
"""Drafts of a kind that one entry or item gets."""
LONGEST = {"also_asked": 200, "accept": 140}
SYSTEM = (
    "You help a teacher with a spoken revision course for pupils of fourteen to sixteen in England. You "
    "answer with one JSON object and nothing else. Plain British English, to be read aloud; no markup. "
    "Use only facts that stand in the text you are given."
)


class Draft(Struct, frozen=True, omit_defaults=True):
    """One proposal."""

    id: str
    """Of the entry or the quiz item."""
    field: str
    text: str
    right: str = ""
    """For a misconception: what puts it right."""
    covered: bool | None = None
    """Whether the entry's text covers it; None where that was not looked at."""


class Drafts(Struct, frozen=True):
    """The file."""

    drafts: tuple[Draft, ...]


def wanted_of(record: Entry | QuizItem, fields: Iterable[str]) -> list[str]:
    """Which of the fields a record has and lacks."""
    mine = ("accept",) if isinstance(record, QuizItem) else FIELDS[:-1]
    return [
        f for f in fields if f in mine and (f in ("also_asked", "accept") or not getattr(record, f))
    ]


def drafted(
    course: Course, speak: Speak, reader: Reads | None, fields: Iterable[str] = FIELDS,
    only: frozenset[str] = frozenset(), told: Callable[[str], None] = lambda line: None,
) -> Iterator[Draft]:  # fmt: skip
    """Drafts for every entry and item, or for those named. What a model answers badly is told and
    passed over; a model that cannot be reached raises what the client raises."""
    fields = tuple(fields)
    records: list[Entry | QuizItem] = [*course.entries(), *course.items()]
    for record in records:
        wanted = wanted_of(record, fields)
        open_answer = not isinstance(record, QuizItem) or record.kind == "short"
        if not wanted or not open_answer or (only and record.id not in only):
            continue
        answer = speak(SYSTEM, _prompt(record, wanted))
        found = _json(answer)
        if found is None:
            told(f"{record.id}: the model's answer was no JSON object; nothing was drafted")
            continue
        for field in wanted:
            yield from _drafts_of(record, field, found.get(field), course, reader)


def _prompt(record: Entry | QuizItem, wanted: list[str]) -> str:
    asks = {
        "also_asked": '"also_asked": up to 8 other ways in which a pupil would ask this question',
        "simpler": '"simpler": the answer in the plainest words, two sentences at most',
        "examples": '"examples": up to 2 concrete cases that stand in the text, one sentence each',
        "misconceptions": '"misconceptions": up to 2 objects {"wrong": a common mistake as a statement, '
        '"right": what puts it right}',
        "accept": '"accept": up to 6 other right answers to this question, as a pupil would say them',
    }
    lines = "\n".join(f"- {asks[field]}" for field in wanted)
    if isinstance(record, QuizItem):
        text = (
            f"QUESTION: {record.prompt}\nANSWER: {record.answer}\nEXPLANATION: {record.explanation}"
        )
    else:
        points = "\n".join(f"- {point}" for point in record.points)
        text = f"QUESTION: {record.question}\nANSWER: {record.answer}\n{points}\n{record.detail}"
    return f"{text}\n\nGive a JSON object with:\n{lines}"


def _json(answer: str) -> dict[str, Any] | None:
    """The object in a model's answer, fences and talk around it aside; None where there is none."""
    found = re.search(r"\{.*\}", answer, re.DOTALL)
    if not found:
        return None
    try:
        value = json.loads(found[0])
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _drafts_of(
    record: Entry | QuizItem, field: str, value: Any, course: Course, reader: Reads | None
) -> Iterator[Draft]:
    values = value if isinstance(value, list) else [value]
    had = {clean(text).lower() for text in _had(record, field)}
    for each in values[: MOST[field]]:
        right = clean(str(each.get("right", ""))) if isinstance(each, dict) else ""
        text = each.get("wrong") if isinstance(each, dict) else each
        if not isinstance(text, str) or (field == "misconceptions" and not right):
            continue
        text = clean(text)
        if not text or text.lower() in had or len(text) > LONGEST.get(field, 600):
            continue
        had.add(text.lower())
        covered = None
        if reader is not None and isinstance(record, Entry) and field in ("simpler", "examples"):
            covered = all_covered(text, record, reader).ok
        elif reader is not None and isinstance(record, Entry) and right:
            covered = all_covered(right, record, reader).ok
        yield Draft(record.id, field, text, right, covered)


def _had(record: Entry | QuizItem, field: str) -> tuple[str, ...]:
    if field == "also_asked" and isinstance(record, Entry):
        return (record.question, *record.also_asked)
    if field == "accept" and isinstance(record, QuizItem):
        return (record.answer, *record.accept, *record.reject)
    return ()


def accepted(raw: dict[str, Any], drafts: Iterable[Draft]) -> tuple[dict[str, Any], list[str]]:
    """The course's file with the drafts in it, and what could not be put in and why.

    Raises:
        ContentError: with them the course would not load; nothing is changed.
    """
    raw = json.loads(json.dumps(raw))
    records = {
        record["id"]: record
        for topic in raw.get("topics", ())
        for kind in ("entries", "quiz")
        for record in topic.get(kind, ())
        if isinstance(record, dict) and "id" in record
    }
    left = []
    for draft in drafts:
        record = records.get(draft.id)
        if record is None or draft.field not in FIELDS:
            left.append(f"{draft.id}: the course has no such entry or item")
            continue
        if draft.field == "simpler":
            if record.get("simpler"):
                left.append(f"{draft.id}: has simpler words already")
                continue
            record["simpler"] = draft.text
        elif draft.field == "misconceptions":
            record.setdefault("misconceptions", []).append(
                {"wrong": draft.text, "right": draft.right}
            )
        elif draft.text not in record.setdefault(draft.field, []):
            record[draft.field].append(draft.text)
    faults = structural_faults(raw)
    if faults:
        raise ContentError([str(fault) for fault in faults])
    return raw, left


def read_drafts(data: bytes, name: str) -> tuple[Draft, ...]:
    """A file of drafts. ContentError for anything else."""
    try:
        return msgspec.json.decode(data, type=Drafts).drafts
    except msgspec.DecodeError as error:
        raise ContentError([f"{name} is no file of drafts: {error}"]) from None
