"""Marking years: the year itself, or a span that holds it."""

import re

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.periods import periods_in
from skill.language.years import Year, years_in
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.utterance import Utterance

_WIDEST = 100
"""Years; a longer span says too little to earn half a mark."""


def mark_year(item: QuizItem, said: Utterance) -> Marking:
    """Marks a year. A decade, a century or another span that holds it is partial."""
    texts = (item.answer, *item.accept)
    targets = [
        year
        for text in texts
        for year in years_in(number_tokens(text)) or years_in(number_tokens(f"ad {text}"))
    ]
    if not targets:
        return marked("unsure", "no_year_in_course")
    tokens = number_tokens(said.final)
    heard = years_in(tokens, targets[0].low)
    if targets[0].low != targets[0].high:
        return _mark_span(item, heard, targets[0])
    found = [year for year in heard if not denied(tokens, year.start)]
    exact = [year for year in found if year.low == year.high]
    right = [year for year in exact if _same(year, targets)]
    if not exact and _in_period(item.prompt, said.final, targets):
        return marked("partial", "period")
    if not exact:
        return _vague(found, targets, denials=bool(heard) and not found)
    if not right:
        return marked("incorrect", "other_year", _shown(exact[-1]) if len(exact) == 1 else "")
    others = [year for year in exact if year not in right]
    if others and not all(_detail(tokens, year, right[0]) for year in others):
        return marked("incorrect", "two_rivals")
    return marked("correct", "year", _shown(right[0]))


def _in_period(prompt: str, text: str, targets: list[Year]) -> bool:
    """Whether a time that was named ("between the wars") holds the year, and the prompt does
    not name it itself."""
    asked = " ".join(words(prompt))
    named = [(name, low, high) for name, low, high in periods_in(text) if name not in asked]
    return any(low <= target.low <= high for _, low, high in named for target in targets)


def _same(year: Year, targets: list[Year]) -> bool:
    return any(
        year.low == target.low and (target.month is None or year.month in (None, target.month))
        for target in targets
    )


def _vague(found: list[Year], targets: list[Year], denials: bool) -> Marking:
    holds = any(
        year.holds(target.low) and (year.high - year.low <= _WIDEST or year.kind == "open")
        for year in found
        for target in targets
    )
    if holds:
        return marked("partial", "span")
    return marked("incorrect", "denied" if denials else "other_year" if found else "no_year")


def _mark_span(item: QuizItem, heard: list[Year], target: Year) -> Marking:
    """A course's "1928 to 1932": both ends are correct, one is half."""
    ends = {target.low, target.high}
    said = {end for year in heard for end in (year.low, year.high)}
    if ends <= said and len(said) == 2:
        return marked("correct", "year", item.answer)
    if ends & said and len(said) == 1:
        return marked("partial", "one_end", item.answer)
    return marked("incorrect", "other_year")


def _detail(tokens: list[str], other: Year, right: Year) -> bool:
    """Whether another figure belongs to something else said about the year ("at 35")."""
    first, second = (right, other) if right.start < other.start else (other, right)
    between = " ".join(tokens[first.end : second.start])
    if re.search(r"\bor\b|^(?:and|maybe|perhaps|possibly|no|wait|either)?$|\beither\b", between):
        return False
    if other.start > right.start:
        return True
    return (
        other.kind == "bare" or re.search(r"\b(?:so|which is|that's|makes)\b", between) is not None
    )


def _shown(year: Year) -> str:
    return str(abs(year.low)) + (" BC" if year.low < 0 else "")
