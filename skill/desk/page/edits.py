"""What a teacher does to a course at the desk, as values. Things are named by their ids, never by
their places: another tab may have moved them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["topic", "entry", "question", "exam"]
KINDS: tuple[Kind, ...] = ("topic", "entry", "question", "exam")
COURSE = ""
"""The id by which the course's own fields are named."""
Json = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """Other values for fields of one thing; an empty value takes the field away."""

    id: str
    fields: Json
    was: Json = field(default_factory=dict)
    """What the teacher had before them; a field that says something else by now is a clash."""


@dataclass(frozen=True)
class Add:
    """Something new, with an id made from its words."""

    kind: Kind
    topic: str
    """The id of the topic that it goes to; "" for a topic or an exam question."""
    fields: Json


@dataclass(frozen=True)
class Remove:
    """Take something away, and whatever pointed at it no longer does."""

    id: str
    was: Json | None = None
    """The thing as the teacher had it before them; None: whatever it is."""


@dataclass(frozen=True)
class Move:
    """Put something at another place (from 0) among its like, in its topic or in another."""

    id: str
    to: int
    topic: str = ""
    """Of an entry or a question: the topic that it goes to; "" for the one it is in."""


Edit = Change | Add | Remove | Move


def read_edit(value: Any) -> Edit:
    """An edit from the page's JSON. ValueError says what is wrong with it."""
    if not isinstance(value, Mapping):
        raise ValueError("expected an object")
    read = _READERS.get(str(value.get("do")))
    if read is None:
        raise ValueError(f"do: expected one of {', '.join(_READERS)}")
    return read(value)


def _change(value: Mapping[str, Any]) -> Edit:
    return Change(_text(value, "id"), _object(value, "fields"), _object(value, "was", {}))


def _add(value: Mapping[str, Any]) -> Edit:
    kind = _text(value, "kind")
    for known in KINDS:
        if kind == known:
            return Add(known, _text(value, "topic", ""), _object(value, "fields"))
    raise ValueError(f"kind: expected one of {', '.join(KINDS)}")


def _remove(value: Mapping[str, Any]) -> Edit:
    return Remove(_text(value, "id"), _object(value, "was") if "was" in value else None)


def _move(value: Mapping[str, Any]) -> Edit:
    to = value.get("to")
    if not isinstance(to, int) or isinstance(to, bool) or to < 0:
        raise ValueError("to: expected a number from 0")
    return Move(_text(value, "id"), to, _text(value, "topic", ""))


_READERS = {"change": _change, "add": _add, "remove": _remove, "move": _move}


def _text(value: Mapping[str, Any], name: str, default: str | None = None) -> str:
    found = value.get(name, default)
    if not isinstance(found, str):
        raise ValueError(f"{name}: expected text")
    return found


def _object(value: Mapping[str, Any], name: str, default: Json | None = None) -> Json:
    found = value.get(name, default)
    if not isinstance(found, dict):
        raise ValueError(f"{name}: expected an object")
    return found
