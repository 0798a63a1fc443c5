"""Quantities said without a figure, or with its sign or its unit in another place."""

import itertools
import re
from fractions import Fraction

from skill.language.number_tokens import TENS, UNITS, number_tokens
from skill.language.numbers import Number, numbers_in
from skill.quiz.marking.units import is_unit

_FIGURE_WORDS = (
    frozenset(UNITS) | frozenset(TENS) | {"hundred", "thousand", "and", "point", "oh", "a"}
)
_IN_SCALE = re.compile(r"\b(?:in|how many) (thousand|million|billion)s?\b")
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_RATIO = re.compile(r"^\s*\d+(?:\.\d+)?\s*(?::|to)\s*\d+(?:\.\d+)?\s*$")
_PENCE = re.compile(r"\s*\b(?:p|pence) in (?:the|every|a) pound\b")
_SOME = re.compile(
    r"\b(?:a few|several|some) (hundred|thousand|million|billion)s?\b"
    r"|^(?:it's |was |its |about |like |in the |tens of |hundreds of |it was )*(thousand|million|billion|hundred)s\b"
)
_MARGIN = re.compile(
    r"\b(?:plus or minus|plus minus|give or take|\+/-) (?:a (?:few|couple|bit)|an? \w+|[\d.]+|"
    + "|".join((*UNITS, *TENS))
    + r")\b(?: (?:either way|or so))?"
)
_FEW = re.compile(
    r"\b(?:a few|several|some|a couple of)(?: (?!hundred|thousand|million|billion)\w+)?$"
)
_DASH = re.compile(r"(?<=\d)\s*[-–—]\s*(?=\d)")
_INSTEAD = {"a", "an", "one"}


def spoken_quantity(text: str) -> str:
    """The same quantity with its figure first: "a decade" → "1 decade", "half a year" →
    "0.5 year", "a mile and a half" → "1.5 mile", "forty below zero" → "minus forty"."""
    text = _PENCE.sub(" percent", text)
    if "plus" in text or "give or take" in text or "+" in text:
        text = _MARGIN.sub(" ", text)
    tokens = _signed(text.split())
    out: list[str] = []
    at = 0
    while at < len(tokens):
        here, after = tokens[at], tokens[at + 1 : at + 2]
        if here == "half" and after and after[0] in ("a", "an") and _unit_at(tokens, at + 2):
            out.append("0.5")
            at += 2
            continue
        if here in _INSTEAD and _unit_at(tokens, at + 1) and not _counted(out):
            half = tokens[at + 2 : at + 5] == ["and", "a", "half"]
            out += ["1.5" if half else "1", tokens[at + 1]]
            at += 5 if half else 2
            continue
        out.append(here)
        at += 1
    return " ".join(out)


def _signed(tokens: list[str]) -> list[str]:
    """ "forty degrees below zero" → "minus forty degrees"."""
    for at, (here, after) in enumerate(itertools.pairwise(tokens)):
        if here in ("below", "under") and after in ("zero", "freezing"):
            end = at - 1 if tokens[at - 1].startswith(("degree", "celsius")) else at
            start = end
            while start and (tokens[start - 1] in _FIGURE_WORDS or tokens[start - 1][0].isdigit()):
                start -= 1
            if start < end and "minus" not in tokens[:start]:
                return [*tokens[:start], "minus", *tokens[start:at], *tokens[at + 2 :]]
    return tokens


def _unit_at(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and len(tokens[at]) > 2 and is_unit(tokens[at]) and tokens[at] != "pair"


def _counted(before: list[str]) -> bool:
    """Whether a figure was said already: "five miles an hour"."""
    return bool(numbers_in(number_tokens(" ".join(before))))


def scale_asked(prompt: str) -> int:
    """What a bare figure counts: a million where the prompt asks "in millions"."""
    found = _IN_SCALE.search(prompt.lower())
    return _SCALES[found[1]] if found else 1


def ratio_of(answer: str, prompt: str) -> tuple[Fraction, Fraction] | None:
    """The two sides of an answer such as "2:1" or "3 to 2"; None for any other."""
    if not _RATIO.match(answer):
        return None
    first, second = numbers_in(number_tokens(answer.replace(":", " to ")))[:2]
    if ":" not in answer and first.value < second.value and "ratio" not in prompt.lower():
        return None
    return first.value, second.value


def range_of(answer: str) -> tuple[Number, Number] | None:
    """The ends of an answer such as "between 5 and 10 metres" or "30-60"; None for any other."""
    found = numbers_in(tokens := number_tokens(_DASH.sub(" to ", answer)))
    if len(found) != 2 or found[0].value >= found[1].value:
        return None
    gap, lead = tokens[found[0].end : found[1].start], tokens[: found[0].start]
    between = gap == ["and"] and ("between" in lead or "from" in lead)
    if not (between or gap == ["to"] or (len(gap) == 2 and gap[1] == "to" and is_unit(gap[0]))):
        return None
    size = scale_of(found[1].value)
    low = found[0]
    if size > 1 and low.value < 1000 and low.value * size < found[1].value:  # "5 to 6 million"
        low = Number(low.value * size, low.kind, low.start, low.end)
    if found[1].kind != low.kind == "cardinal":  # "5 to 10 per cent"
        low = Number(low.value, found[1].kind, low.start, low.end)
    return low, found[1]


def scale_of(value: Fraction) -> int:
    """The magnitude a figure is said in: a million for 35.5 million."""
    return next((s for s in (10**9, 10**6, 10**3) if value >= s), 1)


def same_ratio(wanted: tuple[Fraction, Fraction], found: list[Number]) -> bool:
    """Whether the numbers heard are in that ratio, in that order; "twice as much" is 2 to 1."""
    if len(found) == 1 and found[0].kind == "multiple":
        return found[0].value * wanted[1] == wanted[0]
    if len(found) != 2 or not found[1].value:
        return False
    return found[0].value * wanted[1] == found[1].value * wanted[0]


def loose_scale(text: str) -> tuple[int, int] | None:
    """The least and the most that "a few thousand" or "thousands" may be; None for anything else."""
    found = _SOME.search(text)
    if not found:
        return None
    size = {"hundred": 100, **_SCALES}[found[1] or found[2]]
    return size, 10 * size if found[1] or size == 100 else 1000 * size


def says_a_few(text: str) -> bool:
    """ "a few times": some number of one figure."""
    return _FEW.search(text) is not None


def loose_tens(tokens: list[str], number: Number) -> Fraction | None:
    """The top of "twenty something" or "a hundred and something"; None for a plain figure."""
    after = [token for token in tokens[number.end : number.end + 2] if token != "and"]
    if after[:1] not in (["something"], ["odd"]) or number.value < 20:
        return None
    step = 100 if number.value % 100 == 0 else 10
    return number.value + step - 1
