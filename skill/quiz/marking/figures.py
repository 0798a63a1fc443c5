"""Marking numbers: the value, in any words, with a unit that does not change it."""

import itertools
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import Number, digit_runs, misheard_number, numbers_in
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.trend import trend_of
from skill.quiz.marking.units import Unit, factor, unit_of, without_denominator
from skill.quiz.marking.utterance import Utterance

Grade = Literal[0, 1, 2]
"""0 wrong, 1 near (a rounding, a true bound, a span that holds it), 2 right."""
_ABOVE = re.compile(
    r"(?:(?:more|bigger|greater|higher|larger|longer) than|over|above|at least|no less than|upwards of|exceeds?|past)(?: (?:a|about|around|roughly|like|the))?$"  # noqa: E501
)
_BELOW = re.compile(
    r"(?:(?:less|fewer|smaller|lower|shorter|under) than|under|below|at most|no more than|up to|within|not quite|short of)(?: (?:a|about|around|roughly|like|the))?$"  # noqa: E501
)
_NEARLY = re.compile(
    r"(?:nearly|almost|just under|just below|just over|just above|a bit over|a bit under|slightly over|slightly under|slightly more than|slightly less than|a little over|a little under|approaching)(?: (?:a|the))?$"  # noqa: E501
)
_ABOUT = re.compile(
    r"\b(?:about|around|roughly|approximately|approx|or so|ish|give or take|somewhere near|more or less)\b"
)
_THAN = re.compile(r"\b\w+ than\b|\bup to\b|\b(?:or|and) (?:more|less|fewer|higher|lower)\b")
_ROUND = Fraction(1, 40)
"""How far a rounding may lie from the value and still be fair."""
_ABOUT_ROUND = Fraction(1, 10)
"""The same where the learner says that it is one ("about eighty")."""
_BOUND = Fraction(5, 2)
"""How far a bound ("more than half") may lie and still say something."""


@dataclass(frozen=True)
class Target:
    """A figure the course accepts."""

    number: Number
    unit: Unit
    noun: str
    """What is counted, when that is no unit we know; "" for none."""
    strict: bool
    """Its unit must be said ("23 pairs", when the answer is 46)."""


def mark_number(item: QuizItem, said: Utterance) -> Marking:
    """Marks a number."""
    targets = targets_of(item)
    if not targets:
        return marked("unsure", "no_number_in_course")
    tokens = number_tokens(said.final)
    heard = _readings(tokens, targets, said.final)
    if said.dropped:
        # "Five million, no, six": the magnitude was said before the correction.
        whole = number_tokens(said.text)
        carried = _readings(whole, targets, said.text)
        if len(carried) == 1 and carried[0].value in {t.number.value for t in targets}:
            tokens, heard = whole[carried[0].start :], [_moved(carried[0])]
    if not heard and (sounded := misheard_number(tokens)):
        heard = [sounded]
    found = [n for n in heard if not denied(tokens, n.start)]
    if not found:
        return _in_words(tokens, targets) or marked("incorrect", "denied" if heard else "no_number")
    if span := _span(tokens, found):
        holds = any(span[0] <= t.number.value <= span[1] for t in targets)
        return marked("partial" if holds else "incorrect", "span" if holds else "other_number")
    if _other_direction(item, said.final):
        return marked("incorrect", "reversed")
    grades = [_best_grade(n, tokens, targets, item.prompt) for n in found]
    counted = _counted(tokens, found, grades)
    if counted is None:
        return marked("incorrect", "two_rivals")
    if counted == 2:
        return marked("correct", "number", item.answer)
    return marked("partial", "near_number") if counted == 1 else marked("incorrect", "other_number")


def _other_direction(item: QuizItem, text: str) -> bool:
    """ "It rose by 20 per cent", where the course asks how far it fell."""
    told = trend_of(item.answer) or trend_of(_THAN.sub(" ", item.prompt.lower()))
    return {told, trend_of(_THAN.sub(" ", text))} == {"up", "down"}


def _moved(number: Number) -> Number:
    """The number as the first of its own tokens."""
    return Number(number.value, number.kind, 0, number.end - number.start)


def _best_grade(number: Number, tokens: list[str], targets: list[Target], prompt: str) -> Grade:
    """The best grade over the targets; a bound turned round is wrong whatever lies near it."""
    grades = [grade(number, tokens, target, prompt) for target in targets]
    for target, its in zip(targets, grades, strict=True):
        if its == 0 and number.value == target.number.value and number.kind == target.number.kind:
            return 0
    return max(grades)


def targets_of(item: QuizItem) -> list[Target]:
    """The figures of the answer and of what is also accepted."""
    found: list[Target] = []
    main: Unit = []
    for at, text in enumerate((item.answer, *item.accept)):
        tokens = number_tokens(text)
        numbers = numbers_in(tokens)
        if not numbers:
            continue
        after = tokens[numbers[0].end :]
        unit = unit_of(after)
        noun = after[0] if after and not unit and at == 0 else ""
        strict = at > 0 and bool(unit) and factor(unit, main) is None
        if at == 0:
            unit = main = unit or _asked_unit(item.prompt)
        found.append(Target(numbers[0], unit or main, noun, strict))
    return found


