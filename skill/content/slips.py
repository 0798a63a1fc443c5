"""What is wrong with a file that is not JSON, told apart: a quotation mark inside a text, a missing
comma, a missing bracket. The line named is the one to mend."""

import re

_TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"')
_PAIRS = {"}": "{", "]": "["}
_NAMES = {"{": "curly bracket", "[": "square bracket"}


def slip(text: str, at: int, message: str) -> str:
    """What was probably meant, as a sentence with the line; "" where it cannot be told.

    Args:
        text: the file.
        at: where reading stopped.
        message: what the reader expected there.
    """
    if message.startswith(("Expecting ',' delimiter", "Expecting ':'")):
        return _inner_quote(text, at) or _bracket(text, at) or _comma(text, at)
    return _bracket(text, at) if at >= len(text.rstrip()) else ""


def _inner_quote(text: str, at: int) -> str:
    """A text that ends early, with words behind it on the same line."""
    line = _line(text, at)
    rest = text[at : (text + "\n").index("\n", at)]
    before = text[:at].rstrip(" \t")
    if not before.endswith('"') or not re.match(r"[^\s\",:{}\[\]]", rest) or '"' not in rest:
        return ""
    return (
        f"line {line}: there is a double quote inside a text, before “{rest[:20].strip()}”; "
        'put a backslash before it, \\", or use ‘single’ ones'
    )


def _comma(text: str, at: int) -> str:
    """A value that follows another: the comma belongs at the end of the line before."""
    before = text[:at].rstrip()
    if not before or not re.match(r'["{\[\dtfn-]', text[at : at + 1]):
        return ""
    return f"line {_line(text, len(before) - 1)}: a comma is missing at the end"


def _bracket(text: str, at: int) -> str:
    """A bracket that is closed by the other kind, or never."""
    open_: list[tuple[str, int]] = []
    bare = _TEXT.sub(lambda found: "_" * len(found[0]), text)
    for place, sign in enumerate(bare[: at + 1]):
        if sign in "{[":
            open_.append((sign, place))
        elif sign in "}]" and open_ and open_[-1][0] == _PAIRS[sign]:
            open_.pop()
        elif sign in "}]":
            return _unclosed(text, open_)
    return _unclosed(text, open_) if at >= len(text.rstrip()) else ""


def _unclosed(text: str, open_: list[tuple[str, int]]) -> str:
    if not open_:
        return ""
    sign, place = open_[-1]
    close = "}" if sign == "{" else "]"
    where = f"line {_line(text, place)}: the {_NAMES[sign]} {sign} that opens here"
    return f"{where} is never closed; {close} is missing"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
