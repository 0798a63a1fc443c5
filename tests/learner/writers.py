"""One of several processes that write to one learner at once. Run by test_two_writers."""

import random
import sys
import time
from datetime import UTC, datetime, timedelta

from skill.learner.stores.dynamodb import DynamoStore
from skill.learner.stores.sqlite import SqliteStore
from skill.learner.turns import transact

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
ITEMS = 60


def open_store(kind: str, address: str, table: str):
    if kind == "sqlite":
        return SqliteStore(address, busy_seconds=10)
    return DynamoStore(table, region="eu-west-1", endpoint=address)


def write(store, name: str, marks: int, say=lambda mark: None) -> None:
    """Marks items, the same for every writer, and notes in `taught` how often."""
    rng = random.Random(name)
    for mark in range(marks):
        item = rng.randrange(ITEMS)

        def turn(learner, item=item, mark=mark):
            learner = learner.reviewed(
                f"q{item}", f"t{item % 2}", "good", NOW + timedelta(days=mark)
            )
            count = sum(int(each.split()[1]) for each in learner.taught if each.startswith(name))
            others = [each for each in learner.taught if not each.startswith(name)]
            return learner.with_(taught=(*others, f"{name} {count + 1}")), None

        transact(store, "shared", turn, sleep=time.sleep, rng=rng, attempts=60, clock=lambda: 0)
        say(mark)


if __name__ == "__main__":
    opened = open_store(*sys.argv[1:4])
    write(opened, sys.argv[4], int(sys.argv[5]), say=lambda mark: print(mark, flush=True))
