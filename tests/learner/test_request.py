"""A request code: spoken once, found by the operator, good for one request and thirty days."""

import json
import random
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from skill.cli import main
from skill.dialogue.acts import Act, UserTurn
from skill.errors import SkillError
from skill.learner.record import Learner
from skill.learner.request import DAYS, has_code, is_request, with_code, without_code
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.null import NullStore
from skill.learner.stores.protocol import Partition, partition
from skill.learner.stores.sqlite import SqliteStore
from skill.operations.learners import exported, found_by, served
from skill.service import Service
from tests.learner.test_store_contract import KEY, NOW, card, review


def test_a_code_holds_for_its_time_and_no_other_does():
    learner = with_code(Learner(taught=("commands",)), "01234567", NOW)
    assert has_code(learner, "01234567", NOW + timedelta(days=DAYS))
    assert not has_code(learner, "01234568", NOW)
    assert not has_code(learner, "01234567", NOW + timedelta(days=DAYS, seconds=1))
    assert not any("0123" in mark for mark in learner.taught)
    again = with_code(learner, "76543210", NOW)
    assert not has_code(again, "01234567", NOW) and sum(map(is_request, again.taught)) == 1
    assert without_code(again).taught == ("commands",)


def test_every_learner_of_a_store(store):
    for number in range(5):
        review(store, "gosplan", key=f"learner {number}")
    found = dict(store.every())
    assert set(found) == {partition(f"learner {number}") for number in range(5)}
    part = Partition(partition("learner 3"))
    assert store.load(part) == store.load("learner 3") == found[part]
    store.delete(part)
    assert store.load("learner 3").is_new and len(list(store.every())) == 4


def test_a_record_is_found_written_out_and_deleted(store, course):
    item = next(course.items())
    topic = next(topic for topic in course.topics if item in topic.quiz)
    for number in range(60):
        review(store, f"other {number}", topic.id)
    review(store, item.id, topic.id, rating="hard")
    review(store, "gosplan", key="somebody else")
    learner = store.load(KEY)
    store.save(KEY, with_code(learner.seen(NOW), "48217730", NOW))
    part, who = found_by(store, "4821 7730", NOW)
    told = exported(store, part, who, course)
    ours = next(each for each in told["questions"] if each["question"] == item.prompt)
    assert ours["topic"] == topic.title and ours["last time"] == "hard" and ours["asked"] == 1
    assert len(told["questions"]) == 61 and told["sessions"] == 1
    assert json.loads(json.dumps(told)) == told and "request:" not in json.dumps(told)
    served(store, part, who)
    with pytest.raises(SkillError, match="no record has that code"):
        found_by(store, "48217730", NOW)
    assert card(store, item.id, topic.id).reps == 1
    store.delete(part)
    assert not store.load(KEY).version and store.load("somebody else").version == 1


@pytest.mark.parametrize("code", ["", "1234567", "123456789", "abcdefgh", "٤٨٢١٧٧٣"])
def test_what_is_no_code_is_said_to_be_none(store, code):
    with pytest.raises(SkillError, match="8 digits"):
        found_by(store, code, NOW)


@pytest.fixture
def kept(tmp_path, monkeypatch) -> SqliteStore:
    monkeypatch.setenv("LEARNER_STORE", f"sqlite:{tmp_path / 'learners.db'}")
    return SqliteStore(tmp_path / "learners.db")


def spoken_code(tools, store, clock=lambda: datetime.now(UTC)) -> tuple[str, str]:
    """The digits as they were spoken, and the whole of what was said."""
    service = Service(tools, store, clock=clock, rng=random.Random(4))
    turned = service.take_turn(UserTurn(Act.SAID, "give me my request code"), None, KEY)
    said = "".join(getattr(part, "text", "") for part in turned.reply.speech)
    code = "".join(re.findall(r"\d", said.partition("card")[0]))
    assert turned.reply.card is not None
    assert code == "".join(re.findall(r"\d", turned.reply.card.text.partition("once")[0]))
    return code, said


def test_spoken_by_the_owl_and_used_by_the_operator(tools, kept, tmp_path):
    code, said = spoken_code(tools, kept)
    assert len(code) == 8 and ", ".join(code[:4]) in said and "thirty days" in said
    out = tmp_path / "record.json"
    run = CliRunner().invoke
    told = run(main, ["learner", "export", code, "--out", str(out)])
    assert told.exit_code == 0 and json.loads(out.read_text())["pace of speech"] == "normal"
    told = run(main, ["learner", "export", code])
    assert told.exit_code == 1 and "no record has that code" in told.output
    code, _ = spoken_code(tools, kept)
    assert run(main, ["learner", "delete", code], input="n\n").exit_code == 1
    assert kept.load(KEY).version
    assert "Deleted: 1." in run(main, ["learner", "delete", code, "--yes"]).output
    assert not kept.load(KEY).version


def test_the_end_of_a_service(kept):
    for number in range(3):
        review(kept, "gosplan", key=f"learner {number}")
    run = CliRunner().invoke
    assert run(main, ["learner", "delete"]).exit_code == 2
    assert run(main, ["learner", "delete", "12345678", "--all"]).exit_code == 2
    assert "Deleted: 3." in run(main, ["learner", "delete", "--all", "--yes"]).output
    assert list(kept.every()) == []


def test_in_a_quiz_it_waits_and_without_memory_there_is_none(tools):
    store = MemoryStore()
    service = Service(tools, store, rng=random.Random(1))
    quiz = service.take_turn(UserTurn(Act.SAID, "quiz me"), None, KEY)
    asked = UserTurn(Act.SAID, "give me my request code")
    told = service.take_turn(asked, quiz.state, KEY)
    said = "".join(getattr(part, "text", "") for part in told.reply.speech)
    assert "once the quiz is done" in said and not any(map(is_request, store.load(KEY).taught))
    nothing = Service(replace(tools, remembers=False), NullStore(), rng=random.Random(1))
    said = nothing.take_turn(asked, None, KEY).reply.speech
    assert not re.search(r"\d", "".join(getattr(part, "text", "") for part in said))
