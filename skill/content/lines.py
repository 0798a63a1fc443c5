"""On which line of a JSON file each value stands, for editors. The text must be JSON."""

import re
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]

from skill.content.problems import Path

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"[^\s,\]}]+")


class Lines:
    """Finds lines by path; read once, asked often."""

    def __init__(self, text: str):
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._places: dict[Path, int] = {}
        self._value(_after_space(text, 0), ())

    def of(self, path: Path) -> int:
        """The line (from 1) of the value at `path`, or of the nearest thing around it."""
        while path and path not in self._places:
            path = path[:-1]
        return bisect_right(self._starts, self._places.get(path, 0))

    def _value(self, at: int, path: Path) -> int:
        """Note where the value at `at` stands; where it ends."""
        self._places[path] = at
        first = self._text[at]
        if first == "{":
            return self._members(at, path, "}")
        if first == "[":
            return self._members(at, path, "]")
        if first == '"':
            return scanstring(self._text, at + 1)[1]
        match = _PLAIN.match(self._text, at)
        return match.end() if match else at + 1

    def _members(self, at: int, path: Path, close: str) -> int:
        at = _after_space(self._text, at + 1)
        index = 0
        while self._text[at] != close:
            step: str | int = index
            start = at
            if close == "}":
                step, at = scanstring(self._text, at + 1)
                at = _after_space(self._text, at)  # the colon
                at = _after_space(self._text, at + 1)
            end = self._value(at, (*path, step))
            if close == "}":
                self._places[*path, step] = start  # the key, which is where an editor looks
            at = _after_space(self._text, end)
            if self._text[at] == ",":
                at = _after_space(self._text, at + 1)
            index += 1
        return at + 1


def _after_space(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
