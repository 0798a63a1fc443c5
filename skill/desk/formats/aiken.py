"""Moodle's Aiken format: a question, lettered options, and the letter of the right one."""

import re

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.pile import Pile
from skill.desk.put import Put

NAME = "Aiken"
_ANSWER = re.compile(
    r"^\s*(?:correct\s+)?ans(?:wer)?\s*[:.=]\s*\(?([A-Za-z])\)?\b[.)]?\s*(.*)$", re.IGNORECASE
)
_OPTION = re.compile(r"^\s*(\*?)\(?([A-Za-z])[.)]\s+(.+)")
_NUMBERED = re.compile(r"^\s*(?:Q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s*", re.IGNORECASE)
_WHY = re.compile(r"^\s*(?:explanation|feedback|rationale|reason)\s*:\s*(.+)", re.IGNORECASE)


def recognise(brought: Brought) -> float | None:
    """Lettered options, and lines that say "ANSWER: B"."""
    lines = brought.text.splitlines()
    answers = [at for at, line in enumerate(lines) if _ANSWER.match(line)]
    options = sum(bool(_OPTION.match(line)) for line in lines)
    if not answers or options < 2 * len(answers):
        return None
    return 0.9


def read(brought: Brought) -> Source:
    """The questions; what has no right option is left."""
    reader = _Aiken()
    for number, line in enumerate(brought.text.splitlines(), 1):
        if line.strip():
            reader.take(line, number)
        else:
            reader.blank()
    reader.close()
    return reader.pile.source()


class _Aiken:
    def __init__(self) -> None:
        self.pile = Pile()
        self._begin()

    def _begin(self) -> None:
        self.prompt: list[str] = []
        self.options: dict[str, str] = {}
        self.right = self.why = ""
        self.line = 0
        self.last = ""
        self.parted = False

    def take(self, line: str, number: int) -> None:
        """A line that is not empty."""
        if self.parted and not (_OPTION.match(line) or _ANSWER.match(line) or _WHY.match(line)):
            self.close()
        self.parted = False
        if found := _WHY.match(line) if self.right else None:
            self.why = found[1]
        elif (found := _ANSWER.match(line)) and self.options:
            self.right = found[1].upper()
        elif (found := _OPTION.match(line)) and self.prompt and not self.right:
            self.last = found[2].upper()
            self.options[self.last] = found[3].strip()
            if found[1]:
                self.right = self.last
        elif self.options and not self.right:  # an option that goes on
            self.options[self.last] += f" {line.strip()}"
        else:
            if self.right:
                self.close()
            self.line = self.line or number
            self.prompt.append(_NUMBERED.sub("", line.strip()) if not self.prompt else line.strip())

    def blank(self) -> None:
        """A blank line: the question ends, unless options or an answer follow."""
        self.parted = bool(self.prompt)

    def close(self) -> None:
        """The question, if one is open."""
        if self.options:
            right = self.options.get(self.right, "")
            self.pile.put(
                Put(
                    " ".join(self.prompt), (right,), (), tuple(self.options.values()),
                    explanation=self.why, line=self.line,
                )
            )  # fmt: skip
        elif self.prompt:
            text = " ".join(self.prompt)
            if not (self.pile.title or self.pile.quiz or self.pile.dropped) and len(text) <= 80:
                self.pile.title = text
                self._begin()
                return
            self.pile.left(
                text, "no question with options; a blank line ends a question", self.line
            )
        self._begin()
