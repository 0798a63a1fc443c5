"""What became of a course that something was merged into."""

from dataclasses import dataclass, field
from typing import Any

from skill.desk.blocks import Dropped, place_of
from skill.desk.threeway import Conflict, Outcome


@dataclass(frozen=True)
class Taken:
    """Something that is new in the course."""

    id: str
    text: str
    what: str
    line: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{place_of(self.line, self.sheet)}: " if self.line else ""
        text = self.text if len(self.text) <= 70 else self.text[:67].rstrip() + "..."
        return f"{place}“{text}” → {self.what} {self.id}"


@dataclass
class Merged:
    """A course with an import in it, and what happened."""

    course: dict[str, Any]
    taken: list[Taken] = field(default_factory=list)
    """The new entries, and the quiz items and exam questions that came with the source."""
    filled: list[str] = field(default_factory=list)
    """Ids of entries that gained a field they lacked."""
    updated: list[str] = field(default_factory=list)
    """Ids of entries and items that say now what the source says now."""
    conflicts: list[Conflict] = field(default_factory=list)
    """Where the course's words stay, and the source's differ."""
    drafts: list[str] = field(default_factory=list)
    """Ids of the drafted quiz items."""
    dropped: list[Dropped] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What a teacher should look at."""

    @property
    def added(self) -> list[str]:
        """Ids of what is new."""
        return [each.id for each in self.taken]

    def settled(self, some_id: str, outcome: Outcome) -> None:
        """What became of a record that the course had."""
        for name, ids in (("filled", self.filled), ("updated", self.updated)):
            if getattr(outcome, name) and some_id not in ids:
                ids.append(some_id)
        self.conflicts += outcome.kept
