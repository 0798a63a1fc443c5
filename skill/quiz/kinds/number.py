"""Marking numbers: the value, in any words, with a unit that does not change it."""

import itertools
import re
from fractions import Fraction

from skill.content.course import QuizItem
from skill.language.number_tokens import TENS, number_tokens
from skill.language.numbers import Number, digit_runs, mended, misheard_number, numbers_in
from skill.quiz.marking.closeness import ABOUT, Grade, best_grade, near, rounds_to
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.quantities import (
    loose_scale,
    loose_tens,
    range_of,
    ratio_of,
    same_ratio,
    says_a_few,
    scale_of,
    spoken_quantity,
)
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.targets import Target, targets_of
from skill.quiz.marking.trend import trend_of
from skill.quiz.marking.utterance import Utterance

_BEFORE_ONE = frozenset(
    "or and is it's its was about just only maybe either to than like say think no not be by point".split()
)
TENS_PLURAL = {word[:-1] + "ies": value for word, value in TENS.items()}
_THAN = re.compile(r"\b\w+ than\b|\bup to\b|\b(?:or|and) (?:more|less|fewer|higher|lower)\b")


def mark_number(item: QuizItem, said: Utterance) -> Marking:
    """Marks a number."""
    targets = targets_of(item)
    if not targets:
        return marked("unsure", "no_number_in_course")
    text = spoken_quantity(said.final)
    tokens = number_tokens(text)
    marking = _mark(item, said, targets, text, tokens)
    if marking.verdict != "correct" and (other := mended(tokens)) != tokens:
        again = _mark(item, said, targets, text, other)
        return again if again.verdict == "correct" else marking
    return marking


def _mark(  # noqa: C901
    item: QuizItem, said: Utterance, targets: list[Target], text: str, tokens: list[str]
) -> Marking:
    if ratio := ratio_of(item.answer, item.prompt):
        return _mark_ratio(item, ratio, numbers_in(tokens))
    heard = _readings(tokens, targets, text)
    if said.dropped:
        # "Five million, no, six": the magnitude was said before the correction.
        all_said = spoken_quantity(said.text)
        whole = number_tokens(all_said)
        carried = _readings(whole, targets, all_said)
        if len(carried) == 1 and carried[0].value in {t.number.value for t in targets}:
            tokens, heard = whole[carried[0].start :], [_moved(carried[0])]
    if not heard and (sounded := misheard_number(tokens)):
        heard = [sounded]
    found = _figures_said(tokens, heard, targets)
    if (size := loose_scale(text)) and not any(
        n.value in {t.number.value for t in targets} for n in found
    ):
        holds = any(size[0] <= t.number.value < size[1] for t in targets)
        return marked("partial" if holds else "incorrect", "span" if holds else "other_number")
    if not found and (decade := _in_tens(tokens)):
        holds = any(decade <= t.number.value <= decade + 9 for t in targets)
        return marked("partial" if holds else "incorrect", "span" if holds else "other_number")
    if not found:
        return _in_words(tokens, targets) or marked("incorrect", "denied" if heard else "no_number")
    if len(found) == 1 and (top := loose_tens(tokens, found[0])):
        holds = any(found[0].value < t.number.value <= top for t in targets)
        return marked("partial" if holds else "incorrect", "span" if holds else "other_number")
    if ends := range_of(item.answer):
        return _mark_range(item, ends, _within_span(tokens, found))
    if span := _span(tokens, found):
        holds = any(span[0] <= t.number.value <= span[1] for t in targets)
        return marked("partial" if holds else "incorrect", "span" if holds else "other_number")
    if _other_direction(item, said.final):
        return marked("incorrect", "reversed")
    grades = [best_grade(n, tokens, targets, item.prompt) for n in found]
    counted = _counted(tokens, found, grades)
    if counted is None:
        return marked("incorrect", "two_rivals")
    if counted == 2:
        return marked("correct", "number", item.answer)
    return marked("partial", "near_number") if counted == 1 else marked("incorrect", "other_number")


def _figures_said(tokens: list[str], heard: list[Number], targets: list[Target]) -> list[Number]:
    """The numbers that may be the answer: not denied, and no "one" that only points ("the
    spinny one four hundred") nor a multiple where a plain figure is wanted and said."""
    found = [n for n in heard if not denied(tokens, n.start)]
    values = {target.number.value for target in targets}
    if len(found) < 2 or not any(n.value in values for n in found):
        return found
    plain = all(target.number.kind != "multiple" for target in targets)
    return [
        n
        for n in found
        if n.value in values
        or not (_points(tokens, n) or (plain and n.kind == "multiple" and n.end - n.start == 1))
    ]


def _points(tokens: list[str], number: Number) -> bool:
    """Whether "one" stands for a noun: "the triple x one"."""
    before = tokens[number.start - 1] if number.start else ""
    return (
        tokens[number.start : number.end] == ["one"]
        and before.isalpha()
        and before not in _BEFORE_ONE
    )


