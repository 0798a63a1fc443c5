"""What may not stand in a text that is spoken: control characters, markup, nothing at all."""

import re
import unicodedata
from typing import Any

from skill.content.problems import Problem
from skill.content.source import walk

_TAG = re.compile(
    r"""</?[a-z][\w:.-]*(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))*\s*/?>|<!--|<!doctype""",
    re.IGNORECASE,
)
_SSML_START = re.compile(
    r"</?(?:speak|break|prosody|say-as|phoneme|sub|emphasis|audio|voice|amazon:\w+|lang)\b",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|#\d+|#x[0-9a-f]+);", re.IGNORECASE)
_CATEGORIES = {
    "Cc": "a control character",
    "Cf": "an invisible character",
    "Cs": "half a character",
    "Co": "a private character",
    "Cn": "an unassigned character",
    "Zl": "a line separator",
    "Zp": "a paragraph separator",
}
_NAMES = {"\n": "a line break", "\r": "a line break", "\t": "a tab"}


def text_faults(raw: Any) -> list[Problem]:
    """A fault for each text that cannot be spoken as it stands."""
    return [
        Problem(path, reason)
        for path, value in walk(raw)
        if isinstance(value, str) and path != ("$schema",)
        for reason in _faults(value)
    ]


def _faults(text: str) -> list[str]:
    found = []
    if text and not text.strip():
        found.append("expected text, got only blanks")
    elif not text.isprintable():
        found += _characters(text)
    if "<" in text and (tag := _TAG.search(text) or _SSML_START.search(text)):
        found.append(f"expected plain text, got the markup {tag[0][:40]!r}; write it as it is said")
    if "&" in text and (entity := _ENTITY.search(text)):
        found.append(f"expected plain text, got {entity[0]!r}; write the character itself")
    return found


def _characters(text: str) -> list[str]:
    for index, char in enumerate(text):
        what = _NAMES.get(char) or _CATEGORIES.get(unicodedata.category(char))
        if what:
            return [f"expected plain text, got {what} (U+{ord(char):04X}) as character {index + 1}"]
    return []
