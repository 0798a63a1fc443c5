"""What is wrong with a course file, and where: the place first, then found and expected."""

import json
from dataclasses import dataclass
from typing import Any

Path = tuple[str | int, ...]
"""Keys and indexes from the top of the file: ("topics", 2, "entries", 4, "answer")."""


@dataclass(frozen=True)
class Problem:
    """One fault, or one warning."""

    path: Path
    reason: str
    """One sentence without a capital or a full stop: what was expected, and what was found."""

    @property
    def place(self) -> str:
        """The path as a person reads it: `topics[2].entries[4].answer`."""
        return spell_path(self.path)

    def __str__(self) -> str:
        return f"{self.place}: {self.reason}" if self.path else self.reason


def spell_path(path: Path) -> str:
    """`("topics", 2, "id")` → `topics[2].id`."""
    spelled = ""
    for step in path:
        if isinstance(step, int):
            spelled += f"[{step}]"
        else:
            spelled += f".{step}" if spelled else step
    return spelled


def shown(value: Any) -> str:
    """A JSON value for a message, as it stands in the file, cut at 60 characters."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:56].rstrip() + '..."'
