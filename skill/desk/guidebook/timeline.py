"""A topic's timeline: the dates that its entries state, each in the course's own sentence.

Nothing is worked out and nothing is put in other words. What only makes sense beside the sentence before
it, what supposes ("if", "might"), and what names a year to measure by ("until the war of 1914") is left
out: a date that is missing harms less than one that is wrong.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from skill.content.course import Topic
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.speech.sentences import sentences

LEAST = 3
"""Dates from which a topic has a timeline."""
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_YEAR = r"(?:1\d{3}|20\d\d)"
_PARTS = {
    "early": 1, "start": 1, "spring": 3, "mid": 6, "middle": 6, "summer": 6, "autumn": 9,
    "late": 11, "winter": 12, "end": 12,
}  # fmt: skip
"""Parts of a year, and the month by which they are put in order."""
_PART = rf"(?:early|late|mid|the (?:(?:early|late) )?(?:{'|'.join(_PARTS)}) of)"
_DATE = re.compile(
    rf"(?<!\w)(?P<lead>in|on|by|from|between|during)(?: about| around)? (?:the (?=\d))?"
    rf"(?P<when>(?:{_PART} )?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)(?: and \d{{1,2}}(?:st|nd|rd|th))? of )?"
    rf"(?:(?P<month>{_MONTH}) )?(?P<year>{_YEAR})(?:(?P<to> to| and) (?P<end>(?:{_MONTH} )?{_YEAR}))?)"
    r"(?![\w%]|,\d|\.\d)(?! (?:degrees|people|men|women|tons|tonnes|grams|metres|years|days)\b)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|would|might|could|(?-i:may)|should|perhaps|(?:is|are|was|were) said to|said to have)\b|n't\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:[^,]{0,30}\d{4},? )?(?:he|she|they|this|that|these|those|his|her|its|their|we|you|one|another"
    r"|others|some|both|each|all|but|so|then|yet|because|most|many|later|here|there|by then)\b"
    r"|the (?:first|second|third|fourth|last|other|next|former|latter)(?:,| (?:ran|was|were|came|began|of)\b)"
    r"|the (?-i:[a-z]+) (?:came|began|is|was|were|had|followed)\b"
    r"|(?:in|on|by|from|at|after|with|when|while|although|as|because)\b[^;:]*, (?:he|she|they|this)\b",
    re.IGNORECASE,
)
"""How a sentence begins that leans on the one before it, its own date passed over."""
_MEANT = re.compile(r"\b(?:it|him|them|ones?|such|the other)\b", re.IGNORECASE)
"""What stands for something that was named before."""
_BESIDE = re.compile(
    r"\b(?:until|till|before|after|since|when|what|than|as)\b[^,;:]*$", re.IGNORECASE
)
"""What makes a date another event's than the sentence's, where it stands before the date."""
_NAME_FIRST = re.compile(r"(?:The )?[A-Z]")
_SAME, _SAME_MONTH = 0.6, 0.34
"""Share of their words from which two sentences of one year, or of one month, tell the same."""
_ROOM = 260
"""Letters up to which a sentence of a headline brings the one before it, which it leans on."""


@dataclass(frozen=True)
class Moment:
    """One date, and what the course says of it."""

    year: int
    month: int
    """0: none is stated."""
    day: int
    when: str
    """As the course writes it: "March 1921"."""
    what: str
    """The course's sentence, whole."""
    entry: str
    """The id of the entry that it stands in."""
    asked: bool
    """Whether a question of the course asks for this entry's year."""
    place: int
    """0: said in an entry's headline; 1: in a point; 2: beside a question's answer; 3: in the detail."""


def timeline(topic: Topic) -> tuple[Moment, ...]:
    """The topic's dates in their order; none where there are too few to make a line."""
    kept: list[Moment] = []
    for moment in _found(topic):
        if not any(_same(moment, other) for other in kept):
            kept.append(moment)
    kept.sort(key=lambda each: (each.year, each.month, each.day))
    return tuple(kept) if len(kept) >= LEAST else ()


def leading(moments: tuple[Moment, ...], most: int) -> frozenset[Moment]:
    """Those to keep where there is room for few: what is asked for, and what is said first."""
    ranked = sorted(moments, key=lambda each: (not each.asked, each.place, len(each.what)))
    return frozenset(ranked[:most])


def _found(topic: Topic) -> Iterator[Moment]:
    items = [item for item in topic.quiz if item.kind == "year" and not item.draft]
    asked = {(item.entry, item.answer) for item in items}
    told = [(0, entry.id, entry.answer) for entry in topic.entries]
    told += [(1, entry.id, point) for entry in topic.entries for point in entry.points]
    told += [(2, item.entry, item.explanation) for item in items if item.entry]
    told += [(3, entry.id, entry.detail) for entry in topic.entries]
    for place, entry, text in told:
        before = ""
        for said in sentences(text):
            # What explains an answer leans on its question, unless it names whom it speaks of.
            if place != 2 or _NAME_FIRST.match(said):
                yield from _moment(said, before if place == 0 else "", place, entry, asked)
            before = "" if _leans(said) else said


def _leans(said: str) -> bool:
    return bool(_LEANS.match(said) or _MEANT.search(said))


def _moment(
    said: str, before: str, place: int, entry: str, asked: Set[tuple[str | None, str]]
) -> Iterator[Moment]:
    found = _DATE.search(said)
    if not found or _SUPPOSED.search(said) or _BESIDE.search(said[: found.start()]):
        return
    if _leans(said):
        if not before or len(before) + len(said) > _ROOM:
            return
        said = f"{before} {said}"
    year, month = found["year"], found["month"]
    parts = [n for name, n in _PARTS.items() if re.search(rf"\b{name}\b", found["when"].lower())]
    when = found["when"]
    if found["lead"].lower() == "between" and found["end"]:
        when = f"{when[: found.start('to') - found.start('when')]} to {found['end']}"
    yield Moment(
        int(year), _MONTHS.index(month.capitalize()) + 1 if month else max(parts, default=0),
        int(found["day"] or 0), when.removeprefix("the "), said, entry, (entry, year) in asked, place,
    )  # fmt: skip


def _same(one: Moment, other: Moment) -> bool:
    """Whether two sentences tell of one event."""
    if one.year != other.year:
        return False
    if one.entry == other.entry and (one.month, one.day) == (other.month, other.day):
        return True
    month = one.month and one.month == other.month
    first, second = ({stem(w) for w in content_words(words(each.what))} for each in (one, other))
    shared = _SAME_MONTH if month else _SAME
    return len(first & second) >= shared * min(len(first), len(second))
