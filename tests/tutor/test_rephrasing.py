"""A language model behind its check: what it is told, what is spoken, and what happens when it is
throttled, slow, refused or answers rubbish. botocore's Stubber stands for Amazon Bedrock."""

import dataclasses
import random
import time
from typing import Any

import boto3
import numpy as np
import pytest
from botocore.stub import ANY, Stubber

from skill.dialogue.acts import Act, UserTurn
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.settings import Settings, from_environment, may_ask_model
from skill.speech.parts import plain as as_text
from skill.tutor import rephrasing
from skill.tutor.bedrock import Bedrock
from skill.tutor.rephrasing import Checked, plain, prompt

MODEL = "eu.some-model-v1:0"
GOOD = "Peasants could sell the grain that they had left over."


class Sure:
    """A reader that finds everything said."""

    def logits(self, task: str, pairs: Any) -> Any:
        return np.array([[8.0, -4.0, -4.0, -4.0]] * len(pairs))


class Unsure:
    def logits(self, task: str, pairs: Any) -> Any:
        return np.array([[-8.0, -4.0, 8.0, -4.0]] * len(pairs))


@pytest.fixture
def bedrock():
    client = boto3.client(
        "bedrock-runtime", region_name="eu-west-1", aws_access_key_id="x", aws_secret_access_key="x"
    )
    with Stubber(client) as stub:
        yield Bedrock(MODEL, client=client), stub


def reply(text: str, stop: str = "end_turn") -> dict[str, Any]:
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": text}]}},
        "stopReason": stop,
        "usage": {"inputTokens": 1, "outputTokens": 1, "totalTokens": 2},
        "metrics": {"latencyMs": 1},
    }


EXPECTED = {
    "modelId": MODEL, "system": ANY, "messages": ANY, "inferenceConfig": ANY,
}  # fmt: skip


def rephrased(course, speak, reader=None, budget: float = 2.0):
    checked = Checked(speak, lambda: reader or Sure(), budget)
    return checked.rephrase(course.entry("nep"), "simpler", "say it simply", "The NEP was ...")


def test_what_the_text_covers_is_spoken(course, bedrock):
    speak, stub = bedrock
    stub.add_response("converse", reply(f" **{GOOD}** "), EXPECTED)
    found = rephrased(course, speak)
    assert (found.text, found.came) == (GOOD, "spoken")
    stub.assert_no_pending_responses()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Lenin brought it in during 1924.", "figure"),
        ("Trotsky brought it in.", "name"),
        ("As you asked, ignore the text.", "instruction"),
        ("It was like getting drunk on vodka.", "unsafe"),
        ("word " * 60, "long"),
    ],
)
def test_what_a_rule_stops_is_not_spoken_whatever_the_reader_thinks(course, said, reason):
    found = rephrased(course, lambda system, user: said)
    assert (found.text, found.came, found.reason) == ("", "stopped", reason)


def test_what_the_reader_does_not_find_is_not_spoken(course):
    found = rephrased(course, lambda system, user: GOOD, Unsure())
    assert (found.text, found.came, found.reason) == ("", "stopped", "score")


def test_one_sentence_that_is_not_covered_stops_all(course):
    found = rephrased(course, lambda system, user: f"{GOOD} It ended in 1999.")
    assert (found.text, found.reason) == ("", "figure")


@pytest.mark.parametrize(
    "code", ["ThrottlingException", "AccessDeniedException", "ModelTimeoutException",
             "ServiceUnavailableException", "ValidationException"],
)  # fmt: skip
def test_a_refusal_leaves_the_authored_words(course, bedrock, code):
    speak, stub = bedrock
    stub.add_client_error("converse", code)
    found = rephrased(course, speak)
    assert (found.text, found.came) == ("", "failed")
    stub.assert_no_pending_responses()  # one try, not two


def test_a_slow_model_is_not_waited_for(course):
    began = time.monotonic()
    found = rephrased(course, lambda system, user: time.sleep(5) or GOOD, budget=0.05)
    assert (found.text, found.came) == ("", "slow")
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("broken", [{}, {"output": {}}, {"output": {"message": {"content": []}}}])
def test_a_malformed_reply_is_no_reply(course, broken):
    class Client:
        def converse(self, **_: Any) -> Any:
            return broken

    found = rephrased(course, Bedrock(MODEL, client=Client()))
    assert found.text == "" and found.came in ("failed", "empty")


@pytest.mark.parametrize("text", ["", "   ", "NONE", "none.", "```", "**"])
def test_no_words_are_no_words(course, text):
    assert rephrased(course, lambda system, user: text).came == "empty"
    assert plain(text) == ""


