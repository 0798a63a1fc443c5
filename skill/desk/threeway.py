"""A record that the course has and that a source says something of: field by field, who changed it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from skill.desk.blocks import place_of
from skill.desk.remembered import Remembered, mark

_MADE_UP = frozenset(("also_asked", "draft"))
"""Fields that an import makes up itself: no reason to trouble anybody."""
_NEEDED = frozenset(("id", "question", "answer", "prompt", "kind", "draft", "entry"))


@dataclass(frozen=True)
class Conflict:
    """A field that both the course and the source have changed, or that nobody remembers."""

    id: str
    field: str
    mine: Any
    """As the course has it."""
    theirs: Any
    """As the source has it."""
    line: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        place = f"{place_of(self.line, self.sheet)}: " if self.line else ""
        return (
            f"{place}{self.id}, {self.field}: the course says {_shown(self.mine)}; the file says "
            f"{_shown(self.theirs)}"
        )


Settle = Callable[[Conflict], bool | None]
"""Asks whether the source's words are to be taken; None: nobody could be asked, so that the next
import asks again."""


def keep_mine(conflict: Conflict) -> None:
    """What happens where nobody can be asked."""


@dataclass
class Outcome:
    """What became of one record."""

    filled: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[Conflict] = field(default_factory=list)
    open: set[str] = field(default_factory=set)
    """Fields about which nobody was asked."""


class Merge3:
    """Settles records one by one, and remembers what the source says of each."""

    def __init__(self, remembered: Remembered, source: str, settle: Settle) -> None:
        self.remembered = remembered
        self.source = source
        self.settle = settle
        self.present: set[str] = set()
        """The fields that the source says anything of."""

    def run(
        self,
        old: dict[str, Any],
        new: dict[str, Any],
        names: tuple[str, ...],
        line: int,
        sheet: str,
    ) -> Outcome:
        """Change `old` where it should be; new: what the source says of it."""
        outcome = Outcome()
        for name in names:
            self._field(outcome, old, new, name, (line, sheet))
        told = {name: new[name] for name in names if new.get(name)}
        others = self.remembered.fields(old["id"]) - set(names)
        self.remembered.keep(old["id"], told, self.source, outcome.open | others)
        return outcome

    def _field(
        self,
        outcome: Outcome,
        old: dict[str, Any],
        new: dict[str, Any],
        name: str,
        place: tuple[int, str],
    ) -> None:
        mine, theirs = old.get(name), new.get(name)
        base = self.remembered.field(old["id"], name)
        if theirs == mine or (theirs and base == mark(theirs)):
            return  # the same, or the source is as it was and the teacher's change stands
        if not theirs:
            same_file = self.remembered.source(old["id"]) == self.source
            back = same_file and name in self.present and name not in _NEEDED
            if mine and back and base == mark(mine):
                del old[name]
                outcome.updated.append(name)
        elif not mine:
            old[name] = theirs
            outcome.filled.append(name)
        elif base == mark(mine):
            old[name] = theirs
            outcome.updated.append(name)
        elif name not in _MADE_UP:
            self._ask(outcome, old, name, Conflict(old["id"], name, mine, theirs, *place))

    def _ask(self, outcome: Outcome, old: dict[str, Any], name: str, conflict: Conflict) -> None:
        said = self.settle(conflict)
        if said is None:
            outcome.open.add(name)
        if said:
            old[name] = conflict.theirs
            outcome.updated.append(name)
        else:
            outcome.kept.append(conflict)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        texts = [
            each.get("text", str(each)) if isinstance(each, dict) else str(each) for each in value
        ]
        value = "; ".join(texts)
    text = str(value)
    return f"“{text if len(text) <= 90 else text[:87].rstrip() + '...'}”"
