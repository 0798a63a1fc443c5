"""Fields that the format does not know: most are known ones, misspelt."""

from difflib import get_close_matches
from typing import Any

from skill.content.problems import Path, Problem
from skill.content.schema import type_schema


def near_name(name: str, known: list[str]) -> str:
    """The known name that `name` was probably meant to be, or nothing."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    near = get_close_matches(plain, known, n=1, cutoff=0.7)
    return near[0] if near else ""


def unknown_fields(raw: Any) -> list[Problem]:
    """A warning for each field that the format does not know (they are ignored)."""
    schema = type_schema()
    return _unknown(raw, schema, schema["$defs"], ())


def _unknown(value: Any, rule: dict[str, Any], defs: dict[str, Any], path: Path) -> list[Problem]:
    rule = next((branch for branch in rule.get("anyOf", ()) if "$ref" in branch), rule)
    rule = defs[rule["$ref"].rpartition("/")[2]] if "$ref" in rule else rule
    if isinstance(value, list) and "items" in rule and "$ref" in rule["items"]:
        found = []
        for index, part in enumerate(value):
            found += _unknown(part, rule["items"], defs, (*path, index))
        return found
    if not isinstance(value, dict) or "properties" not in rule:
        return []
    known, found = rule["properties"], []
    for key, part in value.items():
        if key in known:
            found += _unknown(part, known[key], defs, (*path, key))
        else:
            free = [name for name in known if name not in value and name != "$schema"]
            near = near_name(key, free) or near_name(key, list(known))
            advice = f'did you mean "{near}"?' if near else f"known are {', '.join(known)}"
            found.append(Problem((*path, key), f"unknown field, ignored; {advice}"))
    return found
