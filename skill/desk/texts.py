"""Plain text and Markdown → blocks."""

import re
from typing import Any

from skill.desk.blocks import Block, numbered_lines

_BULLET = re.compile(r"^\s*(?:[•◦▪●‣·∙*–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?=\S)")
_LABEL = re.compile(r"^(?:Q(?:uestion)?\s*\d*\s*[:.)]|A(?:nswer|ns)?\s*:)\s*")


def text_blocks(text: str) -> list[Block]:
    """Lines → blocks; a line that goes on the one before it is joined to it."""
    blocks: list[Block] = []
    blank = True
    for number, line in numbered_lines(text):
        content = " ".join(line.split())
        if not content:
            blank = True
            continue
        content = _LABEL.sub("", content)
        mark = _BULLET.match(line)
        if mark and content.endswith("?"):  # questions with numbers
            asked = " ".join(line[mark.end() :].split())
            blocks.append(Block("paragraph", _LABEL.sub("", asked), number))
        elif mark:
            blocks.append(Block("bullet", " ".join(line[mark.end() :].split()), number))
        elif blocks and not blank and _goes_on(blocks[-1], line):
            last = blocks[-1]
            blocks[-1] = Block(last.kind, f"{last.text} {content}", last.line)
        else:
            blocks.append(Block("paragraph", content, number))
        blank = False
    return blocks


def _goes_on(last: Block, line: str) -> bool:
    if re.search(r"[.!?:;]['\"”’)]*$", last.text):
        return False
    start = line.lstrip()[:1]
    return start.islower() or start.isdigit() or (last.kind == "bullet" and line[:1].isspace())


def markdown_blocks(text: str) -> list[Block]:
    """Markdown (CommonMark with tables and front matter left out) → blocks."""
    from markdown_it import MarkdownIt

    front = re.match(r"\A---\n.*?\n---\n", text, re.DOTALL)
    skipped = front[0].count("\n") if front else 0
    tokens = MarkdownIt("commonmark").enable("table").parse(text[front.end() :] if front else text)
    blocks: list[Block] = []
    lists = 0
    level = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists -= 1
        elif token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1:]) if token.nesting == 1 else 0
        elif token.type == "inline" and (content := _plain(token)):
            line = (token.map[0] + 1 if token.map else 0) + skipped
            if asked := _bold_question(token):
                blocks.append(Block("heading", asked, line, 6))
                content = content[len(asked) :].strip()
            if not content:
                continue
            if level:
                blocks.append(Block("heading", content, line, level))
            else:
                blocks.append(_inline_block(token, content, line, bool(lists)))
    return blocks


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
