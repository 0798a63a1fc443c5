"""A comparison said the other way about: "B is less dense" agrees with "A is denser than B"."""

import re

from skill.language.stems import content_words, stem
from skill.quiz.marking.direction import denials
from skill.quiz.marking.polarity import opposite

_ONLY = re.compile(r"\b(?:instead|only|actually|rather)\b")
_LESS = frozenset(("less", "least", "fewer", "fewest"))
_ENDING = re.compile(r"(?:er|est|ier|iest)$")


def takes_for_true(told: list[str], said: list[str]) -> bool | None:
    """ "B is less dense" agrees with "A is denser than B", and "B is denser" does not.

    None where it does not tell of B alone, or does not compare the same thing.
    """
    if "than" not in told:
        return None
    at = told.index("than")
    measured, before = told[max(0, at - 2) : at], told[: max(0, at - 2)]
    first, second, heard = _stems(before), _stems(told[at + 1 :]), _stems(said)
    if heard & (first - second) or not heard & (second - first):
        return None
    turned = any(opposite(a, b) for a in content_words(measured) for b in content_words(said))
    if not turned and not _bare(measured) & _bare(said):
        return None
    less = bool(_LESS & set(measured)) + bool(_LESS & set(said)) + denials(said)
    return (less + turned) % 2 == 1


def _bare(tokens: list[str]) -> set[str]:
    """Stems without the endings that compare: "denser", "densest" and "dense" alike."""
    return {
        _ENDING.sub("", stem(word)).rstrip("e")
        for word in content_words(tokens)
        if word not in _LESS
    }


def _stems(tokens: list[str]) -> set[str]:
    return {stem(word) for word in content_words(tokens)}


def _of_another(said: list[str], told: list[str]) -> bool:
    """Whether it begins with a word of the statement that is not what the statement is about."""
    content = [stem(word) for word in content_words(told)]
    first = stem(said[0]) if said else ""
    return first in content[2:] and not set(content[:2]) & {stem(word) for word in said}
