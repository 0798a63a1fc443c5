"""Siblings on one device: an animal each, a record each, one mark moved, all forgotten together."""

import random
from datetime import UTC, datetime

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.learner.profiles import ANIMALS, base_of, key_of, keys_of, name_of
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.protocol import Partition, partition
from skill.learner.stores.sqlite import SqliteStore
from skill.operations.learners import deleted, exported
from skill.service import Service
from skill.speech.parts import plain
from skill.understanding.subjects import animal_said

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite"])
def store(request, tmp_path):
    made = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "l.db")
    yield made
    made.close()


@pytest.fixture
def say(tools, store):
    service = Service(tools, store, clock=lambda: NOW, rng=random.Random(1), sleep=lambda _: None)
    state: list = [None]

    def said(text, act=Act.SAID):
        turned = service.take_turn(UserTurn(act, text), state[0], "somebody")
        state[0] = turned.state
        assert "fault" not in turned.log and "storage" not in turned.log
        return plain(turned.reply.speech)

    said.service = service
    return said


def met(store, animal):
    return store.load(key_of("somebody", animal)).due_count(datetime(2027, 1, 1, tzinfo=UTC))


def test_each_animal_has_a_record_of_its_own(say, store):
    say("", Act.LAUNCH)
    assert "fox" in say("i'm fox today")
    say("quiz me")
    say("i don't know")
    assert (met(store, "fox"), met(store, "owl")) == (1, 0)
    assert "hare" in say("switch to hare")
    say("quiz me")
    say("i don't know")
    say("i don't know")
    assert (met(store, "hare"), met(store, "fox"), met(store, "owl")) == (2, 1, 0)


def test_the_last_mark_goes_where_it_belongs(say, store):
    say("", Act.LAUNCH)
    say("quiz me")
    say("i don't know")
    assert "fox" in say("that was fox, not owl")
    assert (met(store, "owl"), met(store, "fox")) == (0, 1)
    assert "no mark" in say("that was owl, not fox")


def test_forgetting_reaches_every_animal(say, store):
    for animal in ("fox", "hare"):
        say("", Act.LAUNCH)
        say(f"i'm {animal}")
        say("quiz me")
        say("i don't know")
    say("forget me")
    say("yes")
    assert [met(store, animal) for animal in ANIMALS] == [0] * len(ANIMALS)


def test_a_disabled_skill_reaches_every_animal(say, store):
    say("", Act.LAUNCH)
    say("i'm otter")
    say("quiz me")
    say("i don't know")
    say.service.forget("somebody")
    assert met(store, "otter") == 0


def test_a_request_in_writing_reaches_every_animal(say, store, course):
    say("", Act.LAUNCH)
    say("i'm fox")
    say("quiz me")
    say("i don't know")
    for part, who in list(store.every()):
        told = exported(store, part, who, course)
        whole = [told, *told.get("others on this device", {}).values()]
        assert sum(len(each["questions"]) for each in whole) == 1
    deleted(store, Partition(partition("somebody")))
    assert list(store.every()) == []


def test_the_keys_of_a_family_lie_under_one_digest():
    parts = [Partition(partition(key)) for key in keys_of("somebody", ("chemistry",))]
    assert len(set(parts)) == 2 * len(ANIMALS) and len({base_of(part) for part in parts}) == 1
    assert {name_of(part) for part in parts} >= {"owl", "fox", "owl.chemistry", "fox.chemistry"}
    assert "somebody" not in "".join(parts)


@pytest.mark.parametrize(
    ("said", "open_question", "meant"),
    [
        ("i'm fox today", False, ("fox", False)), ("i'm fox", True, ("fox", False)),
        ("it's fox today", False, ("fox", False)), ("it's fox today", True, None),
        ("that was fox not owl", True, ("fox", True)), ("that was fox", True, None),
        ("that was fox", False, ("fox", True)), ("a fox", False, None),
        ("i saw a fox today", False, None), ("i'm hungry", False, None),
    ],
)  # fmt: skip
def test_how_an_animal_is_said(said, open_question, meant):
    assert animal_said(said.split(), open_question) == meant
