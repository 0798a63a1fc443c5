"""Simulated learners, and the ways of choosing questions that `benchmarks.memory` compares."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.learner.record import Learner
from skill.learner.stores.memory import MemoryStore
from skill.learner.turns import transact
from skill.quiz.scheduling import rating_for
from skill.quiz.selection import QuizRequest, due_count, prepared, select

START = datetime(2026, 3, 2, 17, tzinfo=UTC)
TOPICS = 10
NEW_A_DAY = 5
MOST_A_DAY = 20
SLIP, GUESS = 0.05, 0.1
LEITNER_DAYS = (1, 2, 4, 8, 16)


@dataclass
class Mind:
    """One simulated learner. Times are in days."""

    rng: random.Random
    half_lives: dict[str, float] = field(default_factory=dict)
    last: dict[str, float] = field(default_factory=dict)
    ease: dict[str, float] = field(default_factory=dict)
    """Of each item, to this learner: 1 is ordinary."""

    def __post_init__(self) -> None:
        self.first = self.rng.lognormvariate(math.log(1.5), 0.4)
        self.growth = self.rng.uniform(2.0, 5.0)

    def recall(self, item: str, day: float) -> float:
        """The true chance of recalling an item; 0 if it was never taught."""
        if item not in self.half_lives:
            return 0.0
        return 2 ** (-(day - self.last[item]) / self.half_lives[item])

    def asked(self, item: str, day: float) -> bool:
        """Answers, hears what is right, and learns from it. Whether the answer was right."""
        chance = self.recall(item, day)
        knew = self.rng.random() < chance
        ease = self.ease.setdefault(item, self.rng.lognormvariate(0, 0.5))
        ease *= self.rng.lognormvariate(0, 0.25)
        if knew:
            self.half_lives[item] *= 1 + self.growth * math.sqrt(1 - chance) * ease
        else:
            before = self.half_lives.get(item, 0.0)
            self.half_lives[item] = max(self.first * ease, before * 0.4)
        self.last[item] = day
        return self.rng.random() > SLIP if knew else self.rng.random() < GUESS


class Ours:
    """The product: its selection over its record in a store."""

    def __init__(self, course: Course, rng: random.Random):
        self.course, self.rng, self.store = course, rng, MemoryStore()

    def choose(self, day: int, count: int | None) -> list[str]:
        now = START + timedelta(days=day)
        seed = self.rng.random()

        def begin(learner: Learner) -> tuple[Learner, list[str]]:
            due = due_count(self.course, learner, now) + NEW_A_DAY
            request = QuizRequest(
                count=count or min(due, MOST_A_DAY), pick="mixed" if count else "due"
            )
            chosen = select(self.course, learner, request, now, random.Random(seed))
            return prepared(self.course, learner, chosen), list(chosen)

        return self._turn(begin)

    def mark(self, item: str, day: int, right: bool) -> None:
        now = START + timedelta(days=day)
        topic = self.course.topic_of(item)
        assert topic is not None
        rating = rating_for(float(right))
        self._turn(lambda learner: (learner.reviewed(item, topic.id, rating, now), None))

    def _turn(self, turn: Callable[[Learner], tuple[Learner, Any]]) -> Any:
        return transact(self.store, "learner", turn, sleep=lambda _: None, rng=self.rng)


class Aimed(Ours):
    """The product, told on the first day when the exam is."""

    def __init__(self, course: Course, rng: random.Random, days: int):
        super().__init__(course, rng)
        exam = (START + timedelta(days=days)).date()
        self._turn(lambda learner: (learner.with_(exam=exam), None))


class Leitner:
    """Five boxes, asked after 1, 2, 4, 8 and 16 days; a miss goes back to the first."""

    def __init__(self, course: Course, rng: random.Random):
        self.new = [item.id for item in course.items()]
        rng.shuffle(self.new)
        self.box: dict[str, int] = {}
        self.due: dict[str, int] = {}

    def choose(self, day: int, count: int | None) -> list[str]:
        due = sorted((item for item in self.due if self.due[item] <= day), key=self.due.__getitem__)
        if count is None:
            return [*due, *self.new[:NEW_A_DAY]][:MOST_A_DAY]
        later = sorted(self.due.keys() - due, key=self.due.__getitem__)
        return [*due, *self.new, *later][:count]

    def mark(self, item: str, day: int, right: bool) -> None:
        if item in self.new:
            self.new.remove(item)
        box = min(self.box.get(item, -1) + 1, len(LEITNER_DAYS) - 1) if right else 0
        self.box[item] = box
        self.due[item] = day + LEITNER_DAYS[box]


class Chance:
    """Any item, as often as any other."""

    def __init__(self, course: Course, rng: random.Random):
        self.items, self.rng = [item.id for item in course.items()], rng

    def choose(self, day: int, count: int | None) -> list[str]:
        return self.rng.sample(self.items, count or 0)

    def mark(self, item: str, day: int, right: bool) -> None:
        pass


Policy = Ours | Leitner | Chance


def course_to_learn(items: int) -> Course:
    """A course of so many items over ten topics."""
    topics = tuple(
        Topic(
            id=f"topic-{t}",
            title=f"Topic {t}",
            quiz=tuple(
                QuizItem(id=f"item-{t}-{n}", kind="short", prompt="?", answer="!")
                for n in range(items // TOPICS)
            ),
        )
        for t in range(TOPICS)
    )
    return Course(CourseFile(format=1, course=CourseInfo(title="To learn"), topics=topics))
