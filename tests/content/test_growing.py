"""The course grew: whoever learned from the smaller one loses nothing, and no id is used twice over."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from skill.content.course import Course
from skill.content.loading import load_course
from skill.learner.record import Learner, unpack
from skill.learner.stores.memory import MemoryStore
from skill.quiz.progress import progress
from skill.settings import HOME
from tests.conversation import FROZEN

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)
BEFORE, AFTER = load_course(FROZEN), load_course(HOME / "content.json")
RETIRED = set(
    re.findall(r"^\| `([a-z0-9-]+)` \|", (HOME / "docs" / "content.md").read_text("utf-8"), re.M)
)


def ids(course: Course) -> set[str]:
    return {each.id for each in (*course.entries(), *course.items())}


def test_every_old_id_is_still_there_or_retired():
    gone = ids(BEFORE) - ids(AFTER)
    assert gone == RETIRED & ids(BEFORE)
    assert not RETIRED & ids(AFTER), "a retired id is never used again"


@pytest.mark.parametrize("item", [item.id for item in BEFORE.items()])
def test_an_id_keeps_its_meaning(item):
    old, new = BEFORE.item(item), AFTER.item(item)
    if new is None:
        return
    assert (old.kind, old.answer, old.entry) == (new.kind, new.answer, new.entry)
    assert BEFORE.topic_of(item).id == AFTER.topic_of(item).id


def learned(course: Course) -> Learner:
    """Somebody who was asked everything there is, once."""
    learner = Learner().seen(NOW)
    for at, item in enumerate(course.items()):
        topic = course.topic_of(item.id).id
        learner = learner.reviewed(
            item.id, topic, "good" if at % 3 else "again", NOW + timedelta(seconds=at)
        )
    return learner


def test_a_stored_learner_loses_nothing():
    store = MemoryStore()
    store.save("me", learned(BEFORE))
    found = store.load("me")
    found = store.load_groups("me", found, found.cards.summaries)
    assert found.pack() == unpack(found.pack(), found.version, found.epoch).pack()
    kept = [item for item in BEFORE.items() if AFTER.item(item.id)]
    for item in kept:
        topic = AFTER.topic_of(item.id).id
        assert found.card(item.id, topic) == learned_card(item.id, topic)
    told = progress(AFTER, found, NOW)
    assert told.seen >= len(kept) and told.items == sum(1 for _ in AFTER.items())


def learned_card(item_id: str, topic_id: str):
    return LEARNED.card(item_id, topic_id)


LEARNED = learned(BEFORE)


def test_every_fact_of_the_first_page_has_its_entry():
    """The page that the course was first made of, fact by fact (docs/content.md names the entries)."""
    text = (HOME / "docs" / "content.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| .+? \| `([a-z0-9-]+)` \| (.+?) \|$", text, re.M)
    assert len(rows) >= 36
    entries = {entry.id: entry for entry in AFTER.entries()}
    for number, entry_id, words in rows:
        entry = entries[entry_id]
        told = " ".join((entry.answer, *entry.points, entry.detail)).lower()
        for word in words.lower().split(", "):
            assert word in told, (number, entry_id, word)


def test_the_course_is_as_large_as_it_says():
    text = (HOME / "docs" / "content.md").read_text(encoding="utf-8")
    said = re.search(
        r"(\d+) topics, (\d+) entries, (\d+) quiz questions and (\d+) exam questions", text
    )
    counted = (
        len(AFTER.topics), sum(1 for _ in AFTER.entries()), sum(1 for _ in AFTER.items()),
        len(AFTER.file.exam_questions),
    )  # fmt: skip
    assert tuple(map(int, said.groups())) == counted
    assert json.loads((HOME / "content.json").read_text("utf-8"))["course"]["title"]
