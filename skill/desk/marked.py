"""Markdown → blocks."""

import re
from typing import Any

from skill.desk.blocks import Block, Dropped
from skill.desk.cards import Row

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_NOT_SAID = {
    "fence": "a block of code, which cannot be read aloud",
    "code_block": "a block of code, which cannot be read aloud",
    "html_block": "HTML between the lines",
}


def markdown_blocks(text: str) -> tuple[list[Block], list[Dropped]]:
    """Markdown (CommonMark with tables; front matter left out) → blocks, and what is none."""
    from markdown_it import MarkdownIt

    front = _FRONT.match(text)
    reader = _Tokens(front[0].count("\n") if front else 0)
    body = text[front.end() :] if front else text
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        reader.take(token)
    return reader.blocks, reader.dropped


class _Tokens:
    def __init__(self, skipped: int) -> None:
        self.blocks: list[Block] = []
        self.dropped: list[Dropped] = []
        self.skipped = skipped
        self.lists = self.level = 0
        self.rows: list[Row] | None = None
        """Of the table that is being read."""

    def take(self, token: Any) -> None:
        """The next token."""
        kind, _, edge = token.type.rpartition("_")
        if kind in ("bullet_list", "ordered_list"):
            self.lists += 1 if edge == "open" else -1
        elif kind == "heading":
            self.level = int(token.tag[1:]) if edge == "open" else 0
        elif kind == "table":
            self._table(edge, token)
        elif token.type == "tr_open" and self.rows is not None:
            self.rows.append((self._line(token), []))
        elif token.type == "inline":
            self._inline(token)
        elif token.type in _NOT_SAID and token.content.strip():
            text = " ".join(token.content.split())
            self.dropped.append(Dropped(text, _NOT_SAID[token.type], self._line(token)))

    def _line(self, token: Any) -> int:
        return (token.map[0] + 1 if token.map else 0) + self.skipped

    def _table(self, edge: str, token: Any) -> None:
        if edge == "open":
            self.rows = []
        elif self.rows:
            self.blocks.append(Block("table", "", self.rows[0][0], rows=tuple(self.rows)))
            self.rows = None

    def _inline(self, token: Any) -> None:
        content = _plain(token)
        if self.rows is not None:
            if self.rows:
                self.rows[-1][1].append(content)
            return
        if not content:
            return
        line = self._line(token)
        if asked := _bold_question(token):
            self.blocks.append(Block("heading", asked, line, 6))
            content = content[len(asked) :].strip()
        if content and self.level:
            self.blocks.append(Block("heading", content, line, self.level))
        elif content:
            self.blocks.append(_inline_block(token, content, line, bool(self.lists)))


def _inline_block(token: Any, content: str, line: int, in_list: bool) -> Block:
    if in_list:
        return Block("paragraph" if content.endswith("?") else "bullet", content, line)
    bold = [child.type for child in token.children or () if child.content.strip() or child.nesting]
    # A paragraph all in bold is how many people write a heading.
    if bold[:1] == ["strong_open"] and bold[-1:] == ["strong_close"] and len(content) <= 120:
        return Block("heading", content, line, 6)
    return Block("paragraph", content, line)


def _bold_question(token: Any) -> str:
    """The question in bold that a paragraph begins with, when its answer follows it."""
    children = [child for child in token.children or () if child.nesting or child.content]
    if len(children) < 4 or [child.type for child in children[:3:2]] != [
        "strong_open",
        "strong_close",
    ]:
        return ""
    text = " ".join(children[1].content.split())
    return text if text.endswith("?") else ""


def _plain(token: Any) -> str:
    said = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            said.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            said.append(" ")
    return " ".join("".join(said).split())
