"""What is realistic up to an exam: how much is met, how much a day, what today."""

import math
from dataclasses import dataclass
from datetime import date, datetime

from skill.content.course import Course
from skill.learner.record import Learner
from skill.quiz.progress import progress
from skill.quiz.selection import due_count

A_SESSION = 12
"""Questions in ten minutes, about: fifty seconds each with what is said about them."""
LAST_DAYS = 2
"""Days before the exam that are for going over, not for anything new."""
MOST_NEW = 15
"""New questions a day that can be kept up: more of them come back than can be answered."""


@dataclass(frozen=True)
class Plan:
    """A plan, in questions and days."""

    days: int
    """From today to the exam."""
    met: int
    total: int
    due: int
    new_a_day: int
    """New questions a day that meet everything in time; MOST_NEW at most."""
    enough: bool
    """Whether everything can be met in time."""
    sessions: int
    """Ten-minute sessions for today."""
    weakest: str = ""
    """The title of the weakest topic, "" where nothing was met."""
    weakest_id: str | None = None


def planned(course: Course, learner: Learner, now: datetime, exam: date) -> Plan:
    """The plan for an exam on that day. `now` is aware; CardsNotLoaded as for `progress`."""
    found = progress(course, learner, now)
    days = (exam - now.date()).days
    left = max(0, found.items - found.seen)
    usable = max(1, days - LAST_DAYS)
    a_day = min(MOST_NEW, math.ceil(left / usable)) if left else 0
    due = due_count(course, learner, now)
    weakest = found.weakest[0] if found.weakest else None
    return Plan(
        days=days, met=found.seen, total=found.items, due=due, new_a_day=a_day,
        enough=a_day * usable >= left, sessions=max(1, math.ceil((due + a_day) / A_SESSION)),
        weakest=weakest.title if weakest else "", weakest_id=weakest.topic_id if weakest else None,
    )  # fmt: skip
