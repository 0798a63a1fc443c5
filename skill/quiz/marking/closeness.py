"""How near a heard figure comes to one the course accepts: units, roundings and bounds."""

import re
from fractions import Fraction
from typing import Literal

from skill.language.normalise import words
from skill.language.numbers import Number
from skill.quiz.marking.quantities import scale_asked
from skill.quiz.marking.targets import ABOVE, BELOW, Target
from skill.quiz.marking.units import factor, of_time, unit_of, without_denominator

Grade = Literal[0, 1, 2]
"""0 wrong, 1 near (a rounding, a true bound, a span that holds it), 2 right."""
_MORE_OR_LESS = re.compile(r"\b(?:more|greater|higher|less|fewer|lower|over|above|under|below)\b")
_BOUNDED = re.compile(r"\b(?:more|less|fewer|over|under|above|below|most|least|maximum|minimum)\b")
_NEARLY = re.compile(
    r"(?:nearly|almost|just under|just below|just over|just above|a bit over|a bit under|slightly over|slightly under|slightly more than|slightly less than|a little over|a little under|approaching)(?: (?:a|the))?$"  # noqa: E501
)
ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|or so|ish|give or take|somewhere near|more or less)\b"
)
_ROUND = Fraction(1, 40)
"""How far a rounding may lie from the value and still be fair."""
_ABOUT_ROUND = Fraction(1, 5)
"""The same where the learner says that it is one ("about eighty")."""
_ABOUT_FIVE = Fraction(1, 20)
"""The same for a rounding to a multiple of five ("about twenty five")."""
_EXACT = Fraction(1, 500)
"""How far a figure may lie from the rounding of it that the course gives."""
_OPPOSITE = {"above": (False, True), "below": (True, False)}
_BOUND = Fraction(4)
"""How far a bound ("more than half") may lie and still say something."""


def best_grade(number: Number, tokens: list[str], targets: list[Target], prompt: str) -> Grade:
    """The best grade over the targets; a bound turned round is wrong whatever lies near it."""
    grades = [grade(number, tokens, target, prompt) for target in targets]
    for target, its in zip(targets, grades, strict=True):
        if its == 0 and number.value == target.number.value and number.kind == target.number.kind:
            return 0
    return max(grades)


def grade(number: Number, tokens: list[str], target: Target, prompt: str) -> Grade:  # noqa: C901
    """How good a heard number is."""
    value, wanted = _comparable(number, target.number)
    if value is None:
        return 0
    unit = unit_of(tokens[number.end :])
    if unit and target.unit:
        ratio = factor(unit, target.unit) or factor(
            without_denominator(unit, words(prompt)), target.unit
        )
        if ratio is None:
            return 0
        value *= ratio
        if ratio != 1 and of_time(unit):
            apart = abs(value - wanted) / abs(wanted) if wanted else 1
            if apart <= Fraction(1, 50):
                value = wanted  # 26 weeks are six months
            elif apart <= Fraction(1, 10):
                return 1  # a month, for 28 days
    elif (unit and (unit[0][0] == "pairs" or target.noun)) or (target.strict and not unit):
        return 0
    elif unit and target.number.kind == "percent" and number.kind == "cardinal":
        # "25 pounds" is no share, whatever the figure.
        return 0
    before = " ".join(tokens[max(0, number.start - 4) : number.start])
    above, below, nearly = (p.search(before) for p in (ABOVE, BELOW, _NEARLY))
    if value != wanted and (asked := scale_asked(prompt)) > 1 and value * asked == wanted:
        value = wanted
    if tokens[number.end - 1] == "k" and target.unit and target.unit[0][0] == "length":
        value = value / target.unit[0][1]  # "a 10 k"
    if value == wanted:
        over, under = above is not None, below is not None and not nearly
        loosely = any(m and _MORE_OR_LESS.search(m[0]) for m in (above, below))
        if _turned(over, under, prompt) or (
            target.bound and (over, under) == _OPPOSITE[target.bound]
        ):
            return 0
        return 1 if _loose(target, wanted, (over, under), loosely, number, prompt) else 2
    if wanted * value <= 0:
        return 0
    value, wanted = abs(value), abs(wanted)
    if _simple_fraction(number, target.number, value, wanted):
        return 2
    if _more_exact(wanted, value):
        return 2
    if nearly and abs(value - wanted) / abs(wanted) <= Fraction(1, 5):
        return 1
    if (above and value < wanted <= value * _BOUND) or (
        below and wanted < value <= wanted * _BOUND
    ):
        return 1
    apart = abs(value - wanted) / abs(wanted)
    if target.bound == "above" and wanted < value <= wanted * Fraction(5, 4):
        return 1
    if apart <= _ABOUT_ROUND and ABOUT.search(" ".join(tokens)) and rounds_to(wanted, value):
        return 1
    if apart <= _ABOUT_FIVE and ABOUT.search(" ".join(tokens)) and _ends_in_five(value):
        return 1
    if apart <= _ABOUT_FIVE and number.kind == "fraction" and value.denominator <= 10:
        return 1  # "two thirds" for 65 per cent
    fair = apart <= _ROUND and _figures(value) < _figures(wanted)
    return (
        1
        if fair and not (number.kind == "cardinal" and wanted < 100 and wanted.denominator == 1)
        else 0
    )


