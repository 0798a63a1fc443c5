"""A course file changed where the course changed, and left as its author laid it out elsewhere:
indentation, order of keys, what stands on one line."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from skill.content.source import decode, read_bytes
from skill.desk.files import write_bytes, write_course

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
_BOM = b"\xef\xbb\xbf"


def update_course(path: Path, course: dict[str, Any]) -> None:
    """Write the course into its file, which may be there already, all or nothing.

    Raises:
        ContentError: the file cannot be read or written; says why.
    """
    if not path.exists():
        write_course(path, course)
        return
    data = read_bytes(path)
    text = decode(data)
    made = rewritten(text, course)
    write_bytes(path, (_BOM if data.startswith(_BOM) else b"") + made.encode("utf-8"))


def rewritten(text: str, new: Any) -> str:
    """The text of a JSON file with another value in it, as much like it was as can be."""
    start = _after_space(text, 0)
    node = _parse(text, start)
    made = text[:start] + _Writer(text).changed(node, new) + text[node.end :]
    if json.loads(made) != new:  # never a course that is not the one meant
        return json.dumps(new, indent=2, ensure_ascii=False) + "\n"
    return made


@dataclass
class _Node:
    """A value and where it stands in the text."""

    start: int
    end: int
    value: Any
    children: list["_Child"] = field(default_factory=list)
    """Of an object or a list."""


@dataclass
class _Child:
    """A member of an object or an element of a list."""

    lead: str
    """The white space ahead of it."""
    head: str
    """Of a member, its key and colon as they are written; "" for an element."""
    key: str
    node: _Node


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _parse(text: str, at: int) -> _Node:
    if text[at] not in "{[":
        value, end = _DECODER.raw_decode(text, at)
        return _Node(at, end, value)
    is_object, close = text[at] == "{", "}" if text[at] == "{" else "]"
    node = _Node(at, at, {} if is_object else [])
    place = at + 1
    while True:
        begin = _after_space(text, place)
        if text[begin] == close:
            node.end = begin + 1
            return node
        child = _child(text, place, begin, is_object)
        node.children.append(child)
        if is_object:
            node.value[child.key] = child.node.value
        else:
            node.value.append(child.node.value)
        place = _after_space(text, child.node.end)
        if text[place] == ",":
            place += 1


def _child(text: str, place: int, begin: int, is_object: bool) -> _Child:
    lead = text[place:begin]
    if not is_object:
        return _Child(lead, "", "", _parse(text, begin))
    key, end = _DECODER.raw_decode(text, begin)
    value_at = _after_space(text, _after_space(text, end) + 1)
    return _Child(lead, text[begin:value_at], key, _parse(text, value_at))


class _Writer:
    def __init__(self, text: str) -> None:
        self.text = text
        found = re.search(r"\n([ \t]+)\S", text)
        self.step = found[1] if found else "  "
        self.line_end = "\r\n" if "\r\n" in text else "\n"

    def changed(self, node: _Node, new: Any) -> str:
        """The text of a value that is to be another; as it stands where it is the same."""
        if _same(node.value, new):
            return self.text[node.start : node.end]
        if isinstance(node.value, dict) and isinstance(new, dict):
            return self._object(node, new)
        if isinstance(node.value, list) and isinstance(new, list):
            return self._list(node, new)
        return self._like(new, None, self._indent(node.start))

    def _object(self, node: _Node, new: dict[str, Any]) -> str:
        had = {child.key: child for child in node.children}
        pieces = [
            child.lead + child.head + self.changed(child.node, new[child.key])
            for child in node.children
            if child.key in new
        ]
        for key, value in new.items():
            if key not in had:
                lead, head = self._lead(node), self._head(node, key)
                made = self._like(value, None, self._indent_of(lead, node.start))
                pieces.append(lead + head + made)
        return "{" + ",".join(pieces) + self._tail(node) + "}"

    def _list(self, node: _Node, new: list[Any]) -> str:
        left = list(node.children)
        pieces = []
        for value in new:
            child = next((each for each in left if _is(each.node.value, value)), None)
            if child is not None:
                left.remove(child)
                pieces.append(child.lead + self.changed(child.node, value))
                continue
            lead = self._lead(node)
            like = node.children[-1].node if node.children else None
            pieces.append(lead + self._like(value, like, self._indent_of(lead, node.start)))
        return "[" + ",".join(pieces) + self._tail(node) + "]" if pieces else "[]"

    def _like(self, value: Any, like: _Node | None, indent: str) -> str:
        """A new value, laid out as another of its kind is."""
        if not isinstance(value, dict | list) or not value:
            return json.dumps(value, ensure_ascii=False)
        if like is None or type(like.value) is not type(value) or not like.children:
            return self._plain(value, indent)
        if "\n" not in self.text[like.start : like.end]:
            return json.dumps(value, ensure_ascii=False)
        if isinstance(value, list):
            model, lead = like.children[-1].node, like.children[-1].lead
            made = [
                lead + self._like(each, model, self._indent_of(lead, like.start)) for each in value
            ]
            return "[" + ",".join(made) + self._tail(like) + "]"
        had = {child.key: child for child in like.children}
        pieces = []
        for key, each in value.items():
            child = had.get(key)
            lead = child.lead if child else like.children[-1].lead
            head = child.head if child else self._head(like, key)
            inner = self._indent_of(lead, like.start)
            pieces.append(lead + head + self._like(each, child.node if child else None, inner))
        return "{" + ",".join(pieces) + self._tail(like) + "}"

    def _plain(self, value: Any, indent: str) -> str:
        short = json.dumps(value, ensure_ascii=False)
        flat = isinstance(value, list) and not any(isinstance(each, dict | list) for each in value)
        if flat and len(short) <= 80 and "\n" not in self.step and self._lists_on_one_line():
            return short
        made = json.dumps(value, indent=self.step, ensure_ascii=False)
        return made.replace("\n", self.line_end + indent)

    def _lists_on_one_line(self) -> bool:
        return bool(re.search(r'": \["[^\n]*\]', self.text))

    def _lead(self, node: _Node) -> str:
        """The white space ahead of a new child."""
        if node.children:
            # The first may follow its bracket directly where the others stand on lines.
            return (
                node.children[-1].lead if len(node.children) > 1 else node.children[0].lead or " "
            )
        return self.line_end + self._indent(node.start) + self.step

    def _tail(self, node: _Node) -> str:
        """The white space ahead of the closing bracket."""
        if node.children:
            return self.text[_end(node) : node.end - 1]
        return self.line_end + self._indent(node.start)

    def _head(self, node: _Node, key: str) -> str:
        colon = node.children[-1].head if node.children else '"": '
        return json.dumps(key, ensure_ascii=False) + colon[colon.rindex('"') + 1 :]

    def _indent(self, at: int) -> str:
        line = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        return line[: len(line) - len(line.lstrip())]

    def _indent_of(self, lead: str, at: int) -> str:
        return lead.rpartition("\n")[2] if "\n" in lead else self._indent(at)


def _end(node: _Node) -> int:
    return node.children[-1].node.end


def _same(old: Any, new: Any) -> bool:
    return type(old) is type(new) and bool(old == new)


def _is(old: Any, new: Any) -> bool:
    """Whether an element of a list is the same thing, changed or not."""
    if isinstance(old, dict) and isinstance(new, dict) and "id" in old:
        return bool(old["id"] == new.get("id"))
    return _same(old, new)
