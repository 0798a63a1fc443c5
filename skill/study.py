"""What a page shows beside the conversation: how it stands, and answers given while away.

Read from the record, or written to it, without a turn: no question that is open is disturbed.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.scene import Scene, Tools
from skill.dialogue.self_test import judged
from skill.dialogue.state import State
from skill.learner.clock import slot_of
from skill.learner.record import Learner
from skill.quiz.progress import Progress, progress
from skill.quiz.scheduling import rating_for
from skill.speech.parts import Speech
from skill.tutor.plan import Plan, planned

MOST_ANSWERS = 20
"""Answers that are marked at once."""
OLDEST = timedelta(days=14)
"""An answer from longer ago counts as given then."""


@dataclass(frozen=True)
class Overview:
    """How a learner stands."""

    subject: str
    """The id of the subject it is about; "" for the first."""
    progress: Progress
    exam: date | None
    plan: Plan | None
    """Where the day of an exam is known and still to come."""
    remembers: bool
    """Whether anything is kept from one day to the next."""


@dataclass(frozen=True)
class Answered:
    """A question that was answered while away."""

    item: str
    heard: str
    at: datetime
    """When (aware)."""


@dataclass(frozen=True)
class Marked:
    """What became of one."""

    item: str
    verdict: str
    """As `skill.dialogue.self_test`; `gone` where the course has the question no more."""
    credit: float
    said: Speech
    counted: bool
    """Whether the record has it: not, where the question was marked again since."""


def overview(tools: Tools, learner: Learner, subject: str, now: datetime) -> Overview:
    """How the learner stands at `now` (aware). Loads nothing."""
    ahead = learner.exam is not None and learner.exam >= now.date()
    plan = planned(tools.course, learner, now, learner.exam) if ahead and learner.exam else None
    return Overview(
        subject, progress(tools.course, learner, now), learner.exam if ahead else None, plan,
        tools.remembers,
    )  # fmt: skip


def mark_all(
    tools: Tools, learner: Learner, answers: Sequence[Answered], state: State, now: datetime,
    seed: int,
) -> tuple[Learner, tuple[Marked, ...]]:  # fmt: skip
    """The learner with those answers marked, each at the time it was given. CardsNotLoaded."""
    rng = random.Random(seed)
    done = []
    for answer in answers[:MOST_ANSWERS]:
        scene = Scene(UserTurn(Act.SAID, answer.heard), state, learner, tools, now, rng)
        learner, each = _marked(scene, answer)
        done.append(each)
    return learner, tuple(done)


def _marked(scene: Scene, answer: Answered) -> tuple[Learner, Marked]:
    item, topic = scene.course.item(answer.item), scene.course.topic_of(answer.item)
    if item is None or topic is None:
        return scene.learner, Marked(answer.item, "gone", 0.0, (), False)
    found = judged(scene, item, answer.heard)
    at = max(min(answer.at.astimezone(UTC), scene.now), scene.now - OLDEST)
    card = scene.learner.card(item.id, topic.id)
    # Sent twice, it counts once: a card that was looked at since is left alone.
    fresh = found.verdict != "talk" and (card is None or card.last < slot_of(at))
    learner = scene.learner
    if fresh:
        learner = learner.reviewed(item.id, topic.id, rating_for(found.credit), at)
    return learner, Marked(item.id, found.verdict, found.credit, found.said, fresh)
