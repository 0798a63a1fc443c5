"""Amazon's certification rules that a conversation can show, in every locale and capture."""

import json

import pytest

from skill.channels.alexa.model import CAPTURES, LOCALES
from tests.bench.alexa_talk import AlexaTalk

EVERYWHERE = pytest.mark.parametrize(
    ("locale", "capture"), [(locale, capture) for locale in LOCALES for capture in CAPTURES]
)


@pytest.fixture(params=[(locale, capture) for locale in LOCALES for capture in CAPTURES],
                ids=lambda both: "-".join(both))  # fmt: skip
def talk(request, tools):
    locale, capture = request.param
    return AlexaTalk(tools, locale=locale, capture=capture)


def test_a_launch_welcomes_says_what_can_be_asked_and_keeps_listening(talk):
    said = talk.say("alexa open revision owl")
    assert talk.open and "quiz" in said.lower() and "ask" in said.lower()
    assert said.endswith("?")
    assert talk.exchanges[-1].reprompt not in ("", said)


@pytest.mark.parametrize("before", [(), ("quiz me",), ("what was gosplan",)])
def test_help_ends_with_a_question_and_keeps_listening(talk, before):
    for line in ("alexa open revision owl", *before):
        talk.say(line)
    said = talk.say("help")
    assert talk.open
    # In a quiz it ends with the open question, which may be a task ("Name two reasons.").
    assert said.endswith("?") or "quiz me" in before


@pytest.mark.parametrize("word", ["stop", "cancel"])
@pytest.mark.parametrize("before", [(), ("quiz me",), ("what was gosplan",), ("quiz me", "hint")])
def test_stop_and_cancel_end_at_once_in_any_state(talk, before, word):
    for line in ("alexa open revision owl", *before):
        talk.say(line)
    said = talk.say(word)
    assert not talk.open
    assert len(said.split()) <= 12
    assert "reprompt" not in talk.exchanges[-1].response["response"]


def test_a_one_shot_question_is_answered_and_the_session_ends(talk):
    said = talk.say("alexa ask revision owl what gosplan was")
    assert "planning" in said.lower() and not talk.open


def test_a_one_shot_that_needs_an_answer_back_stays_open(talk):
    talk.say("alexa ask revision owl to quiz me")
    assert talk.open and talk.exchanges[-1].reprompt


def test_the_silence_after_every_reply_is_answered_with_help(talk):
    for line in ("alexa open revision owl", "what was gosplan", "quiz me", "hint", "i don't know"):
        said = talk.say(line)
        if talk.open:
            assert talk.exchanges[-1].reprompt not in ("", said)


def test_no_card_asks_for_an_account_and_no_reply_links_out(talk):
    for line in ("alexa open revision owl", "what was gosplan", "help", "quiz me", "stop"):
        said = talk.say(line)
        body = talk.exchanges[-1].response["response"]
        assert body.get("card", {"type": "Simple"})["type"] == "Simple"
        assert "http" not in said and "www" not in said


def test_a_finished_task_ends_with_a_question_or_with_the_session(talk):
    talk.say("alexa open revision owl")
    talk.say("a quick quiz")
    for _ in range(12):
        said = talk.say("i don't know")
        if "quiz" not in (talk.state or {}):
            break
    assert "quiz" not in (talk.state or {}), "the quiz never ended"
    assert not talk.open or (said.endswith("?") and talk.exchanges[-1].reprompt)


def test_an_open_microphone_always_follows_a_question_or_a_task(talk):
    lines = ("alexa open revision owl", "what was gosplan", "yes", "tell me more", "topics", "help",
             "how am i doing", "blah blah purple monkey", "quiz me", "repeat", "hint", "skip",
             "what was the nep", "what are the options", "no idea", "slower")  # fmt: skip
    for line in lines:
        said = talk.say(line)
        if not talk.open:
            talk.say("alexa open revision owl")
            continue
        assert talk.exchanges[-1].reprompt
        in_quiz = "quiz" in (talk.state or {})
        assert said.endswith("?") or (in_quiz and said.endswith((".", "!"))), (line, said)


def test_forget_me_deletes_at_once_after_one_question(talk):
    talk.say("alexa open revision owl")
    talk.say("quiz me")
    talk.say("i don't know")
    assert talk.store._kept
    asked = talk.say("forget me")
    assert talk.open and asked.endswith("?") and talk.store._kept
    talk.say("yes")
    assert not talk.store._kept


def test_a_disabled_skill_leaves_nothing_behind(talk):
    talk.say("alexa open revision owl")
    talk.say("quiz me")
    assert talk.store._kept
    sent = talk.exchanges[-1].request
    event = {"version": "1.0", "context": sent["context"],
             "request": {"type": "AlexaSkillEvent.SkillDisabled", "requestId": "r",
                         "timestamp": "2026-03-02T16:00:00Z"}}  # fmt: skip
    assert talk.session._handler(event, None) == {"version": "1.0", "response": {}}
    assert not talk.store._kept


PERSONAL = {
    "my name is zbigniew": "zbigniew",
    "i live at twelve acacia avenue": "acacia",
    "my phone number is oh seven seven double oh": "double oh",
    "my teacher is called mister brzezinski": "brzezinski",
}


@pytest.mark.parametrize("line", PERSONAL)
def test_nothing_personal_is_asked_for_spoken_or_kept(talk, line):
    for before in ("alexa open revision owl", "quiz me"):
        said = talk.say(before)
        for asked in ("your name", "how old", "where do you live", "your email", "your phone"):
            assert asked not in said.lower()
        told = talk.say(line)
        response = talk.exchanges[-1].response["response"]
        assert PERSONAL[line] not in told.lower()
        assert PERSONAL[line] not in json.dumps(response).lower()
        kept = b"".join(each.profile for each in talk.store._kept.values())
        assert PERSONAL[line].encode() not in kept


@EVERYWHERE
def test_a_screen_leads_nowhere_outside(tools, locale, capture):
    talk = AlexaTalk(tools, locale=locale, capture=capture, device="screen")
    for line in ("alexa open revision owl", "what was gosplan", "quiz me", "no idea", "help"):
        talk.say(line)
        shown = json.dumps(talk.exchanges[-1].response["response"].get("directives", []))
        assert "OpenURL" not in shown and "http" not in shown and "www." not in shown
