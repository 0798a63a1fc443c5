"""Within Messenger's limits: texts, buttons, calls."""

import json

import pytest
import urllib3
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.channels.messenger.chats import MOST_TAKEN, Chat, after, fitting, joined
from skill.channels.messenger.graph import NotSent
from skill.channels.messenger.quick import MOST, quick_replies, shortened
from skill.channels.messenger.responses import Message, messages
from skill.channels.messenger.texts import length, split, written
from skill.channels.messenger.usage import rest
from skill.dialogue.reply import Reply, Screen
from skill.dialogue.state import State
from skill.learner.slips import MOST_BYTES
from skill.speech.parts import Pause, Pronounced, Say


def test_speech_is_written_as_it_is_spelt():
    speech = (Say("Two. "), Say("One: the "), Pronounced("N.E.P.", "enn ee pee"), Say("."),
              Pause(300), Say("Two: coal."), Pause(50), Say("Carry on?"))  # fmt: skip
    assert written(speech) == "Two. One: the N.E.P..\nTwo: coal. Carry on?"
    assert written((Say("half \ud83e of"),)) == "half ? of"


def test_long_texts_are_split_between_sentences():
    sentence = (
        "In 1928 the plan began, and Mr. Gove's coal, e.g. from the Donbas, was counted twice. "
    )
    pieces = split((sentence * 60).strip())
    assert len(pieces) > 2 and all(piece.endswith("twice.") for piece in pieces)
    assert " ".join(pieces) == (sentence * 60).strip()
    lines = split("\n".join(["One: a point of some length."] * 150))
    assert all(line == "One: a point of some length." for p in lines for line in p.split("\n"))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.integers(8, 60))
def test_no_piece_is_too_long_and_nothing_is_lost(text, most):
    pieces = split(text, most)
    assert all(0 < length(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_what_can_be_tapped_stands_under_the_last_message_alone():
    reply = Reply((Say("A sentence of words. " * 200),), listen=True)
    sent = messages(reply, {"v": 1}, 3)
    assert len(sent) > 1 and not any(each.quick for each in sent[:-1])
    assert [each.title for each in sent[-1].quick] == ["Quiz me", "Topics"]
    assert messages(Reply(silent=True), {"v": 1}, 3) == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.text(min_size=1, max_size=60), max_size=30), st.sampled_from(["topic:t", "say:x"])
)
def test_buttons_are_few_and_short(lines, touch):
    screen = Screen("welcome", "", lines=tuple(lines), touch=(touch,) * len(lines))
    found = quick_replies(Reply((Say("x"),), listen=True, screen=screen), State(), 10**6)
    assert 2 <= len(found) <= MOST
    assert all(0 < length(each.title) <= 20 and len(each.payload) <= 1_000 for each in found)
    assert all(length(shortened(line)) <= 20 for line in lines)
    assert quick_replies(Reply((Say("bye"),), screen=screen), State(), 1) == ()


def test_a_chat_fits_in_a_slip_whatever_is_unsent():
    chat = Chat()
    for n in range(200):
        chat = after(chat, f"m_{n}", n)
    assert len(chat.taken) == MOST_TAKEN and chat.has("m_199") and not chat.has("m_1")
    left = fitting(tuple(Message("ж" * 2_000) for _ in range(9)))
    assert left
    import msgspec

    assert len(msgspec.json.encode(Chat(chat.taken, 10**13, 10**6, left))) < MOST_BYTES
    assert joined(Chat(("a",), 1, 1), Chat(("b",), 2, 2)) == Chat(("b", "a"), 2, 2)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"X-App-Usage": '{"call_count":99,"total_time":3,"total_cputime":2}'}, 0),
        ({"X-App-Usage": '{"call_count":100}'}, 60),
        ({"X-Business-Use-Case-Usage": json.dumps({"1907": [
            {"type": "messenger", "call_count": 12, "estimated_time_to_regain_access": 0}]})}, 0),
        ({"X-Business-Use-Case-Usage": json.dumps({"1907": [
            {"type": "messenger", "call_count": 100, "estimated_time_to_regain_access": 19}]})}, 1140),
        ({"X-Business-Use-Case-Usage": json.dumps({"1907": [
            {"estimated_time_to_regain_access": 1_000}]})}, 3_600),
        ({"X-App-Usage": "nonsense", "X-Business-Use-Case-Usage": "[1]"}, 0),
        ({"X-App-Usage": '{"call_count":"100","x":[[]]}'}, 0),
    ],
)  # fmt: skip
def test_what_answers_say_about_limits(headers, seconds):
    assert rest(headers) == seconds


