"""Which items to ask, and in which order.

Kornell and Bjork, "Learning concepts and categories: is spacing the enemy of induction?"
(Psychological Science 19, 2008) and Rohrer and Taylor, "The shuffling of mathematics problems
improves learning" (Instructional Science 35, 2007): questions of different parts are mixed.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from skill.content.course import Course, QuizItem, Topic
from skill.learner.card import Card
from skill.learner.cards import CardsNotLoaded
from skill.learner.clock import slot_of
from skill.learner.grouping import group_of, place_of
from skill.learner.record import Learner
from skill.learner.review import recall_chance

COUNT, COUNT_MAX = 5, 20
CARDS_AT_ONCE = 120
"""Cards that one choice looks at: about 2 kB. A learner's other cards wait for another quiz."""
NEW_SHARE = 0.4
"""Of a mixed quiz, what is new where there is also something to repeat."""

Pick = Literal["mixed", "due", "missed", "new"]


@dataclass(frozen=True)
class QuizRequest:
    """The quiz a learner asked for."""

    topic_id: str | None = None
    """None: everything."""
    count: int | None = None
    """How many questions, 1 to 20; None: five."""
    kinds: tuple[str, ...] = ()
    """Only these kinds of question; (): all."""
    pick: Pick = "mixed"
    """"due" is the daily five too: what is due, then what is new. "missed": wrong last time."""
    board: str | None = None
    """Only what belongs to this exam board or to none."""

    @property
    def wanted(self) -> int:
        """The count within its limits."""
        return min(max(self.count if self.count is not None else COUNT, 1), COUNT_MAX)


@dataclass(frozen=True)
class _Candidate:
    item: QuizItem
    topic: Topic
    card: Card | None
    chance: float = 0.0
    """Of recalling it now."""
    part: str = field(default="")
    """What it tests: its entry, or itself."""


def for_board(course: Course, item: QuizItem, board: str | None) -> bool:
    """Whether an item may be asked for that board (compared without case; None: any)."""
    if board is None:
        return True
    boards = item.exam_boards
    if not boards and (entry := course.entry(item.entry)):
        boards = entry.exam_boards
    return not boards or board.casefold() in (each.casefold() for each in boards)


def select(
    course: Course, learner: Learner, request: QuizRequest, now: datetime, rng: random.Random
) -> tuple[str, ...]:
    """The ids of the items to ask, in order; fewer than asked for, or (), if there are no more.

    "mixed" is what is due, a share of new and then weak items; "due" is due, then new, then
    whatever is nearest to being forgotten. No id comes twice; items of one entry come next to
    each other only where it cannot be avoided. CardsNotLoaded; ValueError for a naive `now`.
    """
    pool = _pool(course, request)
    found = _candidates(course, learner, pool, request, now)
    rng.shuffle(found)
    chosen = _spread(_PICKS[request.pick](found, request.wanted, now), request.wanted)
    return tuple(each.item.id for each in _ordered(chosen))


def prepared(course: Course, learner: Learner, chosen: Iterable[str]) -> Learner:
    """The learner with the chosen items' cards at hand for the quiz's turns. CardsNotLoaded."""
    topics = ((item_id, course.topic_of(item_id)) for item_id in chosen)
    return learner.at_hand((item_id, topic.id) for item_id, topic in topics if topic)


def due_count(course: Course, learner: Learner, now: datetime) -> int:
    """How many items are due at `now` (aware). Loads nothing.

    Exact while the course keeps its items; cards of items that were removed count until a
    quiz has come across them.
    """
    return min(learner.due_count(now), sum(1 for _ in course.items()))


def _pool(course: Course, request: QuizRequest) -> list[tuple[QuizItem, Topic]]:
    return [
        (item, topic)
        for topic in course.topics
        if request.topic_id in (None, topic.id)
        for item in topic.quiz
        if not item.draft
        and (not request.kinds or item.kind in request.kinds)
        and for_board(course, item, request.board)
    ]


