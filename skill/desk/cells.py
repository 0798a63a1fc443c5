"""What a cell of a spreadsheet holds when it holds more than a text; read, and written.

A list is one thing a line, or parted by | or ;. A list of one thing that holds such a mark itself
begins with a bullet. After ~ stand other wordings: "It sank [2] ~ the ship went down ~ it went
under". A mistake and what puts it right are parted by an arrow, → or ->.
"""

import re
from collections.abc import Iterable
from typing import Any

BULLET = "• "
_MARKS = re.compile(r"\s*[\[(]\s*(\d{1,2})\s*(?:marks?)?\s*[\])]\s*$", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|->|=>)\s*")


def parts(cell: str) -> list[str]:
    """The parts of a list in one cell."""
    if cell.startswith(BULLET):
        return [part.removeprefix(BULLET).strip() for part in cell.splitlines() if part.strip()]
    for mark in ("\n", "|", ";"):
        if mark in cell:
            return [part.strip() for part in cell.split(mark) if part.strip()]
    return [cell.strip()] if cell.strip() else []


def joined(values: Iterable[str]) -> str:
    """A list as one cell."""
    found = list(values)
    if len(found) == 1 and any(mark in found[0] for mark in "|;"):
        return BULLET + found[0]
    return "\n".join(found)


def points(cell: str) -> list[dict[str, Any]]:
    """Points with marks and other wordings: `text`, `marks` where they are given, `accept`."""
    found = []
    for part in parts(cell):
        text, *others = (each.strip() for each in part.split("~"))
        point: dict[str, Any] = {"text": text}
        if marks := _MARKS.search(text):
            point = {"text": text[: marks.start()].strip(), "marks": int(marks[1])}
        if accept := [other for other in others if other]:
            point["accept"] = accept
        if point["text"]:
            found.append(point)
    return found


def points_cell(records: Iterable[dict[str, Any]]) -> str:
    """Points as one cell."""
    return joined(_point(record) for record in records)


def _point(record: dict[str, Any]) -> str:
    marks = f" [{record['marks']}]" if "marks" in record else ""
    return " ~ ".join([record["text"] + marks, *record.get("accept", ())])


def mistakes(cell: str) -> tuple[list[dict[str, Any]], list[str]]:
    """Misconceptions, and the parts that lack what puts them right."""
    found, odd = [], []
    for part in parts(cell):
        wrong, *rest = _ARROW.split(part, maxsplit=1)
        right, *sounds = (each.strip() for each in (rest[0] if rest else "").split("~"))
        if not wrong.strip() or not right:
            odd.append(part)
            continue
        record: dict[str, Any] = {"wrong": wrong.strip(), "right": right}
        if sounds := [sound for sound in sounds if sound]:
            record["sounds"] = sounds
        found.append(record)
    return found, odd


def mistakes_cell(records: Iterable[dict[str, Any]]) -> str:
    """Misconceptions as one cell."""
    return joined(
        " ~ ".join([f"{each['wrong']} → {each['right']}", *each.get("sounds", ())])
        for each in records
    )
