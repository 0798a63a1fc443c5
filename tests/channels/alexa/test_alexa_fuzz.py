"""Envelopes bent out of shape: always a valid response, never an exception."""

import copy
import json
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skill.channels.alexa.handler import build_handler
from skill.channels.alexa.wellformed import problems
from skill.dialogue.reply import Answer, Card, Expectation, Reply
from skill.speech.parts import Pause, Pronounced, Say
from tests.channels.alexa.test_alexa_handler import LAUNCH, Turned, intent

REQUESTS = Path(__file__).parents[4] / "shared" / "alexa-requests"


class Echo:
    """Says, shows, expects and keeps whatever it heard: the worst that a core could do."""

    def take_turn(self, turn, state, learner_key):
        heard = " ".join((turn.text, *turn.also, turn.touched)) or "nothing"
        reply = Reply(
            speech=(Say(heard), Pause(300), Pronounced(heard, heard, heard), Say("Yes?")),
            reprompt=(Say(heard),),
            listen=len(heard) % 2 == 0,
            card=Card(heard, heard),
            expects=Expectation("answer", (Answer(heard, heard, (heard, heard[::-1])),)),
            pace="fast",
        )
        return Turned(reply, {"v": 1, "heard": heard, "before": state})

    def forget(self, learner_key):
        assert learner_key


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip

SEEDS = [
    LAUNCH,
    intent("WhyIntent", query="did it rain"),
    intent("AnswerIntent", answer={"value": "x", "resolutions": {"resolutionsPerAuthority": [
        {"status": {"code": "ER_SUCCESS_MATCH"}, "values": [{"value": {"name": "y"}}]}]}}),
]  # fmt: skip
if REQUESTS.is_dir():
    for path in sorted(REQUESTS.rglob("*.json")):
        try:
            SEEDS.append(json.loads(path.read_text("utf-8-sig")))
        except ValueError:
            continue


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        yield from places(inner, (*path, key))


def bent(event, path, value):
    """The event with `value` at a place."""
    if not path:
        return value
    event = copy.deepcopy(event)
    target = event
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    return event


def survive(event):
    for capture in ("elicit", "intents"):
        response = build_handler(Echo, capture=capture)(event, None)
        assert problems(response, event if isinstance(event, dict) else {}) == []
        json.dumps(response)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(SEEDS) - 1), st.randoms(use_true_random=False), json_values)
def test_bent_envelopes(seed: int, rng: random.Random, value) -> None:
    event = SEEDS[seed]
    survive(bent(event, rng.choice(list(places(event))), value))


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_whatever_is_heard(text):
    survive(intent("WordsIntent", words=text))
    survive(intent("AnswerIntent", answer=text, year=text))


@settings(max_examples=100, deadline=None)
@given(json_values)
def test_anything_at_all(event):
    survive(event)


@pytest.mark.parametrize(
    "text", ["<speak>", "]]>", "&amp;", "{words}", "\ud800", "\x00", "'\"", "a" * 9000]
)
def test_hostile_words(text):
    survive(intent("WordsIntent", words=text))
