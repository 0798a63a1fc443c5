"""Plain text → blocks."""

import re

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
