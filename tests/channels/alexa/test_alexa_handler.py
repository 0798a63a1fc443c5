"""The handler over real-shaped envelopes, with a small scripted service behind it."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from skill.channels.alexa.handler import build_handler
from skill.channels.alexa.requests import STATE
from skill.channels.alexa.wellformed import problems
from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.reply import Answer, Card, Expectation, Reply
from skill.errors import ForeignRequest, StoreError
from skill.speech.parts import Pause, Pronounced, Say

REQUESTS = Path(__file__).parents[4] / "shared" / "alexa-requests"


@dataclass
class Turned:
    reply: Reply
    state: dict[str, Any] = field(default_factory=lambda: {"v": 1})
    log: dict[str, Any] = field(default_factory=lambda: {"act": "test"})


class Service:
    """Replies with what it was given, and remembers the turns it took."""

    def __init__(self, *replies: Reply, state: dict[str, Any] | None = None):
        self.replies = list(replies) or [Reply((Say("Hello."),), (Say("Still there?"),), True)]
        self.state = state or {"v": 1}
        self.turns: list[tuple[UserTurn, Any, Any]] = []
        self.forgotten: list[str] = []

    def take_turn(self, turn: UserTurn, state: Any, learner_key: str | None) -> Turned:
        self.turns.append((turn, state, learner_key))
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        if turn.act is Act.ENDED:
            reply = Reply(silent=True)
        return Turned(reply, dict(self.state))

    def forget(self, learner_key: str) -> None:
        self.forgotten.append(learner_key)


def envelope(request: dict[str, Any], attributes: Any = None, new: bool = False) -> dict[str, Any]:
    application, user = {"applicationId": "amzn1.ask.skill.one"}, {"userId": "someone"}
    return {
        "version": "1.0",
        "session": {
            "new": new, "sessionId": "s", "application": application, "user": user,
            "attributes": attributes or {},
        },
        "context": {"System": {"application": application, "user": user, "device": {}}},
        "request": {"requestId": "r", "locale": "en-GB", "timestamp": "2026-01-01T00:00:00Z"}
        | request,
    }  # fmt: skip


def intent(name: str, /, **slots: Any) -> dict[str, Any]:
    filled = {n: v if isinstance(v, dict) else {"name": n, "value": v} for n, v in slots.items()}
    return envelope({"type": "IntentRequest", "intent": {"name": name, "slots": filled}})


LAUNCH = envelope({"type": "LaunchRequest"}, new=True)
ASKING = Reply(
    speech=(Say("In which year?"),),
    reprompt=(Say("A clue: before the war."),),
    listen=True,
    expects=Expectation("answer", (Answer("a", "1929", ("may 1929",)),)),
)


def handle(service: Service, event: Any, **options: Any) -> dict[str, Any]:
    response = build_handler(lambda: service, **options)(event, None)
    assert problems(response, event) == []
    json.dumps(response)
    return response


def directives(response: dict[str, Any]) -> dict[str, Any]:
    return {d["type"]: d for d in response["response"].get("directives", ())}


@pytest.mark.skipif(not REQUESTS.is_dir(), reason="the shared envelopes are not here")
def test_every_real_request_is_survived():
    paths = sorted(REQUESTS.rglob("*.json"))
    assert len(paths) > 20
    for path in paths:
        try:
            event = json.loads(path.read_text("utf-8-sig"))
        except ValueError:
            continue
        for capture in ("elicit", "intents"):
            handle(Service(), event, capture=capture)


@pytest.mark.parametrize(
    "event",
    [None, [], "x", 3, {}, {"request": None}, {"request": []}, {"request": {"type": []}},
     {"session": 1, "context": 2, "request": {"type": "IntentRequest", "intent": 3}},
     envelope({"type": "IntentRequest"}), envelope({"type": "Tomorrow.Event"}),
     envelope({"type": "LaunchRequest", "locale": 5}), envelope({"type": "LaunchRequest"}, [1]),
     intent("Unknown"), intent("WhatIntent", query={"slotValue": {"values": 5}}),
     intent("WhatIntent", query={"resolutions": {"resolutionsPerAuthority": [None, {}]}})],
)  # fmt: skip
def test_odd_requests_get_a_valid_reply(event):
    handle(Service(), event)


def test_a_launch_keeps_the_session_open_and_elicits_words():
    service = Service()
    response = handle(service, LAUNCH)
    turn, state, learner = service.turns[0]
    assert (turn.act, turn.opens, state, learner) == (Act.LAUNCH, True, None, "someone")
    elicited = directives(response)["Dialog.ElicitSlot"]
    assert elicited["slotToElicit"] == "words"
    assert elicited["updatedIntent"]["name"] == "WordsIntent"
    assert response["sessionAttributes"] == {STATE: {"v": 1}}
    assert directives(response)["Dialog.UpdateDynamicEntities"]["updateBehavior"] == "CLEAR"


def test_the_intents_capture_elicits_nothing():
    assert "Dialog.ElicitSlot" not in directives(handle(Service(), LAUNCH, capture="intents"))


def test_expected_answers_are_lent_and_taken_back_once():
    finished = Reply((Say("Well done. Another?"),), (Say("Say yes or no."),), True)
    service = Service(ASKING, finished)
    asked = handle(service, intent("QuizIntent"))
    lent = directives(asked)["Dialog.UpdateDynamicEntities"]
    assert lent["types"][0]["values"] == [
        {"id": "a", "name": {"value": "nineteen twenty nine",
                             "synonyms": ["may nineteen twenty nine"]}}
    ]  # fmt: skip
    assert directives(asked)["Dialog.ElicitSlot"]["updatedIntent"]["name"] == "AnswerIntent"
    answered = envelope(
        {"type": "IntentRequest", "intent": {"name": "AMAZON.NoIntent"}}, asked["sessionAttributes"]
    )
    after = handle(service, answered)
    assert directives(after)["Dialog.UpdateDynamicEntities"]["updateBehavior"] == "CLEAR"
    again = envelope(answered["request"], after["sessionAttributes"])
    assert "Dialog.UpdateDynamicEntities" not in directives(handle(service, again))


def test_the_last_reply_clears_entities_and_has_no_reprompt():
    service = Service(Reply((Say("Bye!"),)))
    event = envelope(LAUNCH["request"] | {"type": "IntentRequest", "intent": {
        "name": "AMAZON.StopIntent"}}, {STATE: {"v": 1}, "lent": 1})  # fmt: skip
    response = handle(service, event)
    assert response["response"]["shouldEndSession"] is True
    assert [*directives(response)] == ["Dialog.UpdateDynamicEntities"]


def test_session_ended_is_told_to_the_service_and_answered_silently():
    service = Service()
    event = envelope({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}, {STATE: {"v": 1}})
    assert handle(service, event) == {"version": "1.0", "response": {}}
    assert service.turns[0][0].act is Act.ENDED


def test_a_disabled_skill_forgets():
    service = Service()
    event = envelope({"type": "AlexaSkillEvent.SkillDisabled"})
    del event["session"]
    handle(service, event)
    assert service.forgotten == ["someone"]


def test_a_failed_forgetting_is_an_error_so_that_alexa_tries_again():
    service = Service()
    service.forget = lambda key: (_ for _ in ()).throw(StoreError("down"))
    with pytest.raises(StoreError):
        handle(service, envelope({"type": "AlexaSkillEvent.SkillDisabled"}))


def test_a_broken_service_ends_in_a_kind_sentence_and_keeps_the_state(caplog):
    service = Service()
    service.take_turn = lambda *a: (_ for _ in ()).throw(KeyError("what the learner said"))
    event = envelope({"type": "LaunchRequest"}, {STATE: {"v": 1, "entry": "x"}})
    lines: list[Any] = []
    response = handle(service, event, write_log=lines.append)
    assert [(line["act"], line["fault"]) for line in lines] == [("launch", "KeyError")]
    assert response["response"]["shouldEndSession"] is False
    assert response["sessionAttributes"][STATE] == {"v": 1, "entry": "x"}
    assert "KeyError" in caplog.text and "what the learner said" not in caplog.text


def test_a_foreign_application_is_refused():
    with pytest.raises(ForeignRequest):
        handle(Service(), LAUNCH, skill_id="amzn1.ask.skill.two")
    handle(Service(), LAUNCH, skill_id="amzn1.ask.skill.one")


def test_speech_is_escaped_and_written_as_markup_only_here():
    parts = (Say('5 < 6 & "so"\x00\ud800'), Pause(20_000), Pronounced("NEP", "en ee pee"),
             Pronounced("gulag", "goo-lag", "ˈɡuːlæɡ"))  # fmt: skip
    response = handle(Service(Reply(parts, pace="slow")), LAUNCH)
    assert response["response"]["outputSpeech"]["ssml"] == (
        '<speak><prosody rate="80%">5 &lt; 6 &amp; &quot;so&quot;<break time="10000ms"/>'
        '<sub alias="en ee pee">NEP</sub>'
        '<phoneme alphabet="ipa" ph="ˈɡuːlæɡ">gulag</phoneme></prosody></speak>'
    )


@pytest.mark.parametrize("letter", ["a", "&", "é", "日"])
def test_long_replies_are_cut_to_the_limits(letter):
    long = (Say(f"{letter * 9} " * 3000),)
    answers = tuple(Answer(f"a{n}", f"{'x' * 130} {n}") for n in range(200))
    reply = Reply(long, long, True, Card("T" * 500, letter * 20_000),
                  expects=Expectation("answer", answers))  # fmt: skip
    response = handle(Service(reply), LAUNCH)
    assert len(response["response"]["outputSpeech"]["ssml"]) > 1500


def test_one_line_of_facts_a_turn_without_words_or_ids():
    lines: list[Any] = []
    handle(Service(), intent("WhyIntent", query="did stalin do it"), write_log=lines.append)
    assert lines[0]["intent"] == "WhyIntent" and lines[0]["act"] == "test"
    assert "stalin" not in json.dumps(lines) and "someone" not in json.dumps(lines)


def test_a_learner_who_left_is_one_line_without_who_it_was():
    event = {"request": {"type": "AlexaSkillEvent.SkillDisabled"},
             "context": {"System": {"user": {"userId": "someone"}}}}  # fmt: skip
    lines: list[Any] = []
    handle(Service(), event, write_log=lines.append)
    assert lines == [{"request": "AlexaSkillEvent.SkillDisabled", "forgotten": True}]
    service = Service()
    service.forget = lambda key: (_ for _ in ()).throw(StoreError(key))
    with pytest.raises(StoreError):  # so that Alexa sends the event again
        handle(service, event, write_log=lines.append)
    assert lines[1]["storage"] == "StoreError" and "someone" not in json.dumps(lines)
