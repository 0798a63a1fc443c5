"""Two devices, two processes, one learner who is quizzed on both at once: every mark is kept."""

import os
import subprocess
import sys
from pathlib import Path

from skill.learner.stores.sqlite import SqliteStore
from skill.learner.turns import attempt
from tests.children import started

QUIZZER = str(Path(__file__).with_name("quizzer.py"))
ROOT = str(Path(__file__).parents[2])
TOPICS = ("the five year plans", "life for ordinary people", "the five year plans")
QUESTIONS = 12


def test_no_mark_is_lost(tmp_path, course):
    path = tmp_path / "learners.db"
    SqliteStore(path).load("shared")
    devices = [
        started(
            [sys.executable, QUIZZER, str(path), topic, str(QUESTIONS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": ROOT},
        )
        for topic in TOPICS
    ]
    for device in devices:
        assert device.stdout.readline() == "ready\n"
    for device in devices:
        device.stdin.write("go\n")
        device.stdin.flush()
    marked = [line for device in devices for line in device.communicate(timeout=120)[0].split()]
    assert [device.returncode for device in devices] == [0] * len(devices)
    assert len(marked) == QUESTIONS * len(devices)
    store = SqliteStore(path)

    def look(who):
        homes = [(item.id, course.topic_of(item.id)) for item in course.items()]
        return who, {
            item: card.reps for item, topic in homes if topic and (card := who.card(item, topic.id))
        }

    kept = attempt(store, "shared", store.load("shared"), look)[1]
    # Two of the devices asked about the same topic: what both asked was reviewed twice.
    assert kept == {item: marked.count(item) for item in marked}
    assert store.load("shared").quizzes == len(devices)
