"""Mends: what the check finds and a button can put right for certain. Words are never made up: a
phrasing that is missing, or an answer that is wrong, is the teacher's."""

import copy
import html
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from skill.content.problems import Path
from skill.desk.findings import Finding
from skill.desk.page.records import Json, owner, things
from skill.errors import SkillError
from skill.language.normalise import words

_NEAR = re.compile(r'did you mean "([^"]+)"\?')
_BOARD = re.compile(r"^Did you mean (.+)\?$")
_MARKS = re.compile(r"\*\*|__(?!_)|`|^#+ |[✓✔✗✘★•►]\s*")
_MOST = 500
"""Mends in one go."""


@dataclass(frozen=True)
class _Mend:
    label: str
    do: Callable[[], object]
    """Changes the course that it was found in."""


def mend_for(course: Json, finding: Finding) -> str:
    """What the button says that mends a finding; "" where only the teacher can."""
    found = _found(copy.deepcopy(course), finding)
    return found.label if found else ""


def mended(
    course: Json, findings: Iterable[Finding], rule: str, some_id: str, place: Any
) -> Json:  # fmt: skip
    """A copy of the course with one finding mended, named by rule, thing and place in it; with the
    rule `*` all that can be.

    Raises:
        SkillError: there is no such finding (any more), or no mend for it.
    """
    made = copy.deepcopy(course)
    todo = [
        mend
        for each in list(findings)[: None if rule != "*" else _MOST]
        if (rule == "*" or _is(course, each, rule, some_id, place)) and (mend := _found(made, each))
    ]
    if not todo:
        raise SkillError("That was mended already, or it needs your own words.")
    # From the end: what is taken out of a list moves only what follows it.
    for mend in reversed(todo if rule == "*" else todo[:1]):
        mend.do()
    return made


def _is(course: Json, finding: Finding, rule: str, some_id: str, place: Any) -> bool:
    at, rest = owner(course, finding.path)
    return finding.rule == rule and at == some_id and list(rest) == place


def _found(course: Json, finding: Finding) -> _Mend | None:
    make = _MENDS.get(finding.rule)
    if make is None or not finding.path:
        return None
    around, value = _at(course, finding.path)
    return make(course, around, finding, value) if around is not None else None


def _at(course: Json, path: Path) -> tuple[Any, Any]:
    """What holds the value at a path, and the value."""
    around: Any = None
    value: Any = course
    for step in path:
        around = value
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None, None
    return around, value


def _same_phrasing(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    here = isinstance(around, list) and "in this entry already" in finding.reason
    return _Mend("Take this one out", lambda: around.remove(value)) if here else None


def _unknown_field(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    near = _NEAR.search(finding.reason)
    if near is None or near[1] in around:
        return None
    name = str(finding.path[-1])

    def rename() -> None:
        kept = {near[1] if key == name else key: each for key, each in around.items()}
        around.clear()
        around.update(kept)

    return _Mend("Put it in the right place", rename)


def _for_the_eye(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    if not isinstance(value, str) or not _MARKS.search(value):
        return None
    plain = " ".join(_MARKS.sub("", value).split())
    return _set("Take the signs out", around, finding, plain) if plain else None


def _structure(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    if not isinstance(value, str):
        return None
    if "stands among the options twice" in finding.reason:
        return _Mend("Take this one out", lambda: around.pop(finding.path[-1]))
    if not finding.reason.startswith("expected plain text, got"):
        return None
    plain = " ".join(
        _printable(html.unescape(re.sub(r"</?[a-z][^<>]*>", " ", value, flags=re.I))).split()
    )
    if not plain or plain == value or "<" in plain:
        return None
    return _set("Make it plain text", around, finding, plain)


def _printable(text: str) -> str:
    return "".join(
        each if each.isprintable() else "" if unicodedata.category(each) == "Cf" else " "
        for each in text
    )


def _gives_away(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    """A hint that is the answer and nothing else is no hint."""
    if not isinstance(value, str) or finding.path[-1] == "prompt":
        return None
    item = next((e.record for e in things(course) if finding.path[: len(e.path)] == e.path
                 and e.kind == "question"), {})  # fmt: skip
    if words(value) != words(str(item.get("answer", ""))):
        return None
    return _Mend("Take this hint out", lambda: around.pop(finding.path[-1]))


def _same_item(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    twins = [
        each for each in things(course) if each.kind == "question" and _alike(each.record, around)
    ]
    placed = next((each for each in twins if each.record is around), None)
    if len(twins) < 2 or placed is None or placed is twins[0] or placed.topic is None:
        return None
    listed = placed.topic["quiz"]
    return _Mend("Take the second one out", lambda: listed.remove(around))


def _alike(one: Json, other: Any) -> bool:
    return isinstance(other, dict) and {**one, "id": ""} == {**other, "id": ""}


def _unknown_board(course: Json, around: Any, finding: Finding, value: Any) -> _Mend | None:
    near = _BOARD.match(finding.fix)
    if near and near[1] in around:
        return _Mend("Take this one out", lambda: around.pop(finding.path[-1]))
    return _set(f"Change it to {near[1]}", around, finding, near[1]) if near else None


def _set(label: str, around: Any, finding: Finding, value: str) -> _Mend:
    return _Mend(label, lambda: around.__setitem__(finding.path[-1], value))


_MENDS: dict[str, Callable[[Json, Any, Finding, Any], _Mend | None]] = {
    "same-phrasing": _same_phrasing, "unknown-field": _unknown_field, "for-the-eye": _for_the_eye,
    "structure": _structure, "gives-away": _gives_away, "same-item": _same_item,
    "unknown-board": _unknown_board,
}  # fmt: skip
