"""Which items to ask, and in which order.

Kornell and Bjork, "Learning concepts and categories: is spacing the enemy of induction?"
(Psychological Science 19, 2008) and Rohrer and Taylor, "The shuffling of mathematics problems
improves learning" (Instructional Science 35, 2007): questions of different parts are mixed.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from skill.content.course import Course
from skill.learner.grouping import item_key, place_of, topic_key
from skill.learner.record import Learner
from skill.quiz.candidates import (
    Candidate,
    Pick,
    QuizRequest,
    asked_by,
    candidates,
    for_board,
)

__all__ = [
    "Makeup",
    "Pick",
    "QuizRequest",
    "asked_by",
    "due_count",
    "for_board",
    "makeup",
    "prepared",
    "select",
]

NEW_SHARE = 0.4
"""Of a mixed quiz, what is new where there is also something to repeat, but not too much."""

STRAYS_AT_ONCE = 4
"""Cards left behind by a changed course that one quiz sets right."""


def select(
    course: Course, learner: Learner, request: QuizRequest, now: datetime, rng: random.Random
) -> tuple[str, ...]:
    """The ids of the items to ask, in order; fewer than asked for, or (), if there are no more.

    "mixed" is what is due, a share of new and then weak items; "due" is due, then new, then
    whatever is nearest to being forgotten. No id comes twice; items of one entry come next to
    each other only where it cannot be avoided. CardsNotLoaded; ValueError for a naive `now`.
    """
    found = candidates(course, learner, request, now, rng)
    rng.shuffle(found)
    chosen = _spread(_PICKS[request.pick](found, request.wanted, now), request.wanted)
    return tuple(each.item.id for each in _ordered(chosen, rng))


def prepared(course: Course, learner: Learner, chosen: Sequence[str]) -> Learner:
    """The learner, made ready for a quiz of these items: call it where the quiz begins.

    Their cards are put at hand for the turns to come, and a few cards that a changed course
    left behind are set right. CardsNotLoaded.
    """
    places = ((item_id, course.topic_of(item_id)) for item_id in chosen)
    tidy = learner.tidied(_homes(course), STRAYS_AT_ONCE)
    return tidy.at_hand((item_id, topic.id) for item_id, topic in places if topic)


@dataclass(frozen=True)
class Makeup:
    """What a quiz is made of, to be told when it begins."""

    due: int
    new: int
    others: int


def makeup(course: Course, learner: Learner, chosen: Sequence[str], now: datetime) -> Makeup:
    """How many of the chosen items are due at `now` (aware), and how many new.

    For a `prepared` learner; an item whose card was not read is one of the others.
    """
    topics = ((item_id, course.topic_of(item_id)) for item_id in chosen)
    places = [place_of(item_id, topic.id) for item_id, topic in topics if topic]
    cards = [learner.cards.find(place) for place in places if learner.cards.at_hand(place)]
    due = sum(card.is_due(now) for card in cards)
    new = sum(not card.seen for card in cards)
    return Makeup(due, new, len(places) - due - new)


def due_count(course: Course, learner: Learner, now: datetime) -> int:
    """How many items are due at `now` (aware). Loads nothing.

    Exact while the course keeps its items; cards of items that were removed count until a
    quiz has come across them.
    """
    return min(learner.due_count(now), sum(1 for _ in course.items()))


def _mixed(found: list[Candidate], wanted: int, now: datetime) -> list[Candidate]:
    due, new, weak, rest = _sorted_out(found, now)
    again = due + weak
    # More new items if there is little to repeat; if there is too much, one for the fun of it:
    # what is begun and then not repeated is lost (benchmarks/memory.py).
    share = 1 if len(due) >= wanted else round(wanted * NEW_SHARE)
    fresh = len(new) and max(share, wanted - len(again))
    return again[: wanted - fresh] + new[:fresh] + again[wanted - fresh :] + new[fresh:] + rest


def _due(found: list[Candidate], wanted: int, now: datetime) -> list[Candidate]:
    due, new, weak, rest = _sorted_out(found, now)
    return due + new + weak + rest


def _missed(found: list[Candidate], wanted: int, now: datetime) -> list[Candidate]:
    missed = [each for each in found if each.card and each.card.missed]
    return sorted(missed, key=lambda each: each.card.last if each.card else 0, reverse=True)


def _new(found: list[Candidate], wanted: int, now: datetime) -> list[Candidate]:
    return _sorted_out(found, now)[1]


_PICKS = {"mixed": _mixed, "due": _due, "missed": _missed, "new": _new}


def _sorted_out(
    found: list[Candidate], now: datetime
) -> tuple[list[Candidate], list[Candidate], list[Candidate], list[Candidate]]:
    """Due (most forgotten first), new, weak, and the rest (nearest to forgotten first, those
    not looked at last)."""
    seen = sorted((each for each in found if each.card), key=lambda each: each.chance)
    due = [each for each in seen if each.card and each.card.is_due(now)]
    later = [each for each in seen if each.card and not each.card.is_due(now)]
    weak = [each for each in later if each.card and each.card.weak]
    rest = [each for each in later if each.card and not each.card.weak]
    rest += [each for each in found if not each.known]
    return due, [each for each in found if each.known and not each.card], weak, rest


def _spread(ranked: list[Candidate], wanted: int) -> list[Candidate]:
    """The first of each entry before the second of any: one answer may give away another."""
    parts: set[str] = set()
    first: list[Candidate] = []
    others: list[Candidate] = []
    for each in ranked:
        (others if each.part in parts else first).append(each)
        parts.add(each.part)
    return (first + others)[:wanted]


def _ordered(chosen: list[Candidate], rng: random.Random) -> list[Candidate]:
    """Never the same entry twice running where that can be avoided, and topics mixed.

    The likeliest to be known opens, if it can, for a good start; the others come in no order, so
    that what is missed again and again is not question two each time.
    """
    left = sorted(chosen, key=lambda each: -each.chance)[:1]
    rest = [each for each in chosen if each is not left[0]]
    rng.shuffle(rest)
    left += rest
    order: list[Candidate] = []
    while left:
        last = order[-1] if order else None
        best = min(left, key=lambda each: _cost(each, last, left))
        left = [each for each in left if each is not best]
        order.append(best)
    return order


def _cost(each: Candidate, last: Candidate | None, left: list[Candidate]) -> tuple[int, bool]:
    """Of asking this next: repeats of an entry that follow from it, and then of the topic."""
    counts = Counter(other.part for other in left)
    counts[each.part] -= 1
    others = len(left) - 1
    # Of n, m of one kind can be kept apart if the others fill the gaps between them.
    forced = max(
        many - (others - many) - (0 if part == each.part else 1) for part, many in counts.items()
    )
    repeats = (last is not None and each.part == last.part) + max(forced, 0)
    return repeats, last is not None and each.topic.id == last.topic.id


@lru_cache(maxsize=2)
def _homes(course: Course) -> dict[int, int]:
    """The key of every item (drafts too) to the key of its topic."""
    return {
        item_key(item.id): topic_key(topic.id) for topic in course.topics for item in topic.quiz
    }