def rested(page):
    """The page's Graph, with a clock to be moved."""
    clock = [0.0]
    page.graph._clock = lambda: clock[0]
    return page.graph, clock


@pytest.mark.parametrize("code", [4, 613, 80006])
def test_at_the_limit_no_call_is_made_until_it_is_over(page, meta, code):
    graph, clock = rested(page)
    meta.script(faults=[{"status": 400, "code": code}])
    with pytest.raises(NotSent) as refused:
        graph.send("1", Message("hello"))
    assert refused.value.again and refused.value.code == str(code) and refused.value.wait == 60
    with pytest.raises(NotSent) as resting:
        graph.send("1", Message("hello"))
    assert resting.value.code == "resting" and len(meta.look()["calls"]) == 1
    clock[0] = 61
    graph.send("1", Message("hello"))
    assert len(meta.sent()) == 1


def test_a_full_page_rests_though_the_last_message_went(page, meta):
    graph, clock = rested(page)
    usage = {
        "1907": [{"type": "messenger", "call_count": 100, "estimated_time_to_regain_access": 5}]
    }
    meta.script(headers={"X-Business-Use-Case-Usage": json.dumps(usage)})
    graph.send("1", Message("hello"))
    with pytest.raises(NotSent) as resting:
        graph.typing("1")
    assert resting.value.wait == 300
    clock[0] = 301
    graph.typing("1")


def test_what_is_to_wait_for_long_is_not_waited_for(page, meta):
    meta.script(faults=[{"status": 503, "headers": {"Retry-After": "600"}}] * 4)
    with pytest.raises(NotSent) as refused:
        page.graph.send("1", Message("hello"))
    assert refused.value.again and refused.value.wait == 600
    assert len(meta.look()["calls"]) == 1


def test_a_short_wait_is_kept_to(page, meta):
    meta.script(faults=[{"status": 429, "headers": {"Retry-After": "1"}}])
    page.graph.send("1", Message("hello"))
    first, second = (each["at"] for each in meta.look()["calls"])
    assert second - first >= 0.9


def test_a_message_whose_answer_was_lost_is_sent_once_more_and_no_oftener(page, meta):
    meta.script(faults=[{"seconds": 0.7, "status": 200, "taken": True}] * 4)
    with pytest.raises(NotSent) as refused:
        page.graph.send("1", Message("hello"))
    assert refused.value.again and refused.value.code == "ReadTimeoutError"
    assert len(meta.look()["calls"]) == 2


def test_nobody_there_is_a_fault_that_passes_and_names_no_token(page):
    from dataclasses import replace

    from skill.channels.messenger.graph import Graph
    from tests.channels.messenger.conftest import HASTY

    graph = Graph(replace(page.keys, graph="http://127.0.0.1:9"), retries=HASTY,
                  timeout=urllib3.Timeout(connect=0.2, read=0.2))  # fmt: skip
    with pytest.raises(NotSent) as refused:
        graph.send("1", Message("hello"))
    assert refused.value.again
    assert page.keys.token not in f"{refused.value!r} {page.keys!r} {refused.value.__cause__!r}"


def test_a_token_that_is_none_is_told(tools, meta):
    from dataclasses import replace

    from skill.channels.messenger.graph import Graph
    from tests.channels.messenger.conftest import Page

    graph = Graph(replace(Page(tools, meta).keys, token="another"))
    with pytest.raises(NotSent) as refused:
        graph.send("1", Message("hello"))
    assert refused.value.code == "190" and not refused.value.again
