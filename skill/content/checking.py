"""Structural checks: what makes a course unusable. All faults are found in one go.

They run on plain JSON values, so that a fault in one place hides none in another; parts of
the wrong type are left to the schema.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from skill.content.course import MAX_SLOT_VALUE, CourseFile
from skill.content.invocation import invocation_faults
from skill.content.problems import Path, Problem, shown, spell_path
from skill.content.texts import text_faults
from skill.content.tutoring import tutor_faults
from skill.language.normalise import fold
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.language.years import years_of

Record = tuple[Path, dict[str, Any]]


def structural_faults(raw: Any) -> list[Problem]:
    """Every fault of a parsed course file, in the file's order."""
    faults = _type_faults(raw) + text_faults(raw)
    if isinstance(raw, dict):
        faults += _course_faults(raw) + _id_faults(raw) + _topic_faults(raw)
        entry_ids = {_text(entry, "id") for _, entry in records(raw, "entries")}
        for record in records(raw, "quiz"):
            faults += _item_faults(record, entry_ids)
        faults += tutor_faults(raw, entry_ids)
        faults += [Problem(("also",), fault) for fault in _also_faults(raw)]
    return sorted(dict.fromkeys(faults), key=lambda fault: _order(raw, fault.path))


def records(raw: dict[str, Any], kind: str) -> Iterator[Record]:
    """Every object under `topics[].<kind>` (kind "entries" or "quiz"), with its path."""
    for path, topic in topic_records(raw):
        for index, value in enumerate(_list(topic, kind)):
            if isinstance(value, dict):
                yield (*path, kind, index), value


def topic_records(raw: dict[str, Any]) -> Iterator[Record]:
    """Every object under `topics`, with its path."""
    for index, topic in enumerate(_list(raw, "topics")):
        if isinstance(topic, dict):
            yield ("topics", index), topic


def exam_records(raw: dict[str, Any]) -> Iterator[Record]:
    """Every object under `exam_questions`, with its path."""
    for index, value in enumerate(_list(raw, "exam_questions")):
        if isinstance(value, dict):
            yield ("exam_questions", index), value


def _also_faults(raw: dict[str, Any]) -> list[str]:
    from skill.content.shelf import also_faults

    return also_faults(name for name in _list(raw, "also") if isinstance(name, str))


def _type_faults(raw: Any) -> list[Problem]:
    # Decoding checks types and lengths at the speed of C; the schema is asked only to say,
    # one by one, what is wrong.
    try:
        msgspec.convert(raw, CourseFile)
    except msgspec.ValidationError as error:
        from skill.content.wording import schema_faults

        return schema_faults(raw) or [Problem((), str(error))]
    except RecursionError:
        return [Problem((), "nested too deeply to be a course")]
    return []


def _course_faults(raw: dict[str, Any]) -> list[Problem]:
    info = raw.get("course")
    name = info.get("invocation_name") if isinstance(info, dict) else None
    if not isinstance(name, str) or not name.strip():
        return []
    path: Path = ("course", "invocation_name")
    reasons = invocation_faults(name)
    return [Problem(path, f"Amazon refuses {shown(name)}: {'; '.join(reasons)}")] if reasons else []


def _id_faults(raw: dict[str, Any]) -> list[Problem]:
    first: dict[str, Path] = {}
    faults = []
    found = (
        *topic_records(raw), *records(raw, "entries"), *records(raw, "quiz"), *exam_records(raw)
    )  # fmt: skip
    for path, record in sorted(found, key=lambda pair: _file_order(pair[0])):
        some_id = _text(record, "id")
        if some_id and some_id in first:
            reason = f'"{some_id}" is already the id of {spell_path(first[some_id])}'
            faults.append(Problem((*path, "id"), reason))
        elif some_id:
            first[some_id] = path
    return faults


def _topic_faults(raw: dict[str, Any]) -> list[Problem]:
    faults = []
    for path, topic in topic_records(raw):
        for index, name in enumerate(_list(topic, "also_called")):
            faults += _slot_faults((*path, "also_called", index), name)
        faults += _slot_faults((*path, "title"), topic.get("title"))
    return faults


