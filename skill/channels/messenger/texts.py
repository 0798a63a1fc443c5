"""Speech as text: what is said, as it is written, in messages of a length that Messenger takes."""

import re

from skill.speech.parts import Pause, Speech
from skill.speech.sentences import sentences

MOST = 2_000
"""Characters of a message; counted as Meta's own apps do, where an emoji takes two."""
_BREATH = 300
"""Milliseconds from which a pause begins a new line."""


def written(speech: Speech) -> str:
    """The words; a breath between items becomes a line, and how a word sounds is left out."""
    said = "".join(
        ("\n" if part.milliseconds >= _BREATH else " ") if isinstance(part, Pause) else part.text
        for part in speech
    )
    lines = (" ".join(line.split()) for line in whole(said).split("\n"))
    return "\n".join(line for line in lines if line)


def whole(text: str) -> str:
    """The text without half characters."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def length(text: str) -> int:
    """How long Messenger takes it to be."""
    return len(text.encode("utf-16-le", "replace")) // 2


def split(text: str, most: int = MOST) -> tuple[str, ...]:
    """The text in pieces of that length at most: by lines, by sentences, by words, or anyhow."""
    if length(text) <= most:
        return (text,) if text else ()
    found = [""]
    for piece in _pieces(text, most):
        joined = found[-1] + piece
        if length(joined.strip()) <= most:
            found[-1] = joined
        else:
            found.append(piece)
    return tuple(each.strip() for each in found if each.strip())


def _pieces(text: str, most: int) -> list[str]:
    """Sentences and lines, each with what parts it from the one before; of what is too long, words."""
    pieces = []
    for line in text.split("\n"):
        for place, each in enumerate(sentences(line)):
            pieces += _words((" " if place else "\n") + each, most)
    return pieces


def _words(piece: str, most: int) -> list[str]:
    if length(piece.strip()) <= most:
        return [piece]
    found = []
    for word in re.findall(r"\s*\S+", piece):
        while length(word.strip()) > most:
            # Half of `most` fits, whatever the characters are.
            found.append(word[: most // 2])
            word = word[most // 2 :]
        found.append(word)
    return found
