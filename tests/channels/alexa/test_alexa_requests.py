"""Envelopes into turns: the words said are restored, whatever intent or slot they came in."""

import pytest

from skill.channels.alexa.intents import BUILT_IN, CUSTOM, SLOT_TYPES
from skill.channels.alexa.model import slots_in
from skill.channels.alexa.requests import read
from skill.dialogue.acts import Act


def heard(name, slots=None):
    filled = {n: v if isinstance(v, dict) else {"name": n, "value": v}
              for n, v in (slots or {}).items()}  # fmt: skip
    event = {"session": {"new": False}, "request": {
        "type": "IntentRequest", "intent": {"name": name, "slots": filled}}}  # fmt: skip
    return read(event).turn


def matched(value, *names):
    values = [{"value": {"name": name, "id": name}} for name in names]
    code = "ER_SUCCESS_MATCH" if names else "ER_SUCCESS_NO_MATCH"
    return {"type": "Simple", "value": value, "resolutions": {
        "resolutionsPerAuthority": [{"status": {"code": code}, "values": values}]}}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "slots", "text"),
    [
        ("WhyIntent", {"query": "did stalin industrialise"}, "why did stalin industrialise"),
        ("HowIntent", {"query": "were people harmed"}, "how were people harmed"),
        ("WhatIsIntent", {"query": "gosplan"}, "what's gosplan"),
        ("TellMeAboutIntent", {"query": "gulags"}, "tell me about gulags"),
        ("WordsIntent", {"words": "hang on what was gosplan"}, "hang on what was gosplan"),
        ("BecauseStatementIntent", {"phrase": "of the plans"}, "because of the plans"),
        ("SayIntent", {"phrase": "forced labour"}, "forced labour"),
        ("QuizTopicIntent", {"topic": "benefits"}, "quiz me on benefits"),
        ("QuizCountIntent", {"count": "10"}, "10 questions"),
        ("QuizCountTopicIntent", {"count": "3", "topic": "harms"}, "3 questions on harms"),
        ("QuizCountTopicIntent", {"count": "3"}, "questions on 3"),
        ("HintIntent", {}, "give me a hint"),
        ("AnswerIntent", {"year": "1929"}, "1929"),
        ("AnswerIntent", {"answer": "bukharin"}, "bukharin"),
        ("AnswerIntent", {"number": "?", "answer": {"name": "answer"}}, ""),
        ("WhyIntent", {}, "why"),
        ("SomeNewIntent", {"anything": "a stray value"}, "a stray value"),
        ("AMAZON.PauseIntent", {}, "pause"),
    ],
)
def test_the_words_are_restored(name, slots, text):
    turn = heard(name, slots)
    assert turn.text == text
    assert turn.act is (Act.SAID if text else Act.FALLBACK)


def test_resolved_names_and_lists_are_other_readings():
    turn = heard("AnswerIntent", {"answer": matched("boo karin", "bukharin")})
    assert (turn.text, turn.also) == ("boo karin", ("bukharin",))
    listed = {"slotValue": {"type": "List", "values": [
        matched("olives", "black olives"), matched("ham")]}}  # fmt: skip
    turn = heard("AnswerIntent", {"answer": listed})
    assert turn.text == "olives and ham"
    assert set(turn.also) == {"olives", "black olives", "ham"}


def test_a_stray_slot_of_a_question_is_kept():
    turn = heard("WhatIntent", {"query": "is it", "topic": matched("benefits", "the benefits")})
    assert turn.text == "what is it"
    assert turn.also == ("is it", "benefits", "the benefits")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_is_an_act_with_its_words(name):
    turn = heard(name)
    assert (turn.act, turn.text) == (BUILT_IN[name].act, BUILT_IN[name].text)


@pytest.mark.parametrize("name", CUSTOM)
def test_every_custom_intent_becomes_words(name):
    intent = CUSTOM[name]
    slots = dict.fromkeys(slots_in(intent.samples[0]), "seven")
    assert set(slots) <= set(SLOT_TYPES)
    turn = heard(name, slots)
    assert turn.act is Act.SAID and turn.text and "{" not in turn.text


@pytest.mark.parametrize(
    ("request_", "touched"),
    [({"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["option:2"]}, "option:2"),
     ({"type": "Alexa.Presentation.APL.UserEvent", "arguments": ["", "say:a", 4]}, "say:a"),
     ({"type": "Display.ElementSelected", "token": "say:yes"}, "say:yes")],
)  # fmt: skip
def test_touches(request_, touched):
    turn = read({"session": {}, "request": request_}).turn
    assert (turn.act, turn.touched) == (Act.TOUCHED, touched)


def test_a_screen_and_its_viewport():
    device = {"supportedInterfaces": {"Alexa.Presentation.APL": {}}}
    event = {"context": {"System": {"device": device}, "Viewport": {"shape": "ROUND"}}}
    assert read(event).viewport == {"shape": "ROUND"} and read(event).turn.screen
    assert read({}).viewport is None and not read({}).turn.screen
