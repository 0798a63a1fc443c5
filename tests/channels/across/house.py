"""One owl with its doors open over one table, and what is kept in it."""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from skill.content.course import Course, QuizItem
from skill.learner.record import Learner
from skill.learner.stores.dynamodb import DynamoStore
from skill.learner.stores.protocol import Partition, partition
from skill.learner.turns import attempt
from tests.channels.across.processes import Process, cache_in, environment
from tests.channels.messenger.conftest import Meta
from tests.learner.conftest import open_dynamo

numbers = itertools.count()
"""One for each learner, whoever they are."""


@dataclass
class House:
    """The owl, its doors open."""

    course: Course
    store: DynamoStore
    meta: Meta
    doors: dict[str, Process]

    def kept(self) -> set[tuple[str, str]]:
        """What lies in the table: (partition, the item's name)."""
        self.store._calls.begin()
        found = self.store._calls.call("scan", TableName=self.store._table, ConsistentRead=True)
        return {(each["k"]["S"], each["s"]["S"]) for each in found["Items"]}

    def records(self) -> dict[str, dict[str, int]]:
        """By partition, how often each question was reviewed: of whoever was asked any."""
        found = {part: self._reviews(part) for part, name in self.kept() if name == "p"}
        return {part: reviews for part, reviews in found.items() if reviews}

    def reviews(self, key: str) -> dict[str, int]:
        """How often each question was reviewed in the record of a key."""
        return self.records().get(partition(key), {})

    def _reviews(self, part: str) -> dict[str, int]:
        homes = [(item.id, self.course.topic_of(item.id)) for item in self.course.items()]

        def look(who: Learner) -> tuple[Learner, dict[str, int]]:
            cards = {item: who.card(item, topic.id) for item, topic in homes if topic}
            return who, {item: card.reps for item, card in cards.items() if card and card.reps}

        key = Partition(part)
        return attempt(self.store, key, self.store.load(key), look)[1]

    def asked(self, said: str) -> QuizItem:
        """The question that the owl asked last in what it said."""
        found = [(said.rfind(item.prompt.rstrip(".?")), item) for item in self.course.items()]
        place, item = max(found, key=lambda each: each[0])
        assert place >= 0, f"no question in {said!r}"
        return item


@contextmanager
def opened(
    course: Course, url: str, meta: Meta, folder: Path, names: tuple[str, ...]
) -> Iterator[House]:
    """The doors of these names, started together over a new table. url: DynamoDB's stand-in."""
    store = open_dynamo(url)
    env = environment(cache_in(folder), url, store._table, meta.address)
    with ExitStack() as stack:
        stack.callback(store.close)
        doors = {}
        for name in names:
            doors[name] = Process(name, env)
            stack.callback(doors[name].ended)
        for each in doors.values():
            each.ready()
        yield House(course, store, meta, doors)
