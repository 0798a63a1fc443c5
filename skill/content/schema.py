"""`content.schema.json`: the JSON Schema by which an editor completes and checks a course.

Generated from the types in `skill.content.course`; a test keeps the committed file fresh.
"""

import json
from functools import cache
from typing import Any

import msgspec

from skill.content.course import CourseFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_BY_KIND = [
    {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "list"}}},
        "then": {"required": ["points"], "properties": {"points": {"minItems": 1}}},
        "else": {"required": ["answer"]},
    },
    {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "choice"}}},
        "then": {"required": ["options"], "properties": {"options": {"minItems": 2}}},
    },
    {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "true_false"}}},
        "then": {"properties": {"answer": {"enum": ["true", "false"]}}},
    },
]
"""What the types cannot say: which fields a kind of quiz item needs. For editors; the
checks of `skill.content.checking` say the same with more kindness."""


@cache
def type_schema() -> dict[str, Any]:
    """The schema of the types alone, in JSON Schema Draft 2020-12."""
    made = msgspec.json.schema(CourseFile)
    defs = {name: _tidy(definition) for name, definition in made["$defs"].items()}
    top = defs.pop("CourseFile")
    return {"$schema": DIALECT, **top, "title": "A Revision Owl course, format 1", "$defs": defs}


def editor_schema() -> dict[str, Any]:
    """The schema as it is committed: the types, and what each kind of quiz item needs."""
    types = type_schema()
    item = {**types["$defs"]["QuizItem"], "allOf": _BY_KIND}
    return {**types, "$defs": {**types["$defs"], "QuizItem": item}}


def schema_text() -> str:
    """The bytes of `content.schema.json`, as text."""
    return json.dumps(editor_schema(), indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> Any:
    """Closed objects, optional values as one type, patterns that JavaScript reads too."""
    if isinstance(node, list):
        return [_tidy(part) for part in node]
    if not isinstance(node, dict):
        return node
    node = _without_null_branch({key: _tidy(value) for key, value in node.items()})
    if node.get("type") == "object":
        node["additionalProperties"] = False
    if isinstance(node.get("pattern"), str):
        node["pattern"] = node["pattern"].replace(r"\Z", "$")
    if node.get("default") in ("", [], None) and "default" in node:
        del node["default"]
    return node


def _without_null_branch(node: dict[str, Any]) -> dict[str, Any]:
    branches = node.get("anyOf", [])
    values = [branch for branch in branches if branch != {"type": "null"}]
    if len(branches) != 2 or len(values) != 1 or "type" not in values[0]:
        return node
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    return {**values[0], **rest, "type": [values[0]["type"], "null"]}
