"""What a turn reads and writes for a learner of 1,000 cards: 4 kB at most."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.learner.record import Learner
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.protocol import groups_to_write
from skill.learner.turns import transact
from skill.quiz.progress import progress
from skill.quiz.selection import QuizRequest, prepared, select

NOW = datetime(2026, 2, 1, 17, 30, tzinfo=UTC)
MOST = 4096


class Metered(MemoryStore):
    """Counts what a turn reads and what it writes: profile, groups, and their keys."""

    KEYS = 60
    read = written = 0

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        learner = super().load(key)
        self.read, self.written = len(learner.pack()) + self.KEYS, 0
        return learner

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        names = tuple(groups)
        kept = next(iter(self._kept.values()))
        self.read += sum(len(kept.groups.get(name, b"")) + self.KEYS for name in names)
        return super().load_groups(key, learner, names)

    def save(self, key: str, learner: Learner) -> Learner:
        self.written += len(learner.pack()) + self.KEYS
        self.written += sum(len(data) + self.KEYS for data in groups_to_write(learner).values())
        return super().save(key, learner)


def course_of(topics: int, items: int) -> Course:
    return Course(
        CourseFile(
            format=1,
            course=CourseInfo(title="Everything"),
            topics=tuple(
                Topic(
                    id=f"a-rather-long-topic-name-{t}",
                    title=f"Topic {t}",
                    quiz=tuple(
                        QuizItem(id=f"item-{t}-{n}", kind="short", prompt="?", answer="!")
                        for n in range(items)
                    ),
                )
                for t in range(topics)
            ),
        )
    )


@pytest.mark.parametrize(("topics", "items"), [(1, 1000), (20, 50), (100, 10)])
def test_a_turn_of_a_learner_of_1000_cards_is_small(topics, items):
    course, store, rng, now = course_of(topics, items), Metered(), random.Random(5), NOW
    unfinished = {
        "items": [f"item-{n}-{n}" for n in range(20)],
        "results": list(range(20)),
        "started": "2026-02-01",
    }
    reads, writes = [], []

    def do(turn):
        seed = rng.random()
        result = transact(
            store, "a", lambda who: turn(who, random.Random(seed)), sleep=lambda _: None, rng=rng
        )
        reads.append(store.read)
        writes.append(store.written)
        return result

    def quiz(request, luck):
        def begin(who, chance):
            ids = select(course, who, request, now, chance)
            return prepared(course, who, ids).with_(unfinished=unfinished), ids

        for item in do(begin):
            topic = course.topic_of(item)
            rating = luck.choice(["again", "hard", "good", "good"])
            do(lambda who, _, item=item, topic=topic, rating=rating: (
                who.reviewed(item, topic.id, rating, now), None))  # fmt: skip

    while progress(course, store.load("a"), now).seen < 1000:
        quiz(QuizRequest(pick="new", count=20), rng)
        now += timedelta(hours=7)
    reads.clear()
    writes.clear()
    for pick in ("mixed", "due", "missed", "new", "mixed"):
        quiz(QuizRequest(pick=pick, count=20), rng)
        now += timedelta(days=2)
    print(f"\n{topics} topics: at most {max(reads)} read, {max(writes)} written a turn")
    assert max(reads) <= MOST and max(writes) <= MOST
    assert store.load("a").cards.calendar.due_by(0xFFFF) == 1000
