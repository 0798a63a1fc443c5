"""Text as several rooms compare it: lower case, plain letters, no punctuation, no fillers."""

import re
import unicodedata
from functools import lru_cache

_INITIALS = re.compile(r"\b(?:[a-z]\.\s?){2,}")
_WORD = re.compile(r"[a-z0-9]+(?:[.,][0-9]+)*(?:'[a-z]+)?")
_SPLIT_FIGURE = re.compile(r"(?<=\d)\s+([.,])(\d)")
"""Recognisers part a figure from its point or comma: "6 .6", "20 ,000"."""
_FILLERS = frozenset("um umm uh uhh erm er err ah hmm hm mm mmm eh uhm".split())
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-"})


def fold(text: str) -> str:
    """Lower case, without accents, straight quotes, initials joined ("U.S.S.R." → "ussr")."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_STRAIGHT))
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = text.lower()
    text = _SPLIT_FIGURE.sub(r"\1\2", text)
    return _INITIALS.sub(lambda m: re.sub(r"[.\s]", "", m[0]) + " ", text)


def words(text: str) -> list[str]:
    """The words and numbers of a text: "Stalin's 35.5—odd" → stalin's, 35.5, odd."""
    return list(_words(text))


@lru_cache(maxsize=1024)  # one utterance passes many ears
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(text)))


def without_fillers(heard: list[str]) -> list[str]:
    """The same words less the sounds people make while they think."""
    return [word for word in heard if word not in _FILLERS]
