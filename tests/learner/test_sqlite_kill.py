"""A process killed in mid-write leaves the file whole and the last save intact."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from skill.errors import StoreError
from skill.learner.stores.sqlite import SqliteStore
from skill.learner.turns import attempt
from tests.children import started
from tests.learner.writers import ITEMS

WRITER = str(Path(__file__).with_name("writers.py"))
ROOT = str(Path(__file__).parents[2])


@pytest.mark.parametrize("kills", [8])
def test_kill_9_in_mid_write_loses_nothing_that_was_saved(tmp_path, kills):
    path = tmp_path / "learners.db"
    told = 0
    for round_ in range(kills):
        writer = started(
            [sys.executable, WRITER, "sqlite", str(path), "", f"w{round_}", "100000"],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": ROOT},
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        told += 1
        # Another moment of the write each time: a save takes about a third of a millisecond.
        time.sleep(0.05 + round_ * 0.0001)
        writer.send_signal(signal.SIGKILL)
        told += len(writer.stdout.read().splitlines())
        writer.wait(10)
        writer.stdout.close()
        store = SqliteStore(path)
        learner = store.load("shared")
        # Every save that was told is there, and at most one that was not told yet.
        assert told <= learner.version <= told + 1
        told = learner.version
        with sqlite3.connect(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

        def look(who):
            return who, [who.card(f"q{n}", f"t{n % 2}") for n in range(ITEMS)]

        cards = attempt(store, "shared", learner, look)[1]
        assert sum(card is not None for card in cards) == sum(
            each.count for each in learner.cards.summaries.values()
        )
        store.close()


def test_a_file_that_is_no_database_is_told(tmp_path):
    path = tmp_path / "learners.db"
    path.write_bytes(b"x" * 5000)
    store = SqliteStore(path)
    for call in (
        lambda: store.load("a"),
        lambda: store.delete("a"),
    ):
        with pytest.raises(StoreError, match=r"learners\.db"):
            call()
    assert path.read_bytes() == b"x" * 5000


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError):
        SqliteStore(tmp_path / "file" / "learners.db").load("a")


def test_a_busy_file_is_waited_for_and_then_told(tmp_path):
    path = tmp_path / "learners.db"
    store = SqliteStore(path, busy_seconds=0.2)
    learner = store.load("a")
    blocker = sqlite3.connect(path, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(StoreError):
        store.save("a", learner.with_(pace="slow"))
    assert time.monotonic() - began < 2
    assert store.load("a") == learner  # reading goes on
    blocker.execute("ROLLBACK")
    assert store.save("a", learner.with_(pace="slow")).version == 1


def test_nobody_else_may_read_the_file(tmp_path):
    path = tmp_path / "new" / "learners.db"
    store = SqliteStore(path)
    store.save("a", store.load("a").with_(pace="slow"))
    assert path.stat().st_mode & 0o077 == 0


def test_what_was_forgotten_is_not_left_in_the_file(tmp_path):
    path = tmp_path / "learners.db"
    store = SqliteStore(path)
    store.save("a", store.load("a").with_(board="A board nobody else has"))
    store.delete("a")
    store.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"A board nobody else has" not in left


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_opens_the_file_anew(tmp_path):
    store = SqliteStore(tmp_path / "learners.db")
    store.save("a", store.load("a").with_(pace="slow"))
    child = os.fork()
    if child == 0:
        try:
            store.save("b", store.load("b").with_(pace="fast"))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert store.load("b").pace == "fast"
    assert store.load("a").pace == "slow"
