"""A statement said in other words, or put right: does the learner take it for true?

"Alpha's the most ionising", of "gamma rays are more ionising than alpha particles", says that
it is false. What was heard is compared in meaning with the statement, and with the course's
explanation of it, which agrees with a true statement and corrects a false one.
"""

import re

from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.direction import denials, reverses
from skill.quiz.marking.meaning import Meaning
from skill.quiz.marking.polarity import opposite

_ONLY = re.compile(r"\b(?:instead|only|actually|rather)\b")
_LESS = frozenset(("less", "least", "fewer", "fewest"))
_ENDING = re.compile(r"(?:er|est|ier|iest)$")
_WEIGHTS = (
    -0.26, 0.23, 5.38, -0.79, -1.1, 0.8, 1.73, -1.42, -2.54, -0.79, 0.98, -1.05, 1.47, -1.51, 1.12, 1.33, 0.08,
)  # fmt: skip
"""The regression of training/truth.py over `signals`."""


def takes_for_true(
    statement: str, explanation: str, true: bool, heard: str, meaning: Meaning
) -> bool | None:
    """Whether what was heard takes the statement for true; None without an encoder.

    true: whether it is.
    """
    compared = _compared(words(statement), heard.split())
    if compared is not None:
        return compared
    found = signals(statement, explanation, true, heard, meaning)
    if not found:
        return None
    return sum(w * v for w, v in zip(_WEIGHTS, found, strict=True)) > 0


def signals(
    statement: str, explanation: str, true: bool, heard: str, meaning: Meaning
) -> list[float]:
    """What the regression weighs; empty without an encoder."""
    tokens = heard.split()
    nears = meaning.hear(tokens).near([statement, explanation] if explanation else [statement])
    if not nears or not nears[0].signals:
        return []
    _, tokens_near, whole, _, _, least, back, _, longer = nears[0].signals
    side = 1.0 if true else -1.0
    told_whole, told_back = nears[1].signals[2:7:4] if explanation else (whole, back)
    told = words(statement)
    stated, told_stems = _stems(told), _stems(words(explanation))
    said = content_words(tokens)
    fresh = [word for word in said if stem(word) not in stated]
    odd = float((denials(tokens) - denials(told)) % 2)
    return [
        1.0,
        side,
        whole,
        tokens_near,
        least,
        side * (told_whole - whole),
        side * (told_back - back),
        odd,
        float(reverses(statement, heard)),
        side * reverses(explanation, heard),
        side * sum(stem(word) in told_stems for word in fresh) / max(1, len(said)),
        float(_ONLY.search(heard) is not None),
        float(any(opposite(a, b) for a in fresh for b in content_words(told))),
        float(bool(fresh)),
        longer,
        odd * len(fresh) / max(1, len(said)),
        float(_of_another(said, told)),
    ]


def _compared(told: list[str], said: list[str]) -> bool | None:
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
