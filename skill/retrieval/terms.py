"""Words as routing compares them: spoken years as digits, stems, rarity, letter groups."""

import math
import re
import zlib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from skill.language.normalise import without_fillers, words

QUESTION_WORDS = frozenset("what why how who whom whose when where which".split())
_PLAIN = frozenset(
    """a about actually again all also am an and any are as at be because been being but by can
    could did do does doing done d'you explain for from get gets getting give go goes going got
    had has have having he hello her here him his i if in into is it its just kind know let like
    list ll lot made make makes mean me might more most much must my name need no not of off oh ok
    okay on or our out outline please quite really remind right s say she should so some sort
    stuff such sure t talk tell than that the their them then there these they thing things think
    this those to too try um up us use ve very wait want was we well were while will with would
    yeah you your describe happen happened happening anyway again bit basically
    """.split()
)
_POINTERS = frozenset(
    "it they them he she his her their that this those these one ones him its there then".split()
)
_OPENERS = frozenset("and so but then also or okay right".split())
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = "one two three four five six seven eight nine".split()
_TWO = {word: 10 + n for n, word in enumerate(_TEENS)} | {
    word: 20 + 10 * n for n, word in enumerate(_TENS)
}
_ONE = {word: n for n, word in enumerate(_UNITS, 1)}
_ENDINGS = (
    ("ational", "ate"), ("isations", "is"), ("izations", "is"), ("isation", "is"),
    ("ization", "is"),
    ("ising", "is"), ("izing", "is"), ("ised", "is"), ("ized", "is"), ("ises", "is"),
    ("izes", "is"), ("ise", "is"), ("ize", "is"), ("iveness", ""), ("fulness", ""), ("ements", ""),
    ("ement", ""), ("ments", ""), ("ment", ""), ("ations", ""), ("ation", ""), ("ators", ""),
    ("ator", ""), ("ities", ""), ("ity", ""), ("ingly", ""), ("ings", ""), ("ing", ""),
    ("edly", ""), ("ied", "y"), ("ies", "y"), ("ed", ""), ("ness", ""), ("ly", ""), ("est", ""),
    ("ours", "or"), ("our", "or"), ("sses", "ss"), ("ions", ""), ("ion", ""), ("es", ""),
    ("s", ""), ("e", ""), ("al", ""),
)  # fmt: skip
_BY_LETTER: dict[str, list[tuple[str, str, int]]] = {}
"""Endings by their last letter: ending, what it becomes, letters that must stand before it."""
for _ending, _kept in _ENDINGS:
    _least = 3 if len(_ending) > 1 else 2
    _BY_LETTER.setdefault(_ending[-1], []).append((_ending, _kept, _least))
_LETTERS = re.compile(r"[^a-z0-9]")
BUCKETS = 1 << 18
COMMON = 16_863
"""How many common words and stems of common words there are; a test counts them."""


def heard_words(text: str) -> list[str]:
    """What was said, less fillers and stutters, years in digits ("nineteen forty five" → 1945)."""
    found = without_fillers(words(text))
    kept = [word for n, word in enumerate(found) if n == 0 or word != found[n - 1]]
    return _with_years(kept)


def _with_years(heard: list[str]) -> list[str]:
    out: list[str] = []
    at = 0
    while at < len(heard):
        value, size = _year(heard, at)
        out.append(str(value) if size else heard[at])
        at += max(size, 1)
    return out


def _year(heard: list[str], at: int) -> tuple[int, int]:
    century = _TWO.get(heard[at], 0)
    rest = heard[at + 1 : at + 3]
    if not 10 <= century <= 20 or not rest:
        return 0, 0
    if rest[0] == "hundred":
        return century * 100, 2
    tens = _TWO.get(rest[0], 0)
    if tens >= 10:
        unit = _ONE.get(rest[1], 0) if len(rest) > 1 and tens >= 20 else 0
        return century * 100 + tens + unit, 3 if unit else 2
    if rest[0] in {"oh", "o"} and len(rest) > 1 and rest[1] in _ONE:
        return century * 100 + _ONE[rest[1]], 3
    return 0, 0


def _bare(word: str) -> str:
    return word.removesuffix("'s").replace("'", "")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word's stem, for matching only: plurals, tenses, US and UK spellings fall together."""
    word = _bare(word)
    for ending, kept, least in _BY_LETTER.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            if ending == "s" and word.endswith(("ss", "us", "is")):
                continue
            word = word[: len(word) - len(ending)] + kept
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def content_words(heard: Iterable[str]) -> list[str]:
    """The words that carry what is asked about: no grammar, no question words."""
    return [
        word
        for word in heard
        if word.split("'")[0] not in _PLAIN and word not in QUESTION_WORDS and len(word) > 1
    ]


def question_word(heard: list[str]) -> str:
    """why, how, who, when, where, what (also "which"), or "" when none is said."""
    for word in heard:
        first = word.split("'")[0]
        if first in QUESTION_WORDS:
            return {"which": "what", "whom": "who", "whose": "who"}.get(first, first)
        if first in {"reasons", "reason", "causes", "cause"}:
            return "why"
    return ""


def leaning(heard: list[str]) -> tuple[float, float, float]:
    """How far a question leans on what went before: pointing words a word, opener, shortness."""
    if not heard:
        return 0.0, 0.0, 1.0
    pointing = sum(word.split("'")[0] in _POINTERS for word in heard)
    return pointing / len(heard), float(heard[0] in _OPENERS), 1.0 / len(heard)


class _Common:
    """The common words' ranks, and those of their stems. A stem begins with the two letters that
    its word begins with, so only words that begin like the one asked about are stemmed: a first
    question does not wait for all of them."""

    def __init__(self, text: str):
        self._text = text
        ranked = text.split()
        self._words = dict(zip(reversed(ranked), range(len(ranked) - 1, -1, -1), strict=True))
        self._stems: dict[str, dict[str, int]] = {}

    def rank(self, word: str) -> int:
        """The place of a word, or of the first that shares its stem; COMMON if there is none."""
        return min(self._of(word), self._of(stem(word)))

    def _of(self, text: str) -> int:
        start = text[:2]
        if start not in self._stems:
            found: dict[str, int] = {}
            alike = re.findall(rf"(?<!\S){re.escape(start)}\S*", self._text) if start else ()
            for word in alike:
                found.setdefault(stem(word), self._words[word])
            self._stems[start] = found
        return min(self._words.get(text, COMMON), self._stems[start].get(text, COMMON))


@cache
def _common() -> _Common:
    text = files("skill.retrieval").joinpath("common_words.txt").read_text(encoding="utf-8")
    return _Common(text)


@lru_cache(maxsize=50_000)
def rarity(word: str) -> float:
    """From 0 (everyday) to 1 (hardly ever written), by rank in general English."""
    return max(0.0, math.log((_common().rank(word) + 30) / 30) / math.log((COMMON + 30) / 30))


@lru_cache(maxsize=20_000)
def _word_groups(word: str) -> tuple[int, ...]:
    padded = f"<{word}>"
    return tuple(
        _bucket(padded[at : at + size])
        for size in (3, 4, 5)
        for at in range(len(padded) - size + 1)
    )


def letter_groups(heard: list[str]) -> list[int]:
    """Groups of three to five letters inside words, and of four across their boundaries."""
    found = [group for word in heard for group in _word_groups(word)]
    run = _LETTERS.sub("", "".join(heard))
    found += [_bucket("~" + run[at : at + 4]) for at in range(len(run) - 3)]
    return found


def _bucket(text: str) -> int:
    return zlib.crc32(text.encode()) % BUCKETS
