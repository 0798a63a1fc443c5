"""The simulated device: sessions, silence, one-shots, refusals."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from skill.bench import envelopes
from skill.bench.invocation import invocation
from skill.bench.models import course_models
from skill.bench.session import Session
from tests.bench.test_understanding import COURSE


class Skill:
    """A scripted handler that keeps what it was sent."""

    def __init__(self):
        self.events = []
        self.next = ...

    def __call__(self, event, context):
        json.dumps(event)
        self.events.append(event)
        kind = event["request"]["type"]
        if kind == "SessionEndedRequest":
            return {"version": "1.0", "response": {}}
        if self.next is not ...:
            return self.next
        count = event["session"]["attributes"].get("owl", 0) + 1
        return reply(f"Turn <sub alias='x'>{count}</sub>.", count)

    @property
    def last(self):
        return self.events[-1]["request"]


def reply(speech, state=1, listen=True, directives=()):
    said = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{speech}</speak>"}}
    body = {**said, "shouldEndSession": not listen, "directives": list(directives)}
    if listen:
        body["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": "<speak>Still there?</speak>"}}
    return {"version": "1.0", "sessionAttributes": {"owl": state}, "response": body}


def elicit(slot="words", intent="WordsIntent"):
    updated = {"name": intent, "slots": {slot: {"name": slot}}}
    return {"type": "Dialog.ElicitSlot", "slotToElicit": slot, "updatedIntent": updated}


@pytest.fixture
def skill():
    return Skill()


@pytest.fixture
def session(skill):
    clock = lambda: datetime(2026, 3, 2, tzinfo=UTC)  # noqa: E731
    return Session(skill, course_models(COURSE, "elicit"), clock=clock)


def test_a_session_opens_keeps_its_attributes_and_ends(session, skill):
    first = session.say("alexa, open revision owl")
    assert skill.last["type"] == "LaunchRequest" and skill.events[0]["session"]["new"] is True
    assert (first.speech, first.reprompt, first.listening) == ("Turn 1.", "Still there?", True)
    session.say("why do they erupt")
    assert skill.events[1]["session"]["attributes"] == {"owl": 1}
    assert skill.events[1]["session"]["new"] is False
    assert len({e["session"]["sessionId"] for e in skill.events}) == 1
    skill.next = reply("Bye.", listen=False)
    assert not session.say("stop").listening and not session.open
    skill.next = ...
    session.say("open revision owl")
    assert skill.events[-1]["session"]["attributes"] == {}
    assert len({e["session"]["sessionId"] for e in skill.events}) == 2


@pytest.mark.parametrize(
    ("said", "requests"),
    [
        ("alexa open revision owl", ()), ("revision owl", ()), ("start the revision owl", ()),
        ("alexa ask revision owl", ()),
        ("ask revision owl why do they erupt", ("why do they erupt",)),
        ("alexa ask revision owl for my daily five", ("my daily five", "for my daily five")),
        ("tell revision owl to quiz me", ("quiz me", "to quiz me")),
        ("open revision owl and quiz me", ("quiz me", "and quiz me")),
        ("quiz me on lava using revision owl", ("quiz me on lava",)),
        ("the answer is alaska", None), ("why is an owl wise", None), ("open the door", None),
        ("please revision owl stop", None),
    ],
)  # fmt: skip
def test_waking(said, requests):
    woken = invocation(said, "revision owl")
    assert (woken and woken.requests) == requests


def test_one_shots_are_intents_that_open_a_session(session, skill):
    session.say("Alexa, ask Revision Owl for my daily five")
    assert skill.last["intent"]["name"] == "DailyIntent"
    assert skill.events[-1]["session"]["new"] is True


def test_words_without_a_session_are_a_one_shot(session, skill):
    session.say("why do they erupt")
    assert skill.last["intent"]["name"] == "WhyIntent"
    assert skill.events[-1]["session"]["new"] is True


def test_waking_again_ends_the_old_session(session, skill):
    session.say("open revision owl")
    session.say("alexa open revision owl")
    kinds = [e["request"]["type"] for e in skill.events]
    assert kinds == ["LaunchRequest", "SessionEndedRequest", "LaunchRequest"]


def test_silence_is_a_reprompt_then_the_end(session, skill):
    session.say("open revision owl")
    heard = session.silence()
    assert (heard.speech, heard.request, heard.listening) == ("Still there?", None, True)
    assert not session.say("").listening and not session.open
    assert skill.last == skill.last | {
        "type": "SessionEndedRequest", "reason": "EXCEEDED_MAX_REPROMPTS"}  # fmt: skip
    assert session.silence().speech == ""


def test_elicited_words_and_lent_entities(session, skill):
    lent = {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "REPLACE", "types": [
        {"name": "AnswerValue", "values": [
            {"id": "t", "name": {"value": "tephra", "synonyms": []}}]}]}  # fmt: skip
    skill.next = reply("Well?", directives=[lent, elicit("answer", "AnswerIntent")])
    session.say("open revision owl")
    session.say("is it tephra")
    slot = skill.last["intent"]["slots"]["answer"]
    assert slot["value"] == "tephra"
    assert slot["resolutions"]["resolutionsPerAuthority"][1]["values"][0]["value"]["id"] == "t"
    assert skill.last["dialogState"] == "IN_PROGRESS"
    skill.next = reply("Well?", directives=[
        {"type": "Dialog.UpdateDynamicEntities", "updateBehavior": "CLEAR"}, elicit()])  # fmt: skip
    session.say("is it tephra")
    session.say("is it tephra")
    assert skill.last["intent"]["slots"]["words"]["value"] == "is it tephra"


@pytest.mark.parametrize(
    "bad",
    [
        {}, {"version": "1.0"}, None, reply("<b>bold</b>"), reply("a & b"), reply("x" * 8000),
        reply("fine", directives=[{"type": "Hint"}]),
        reply("fine", directives=[elicit(), elicit()]),
        reply("fine", listen=False, directives=[elicit()]),
        reply("fine", directives=[elicit("answer", "WordsIntent")]),
        reply('<break time="11s"/>fine'), reply(" "),
        reply("fine", state="x" * 25_000),
    ],
)  # fmt: skip
def test_what_alexa_would_refuse_ends_the_session(session, skill, bad):
    session.say("open revision owl")
    skill.next = bad
    exchange = session.say("hello")
    assert exchange.faults and not session.open and not exchange.listening
    assert skill.last == skill.last | {"type": "SessionEndedRequest", "reason": "ERROR"}


def test_a_skill_that_fails_ends_the_session(session, skill):
    session.say("open revision owl")
    working, session._handler = session._handler, lambda event, context: 1 / 0
    exchange = session.say("hello")
    assert exchange.faults[0].startswith("the skill failed: ZeroDivisionError")
    assert not session.open and "problem" in exchange.speech
    session._handler = working
    assert session.say("open revision owl").listening


@pytest.mark.parametrize("word", ["exit", "Alexa, quit"])
def test_exit_ends_the_session_without_asking_the_skill(session, skill, word):
    session.say("open revision owl")
    assert session.say(word).speech == "" and not session.open
    assert skill.last["type"] == "SessionEndedRequest" and len(skill.events) == 2


def test_eliciting_outside_the_models_dialog_is_refused(skill):
    session = Session(skill, course_models(COURSE, "intents"))
    skill.next = reply("Hello.", directives=[elicit()])
    assert session.say("open revision owl").faults == ("WordsIntent is not in the model's dialog",)


@pytest.mark.parametrize("device", envelopes.DEVICES)
def test_devices(session, skill, device):
    session.use(device=device)
    session.say("open revision owl")
    context = skill.events[0]["context"]
    interfaces = context["System"]["device"]["supportedInterfaces"]
    assert ("Alexa.Presentation.APL" in interfaces) is (device != "no-screen")
    assert ("Viewport" in context) is (device != "no-screen")


def test_touches(session, skill):
    session.use(device="screen")
    session.say("open revision owl")
    session.touch(["option:2"])
    assert skill.last == skill.last | {
        "type": "Alexa.Presentation.APL.UserEvent", "arguments": ["option:2"]}  # fmt: skip


def test_unknown_devices_and_locales(session):
    with pytest.raises(ValueError, match="no-screen"):
        session.use(device="toaster")
    with pytest.raises(ValueError, match="en-GB"):
        session.use(locale="fr-FR")
    assert session.setting.locale == "en-GB"


def test_an_exchange_is_json(session):
    json.dumps(session.say("open revision owl").to_dict())


def test_envelopes_have_the_shape_of_real_ones(session, skill):
    """Every field of a recorded intent request stands in ours."""
    path = Path(__file__).parents[3] / "shared" / "alexa-requests" / "alexa-net-tests"
    if not path.is_dir():
        pytest.skip("the shared envelopes are not here")
    real = json.loads((path / "SmartPropertiesIntentRequest.json").read_text("utf-8-sig"))
    session.say("why do they erupt")
    ours = skill.events[-1]
    assert set(real) <= set(ours) and set(real["session"]) <= set(ours["session"])
    assert set(real["request"]) <= set(ours["request"])
    assert set(real["request"]["intent"]) <= set(ours["request"]["intent"])
    assert set(real["context"]["System"]) - {"unit"} <= set(ours["context"]["System"])
