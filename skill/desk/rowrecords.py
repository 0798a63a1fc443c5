"""A row of one of our own sheets → the record that it is."""

import re
from typing import Any

from skill.desk import cells as forms
from skill.desk.columns import plain
from skill.desk.entries import clean
from skill.desk.rowkinds import KINDS


def item_of(cells: dict[str, str], line: int) -> dict[str, Any]:
    """A row that is a quiz item."""
    kind = plain(cells.get("kind", "short"))
    item: dict[str, Any] = {"kind": KINDS.get(kind, kind.replace(" ", "_"))}
    item["prompt"] = clean(cells.get("prompt") or cells.get("question", ""))
    for name in ("id", "answer", "hint", "explanation", "entry"):
        if name in cells:
            item[name] = clean(cells[name])
    if item["kind"] == "true_false" and "answer" in item:
        item["answer"] = {"t": "true", "yes": "true", "f": "false", "no": "false"}.get(
            item["answer"].lower(), item["answer"].lower()
        )
    for name in ("accept", "reject", "options", "hints", "exam_boards"):
        if name in cells:
            item[name] = [clean(part) for part in forms.parts(cells[name])]
    if item["kind"] == "list":
        item["points"] = cleaned(forms.points(cells.get("points", "")))
        if "want" in cells:
            item["want"] = whole(cells["want"])
    if "other_prompt" in cells:
        item["another_way"] = _other_way(cells)
    if cells.get("draft", "").lower() in ("yes", "true", "x", "1"):
        item["draft"] = True
    return {**item, "topic": clean(cells.get("topic", "")), "line": line}


def exam_of(cells: dict[str, str], line: int) -> dict[str, Any]:
    """A row that is an exam question."""
    question: dict[str, Any] = {
        "topic": clean(cells.get("topic", "")),
        "prompt": clean(cells.get("prompt") or cells.get("question", "")),
        "marks": whole(cells.get("marks", "")),
        "scheme": cleaned(forms.points(cells.get("scheme") or cells.get("points", ""))),
        "model_answer": clean(cells.get("model_answer") or cells.get("answer", "")),
        "line": line,
    }
    for name in ("id", "command", "tip"):
        question[name] = clean(cells.get(name, ""))
    for name, column in (("entries", "entry"), ("exam_boards", "exam_boards")):
        if column in cells:
            question[name] = [clean(part) for part in forms.parts(cells[column])]
    return question


def topic_of(cells: dict[str, str]) -> dict[str, Any]:
    """A row that describes a topic."""
    title = clean(cells.get("topic") or cells.get("question", ""))
    also = [clean(part) for part in forms.parts(cells.get("also_asked", ""))]
    return {"title": title, "also_called": also, "id": cells.get("id", "")}


def _other_way(cells: dict[str, str]) -> dict[str, Any]:
    way: dict[str, Any] = {
        "prompt": clean(cells["other_prompt"]),
        "answer": clean(cells.get("other_answer") or cells.get("answer", "")),
    }
    for name in ("accept", "options"):
        if found := forms.parts(cells.get(f"other_{name}", "")):
            way[name] = [clean(part) for part in found]
    return way


def cleaned(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Records of texts and lists of texts without what a course may not hold."""
    return [
        {
            name: clean(value)
            if isinstance(value, str)
            else [clean(each) for each in value]
            if isinstance(value, list)
            else value
            for name, value in record.items()
        }
        for record in records
    ]


def whole(cell: str) -> int:
    """A whole number in a cell ("3", "3.0", "3 marks"); 0 for anything else."""
    found = re.match(r"\s*(\d{1,3})(?:\.0+)?\b", cell)
    return int(found[1]) if found else 0
