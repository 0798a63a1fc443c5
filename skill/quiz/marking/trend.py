"""Answers that are a direction: it rises, it falls, it stays the same."""

import re
from typing import Literal

from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.polarity import is_negator
from skill.quiz.marking.result import Verdict

Trend = Literal["up", "down", "same", "double", "treble", "quadruple", "halve"]
_UP = "increase rise grow climb soar quicken strengthen lengthen widen expand improve up higher bigger larger greater more faster longer stronger hotter heavier taller thicker louder brighter"  # noqa: E501
_DOWN = "decrease fall drop decline reduce shrink weaken shorten narrow contract worsen lessen plummet down lower smaller less fewer slower shorter weaker colder lighter thinner quieter dimmer tiny"  # noqa: E501
_SAME = "same constant unchanged steady stable level equal"
_TRENDS: dict[str, Trend] = {stem(w): "up" for w in _UP.split()}
_TRENDS |= {stem(w): "down" for w in _DOWN.split()}
_TRENDS |= {stem(w): "same" for w in _SAME.split()}
_TIMES: dict[str, Trend] = {
    "doubl": "double",
    "twic": "double",
    "twice": "double",
    "tripl": "treble",
    "trebl": "treble",
    "quadrupl": "quadruple",
    "halv": "halve",
    "half": "halve",
}
_MULTIPLES: tuple[tuple[str, Trend], ...] = (
    ("doubles", "double"), ("doubled", "double"), ("double", "double"), ("twice", "double"),
    ("triples", "treble"), ("trebles", "treble"), ("tripled", "treble"),
    ("quadruples", "quadruple"), ("halves", "halve"), ("halved", "halve"), ("half", "halve"),
)  # fmt: skip
_TRENDS |= _TIMES | {stem(word): trend for word, trend in _MULTIPLES}
_NO_CHANGE = re.compile(
    r"\b(?:no (?:change|difference|effect)|nothing(?: happens| changes)?|(?:doesn't|does not|don't|didn't|did not|won't) (?:change|alter|affect\w*|make (?:a|any) difference))\b"  # noqa: E501
)


_NOT_AS = re.compile(r"\b(?:not|cannot|\w+n't)(?: \w+){0,2} as (\w+)")


def trend_of(text: str) -> Trend | None:
    """The direction a text gives; None for none, or for two that disagree."""
    tokens = words(text)
    if _NO_CHANGE.search(" ".join(tokens)):
        return "same"
    if less := _NOT_AS.search(" ".join(tokens)):  # "it can't go as fast"
        turned: dict[Trend | None, Trend] = {"up": "down", "down": "up"}
        return turned.get(_TRENDS.get(stem(less[1])))
    found = {
        _TRENDS[key]
        for at, token in enumerate(tokens)
        if (key := stem(token)) in _TRENDS and token != "light" and not _denied(tokens, at)
    }
    if len(found) > 1:
        found -= {"up", "down"}  # "it goes down by half"
    return found.pop() if len(found) == 1 else None


def compare(said: Trend, answer: str) -> Verdict:
    """A direction against the answer's: how much it changes may be told in part."""
    wanted = trend_of(answer)
    if (
        said == wanted
        or (wanted == "up" and said in _UPS)
        or (wanted == "down" and said == "halve")
    ):
        return "correct"
    if (said == "up" and wanted in _UPS) or (said == "down" and wanted == "halve"):
        return "partial"
    return "incorrect"


_UPS = ("double", "treble", "quadruple")


def _denied(tokens: list[str], at: int) -> bool:
    for token in reversed(tokens[max(0, at - 4) : at]):
        if is_negator(token):
            return True
        if token in ("it", "they", "but", "and", "it's", "goes", "just"):
            return False
    return False


def is_trend(answer: str, prompt: str) -> bool:
    """Whether the answer is a direction and nothing else."""
    asked = {stem(word) for word in words(prompt)}
    fresh = [
        w for w in content_words(words(answer)) if stem(w) not in asked and stem(w) not in _TRENDS
    ]
    return not fresh and trend_of(answer) is not None and len(words(answer)) <= 6
