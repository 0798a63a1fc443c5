"""Notes whose questions and answers are labelled: "Q: ... A: ...", "Q1. ... Ans) ...", and the
numbered lines of a worksheet: "1) What builds a delta? - deposition"."""

import re
from collections.abc import Sequence

from skill.desk.blocks import Block, Found, Source
from skill.desk.clutter import is_clutter, is_sentence
from skill.desk.flash import asks
from skill.desk.notetables import take_table
from skill.desk.pile import Pile
from skill.desk.put import Put

_Q = re.compile(
    r"^\s*\(?Q(?:uestion|uest)?\s*\.?\s*\d*\s*(?:[:.)\]–—-]|\.\))+\s*(?=\S)|^\s*Question\s+\d+\s+(?=\S)",
    re.I,
)
_A = re.compile(
    r"^\s*\(?A(?:nswer|ns)?\s*\.?\s*\d*\s*(?:[:.)\]–—-]|\.\))+(?:\s+(?=\S)|\s*$|(?<=:)(?=\S))",
    re.IGNORECASE,
)
_INLINE_A = re.compile(r"\s+(?:\(?A(?:nswer|ns)?\s*[:.)]+|→|=>|->)\s+(?=\S)")
_NUMBERED = re.compile(
    r"^\s*\(?\d{1,3}[.)]\s*(?P<asks>.+?[?.])\s*(?:[-–—:→]|=>|->)\s*(?P<says>\S.*)$"
)
_OPTION = re.compile(r"^\s*\(?([a-h])[.)]\s+(.+)", re.IGNORECASE)
_LETTER = re.compile(r"^\(?([a-h])\)?[.)]?(?:\s+(.*))?$", re.IGNORECASE)
_NAME_SOME = re.compile(r"^(?:name|give|list|state)\b", re.IGNORECASE)


def is_labelled(lines: Sequence[str]) -> bool:
    """Whether questions are labelled with Q and answers with A, or stand numbered with theirs."""
    asked = sum(bool(_Q.match(line)) for line in lines)
    answered = sum(
        bool(_A.match(line) or (_Q.match(line) and _INLINE_A.search(line))) for line in lines
    )
    numbered = sum(bool(_NUMBERED.match(line)) for line in lines)
    return (asked > 0 and answered > 0) or numbered > 1


def read_labelled(blocks: Sequence[Block]) -> Source:
    """The questions with their answers; headings are topics, the rest is left."""
    lettered = (
        sum(bool(re.match(r"^\s*\(?B[.)]\s", block.text, re.IGNORECASE)) for block in blocks) > 0
    )
    reader = _Labelled(lettered)
    for block in blocks:
        reader.take(block)
    reader.close()
    return reader.pile.source()


class _Labelled:
    def __init__(self, lettered: bool) -> None:
        self.pile = Pile()
        self.topic = ""
        self.asked: list[str] = []
        self.answer: list[str] = []
        self.points: list[str] = []
        self.options: dict[str, str] = {}
        self.answering = False
        self.lettered = lettered
        self.line = 0

    def take(self, block: Block) -> None:
        """The next line or block."""
        text = block.text
        if block.kind == "table":
            told = take_table(self.pile, block.rows, self.topic)
            self.points += told if self.answering else []
        elif found := _Q.match(text):
            self._ask(text[found.end() :], block.line)
        elif (found := _A.match(text)) and self.asked and not self._is_option(text):
            self.answering = True
            self.answer += [said] if (said := text[found.end() :].strip()) else []
        elif found := _NUMBERED.match(text):
            self._numbered(found["asks"].strip(), found["says"].strip(), block.line)
        elif self.asked and not self.answering and (found := _OPTION.match(text)):
            self.options[found[1].lower()] = found[2].strip()
        else:
            self._other(block)

    def _is_option(self, text: str) -> bool:
        """Whether "A. ..." is the first of lettered options: the answer comes later, by its letter."""
        return self.lettered and bool(re.match(r"^\s*\(?A[.)]\s", text, re.IGNORECASE))

    def _ask(self, text: str, line: int) -> None:
        self.close()
        question, *answers = _INLINE_A.split(text.strip(), maxsplit=1)
        self.asked, self.line = [question.strip()], line
        if answers:
            self.answering, self.answer = True, [answers[0].strip()]

    def _numbered(self, question: str, answer: str, line: int) -> None:
        self.close()
        parts = [part.strip() for part in re.split(r"\s*[,;]\s*|\s+and\s+", answer) if part.strip()]
        if _NAME_SOME.match(question) and len(parts) > 1:
            self.pile.put(Put(question, tuple(parts), topic=self.topic, line=line))
        else:
            self.pile.put(Put(question, (answer,), any=True, topic=self.topic, line=line))

    def _other(self, block: Block) -> None:
        if block.kind == "heading" or self._is_heading(block):
            self.close()
            self.topic = block.text.strip("#*: ")
            self.pile.title = self.pile.title or self.topic
        elif self.answering and block.kind == "bullet":
            self.points.append(block.text)
        elif self.answering:
            self.answer.append(block.text)
        elif self.asked:
            self.asked.append(block.text)
        else:
            self.pile.left(block.text, "belongs to no question", block.line)

    def _is_heading(self, block: Block) -> bool:
        short = len(block.text.split()) <= 8 and not is_sentence(block.text)
        told = not self.asked or (self.answering and bool(self.answer or self.points))
        return block.kind == "paragraph" and short and told and not is_clutter(block.text)

    def close(self) -> None:
        """The open question, if there is one."""
        question, answer = " ".join(self.asked).strip(), "\n".join(self.answer).strip()
        if question and self.options:
            self._choice(question, answer)
        elif question and self.points:
            self.pile.found.append(
                Found(question, self.topic, tuple(self.answer), tuple(self.points), line=self.line)
            )
        elif question:
            asked = question if asks(question) else f"{question}"
            self.pile.card(asked, answer, self.topic, self.line)
        self.asked, self.answer, self.points, self.options = [], [], [], {}
        self.answering = False

    def _choice(self, question: str, answer: str) -> None:
        found = _LETTER.match(answer)
        right = self.options.get(found[1].lower(), "") if found else answer
        self.pile.put(
            Put(
                question,
                (right,),
                (),
                tuple(self.options.values()),
                topic=self.topic,
                line=self.line,
            )
        )
