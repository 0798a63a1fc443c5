"""The figures a course accepts: their units, their bounds, and shares said as rates."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from skill.content.course import QuizItem
from skill.language.measures import spoken_measures
from skill.language.number_tokens import number_tokens
from skill.language.numbers import Number, numbers_in
from skill.quiz.marking.units import Unit, factor, unit_of

Bound = Literal["", "above", "below"]
ABOVE = re.compile(
    r"(?:(?:more|bigger|greater|higher|larger|longer) than|over|above|at least|no less than|upwards of|exceeds?|past)(?: (?:a|about|around|roughly|like|the))?$"  # noqa: E501
)
BELOW = re.compile(
    r"(?:(?:less|fewer|smaller|lower|shorter|under) than|under|below|at most|no more than|up to|within|not quite|short of)(?: (?:a|about|around|roughly|like|the))?$"  # noqa: E501
)
_PER = (["per"], ["in"], ["in", "every"], ["out", "of"], ["for", "every"], ["per", "every"])


@dataclass(frozen=True)
class Target:
    """A figure the course accepts."""

    number: Number
    unit: Unit
    noun: str
    """What is counted, when that is no unit we know; "" for none."""
    strict: bool
    """Its unit must be said ("23 pairs", when the answer is 46)."""
    bound: Bound = ""
    """Whether the course says "more than" or "less than" of it."""


def targets_of(item: QuizItem) -> list[Target]:
    """The figures of the answer and of what is also accepted."""
    return list(_targets((item.answer, *item.accept), item.prompt))


@lru_cache(maxsize=1_000)
def _targets(texts: tuple[str, ...], prompt: str) -> tuple[Target, ...]:
    found: list[Target] = []
    main: Unit = []
    for at, text in enumerate(texts):
        tokens = number_tokens(spoken_measures(text))
        numbers = numbers_in(tokens)
        if not numbers:
            continue
        after = tokens[numbers[0].end :]
        unit = unit_of(after)
        noun = after[0] if after and not unit and at == 0 else ""
        other = at > 0 and bool(unit) and factor(unit, main) is None
        strict = other and numbers[0].value not in {target.number.value for target in found}
        if at == 0:
            asked = _asked_unit(prompt)
            # "27 degrees", where the prompt says which.
            unit = main = [one for one in unit if one in asked] or unit or asked
        lead = " ".join(tokens[: numbers[0].start])
        bound: Bound = "above" if ABOVE.search(lead) else "below" if BELOW.search(lead) else ""
        found.append(Target(numbers[0], unit or main, noun, strict, bound))
        if len(numbers) == 2 and tokens[numbers[0].end : numbers[1].start] in _PER:
            share = numbers[0].value / numbers[1].value if numbers[1].value else Fraction(0)
            whole = Number(share, "fraction", numbers[0].start, numbers[1].end)
            found.append(Target(whole, [], "", False, bound))
    return tuple(found)


def _asked_unit(prompt: str) -> Unit:
    """The unit a prompt asks in: "how many kilometres", "in metres"."""
    match = re.search(
        r"(?:how many|in what|number of|\bin(?= (?:degrees? )?\w+(?:\W*$|,)))\s+(.*)",
        prompt.lower(),
    )
    return unit_of(number_tokens(match[1])) if match else []