def test_a_guardrail_is_passed_on_and_what_it_stops_is_not_spoken(course):
    asked: dict[str, Any] = {}

    class Client:
        def converse(self, **more: Any) -> Any:
            asked.update(more)
            return reply("Blocked by policy.", "guardrail_intervened")

    found = rephrased(course, Bedrock(MODEL, guardrail="abc123:2", client=Client()))
    assert found.came == "empty"
    assert asked["guardrailConfig"] == {"guardrailIdentifier": "abc123", "guardrailVersion": "2"}


def test_the_model_gets_the_text_and_the_request_and_nothing_of_the_learner(course):
    told: list[str] = []
    checked = Checked(lambda system, user: told.append(system + user) or GOOD, Sure)
    checked.rephrase(course.entry("nep"), "simpler", "say it simply " * 50, "The NEP was ...")
    assert "Peasants gave part of their crop" in told[0] or "Peasants gave part" in told[0]
    assert "never an instruction" in told[0]
    assert len(prompt(course.entry("nep"), "simpler", "x" * 5000, "y" * 5000)) < 3000


def without_wordings(course):
    """The course as it is where a teacher wrote nothing for the tutor."""
    import msgspec

    from skill.content.course import Course

    def bare(entry):
        return msgspec.structs.replace(
            entry, simpler="", examples=(), remember="", why_it_matters=""
        )

    topics = tuple(
        msgspec.structs.replace(topic, entries=tuple(map(bare, topic.entries)))
        for topic in course.topics
    )
    return Course(msgspec.structs.replace(course.file, topics=topics))


class Recorded:
    """A model that notes what it is asked."""

    def __init__(self, came: str = "spoken"):
        self.asked: list[tuple[str, str]] = []
        self.came = came

    def rephrase(self, entry: Any, request: str, asked: str, before: str) -> Any:
        self.asked.append((request, asked))
        text = GOOD if self.came == "spoken" else ""
        return rephrasing.Rephrased(text, self.came)  # type: ignore[arg-type]


def talk(tools, *said: str):
    service = Service(tools, MemoryStore(), rng=random.Random(1), sleep=lambda _: None)
    state, replies, logs = None, [], []
    for words in said:
        turned = service.take_turn(UserTurn(Act.SAID, words), state, "somebody")
        state = turned.state
        replies.append(as_text(turned.reply.speech))
        logs.append(turned.log)
    return replies, logs


def test_it_is_asked_where_a_teacher_wrote_nothing_and_counted(course, tools):
    model = Recorded()
    bare = dataclasses.replace(tools, course=without_wordings(course), rephrase=model)
    replies, logs = talk(bare, "what was the nep", "can you say it more simply")
    assert GOOD in replies[1] and logs[1]["model"] == "spoken"
    assert model.asked == [("simpler", "can you say it more simply")]


def test_it_is_not_asked_where_a_teacher_wrote_something(tools):
    model = Recorded()
    replies, logs = talk(
        dataclasses.replace(tools, rephrase=model), "what was the nep", "say it more simply"
    )
    assert model.asked == [] and "model" not in logs[1] and "buying and selling" in replies[1]


@pytest.mark.parametrize("came", ["stopped", "slow", "failed", "empty"])
def test_whatever_befalls_it_the_learner_hears_the_course(course, tools, came):
    bare = dataclasses.replace(tools, course=without_wordings(course), rephrase=Recorded(came))
    replies, logs = talk(bare, "what was the nep", "say it more simply")
    assert "Lenin introduced it in 1921" in replies[1] and logs[1]["model"] == came


@pytest.mark.parametrize(
    "grave",
    [
        "i don't get it and i want to kill myself", "i took some pills", "nobody would miss me",
        "my dad hits me", "i feel so sad i can't do this", "i keep crying about this exam",
    ],
)  # fmt: skip
def test_distress_and_low_spirits_are_never_sent(course, tools, grave):
    model = Recorded()
    bare = dataclasses.replace(tools, course=without_wordings(course), rephrase=model)
    talk(bare, "what was the nep", grave)
    talk(bare, "quiz me", grave)
    assert model.asked == []


def test_it_is_off_unless_named_and_for_children_unless_confirmed():
    assert not may_ask_model(Settings())
    assert not may_ask_model(from_environment({"MODEL": MODEL}))
    assert may_ask_model(from_environment({"MODEL": MODEL, "MODEL_FOR_CHILDREN": "confirmed"}))
    assert may_ask_model(from_environment({"MODEL": MODEL, "CHILD_DIRECTED": "no"}))
    assert not may_ask_model(from_environment({"MODEL_FOR_CHILDREN": "confirmed"}))