def _candidates(
    course: Course,
    learner: Learner,
    pool: Sequence[tuple[QuizItem, Topic]],
    request: QuizRequest,
    now: datetime,
) -> list[_Candidate]:
    """What of the pool is known, after asking for the groups most worth looking at."""
    names = learner.cards.summaries
    homes: dict[str, list[tuple[QuizItem, Topic, int]]] = {}
    for item, topic in pool:
        place = place_of(item.id, topic.id)
        homes.setdefault(group_of(names, place), []).append((item, topic, place))
    worth = _worth_loading(learner, {name: len(each) for name, each in homes.items()}, request, now)
    missing = [name for name in worth if learner.cards.absent(name)]
    if missing:
        raise CardsNotLoaded(missing)
    found = []
    for item, topic, place in (each for group in homes.values() for each in group):
        if learner.cards.at_hand(place):
            card = learner.cards.find(place)
            seen = card if card.seen else None
            chance = recall_chance(card, now)
            found.append(_Candidate(item, topic, seen, chance, item.entry or item.id))
    return found


def _worth_loading(
    learner: Learner, items: dict[str, int], request: QuizRequest, now: datetime
) -> list[str]:
    """Groups to have at hand, as many as CARDS_AT_ONCE allows, those loaded already first."""
    slot = slot_of(now)
    summaries = learner.cards.summaries

    def rank(name: str) -> tuple[int, int, int, str]:
        known = summaries[name]
        new = items[name] - known.count
        if request.pick == "new":
            merit = -new
        elif request.pick == "missed":
            merit = -known.weak
        else:
            merit = 0 if known.due <= slot else 1
        return (int(learner.cards.absent(name)), merit, known.due, name)

    room = CARDS_AT_ONCE
    chosen: list[str] = []
    for name in sorted((name for name in items if name in summaries), key=rank):
        if chosen and summaries[name].count > room:
            break
        chosen.append(name)
        room -= summaries[name].count
    return chosen


def _mixed(found: list[_Candidate], wanted: int, now: datetime) -> list[_Candidate]:
    due, new, weak, rest = _sorted_out(found, now)
    again = due + weak
    fresh = len(new) and max(round(wanted * NEW_SHARE), wanted - len(again))
    return again[: wanted - fresh] + new[:fresh] + again[wanted - fresh :] + new[fresh:] + rest


def _due(found: list[_Candidate], wanted: int, now: datetime) -> list[_Candidate]:
    due, new, weak, rest = _sorted_out(found, now)
    return due + new + weak + rest


def _missed(found: list[_Candidate], wanted: int, now: datetime) -> list[_Candidate]:
    missed = [each for each in found if each.card and each.card.missed]
    return sorted(missed, key=lambda each: each.card.last if each.card else 0, reverse=True)


def _new(found: list[_Candidate], wanted: int, now: datetime) -> list[_Candidate]:
    return _sorted_out(found, now)[1]


_PICKS = {"mixed": _mixed, "due": _due, "missed": _missed, "new": _new}


def _sorted_out(
    found: list[_Candidate], now: datetime
) -> tuple[list[_Candidate], list[_Candidate], list[_Candidate], list[_Candidate]]:
    """Due (most forgotten first), new, weak, and the rest (nearest to forgotten first)."""
    seen = sorted((each for each in found if each.card), key=lambda each: each.chance)
    due = [each for each in seen if each.card and each.card.is_due(now)]
    later = [each for each in seen if each.card and not each.card.is_due(now)]
    weak = [each for each in later if each.card and each.card.weak]
    rest = [each for each in later if each.card and not each.card.weak]
    return due, [each for each in found if not each.card], weak, rest


def _spread(ranked: list[_Candidate], wanted: int) -> list[_Candidate]:
    """The first of each entry before the second of any: one answer may give away another."""
    parts: set[str] = set()
    first: list[_Candidate] = []
    others: list[_Candidate] = []
    for each in ranked:
        (others if each.part in parts else first).append(each)
        parts.add(each.part)
    return (first + others)[:wanted]


def _ordered(chosen: list[_Candidate]) -> list[_Candidate]:
    """Never the same entry twice running where that can be avoided, and topics mixed.

    The likeliest to be known opens, for a good start.
    """
    left = sorted(chosen, key=lambda each: -each.chance)[:1]
    left += [each for each in chosen if each not in left]
    order: list[_Candidate] = []
    while left:
        crowd: dict[str, int] = {}
        for each in left:
            crowd[each.part] = crowd.get(each.part, 0) + 1
        last = order[-1] if order else None

        def cost(each: _Candidate, last: _Candidate | None = last, crowd=crowd) -> tuple:
            same = last is not None and each.part == last.part
            near = last is not None and each.topic.id == last.topic.id
            return (same, -crowd[each.part] if max(crowd.values()) > 1 else 0, near)

        best = left[0] if last is None else min(left, key=cost)
        left.remove(best)
        order.append(best)
    return order
