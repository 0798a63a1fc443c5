"""A page as a run of blocks, whatever its format was."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from skill.language.normalise import words

MAX_QUESTION = 200


@dataclass(frozen=True)
class Block:
    """One heading, paragraph or bullet."""

    kind: Literal["heading", "paragraph", "bullet", "table"]
    text: str
    line: int = 0
    """Where it stands in the source, from 1; 0 where the source has no lines."""
    level: int = 0
    """A heading's level, from 1."""
    asks: bool = False
    """The source itself marks it as a question (`<dt>`, `<summary>`)."""
    rows: tuple[tuple[int, list[str]], ...] = ()
    """Of a table: its rows, the heading row first."""

    @property
    def is_question(self) -> bool:
        """Whether a learner could ask it."""
        if self.kind in ("bullet", "table") or len(self.text) > MAX_QUESTION:
            return False
        return self.asks or (self.text.endswith("?") and bool(words(self.text)))


@dataclass(frozen=True)
class Dropped:
    """What an import left out."""

    text: str
    why: str
    line: int = 0
    sheet: str = ""
    """The sheet of a workbook, where it has several."""

    def __str__(self) -> str:
        place = f"{place_of(self.line, self.sheet)}: " if self.line else ""
        text = self.text if len(self.text) <= 70 else self.text[:67].rstrip() + "..."
        return f"{place}“{text}”: {self.why}"


def place_of(line: int, sheet: str = "") -> str:
    """Where something stands: "line 3", "sheet “Rivers”, row 3"."""
    return f"sheet “{sheet}”, row {line}" if sheet else f"line {line}"


@dataclass(frozen=True)
class Found:
    """One question with what the source says about it."""

    question: str
    topic: str = ""
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    also_asked: tuple[str, ...] = ()
    detail: str = ""
    boards: tuple[str, ...] = ()
    simpler: str = ""
    examples: tuple[str, ...] = ()
    why_it_matters: str = ""
    remember: str = ""
    misconceptions: tuple[dict[str, Any], ...] = ()
    lesson: int = 0
    """Its place in the topic's lesson, from 1; 0 for none."""
    id: str = ""
    """The id that the source gives it, if any."""
    line: int = 0
    sheet: str = ""


@dataclass(frozen=True)
class Source:
    """What was read from a file."""

    title: str = ""
    found: tuple[Found, ...] = ()
    quiz: tuple[dict[str, Any], ...] = ()
    """Quiz items as the course file holds them, with "topic" beside; ids may be missing."""
    dropped: tuple[Dropped, ...] = ()
    exam: tuple[dict[str, Any], ...] = ()
    """Exam questions as the course file holds them; `topic` is a name, `line` stands beside."""
    terms: tuple[dict[str, Any], ...] = ()
    """Words of the glossary, with "topic" and "line" beside."""
    topics: tuple[dict[str, Any], ...] = ()
    """Topics that the source describes: title, also_called, id."""


def numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers from 1."""
    return enumerate(text.splitlines(), 1)