def _asked_unit(prompt: str) -> Unit:
    """The unit a prompt asks in: "how many kilometres", "in metres"."""
    match = re.search(r"(?:how many|in what|number of|\bin(?= \w+\W*$))\s+(.*)", prompt.lower())
    return unit_of(number_tokens(match[1])) if match else []


def _readings(tokens: list[str], targets: list[Target], text: str) -> list[Number]:
    """The numbers heard; runs that a recogniser split are joined where that makes a right one."""
    numbers = numbers_in(tokens)
    values = {target.number.value for target in targets}
    for before, number in itertools.pairwise(numbers):
        # "just over four million, it was four point one": the magnitude carries over.
        scale = next((s for s in (10**9, 10**6, 10**3) if before.value >= s), 1)
        if number.value < 1000 and number.value * scale in values and number.value not in values:
            numbers = [Number(number.value * scale, number.kind, number.start, number.end)]
            break
    runs = [run for run in digit_runs(tokens, numbers) if run.value in values]
    for run in runs:
        numbers = [n for n in numbers if n.end <= run.start or n.start >= run.end]
        numbers.append(run)
    return sorted(numbers, key=lambda n: n.start)


def _span(tokens: list[str], found: list[Number]) -> tuple[Fraction, Fraction] | None:
    """ "between 25 and 30", "25 to 30"."""
    if len(found) != 2 or found[0].value >= found[1].value:
        return None
    gap = tokens[found[0].end : found[1].start]
    before = tokens[max(0, found[0].start - 2) : found[0].start]
    if gap == ["to"] or (gap == ["and"] and "between" in before):
        return found[0].value, found[1].value
    return None


def _counted(tokens: list[str], found: list[Number], grades: list[Grade]) -> Grade | None:
    """Which of several numbers is the answer; None when no choice was made."""
    best = max(grades)
    if len(found) == 1 or best == 0 or all(g == best for g in grades):
        return best
    at = grades.index(best)
    for other, its in enumerate(grades):
        if its == best:
            continue
        first, second = (found[at], found[other]) if at < other else (found[other], found[at])
        between = tokens[first.end : second.start]
        lead = tokens[max(0, first.start - 1) : first.start]
        if "or" in between or "either" in lead or between in ([], ["and"], ["maybe"], ["no"]):
            return None if its == 0 or best == 1 else best
        if other > at and its == 0 and {"so", "equals", "makes"} & set(between):
            return 0
    return best


def grade(number: Number, tokens: list[str], target: Target, prompt: str) -> Grade:
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
    elif (unit and (unit[0][0] == "pairs" or target.noun)) or (target.strict and not unit):
        return 0
    elif unit and target.number.kind == "percent" and number.kind == "cardinal":
        # "25 pounds" is no share, whatever the figure.
        return 0
    before = " ".join(tokens[max(0, number.start - 4) : number.start])
    above, below, nearly = (p.search(before) for p in (_ABOVE, _BELOW, _NEARLY))
    if value == wanted:
        return 0 if _turned(above is not None, below is not None and not nearly, prompt) else 2
    if wanted == 0 or value <= 0:
        return 0
    if _simple_fraction(number, target.number, value, wanted):
        return 2
    if nearly and abs(value - wanted) / abs(wanted) <= Fraction(1, 5):
        return 1
    if (above and value < wanted <= value * _BOUND) or (
        below and wanted < value <= wanted * _BOUND
    ):
        return 1
    apart = abs(value - wanted) / abs(wanted)
    if apart <= _ABOUT_ROUND and _ABOUT.search(" ".join(tokens)) and _rounds_to(wanted, value):
        return 1
    fair = apart <= _ROUND and _figures(value) < _figures(wanted)
    return (
        1
        if fair and not (number.kind == "cardinal" and wanted < 100 and wanted.denominator == 1)
        else 0
    )


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


def _rounds_to(wanted: Fraction, value: Fraction) -> bool:
    """Whether the value is what the wanted one rounds to, with fewer figures."""
    figures = _figures(value)
    return figures < _figures(wanted) and float(f"{float(wanted):.{figures}g}") == float(value)


def _figures(value: Fraction) -> int:
    """Significant figures."""
    digits = f"{float(abs(value)):.12g}".replace(".", "").split("e")[0].strip("0")
    return len(digits)


def _in_words(tokens: list[str], targets: list[Target]) -> Marking | None:
    """Shares said without a number: "most of it", "all of them", "none"."""
    target = targets[0].number
    text = " ".join(tokens)
    share = target.value / 100 if target.kind == "percent" else target.value
    if target.kind not in ("percent", "fraction"):
        zero = target.value == 0 and re.search(r"\b(?:none|nothing|zero|no)\b", text)
        return marked("correct", "number", str(target.value)) if zero else None
    if re.search(r"\b(?:all of|all|everyone|everything|the whole)\b", text):
        return marked("correct" if share == 1 else "incorrect", "number")
    if re.search(r"\b(?:most|majority|mostly)\b", text):
        return marked("partial" if Fraction(1, 2) < share < 1 else "incorrect", "near_number")
    if re.search(r"\b(?:minority|hardly any|a few|not (?:many|much))\b", text):
        return marked("partial" if 0 < share < Fraction(1, 2) else "incorrect", "near_number")
    return None
