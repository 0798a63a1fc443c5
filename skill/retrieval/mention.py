"""Somebody a course mentions and has no entry for: said honestly, instead of answered with a neighbour.

"Who was Lenin?" asks for one person by name. Where the name stands in some answers, and no entry
says who that was, whatever routing made of it is about somebody else. (Of things and terms this
cannot be said: an entry that explains a botnet in passing does answer "what's a botnet?".)
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from skill.content.course import Course, Entry
from skill.language.wording import phrases
from skill.retrieval.terms import content_words, heard_words, stem

LONGEST = 3
"""Words that a name may have."""
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def somebody_asked_for(heard: Sequence[str]) -> list[str]:
    """The stems of the name that a question asks for; [] where it asks something else."""
    for start in range(len(heard)):
        for opening in phrases("who"):
            if tuple(heard[start : start + len(opening)]) == opening:
                name = _name(heard[start + len(opening) :])
                return [stem(word) for word in content_words(name)] if len(name) <= LONGEST else []
    return []


def _name(rest: Sequence[str]) -> list[str]:
    """The words of a name, without what was said after it."""
    for at in range(1, len(rest)):
        if any(tuple(rest[at : at + len(stop)]) == stop for stop in phrases("who_until")):
            rest = rest[:at]
            break
    name = list(rest)
    while len(name) > 1 and (name[-1],) in phrases("who_end"):
        name.pop()
    return name


@dataclass(frozen=True)
class Mentions:
    """The names in a course, and where they stand."""

    told: Mapping[str, tuple[str, ...]]
    """By the stem of a name: the entries that have it."""
    introduced: frozenset[str]
    """Stems of names that some entry is about."""

    def only_mentioned(self, heard: Sequence[str], ranked: Iterable[str]) -> str | None:
        """The entry that mentions who is asked for, where no entry says who that was; else None.

        ranked: entries, the likeliest first: of several that mention the name the likeliest is given.
        """
        name = somebody_asked_for(heard)
        if not name or any(word not in self.told or word in self.introduced for word in name):
            return None
        whole = set.intersection(*(set(self.told[word]) for word in name))
        return next((entry for entry in ranked if entry in whole), min(whole, default=None))


def mentions_of(course: Course) -> Mentions:
    """The course's names, read from every text of it."""
    told: dict[str, dict[str, None]] = {}
    introduced: set[str] = set()
    names: set[str] = set()
    lower: set[str] = set()
    for entry in course.entries():
        for text in _texts(entry):
            names |= _capitalised(text)
            lower |= {stem(word) for word in _WORD.findall(text) if word.islower()}
            for word in _stems(text):
                told.setdefault(word, {})[entry.id] = None
        for asked in (entry.question, *entry.also_asked):
            introduced.update(somebody_asked_for(heard_words(asked)))
    names -= lower
    for entry in course.entries():
        for asked in (entry.question, *entry.also_asked):
            bare = _stems(asked) if len(heard_words(asked)) <= LONGEST else []
            if names.issuperset(bare):
                introduced.update(bare)  # "Joseph Stalin", and nothing else
    return Mentions(
        {name: tuple(told[name]) for name in sorted(names) if name in told},
        frozenset(introduced & names),
    )


def _texts(entry: Entry) -> Iterable[str]:
    return (entry.question, entry.answer, *entry.points, *([entry.detail] if entry.detail else []))


def _stems(text: str) -> list[str]:
    return [stem(word) for word in content_words(heard_words(text))]


def _capitalised(text: str) -> set[str]:
    """Stems of the words written with a capital where no sentence begins."""
    found = set()
    for sentence in _SENTENCE.split(text):
        for word in _WORD.findall(sentence)[1:]:
            if word[0].isupper():
                found.add(stem(word.lower().replace("’s", "").replace("'s", "")))
    return found
