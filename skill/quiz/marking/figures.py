"""Marking numbers and years."""

import re
from dataclasses import dataclass
from fractions import Fraction

from skill.content.course import QuizItem
from skill.language.numbers import Number, number_tokens, numbers_in
from skill.language.years import Year, years_in
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.units import factor, unit_of
from skill.quiz.marking.utterance import Utterance


def mark_year(item: QuizItem, said: Utterance) -> Marking:
    """Marks a year."""
    targets = [
        year for text in (item.answer, *item.accept) for year in years_in(number_tokens(text))
    ]
    if not targets:
        return marked("incorrect", "no_year_in_course")
    target = targets[0]
    tokens = number_tokens(said.final)
    found = [y for y in years_in(tokens, target.low) if not denied(tokens, y.start)]
    if not found:
        return marked("incorrect", "no_year")
    exact = [y for y in found if y.low == y.high]
    right = [y for y in exact if any(y.low == t.low for t in targets)]
    if right and all(y in right for y in exact):
        return marked("correct", "year", str(abs(right[0].low)))
    if exact:
        compete = right and len(exact) > 1
        if (
            compete
            and "or" not in tokens
            and exact[0] in right
            and len(exact) == 2
            and exact[1].kind == "bare"
        ):
            return marked("correct", "year_and_detail", str(abs(right[0].low)))
        shown = str(abs(exact[-1].low)) if len(exact) == 1 else ""
        return marked("incorrect", "two_rivals" if compete else "other_year", shown)
    holds = any(
        y.holds(t.low) and y.kind in ("decade", "span", "century", "open")
        for y in found
        for t in targets
    )
    return marked("partial" if holds else "incorrect", "span")


@dataclass(frozen=True)
class Target:
    """A figure the course accepts."""

    number: Number
    unit: list[tuple[str, Fraction]]
    text: str


def mark_number(item: QuizItem, said: Utterance) -> Marking:
    """Marks a number."""
    targets = [t for text in (item.answer, *item.accept) if (t := _target(text, item.prompt))]
    tokens = number_tokens(said.final)
    found = [n for n in _readings(tokens) if not denied(tokens, n.start)]
    if not targets or not found:
        return marked("incorrect", "no_number")
    grades = [max(_grade(n, tokens, t) for t in targets) for n in found]
    if all(g == 2 for g in grades):
        return marked("correct", "number", item.answer)
    if any(g == 2 for g in grades):
        first = grades.index(2)
        others = [n for n, g in zip(found, grades, strict=True) if g != 2]
        competing = "or" in tokens or ("between" in tokens)
        if not competing and (first == 0 or all(_detail(n, tokens) for n in others)):
            return marked("correct", "number_and_detail", item.answer)
        return marked("incorrect", "two_rivals")
    if max(grades) == 1:
        return marked("partial", "rounded")
    return marked("incorrect", "other_number")


def _target(text: str, prompt: str) -> Target | None:
    tokens = number_tokens(text)
    found = _readings(tokens)
    if not found:
        return None
    unit = unit_of(tokens[found[0].end :]) or _asked_unit(prompt)
    return Target(found[0], unit, text)


def _asked_unit(prompt: str) -> list[tuple[str, Fraction]]:
    """The unit a prompt asks in: "how many kilometres"."""
    match = re.search(r"(?:how many|in what|number of|what percentage of)\s+(.*)", prompt.lower())
    return unit_of(number_tokens(match[1])) if match else []


def _readings(tokens: list[str]) -> list[Number]:
    """Numbers, with "one twenty" and "nineteen twenty nine" joined."""
    out: list[Number] = []
    for number in numbers_in(tokens):
        last = out[-1] if out else None
        if (last and last.end == number.start and last.kind == "cardinal" and 0 < last.value < 100
                and number.kind in ("cardinal", "percent") and 10 <= number.value < 100 and last.value.denominator == 1
                and tokens[last.start] not in ("a", "half")):  # fmt: skip
            out[-1] = Number(last.value * 100 + number.value, number.kind, last.start, number.end)
        else:
            out.append(number)
    return out


def _detail(number: Number, tokens: list[str]) -> bool:
    return number.kind in ("ordinal",) or number.value == 1


def _grade(number: Number, tokens: list[str], target: Target) -> int:
    """2 right, 1 a fair rounding, 0 wrong."""
    value, wanted = number.value, target.number.value
    kinds = {number.kind, target.number.kind}
    if "percent" in kinds or "fraction" in kinds:
        if kinds == {"percent", "cardinal"} and number.kind == "percent":
            if target.number.kind == "cardinal" and not 0 < wanted < 1:
                return 0
        value = value / 100 if number.kind == "percent" else value
        wanted = wanted / 100 if target.number.kind == "percent" else wanted
        if (
            number.kind == "cardinal"
            and target.number.kind in ("percent", "fraction")
            and value > 1
        ):
            value = value / 100
    unit = unit_of(tokens[number.end :])
    if unit and target.unit:
        ratio = factor(unit, target.unit)
        if ratio is None:
            return 0
        value *= ratio
    elif unit and not target.unit and unit[0][0] in ("pairs",):
        return 0
    if value == wanted:
        return 2
    if wanted == 0:
        return 0
    return (
        1 if abs(value - wanted) / abs(wanted) <= Fraction(1, 40) and _rounder(value, wanted) else 0
    )


def _rounder(value: Fraction, wanted: Fraction) -> bool:
    """Whether `value` has fewer significant figures, as a rounding has."""
    return _figures(value) < _figures(wanted)


def _figures(value: Fraction) -> int:
    digits = f"{float(abs(value)):.12g}".replace(".", "").split("e")[0].strip("0")
    return len(digits)


def describe(year: Year) -> str:
    """The year as it is written."""
    return str(abs(year.low)) + (" BC" if year.low < 0 else "")