def _in_tens(tokens: list[str]) -> int | None:
    """ "in the thirties somewhere" → 30."""
    return next((TENS_PLURAL[token] for token in tokens if token in TENS_PLURAL), None)


def _mark_ratio(item: QuizItem, ratio: tuple[Fraction, Fraction], found: list[Number]) -> Marking:
    if same_ratio(ratio, found):
        return marked("correct", "ratio", item.answer)
    return marked("incorrect", "other_ratio" if found else "no_number")


def _within_span(tokens: list[str], found: list[Number]) -> list[Number]:
    """The numbers heard, the first of a span in the second's magnitude and kind."""
    if len(found) == 2 and (span := range_of(" ".join(tokens))):
        return list(span)
    return found


def _mark_range(item: QuizItem, ends: tuple[Number, Number], found: list[Number]) -> Marking:
    """An answer that is a range: either end, or what lies between, is right."""
    low, high = (end.value for end in ends)
    alike = [n for n in found if n.kind in (ends[1].kind, "cardinal")]
    inside = [low <= n.value <= high for n in alike]
    if alike and all(inside):
        return marked("correct", "number", item.answer)
    if len(alike) == 2 and alike[0].value <= low and alike[1].value >= high:
        return marked("partial", "span")
    return marked(
        "partial" if any(inside) else "incorrect", "span" if any(inside) else "other_number"
    )


def _other_direction(item: QuizItem, text: str) -> bool:
    """ "It rose by 20 per cent", where the course asks how far it fell."""
    told = trend_of(item.answer) or trend_of(_THAN.sub(" ", item.prompt.lower()))
    return {told, trend_of(_THAN.sub(" ", text))} == {"up", "down"}


def _moved(number: Number) -> Number:
    """The number as the first of its own tokens."""
    return Number(number.value, number.kind, 0, number.end - number.start)


def _readings(tokens: list[str], targets: list[Target], text: str) -> list[Number]:
    """The numbers heard; runs that a recogniser split are joined where that makes a right one."""
    numbers = [_negative(number, tokens) for number in numbers_in(tokens)]
    values = {target.number.value for target in targets}
    for before, number in itertools.pairwise(numbers):
        # "just over four million, it was four point one": the magnitude carries over.
        scale = scale_of(before.value)
        if number.value < 1000 and number.value * scale in values and number.value not in values:
            numbers = [Number(number.value * scale, number.kind, number.start, number.end)]
            break
    rounded = ABOUT.search(text)
    runs = [
        run
        for run in digit_runs(tokens, numbers)
        if run.value in values
        or (rounded and any(rounds_to(v, run.value) and near(v, run.value) for v in values))
    ]
    for run in runs:
        numbers = [n for n in numbers if n.end <= run.start or n.start >= run.end]
        numbers.append(run)
    return sorted(numbers, key=lambda n: n.start)


def _negative(number: Number, tokens: list[str]) -> Number:
    """ "two minus" is minus two: a charge is said with its sign last."""
    after = tokens[number.end : number.end + 2]
    last = after[:1] in (["minus"], ["negative"]) and after[1:] in ([], ["charge"], ["ion"])
    if not last or number.value < 0:
        return number
    return Number(-number.value, number.kind, number.start, number.end + 1)


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


def _in_words(tokens: list[str], targets: list[Target]) -> Marking | None:
    """Shares said without a number: "most of it", "all of them", "none"."""
    target = targets[0].number
    text = " ".join(tokens)
    share = target.value / 100 if target.kind == "percent" else target.value
    if target.kind not in ("percent", "fraction"):
        if target.kind == "cardinal" and 3 <= target.value <= 9 and says_a_few(text):
            return marked("partial", "vague")
        zero = target.value == 0 and re.search(r"\b(?:none|nothing|zero|no)\b", text)
        return marked("correct", "number", str(target.value)) if zero else None
    if re.search(
        r"\b(?:nearly|almost|practically|virtually|pretty much) (?:all|everyone|everything|the whole)\b",
        text,
    ):
        return marked("partial" if Fraction(4, 5) <= share < 1 else "incorrect", "near_number")
    if re.search(r"\b(?:all of|all|everyone|everything|the whole)\b", text):
        return marked("correct" if share == 1 else "incorrect", "number")
    if re.search(r"\b(?:most|majority|mostly)\b", text):
        return marked("partial" if Fraction(1, 2) < share < 1 else "incorrect", "near_number")
    if re.search(
        r"\b(?:minority|hardly any|a few|not (?:many|much)|(?:small|tiny|little) (?:bit|part|fraction|amount|share))\b",
        text,
    ):
        return marked("partial" if 0 < share < Fraction(1, 2) else "incorrect", "near_number")
    return None
