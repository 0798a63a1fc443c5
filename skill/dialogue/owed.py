"""Marks that a failing store did not keep, to be kept with the next turn that can.

Those of the quiz in the session are read from it: the state only remembers which places are
owed. When that quiz is left for another, its marks are packed, five bytes each.
"""

import json
import struct
from base64 import b85decode, b85encode
from collections.abc import Iterator
from datetime import datetime

from msgspec import structs

from skill.content.course import OTHERWISE, Course
from skill.dialogue.state import MOST_BYTES, State, to_dict
from skill.learner.grouping import item_key
from skill.learner.record import Learner
from skill.quiz.scheduling import rating_for
from skill.quiz.session import UNMARKED, Quiz

_MARK = struct.Struct(">IB")
"""An item's key and its per cent."""


def with_owed(before: State, after: State, saved: bool) -> State:
    """The state after a turn with what is owed then: nothing if it was saved; else what was owed
    already, and what the turn marked."""
    if saved:
        return structs.replace(after, owed=(), left="")
    old, new = before.quiz or before.over, after.quiz or after.over
    same = old is not None and new is not None and _goes_on(old, new)
    left = before.left if same else _left(before, old)
    was = old.marks if old is not None and same else ()
    owed = before.owed if same else ()
    if new is not None and not new.exam and not new.players:
        was = (*was, *(UNMARKED for _ in new.items[len(was) :]))
        fresh = (
            at for at, mark in enumerate(new.marks) if mark != UNMARKED and was[at] == UNMARKED
        )
        owed = tuple(dict.fromkeys((*owed, *fresh)))
    return _fitted(structs.replace(after, owed=owed, left=left))


def reconciled(ours: State, theirs: State) -> State:
    """The state to go on with after two turns that were taken at once: the one further on in their
    quiz, else ours; and it owes what either owes."""
    old, new = ours.quiz or ours.over, theirs.quiz or theirs.over
    ahead, behind = ours, theirs
    if old and new and _goes_on(old, new) and new.marked > old.marked:
        ahead, behind = theirs, ours
    open_ = ahead.quiz or ahead.over
    there = {item_key(open_.items[at]) for at in ahead.owed} if open_ else set()
    left = _unpacked(_left(behind, behind.quiz or behind.over))
    marks = {key: mark for key, mark in left if key not in there} | dict(_unpacked(ahead.left))
    return _fitted(structs.replace(ahead, left=_packed(list(marks.items()))))


def _goes_on(old: Quiz, new: Quiz) -> bool:
    """Whether it is the same quiz, later, and not begun again."""
    ids = [tuple(i.removesuffix(OTHERWISE) for i in quiz.items) for quiz in (old, new)]
    # A lesson grows as it goes on.
    return ids[1][: len(ids[0])] == ids[0] and all(
        mark != UNMARKED
        for mark, before in zip(new.marks, old.marks, strict=False)
        if before != UNMARKED
    )


def _left(before: State, quiz: Quiz | None) -> str:
    """What was packed, and what was owed of a quiz that is left now."""
    marks = _unpacked(before.left)
    for place in before.owed if quiz else ():
        if quiz and place < len(quiz.items) and quiz.marks[place] != UNMARKED:
            marks.append((item_key(quiz.items[place]), quiz.marks[place]))
    return _packed(marks)


def _fitted(state: State) -> State:
    """The state within its size: of many marks that are owed, the oldest go."""
    marks = _unpacked(state.left)
    while marks and len(json.dumps(to_dict(state))) > MOST_BYTES:
        del marks[0]
        state = structs.replace(state, left=_packed(marks))
    return state


def _packed(marks: list[tuple[int, int]]) -> str:
    return b85encode(b"".join(_MARK.pack(*mark) for mark in marks)).decode()


def _unpacked(text: str) -> list[tuple[int, int]]:
    """What was packed; nothing of what was not: a state comes from outside."""
    try:
        return [(key, min(mark, 100)) for key, mark in _MARK.iter_unpack(b85decode(text))]
    except (ValueError, struct.error):
        return []


def caught_up(learner: Learner, state: State, course: Course, now: datetime) -> Learner:
    """The learner with what is owed reviewed. CardsNotLoaded as `Learner.reviewed`."""
    for item_id, mark in (*_of_left(state, course), *_of_quiz(state)):
        if topic := course.topic_of(item_id):
            learner = learner.reviewed(item_id, topic.id, rating_for(mark / 100), now)
    return learner


def _of_left(state: State, course: Course) -> Iterator[tuple[str, int]]:
    marks = _unpacked(state.left)
    ids = {item_key(item.id): item.id for item in course.items()} if marks else {}
    return ((ids[key], mark) for key, mark in marks if key in ids)


def _of_quiz(state: State) -> Iterator[tuple[str, int]]:
    quiz = state.quiz or state.over
    for place in state.owed if quiz else ():
        if quiz and place < len(quiz.items) and quiz.marks[place] != UNMARKED:
            yield quiz.items[place], quiz.marks[place]
