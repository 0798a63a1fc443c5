"""The JSON Schema's complaints, in words for a teacher."""

from typing import Any

import jsonschema

from skill.content.fields import near_name
from skill.content.problems import Problem, shown
from skill.content.schema import type_schema

_TYPES = {
    "string": "text",
    "array": "a list",
    "object": "an object",
    "integer": "a whole number",
    "boolean": "true or false",
    "null": "null",
}
_ID_RULE = "an id of 1 to 40 small letters, digits and hyphens"


def schema_faults(raw: Any) -> list[Problem]:
    """Every way in which `raw` is not of the course types (unknown fields apart)."""
    validator = jsonschema.Draft202012Validator(type_schema())
    faults: list[Problem] = []
    for error in validator.iter_errors(raw):
        faults += _worded(error)
    return faults


def _worded(error: Any) -> list[Problem]:
    path, value, limit = tuple(error.absolute_path), error.instance, error.validator_value
    match error.validator:
        case "additionalProperties":
            return []
        case "required":
            return [
                Problem((*path, name), "this field is needed, and it is missing")
                for name in limit
                if name not in value and error.message.startswith(repr(name))
            ]
        case "type":
            found = _expected_type(limit)
        case "minLength":
            found = "text" if limit == 1 else f"text of at least {limit} characters"
            return [Problem(path, f"expected {found}, got {_length(value)}")]
        case "maxLength":
            return [
                Problem(path, f"expected text of at most {limit:,} characters, got {len(value):,}")
            ]
        case "minItems":
            found = "at least one" if limit == 1 else f"at least {limit}"
            return [Problem(path, f"expected {found}, got {_count(value)}")]
        case "pattern":
            found = _ID_RULE
        case "enum":
            found = _one_of(limit)
        case "minimum":
            found = f"{limit} or more"
        case _:  # a rule the types do not use today still says something true
            return [Problem(path, str(error.message))]
    return [Problem(path, f"expected {found}, got {shown(value)}{_guess(value, error)}")]


def _expected_type(types: str | list[str]) -> str:
    names = [types] if isinstance(types, str) else [name for name in types if name != "null"]
    return " or ".join(_TYPES.get(name, name) for name in names)


def _one_of(values: list[Any]) -> str:
    spelled = [shown(value) for value in values]
    return spelled[0] if len(spelled) == 1 else f"one of {', '.join(spelled)}"


def _guess(value: Any, error: Any) -> str:
    if error.validator == "type" and not isinstance(value, dict | list) and value is not None:
        wanted = error.validator_value
        if wanted == "string" or "string" in wanted:
            return f': put it in double quotes, "{str(value).lower()}"'
        if wanted == "array" and isinstance(value, str):
            return ": put it in square brackets"
    if error.validator == "enum" and isinstance(value, str):
        near = near_name(value, [str(choice) for choice in error.validator_value])
        return f'; did you mean "{near}"?' if near else ""
    return ""


def _length(value: str) -> str:
    return "none" if not value else f"{len(value):,}"


def _count(value: list[Any]) -> str:
    return "none" if not value else str(len(value))
