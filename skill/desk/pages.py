"""Blocks → questions with their paragraphs and points. Used for text, HTML and Markdown.

The form: a heading, then questions (a line or a heading that ends with a question mark), each
followed by paragraphs and bullet lists. Everything else is dropped, with a reason.
"""

import re
from dataclasses import dataclass, field, replace

from skill.desk.blocks import Block, Dropped, Found, Source
from skill.desk.clutter import is_clutter, is_sentence
from skill.desk.notetables import take_table
from skill.desk.pile import Pile
from skill.desk.qa import is_labelled, read_labelled
from skill.speech.composing import count, joined

_FEW_NAMES = 150
"""Characters of a table's first column that are told in one breath."""
_LABEL = re.compile(r"\s+(?=Q(?:uestion)?\s*\d*\s*[:.)]\s+\S)")


@dataclass
class _Open:
    """A question while its answer is being read."""

    question: str
    topic: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    strays: int = 0
    """Lines in a row that are no sentences."""
    over: bool = False
    """Something that is no part of the subject was met: what follows is the page's own."""

    @property
    def has_text(self) -> bool:
        return bool(self.paragraphs or self.points)


class _Reader:
    def __init__(self, blocks: list[Block], notes: bool, whole: bool):
        self.blocks = blocks
        self.notes = notes
        self.whole = whole
        self.asks = any(block.is_question for block in blocks)
        self.pile = Pile()
        self.title = ""
        self.topic = ""
        self.open: _Open | None = None
        self.found: list[Found] = []
        self.dropped: list[Dropped] = []

    def read(self) -> Source:
        for index, block in enumerate(self.blocks):
            following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
            if block.is_question and not is_clutter(block.text):
                self._close()
                asks = block.text.endswith("?")
                question = block.text if asks else f"Tell me about {_lower(block.text)}."
                self.open = _Open(question, self.topic, block.line)
            elif block.kind == "table":
                self._table(block)
            elif self._is_heading(block, following):
                self._heading(block, following)
            else:
                self._text(block)
        self._close()
        return Source(
            self.title, (*self.found, *self.pile.found), tuple(self.pile.quiz),
            (*self.dropped, *self.pile.dropped),
        )  # fmt: skip

    def _is_heading(self, block: Block, following: Block | None) -> bool:
        if is_clutter(block.text):
            return False
        if block.kind == "heading":
            return True
        asked_next = following is not None and following.is_question
        answered = self.open is None or self.open.has_text
        short = len(block.text) <= 80 and not is_sentence(block.text)
        # Where headings are marked as such, a line under one is none, whatever follows it.
        marked = self.open is None and any(each.kind == "heading" for each in self.blocks)
        return block.kind == "paragraph" and short and asked_next and answered and not marked

    def _heading(self, block: Block, following: Block | None) -> None:
        self._close()
        self.title = self.title or block.text
        if self._tells(block, following):  # notes under a heading: the heading is what they answer
            self.open = _Open(f"Tell me about {_lower(block.text)}.", self.topic, block.line)
            if block.level <= 1:
                self.topic = block.text
            return
        self.topic = block.text

    def _tells(self, heading: Block, following: Block | None) -> bool:
        """Whether what follows a heading is notes on it."""
        if (
            not self.notes
            or following is None
            or following.kind == "heading"
            or following.is_question
        ):
            return False
        if self.whole or following.kind == "table":
            return True
        # What stands under the title of a web page that asks is its greeting.
        greeting = self.asks and heading.level <= 1
        return not greeting and (following.kind == "bullet" or is_sentence(following.text))

    def _table(self, block: Block) -> None:
        """A table: each row can be asked for; in the notes that it stands in, each is a point."""
        topic = self.topic or (self.title if self.open is None else "")
        told = take_table(self.pile, block.rows, topic)
        if self.open is None or self.open.over:
            return
        names = [cells[0] for _, cells in block.rows[1:] if cells and cells[0]]
        if told and not self.open.has_text and sum(map(len, names)) < _FEW_NAMES:
            self.open.paragraphs.append(f"There are {count(len(names))}: {joined(names)}.")
        self.open.points += told

    def _text(self, block: Block) -> None:
        if is_clutter(block.text):
            self._drop(block, "part of the page, not of the subject")
            if self.open and self.open.has_text:
                self.open.over = True
        elif self.open is None:
            self._drop(block, "stands before the first question")
        elif self.open.over:
            self._drop(block, "follows the end of the subject")
        elif block.kind == "bullet":
            self.open.points.append(block.text)
        elif self.open.has_text and not is_sentence(block.text):
            self._drop(block, "no sentence, and no answer is missing")
            self.open.strays += 1
            self.open.over = self.open.strays > 1
        else:
            self.open.strays = 0
            self.open.paragraphs.append(block.text)

    def _drop(self, block: Block, why: str) -> None:
        self.dropped.append(Dropped(block.text, why, block.line))

    def _close(self) -> None:
        was, self.open = self.open, None
        if was is None:
            return
        if not was.has_text:
            self.dropped.append(Dropped(was.question, "a question without an answer", was.line))
            return
        self.found.append(
            Found(
                was.question,
                was.topic,
                tuple(was.paragraphs),
                tuple(was.points),
                line=was.line,
            )
        )


def read_blocks(blocks: list[Block], *, notes: bool = False, whole: bool = False) -> Source:
    """The questions in the blocks.

    Args:
        notes: a heading with sentences, a list or a table under it is a question, too.
        whole: whatever stands under a heading is (a file of notes, no page of a site).
    """
    return _Reader(blocks, notes, whole).read()


def read_notes(blocks: list[Block], *, whole: bool = False) -> Source:
    """Notes from a page or a document: labelled with Q and A, or questions and headings."""
    parted = [
        replace(block, text=part, kind=block.kind)
        for block in blocks
        for part in (_LABEL.split(block.text) if block.kind != "table" else ("",))
    ]
    if is_labelled([block.text for block in parted]):
        return read_labelled(parted)
    return read_blocks(blocks, notes=True, whole=whole)


def _lower(text: str) -> str:
    """A heading inside a sentence; names and initials keep their capitals."""
    first, _, rest = text.partition(" ")
    plain = first[1:].islower() and not any(word[:1].isupper() for word in rest.split())
    return text[:1].lower() + text[1:] if plain and rest else text
