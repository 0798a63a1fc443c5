"""Two devices, one learner: no mark is lost, whoever is faster."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from skill.errors import StoreError
from skill.learner.record import Learner
from skill.learner.stores.sqlite import SqliteStore
from skill.learner.turns import attempt
from tests.children import started
from tests.learner.writers import ITEMS, open_store, write

MARKS = 25
WRITER = str(Path(__file__).with_name("writers.py"))
ROOT = str(Path(__file__).parents[2])


def reviews(store) -> Counter:
    """How often each item was reviewed, as the record has it."""
    learner = store.load("shared")

    def look(who):
        return who, {n: who.card(f"q{n}", f"t{n % 2}") for n in range(ITEMS)}

    cards = attempt(store, "shared", learner, look)[1]
    return Counter({n: card.reps for n, card in cards.items() if card})


def check(store, names) -> None:
    learner = store.load("shared")
    assert learner.taught == tuple(sorted(f"{name} {MARKS}" for name in names))
    assert learner.version == MARKS * len(names)
    counted = reviews(store)
    assert counted.total() == MARKS * len(names)
    assert sum(each.count for each in learner.cards.summaries.values()) == len(counted)


def test_threads_that_share_a_store(store):
    names = ("kitchen", "bedroom", "car")
    threads = [threading.Thread(target=write, args=(store, name, MARKS)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    check(store, names)


def test_processes_that_share_a_store(shared_store):
    names = ("kitchen", "bedroom")
    writers = [
        started(
            [sys.executable, WRITER, *shared_store, name, str(MARKS)],
            stdout=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": ROOT},
        )
        for name in names
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    check(open_store(*shared_store), names)


def test_a_new_file_that_another_process_is_just_making(tmp_path):
    """The switch to the write-ahead log does not wait by itself, as other writes do."""
    path = tmp_path / "learners.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="locked"):
        SqliteStore(path, busy_seconds=0).load("a")
    done = threading.Timer(0.2, other.execute, ["COMMIT"])
    done.start()
    assert SqliteStore(path, busy_seconds=20).load("a") == Learner()
    done.join()
    other.close()
