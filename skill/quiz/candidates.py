"""What a quiz could ask a learner, and what is known of it.

Of a learner who has seen much, only the groups most worth looking at are read.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeVar

from skill.content.course import Course, QuizItem, Topic
from skill.learner.card import Card
from skill.learner.cards import CardsNotLoaded
from skill.learner.clock import slot_of
from skill.learner.grouping import group_bytes, group_of, place_of, topic_key, topic_of_group
from skill.learner.record import Learner
from skill.learner.review import recall_chance

COUNT, COUNT_MAX = 5, 20
READ_BYTES = 3300
"""Profile and groups that one choice reads, about. What else a learner knows waits for another
quiz. A turn reads 4 kB at most: this leaves it another group."""

QUOTATION = "quotation"
_QUOTED = re.compile(
    r"[“\"][^”\"]+ [^”\"]+[”\"]|(?<!\w)[‘'][^’']+ [^’']+(?:['’]\w+ [^’']+)*[’'](?!\w)|"
    r"\bwho (?:said|wrote|promised|warned)\b|\b(?:slogan|quotation)\b|"
    r"\b(?:finish|complete) (?:his|her|their|the|this|\w+'s) (?:words|line|sentence|slogan)\b",
    re.IGNORECASE,
)
Some = TypeVar("Some")
Pick = Literal["mixed", "due", "missed", "new"]


@dataclass(frozen=True)
class QuizRequest:
    """The quiz a learner asked for."""

    topic_id: str | None = None
    """None: everything."""
    then_id: str | None = None
    """A second topic, asked after the first."""
    entry_id: str | None = None
    """Only what tests this entry."""
    name: str = ""
    """What was named, as it was said; "" for nothing."""
    count: int | None = None
    """How many questions, 1 to 20; None: five."""
    kinds: tuple[str, ...] = ()
    """Only these kinds of question, or "quotation": those on somebody's words; (): all."""
    pick: Pick = "mixed"
    """"due" is the daily five too: what is due, then what is new. "missed": wrong last time."""
    board: str | None = None
    """Only what belongs to this exam board or to none."""
    drafts: bool = False
    """What was drafted and nobody has accepted, to try it; nothing else."""

    @property
    def wanted(self) -> int:
        """The count within its limits."""
        return min(max(self.count if self.count is not None else COUNT, 1), COUNT_MAX)


@dataclass(frozen=True)
class Candidate:
    """An item that could be asked."""

    item: QuizItem
    topic: Topic
    card: Card | None
    """None: never asked, or not `known`."""
    chance: float = 0.0
    """Of recalling it now."""
    part: str = field(default="")
    """What it tests: its entry, or itself."""
    known: bool = True
    """False: its card was not read. Good enough to fill up a quiz with."""


def for_board(course: Course, item: QuizItem, board: str | None) -> bool:
    """Whether an item may be asked for that board (compared without case; None: any)."""
    if board is None:
        return True
    boards = item.exam_boards
    if not boards and (entry := course.entry(item.entry)):
        boards = entry.exam_boards
    return asked_by(boards, board)


def of_kind(item: QuizItem, kinds: tuple[str, ...]) -> bool:
    """Whether an item is of one of the kinds, or asks for words that somebody said."""
    if item.kind in kinds:
        return True
    return QUOTATION in kinds and bool(_QUOTED.search(f"{item.prompt} {item.answer}"))


def asked_by(boards: tuple[str, ...], board: str | None) -> bool:
    """Whether what these boards ask for is of use for that board; none of them named is all."""
    if board is None or not boards:
        return True
    return board.casefold() in (each.casefold() for each in boards)


def _pool(course: Course, request: QuizRequest) -> Iterator[tuple[Topic, list[QuizItem]]]:
    topic = course.topic(request.topic_id)
    topics = course.topics if request.topic_id is None else (topic,) if topic else ()
    for each in topics:
        yield (
            each,
            [
                item
                for item in each.quiz
                if item.draft == request.drafts
                and (not request.kinds or of_kind(item, request.kinds))
                and (not request.entry_id or item.entry == request.entry_id)
                and (request.board is None or for_board(course, item, request.board))
            ],
        )


def candidates(
    course: Course, learner: Learner, request: QuizRequest, now: datetime, rng: random.Random
) -> list[Candidate]:
    """What the request allows and is known of, in no order. CardsNotLoaded: groups to look at."""
    cards = learner.cards
    begun = {topic_of_group(name) for name in cards.summaries}
    homes: dict[str, list[tuple[QuizItem, Topic, int]]] = {}
    fresh: list[tuple[QuizItem, Topic]] = []
    for topic, items in _pool(course, request):
        if topic_key(topic.id) not in begun:
            fresh += [(item, topic) for item in items]
            continue
        for item in items:
            place = place_of(item.id, topic.id)
            homes.setdefault(group_of(cards.summaries, place), []).append((item, topic, place))
    sizes = {name: len(each) for name, each in homes.items()}
    stray = _stray(course, learner)
    room = READ_BYTES - len(learner.pack())
    room -= sum(group_bytes(cards.summaries[name]) for name in stray)
    worth = _worth_loading(learner, sizes, request, now, room)
    missing = [name for name in (*worth, *stray) if cards.absent(name)]
    if missing:
        raise CardsNotLoaded(missing)
    # Of what was never asked, a few are enough to choose from.
    found = [_candidate(*each, None, now) for each in _sample(fresh, request.wanted * 4, rng)]
    for item, topic, place in (each for group in homes.values() for each in group):
        known = cards.at_hand(place)
        card = cards.find(place) if known else None
        found.append(_candidate(item, topic, card if card and card.seen else None, now, known))
    return found


def _candidate(
    item: QuizItem, topic: Topic, card: Card | None, now: datetime, known: bool = True
) -> Candidate:
    chance = recall_chance(card, now) if card else 0.0
    return Candidate(item, topic, card, chance, item.entry or item.id, known)


def _sample(some: list[Some], count: int, rng: random.Random) -> list[Some]:
    return rng.sample(some, min(count, len(some)))


def _worth_loading(
    learner: Learner, sizes: dict[str, int], request: QuizRequest, now: datetime, room: int
) -> list[str]:
    """Groups to have at hand, as many as there is `room` for in bytes, those loaded first.

    `sizes`: how many items of the pool fall in each group.
    """
    slot = slot_of(now)
    summaries = learner.cards.summaries

    def rank(name: str) -> tuple[bool, int, int, str]:
        known = summaries[name]
        merit = int(known.due > slot)
        if request.pick == "new":
            merit = known.count - sizes[name]
        elif request.pick == "missed":
            merit = -known.weak
        return (learner.cards.absent(name), merit, known.due, name)

    chosen: list[str] = []
    for name in sorted((name for name in sizes if name in summaries), key=rank):
        room -= group_bytes(summaries[name])
        if chosen and room < 0:
            break
        chosen.append(name)
    return chosen


def _stray(course: Course, learner: Learner) -> list[str]:
    """One group of a topic that the course has no more, for `prepared` to look after."""
    topics = {topic_key(topic.id) for topic in course.topics}
    names = [
        name
        for name, summary in learner.cards.summaries.items()
        if summary.count and topic_of_group(name) not in topics
    ]
    return sorted(names, key=lambda name: (learner.cards.absent(name), name))[:1]
