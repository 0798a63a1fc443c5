"""Sentences, and how long they take to hear."""

import re

from skill.language.normalise import words

WORDS_A_SECOND = 2.6
"""Alexa's British voice at its usual pace: about 155 words a minute."""
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|st|prof|vs|etc|e\.g|i\.e|c|ca|no|fig|approx|jr|sr|gen|col|rev)"
    r"|\b(?:[a-z]\.)*[a-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph. "Mr. Gove", "e.g. coal" and "U.S.S.R." do not end one."""
    found: list[str] = []
    for piece in _END.split(text.strip()):
        if found and _ABBREVIATED.search(found[-1]):
            found[-1] += " " + piece
        elif piece:
            found.append(piece.strip())
    return found


def seconds(text: str) -> float:
    """How long a text takes to hear at the usual pace, pauses and figures included."""
    said = sum(_spoken_words(word) for word in words(text))
    stops = len(re.findall(r"[.!?:;](?=\s|$)", text))
    commas = text.count(",")
    return said / WORDS_A_SECOND + 0.35 * max(0, stops - 1) + 0.12 * commas


def _spoken_words(word: str) -> float:
    """1929 is said in three words, 35.5 in four."""
    if word.isdigit():
        return 3 if len(word) == 4 else max(1, len(word) * 1.2)
    if word[0].isdigit():
        return sum(1.4 if char.isdigit() else 1 for char in word)
    # Long words take longer: 5.5 letters are an average one.
    return max(0.6, 0.4 + len(word) / 9)
