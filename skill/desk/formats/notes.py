"""Plain text: labelled questions, or a heading and questions with their answers under them."""

from typing import Literal

from skill.desk.blocks import Block, Source, numbered_lines
from skill.desk.files import read_text
from skill.desk.formats.brought import Brought
from skill.desk.pages import read_blocks
from skill.desk.qa import is_labelled, read_labelled
from skill.desk.texts import text_blocks
from skill.errors import ContentError

NAME = "notes in plain text"


def recognise(brought: Brought) -> float | None:
    """Any text, where nothing else is surer."""
    return 0.1


def read(brought: Brought) -> Source:
    """The questions.

    Raises:
        ContentError: it is no text, or JSON or XML that nothing here knows.
    """
    text = read_text(brought.path)
    if brought.json is not None or brought.ending == ".json":
        raise ContentError([f"{brought.path}: {_of_json(brought)}"])
    if brought.start.startswith("<?xml"):
        raise ContentError([
            f"{brought.path}: this XML is none that is known; of Moodle's exports, Moodle XML, GIFT and "
            "Aiken are read"
        ])  # fmt: skip
    lines = [(number, line) for number, line in numbered_lines(text) if line.strip()]
    if is_labelled([line for _, line in lines]):
        return read_labelled([Block(_kind(line), _bare(line), number) for number, line in lines])
    return read_blocks(text_blocks(text))


def _kind(line: str) -> Literal["bullet", "paragraph"]:
    return "bullet" if line.lstrip()[:2] in ("- ", "• ", "* ", "– ") else "paragraph"


def _bare(line: str) -> str:
    line = " ".join(line.split())
    return line[2:] if _kind(line) == "bullet" else line


def _of_json(brought: Brought) -> str:
    if brought.json is None:
        return "this calls itself JSON, but is broken; export or save it again"
    value = brought.json
    keys = ", ".join(map(str, list(value)[:6])) if isinstance(value, dict) else "a list"
    return (
        f"this JSON is none that is known (it holds {keys}); Open Trivia DB's, QnABot's export and an "
        "owl's course are: bring it as one of them, or as a sheet"
    )
