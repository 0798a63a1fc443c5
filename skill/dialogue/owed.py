"""Marks that a failing store did not keep, to be kept with the next turn that can.

They are read from the quiz in the session: the state only remembers which places are owed.
"""

from datetime import datetime

from skill.content.course import Course
from skill.dialogue.state import State
from skill.learner.record import Learner
from skill.quiz.scheduling import rating_for
from skill.quiz.session import UNMARKED, Quiz


def owing(before: State, after: State) -> tuple[int, ...]:
    """The places owed once a turn could not be saved: those owed already, and what it marked."""
    old, new = before.quiz, after.quiz or after.over
    if new is None:
        return ()
    same = old is not None and old.items == new.items
    marks = old.marks if old is not None and same else (UNMARKED,) * len(new.items)
    fresh = [
        place
        for place, (was, is_) in enumerate(zip(marks, new.marks, strict=True))
        if was == UNMARKED and is_ != UNMARKED
    ]
    return tuple(dict.fromkeys((*(before.owed if same else ()), *fresh)))


def caught_up(learner: Learner, state: State, course: Course, now: datetime) -> Learner:
    """The learner with what is owed reviewed. CardsNotLoaded as `Learner.reviewed`."""
    quiz: Quiz | None = state.quiz or state.over
    for place in state.owed:
        if quiz is None or place >= len(quiz.items) or quiz.marks[place] == UNMARKED:
            continue
        item_id = quiz.items[place]
        if topic := course.topic_of(item_id):
            rating = rating_for(quiz.marks[place] / 100)
            learner = learner.reviewed(item_id, topic.id, rating, now)
    return learner
