"""What a turn of the dialogue reads and writes for a learner of 1,000 cards: 4 kB at most."""

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.scene import Tools
from skill.learner.record import Learner
from skill.learner.turns import transact
from skill.quiz.selection import QuizRequest, prepared, select
from skill.service import Service
from tests.conversation import Clock
from tests.learner.test_size import MOST, Metered

LINES = (
    "<launch>", "how am i doing overall", "what's due", "what should i revise", "quiz me", "true",
    "i was right", "skip", "why", "how am i doing", "pause", "<launch>", "yes", "false",
    "only the ones i got wrong", "true", "true", "a quick quiz", "true", "false", "true",
    "what did i get wrong", "daily five", "twenty questions", "true", "start over", "easier ones",
)  # fmt: skip


def _course(topics: int, items: int) -> Course:
    return Course(
        CourseFile(
            format=1,
            course=CourseInfo(title="Everything"),
            topics=tuple(
                Topic(
                    id=f"a-rather-long-topic-name-{t}",
                    title=f"Topic {t}",
                    quiz=tuple(
                        QuizItem(
                            id=f"item-{t}-{n}",
                            kind="true_false",
                            prompt=f"True or false: this is {n}.",
                            answer="true",
                        )
                        for n in range(items)
                    ),
                )
                for t in range(topics)
            ),
        )
    )


def _meet_everything(course: Course, store: Metered, now: datetime) -> None:
    """Has the learner asked everything over some weeks, a turn at a time as the skill does."""
    rng = random.Random(3)

    def do(turn):
        return transact(store, "me", turn, sleep=lambda _: None, rng=rng)

    def begin(who: Learner):
        ids = select(course, who, QuizRequest(pick="new", count=20), now, random.Random(4))
        return prepared(course, who, ids).seen(now), ids

    while ids := do(begin):
        for item in ids:
            place = item, course.topic_of(item).id
            rating = rng.choice(["again", "hard", "good", "good"])
            do(lambda who, to=(*place, rating, now): (who.reviewed(*to), None))
        now += timedelta(hours=7)


@pytest.mark.parametrize(("topics", "items"), [(1, 1000), (20, 50), (100, 10)])
def test_a_turn_is_small(tools: Tools, topics: int, items: int) -> None:
    course, store, clock = _course(topics, items), Metered(), Clock()
    _meet_everything(course, store, clock.now - timedelta(days=40))
    service = Service(replace(tools, course=course), store, clock=clock, rng=random.Random(5))
    state, worst = None, {}
    for line in LINES:
        turn = UserTurn(Act.SAID, line)
        if line == "<launch>":
            turn, state = UserTurn(Act.LAUNCH, opens=True), None
            clock.now += timedelta(days=3)
        store.read = store.written = 0
        turned = service.take_turn(turn, state, "me")
        assert "fault" not in turned.log and "storage" not in turned.log, turned.log
        state = turned.state
        worst[line] = max(worst.get(line, 0), store.read, store.written)
    print(f"\n{topics} topics: at most {max(worst.values())} bytes a turn")
    assert max(worst.values()) <= MOST, worst
