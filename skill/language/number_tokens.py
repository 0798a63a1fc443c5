"""The tokens of a text that may hold numbers: signs spelt out, what a recogniser split rejoined."""

import re
from collections.abc import Callable
from functools import lru_cache

from skill.language.normalise import fold

UNITS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"nought": 0, "naught": 0, "nil": 0}
TENS = {
    w: 10 * n
    for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
} | {"fourty": 40}
_TOKEN = re.compile(
    r"ordinal\d+(?:st|nd|rd|th)|\d+s\b|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[a-z]+(?:'[a-z]+)?"
)
_TEEN_STEMS = {
    "thir": 3, "fore": 4, "fort": 4, "for": 4, "four": 4, "fif": 5, "fife": 5, "six": 6, "sicks": 6, "sick": 6, "seven": 7,
    "heaven": 7, "eight": 8, "ate": 8, "eigh": 8, "nine": 9, "nein": 9, "mine": 9,
}  # fmt: skip
_RAISED = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
_POWERS = re.compile(f"(?<=\\d)[{_RAISED}]+|(?<=[a-z])[²³]")
_TEEN_ENDS = frozenset(("teen", "teens", "tean", "team"))
_TY_STEMS = {"twen": 2, "thir": 3, "for": 4, "fif": 5, "six": 6, "seven": 7, "eigh": 8, "nine": 9}
_TY_ENDS = frozenset(("ty", "tee", "tea", "tie"))


_MONEY = r"\s*([\d.,]*\d(?:\s*(?:thousand|million|billion|trillion|k|m|bn)\b)?)"
_Step = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_GRAND: _Step = (re.compile(r"\b(\d+|[a-z]+) grand\b"), r"\1 thousand pounds")
_AND: _Step = (re.compile(r"\b(hundred|thousand|million) n (?=\w)"), r"\1 and ")
_LETTERS: _Step = (re.compile(r"\b([kcm]) ([mglwjv])\b"), r"\1\2")
_WORDY: tuple[_Step, ...] = (_LETTERS, _GRAND, _AND)
"""What there is to put right where nothing but words was said."""
_STEPS: tuple[_Step, ...] = (
    (re.compile(r"(\d)\s*%"), r"\1 percent "),
    (re.compile("£" + _MONEY), r"\1 pounds "),
    (re.compile(r"\$" + _MONEY), r"\1 dollars "),
    (re.compile(r"(?<![\w.])-\s?(?=\d)"), " minus "),
    (re.compile(r"(\d)\s?-(?=\s*$|\s+(?:charge|ion)\b)"), r"\1 minus"),
    (re.compile(r"(\d+)\s*/\s*(\d+)"), r"\1 over \2"),
    (re.compile(r"(?<![\d])\.(\d)"), r" point \1"),
    (re.compile(r"(\d)(?=[a-z])(?!(?:st|nd|rd|th|s)\b)"), r"\1 "),
    (re.compile(r"(\d+)(st|nd|rd|th)\b"), r"ordinal\1\2 "),
    _LETTERS,
    _GRAND,
    _AND,
    (
        re.compile(r"(?<=[a-z])\s*(?:\^|\*\*)\s*([23])"),
        lambda m: " squared" if m[1] == "2" else " cubed",
    ),
    (
        re.compile(r"\b([cdkm]?m) ?([23])(?![\d.])"),
        lambda m: f"{m[1]} " + ("squared" if m[2] == "2" else "cubed"),
    ),
    (re.compile(r"\b([a-z]+)/([a-z]+)([23])?\b"), r"\1 per \2 \3"),
    (re.compile(r"( per [a-z]+) 2\b"), r"\1 squared"),
    (re.compile(r"(?<=\d)\s*[x*]\s*10\s*\^?\s*(-?)(\d)"), r" times ten to the \1 \2"),
    (re.compile(r" - "), " minus "),
    (re.compile(r"(?<![\d.])\d{1,3}(?: \d{3})+(?![\d.])"), lambda m: m[0].replace(" ", "")),
)


def number_tokens(text: str) -> list[str]:
    """Tokens of a text with its signs spelt out: "28%" → 28, percent; "£5" → 5, pounds."""
    return list(_tokens_of(text))


@lru_cache(maxsize=4_000)
def _tokens_of(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = _POWERS.sub(lambda m: "^" + _lowered(m[0]), text).replace("×", " x ")
    text = fold(text).replace("⁄", "/").replace("per cent", "percent")
    for pattern, instead in _WORDY if text.replace(" ", "").isalpha() else _STEPS:
        text = pattern.sub(instead, text)
    found = _TOKEN.findall(text)
    return tuple(_rejoined([token.removeprefix("ordinal").replace(",", "") for token in found]))


def _lowered(raised: str) -> str:
    return raised.translate(str.maketrans(_RAISED, "-0123456789"))


def _rejoined(tokens: list[str]) -> list[str]:
    """Number words that a recogniser broke put together: "thir teen", "ate teen", "twen tee"."""
    out: list[str] = []
    for token in tokens:
        before = out[-1] if out else ""
        if token in _TEEN_ENDS and (unit := _TEEN_STEMS.get(before)):
            out[-1] = _WORD_OF[10 + unit]
        elif token in _TY_ENDS and before in _TY_STEMS:
            out[-1] = _WORD_OF[10 * _TY_STEMS[before]]
        else:
            out.append(token)
    return out


_WORD_OF = {
    value: word
    for word, value in (UNITS | TENS).items()
    if word not in ("nought", "naught", "nil", "fourty")
}