def _item_faults(record: Record, entry_ids: set[str]) -> list[Problem]:
    path, item = record
    faults = []
    entry, kind, answer = _text(item, "entry"), _text(item, "kind"), _text(item, "answer")
    if entry and entry not in entry_ids:
        faults.append(Problem((*path, "entry"), f'there is no entry with the id "{entry}"'))
    if kind == "list":
        return faults + _list_faults(record)
    if "answer" not in item and "kind" in item:
        faults.append(Problem((*path, "answer"), "this field is needed, and it is missing"))
    faults += _slot_faults((*path, "answer"), answer)
    if kind == "choice":
        faults += _choice_faults(record)
    if answer.strip() and kind in _FITTING:
        wanted, fits = _FITTING[kind]
        if not fits(answer):
            reason = f"expected {wanted} (the kind is {kind}), got {shown(answer)}"
            faults.append(Problem((*path, "answer"), reason))
    return faults


def _list_faults(record: Record) -> list[Problem]:
    path, item = record
    points, want = _list(item, "points"), item.get("want")
    if not points:
        return [Problem((*path, "points"), "a list item needs points, and has none")]
    if isinstance(want, int) and want > len(points):
        reason = f"expected at most {len(points)}, the number of points, got {want}"
        return [Problem((*path, "want"), reason)]
    return []


def _choice_faults(record: Record) -> list[Problem]:
    path, item = record
    options = [option for option in _list(item, "options") if isinstance(option, str)]
    same = [_key(option) for option in options]
    answer = _text(item, "answer")
    if not options:
        return [Problem((*path, "options"), "a choice item needs options, and has none")]
    if len(options) == 1:
        return [Problem((*path, "options"), "expected at least 2 options, got 1")]
    faults = [
        Problem((*path, "options", i), f"{shown(option)} stands among the options twice")
        for i, option in enumerate(options)
        if same[i] in same[:i]
    ]
    if answer.strip() and _key(answer) not in same:
        offered = ", ".join(shown(option) for option in options)
        reason = f"expected one of the options ({offered}), got {shown(answer)}"
        faults.append(Problem((*path, "answer"), reason))
    return faults


def _slot_faults(path: Path, value: Any) -> list[Problem]:
    if not isinstance(value, str) or len(value) <= MAX_SLOT_VALUE:
        return []
    reason = f"Alexa takes at most {MAX_SLOT_VALUE} characters here, got {len(value):,}"
    return [Problem(path, reason)]


def _is_truth(answer: str) -> bool:
    return answer.strip().lower() in ("true", "false")


def _is_number(answer: str) -> bool:
    return bool(numbers_in(number_tokens(answer)))


def _is_year(answer: str) -> bool:
    return bool(years_of(answer)) or _is_number(answer)


_FITTING = {
    "true_false": ('"true" or "false"', _is_truth),
    "number": ('a number, as "28 per cent" or "five"', _is_number),
    "year": ('a year, as "1929" or "44 BC"', _is_year),
}


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value if isinstance(value, str) else ""


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record.get(name)
    return value if isinstance(value, list) else []


def _order(raw: Any, path: Path) -> tuple[tuple[int, str], ...]:
    """Where a path stands in the file, as a sort key; a missing field comes last."""
    key: list[tuple[int, str]] = []
    for step in path:
        if isinstance(step, int):
            key.append((step, ""))
            raw = raw[step] if isinstance(raw, list) and step < len(raw) else None
        else:
            names = list(raw) if isinstance(raw, dict) else []
            key.append((names.index(step) if step in names else len(names), step))
            raw = raw.get(step) if isinstance(raw, dict) else None
    return tuple(key)


def _file_order(path: Path) -> tuple[Any, ...]:
    # A topic before its entries, its entries before its quiz, exam questions last.
    inside = tuple(path[1:2]) + ((path[2], path[3]) if len(path) > 2 else ())
    return (path[0] != "topics", *inside)
