"""A model and a CAPTURE that disagree: the function follows what the requests show."""

import pytest

from skill.channels.alexa.capturing import FOLLOWED, Capturing
from skill.channels.alexa.handler import build_handler
from skill.channels.alexa.intents import WORDS_INTENT
from skill.channels.alexa.lint import lint
from skill.channels.alexa.model import build_model
from skill.channels.alexa.requests import read
from skill.dialogue.reply import Reply
from skill.speech.parts import Say


def envelope(kind, intent="", attributes=None, error=None):
    request = {"type": kind, "requestId": "r", "locale": "en-GB"}
    if intent:
        slots = {"words": {"name": "words", "value": "hello"}} if intent == WORDS_INTENT else {}
        request["intent"] = {"name": intent, "slots": slots}
    if error:
        request |= {"reason": "ERROR", "error": {"type": error, "message": ""}}
    return {"session": {"attributes": attributes or {}}, "request": request}


class Talks:
    """A service that says one thing."""

    def take_turn(self, turn, state, key):
        reply = Reply(speech=(Say("Yes?"),), reprompt=(Say("Yes?"),), listen=True)
        return type("Turned", (), {"reply": reply, "state": {}, "log": {"act": turn.act.value}})()

    def forget(self, key):
        """Nothing is kept."""


def elicits(response) -> bool:
    directives = response["response"].get("directives", ())
    return any(each["type"] == "Dialog.ElicitSlot" for each in directives)


@pytest.fixture
def logged():
    return []


@pytest.fixture
def function(logged):
    return build_handler(lambda: Talks(), capture="elicit", write_log=logged.append)


def test_a_launch_goes_by_the_setting(function):
    assert elicits(function(envelope("LaunchRequest")))


def test_a_fallback_before_any_free_words_shows_the_other_model(function):
    answer = function(envelope("IntentRequest", "AMAZON.FallbackIntent"))
    assert not elicits(answer) and answer["sessionAttributes"][FOLLOWED] == "intents"
    kept = answer["sessionAttributes"]
    assert not elicits(function(envelope("IntentRequest", "AMAZON.HelpIntent", kept)))


def test_free_words_show_the_elicited_model_whatever_the_setting():
    function = build_handler(lambda: Talks(), capture="intents")
    answer = function(envelope("IntentRequest", WORDS_INTENT))
    assert elicits(answer)
    # Where Fallback was kept in the elicited model, it asks again and elicits again.
    kept = answer["sessionAttributes"]
    assert elicits(function(envelope("IntentRequest", "AMAZON.FallbackIntent", kept)))


def test_an_invalid_response_after_an_elicit_is_counted_and_not_repeated(function, logged):
    assert elicits(function(envelope("LaunchRequest")))
    function(envelope("SessionEndedRequest", error="INVALID_RESPONSE"))
    assert logged[-1]["mismatch"] is True
    assert not elicits(function(envelope("LaunchRequest")))


@pytest.mark.parametrize("error", ["INTERNAL_SERVICE_ERROR", "DEVICE_COMMUNICATION_ERROR", None])
def test_other_endings_say_nothing_of_the_model(error):
    capturing = Capturing("elicit")
    event = envelope("SessionEndedRequest", error=error)
    assert not capturing.mismatched(event, read(event))
    assert capturing.of(read(envelope("LaunchRequest"))) == "elicit"


def test_a_model_that_keeps_fallback_is_sound(course):
    kept = build_model(course, "en-GB", "elicit", keep_fallback=True)
    names = {each["name"] for each in kept["interactionModel"]["languageModel"]["intents"]}
    assert "AMAZON.FallbackIntent" in names and lint(kept, keep_fallback=True) == []
    assert lint(kept) != []