def _more_exact(wanted: Fraction, value: Fraction) -> bool:
    """Whether the course's figure is a rounding of what was said: 299,792 for 300,000."""
    if wanted.denominator == 1 and wanted < 10_000:
        return False
    return abs(value - wanted) <= wanted * _EXACT and rounds_to(value, wanted)


def _loose(
    target: Target,
    wanted: Fraction,
    bounds: tuple[bool, bool],
    loosely: bool,
    number: Number,
    prompt: str,
) -> bool:
    """Whether a bound is missing that matters ("half", for more than half), or is said of an
    exact figure ("above seven")."""
    if target.bound:
        return not any(bounds) and number.kind in ("percent", "fraction")
    exact = abs(wanted) < 1000 or _figures(wanted) > 2
    return loosely and exact and number.kind == "cardinal" and not _BOUNDED.search(prompt.lower())


def _ends_in_five(value: Fraction) -> bool:
    """Whether its last figure is a 5 or it is a round number."""
    digits = f"{float(abs(value)):.12g}".replace(".", "").split("e")[0]
    return digits[-1] in "05"


def _turned(above: bool, below: bool, prompt: str) -> bool:
    """Whether the learner's bound contradicts the prompt's ("above what temperature")."""
    text = prompt.lower()
    asks_above = re.search(r"\b(?:above|over|more than|at least|minimum|lowest|exceed)\b", text)
    asks_below = re.search(
        r"\b(?:below|under|less than|at most|maximum|highest|fewer than)\b", text
    )
    return bool((asks_above and below) or (asks_below and above and not asks_above))


def _comparable(number: Number, target: Number) -> tuple[Fraction | None, Fraction]:
    """Both values on one scale; None where the kinds cannot be compared."""
    value, wanted = number.value, target.value
    if target.kind == "multiple":
        return (value, wanted) if number.kind in ("multiple", "cardinal") else (None, wanted)
    parts = ("percent", "fraction")
    if target.kind in parts or (target.kind == "cardinal" and 0 < wanted < 1):
        if target.kind == "percent":
            wanted /= 100
        if number.kind == "percent" or (
            number.kind == "cardinal" and value >= 1 and target.kind in parts
        ):
            value /= 100
        return value, wanted
    if number.kind == "percent":
        return None, wanted
    if number.kind == "multiple":
        return (value, wanted) if value.denominator == 1 else (None, wanted)
    return value, wanted


def _simple_fraction(number: Number, target: Number, value: Fraction, wanted: Fraction) -> bool:
    """ "a third" for 33 per cent: the fraction rounds to the figure."""
    if (number.kind, target.kind) not in (("fraction", "percent"), ("percent", "fraction")):
        return False
    exact, whole = (value, wanted) if number.kind == "fraction" else (wanted, value)
    return whole * 100 in (round(exact * 100), int(exact * 100))


def rounds_to(wanted: Fraction, value: Fraction) -> bool:
    """Whether the value is what the wanted one rounds to, with fewer figures."""
    if _figures(value) >= _figures(wanted):
        return False
    step = Fraction(1)
    while (value / step).denominator != 1:
        step /= 10
        if step < Fraction(1, 10**9):
            return False
    while value and (value / (step * 10)).denominator == 1:
        step *= 10
    return abs(wanted - value) <= step / 2  # a five may go either way


def _figures(value: Fraction) -> int:
    """Significant figures."""
    digits = f"{float(abs(value)):.12g}".replace(".", "").split("e")[0].strip("0")
    return len(digits)


def near(wanted: Fraction, value: Fraction) -> bool:
    return bool(wanted) and abs(value - wanted) <= abs(wanted) * _ABOUT_ROUND
