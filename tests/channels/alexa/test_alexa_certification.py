"""Amazon's certification rules that a conversation can show, in every locale and capture."""

import pytest

from skill.channels.alexa.model import CAPTURES, LOCALES
from tests.simulator.alexa_talk import AlexaTalk


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
