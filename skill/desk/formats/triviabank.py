"""Trivia banks in text: "#Q" before a question, "^" before the right answer, letters before options."""

import re

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.pile import Pile
from skill.desk.put import Put

NAME = "a trivia bank (#Q and ^)"
_QUESTION = re.compile(r"^#Q\s*(.*)", re.MULTILINE)
_OPTION = re.compile(r"^([A-H])[.) ]\s*(.+)")


def recognise(brought: Brought) -> float | None:
    """Lines that begin with #Q, and about as many with ^."""
    asked = len(_QUESTION.findall(brought.text))
    return 0.97 if asked and len(re.findall(r"^\^", brought.text, re.MULTILINE)) else None


def read(brought: Brought) -> Source:
    """The questions; the file's name is their topic."""
    pile = Pile(title=brought.path.stem.replace("-", " ").replace("_", " ").capitalize())
    asked: list[str] = []
    options: list[str] = []
    right, line = "", 0

    def close() -> None:
        if asked:
            pile.put(Put(" ".join(asked), (right,), (), tuple(options), line=line))

    for number, text in enumerate(brought.text.splitlines(), 1):
        text = text.strip()
        if found := _QUESTION.match(text):
            close()
            asked, right, options, line = [found[1]], "", [], number
        elif text.startswith("^"):
            right = text[1:].strip()
        elif found := _OPTION.match(text) if right else None:
            options.append(found[2])
        elif text and asked and not right:
            asked.append(text)
        elif text:
            pile.left(text, "belongs to no question", number)
    close()
    return pile.source()
