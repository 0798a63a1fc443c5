"""Each tool's sentence is heard as what the tool is for."""

import pytest

from skill.channels.mcp import requests
from skill.dialogue.acts import Act
from skill.understanding.intents import Intent
from skill.understanding.situation import Situation

OPEN = "q-command-economy"


@pytest.mark.parametrize(("turn", "intent"), [
    (requests.quiz("", None), Intent.QUIZ), (requests.quiz("the five year plans", 3), Intent.QUIZ),
    (requests.quiz("", 1), Intent.QUIZ), (requests.quiz("life for ordinary people", None), Intent.QUIZ),
    (requests.taught(""), Intent.TEACH), (requests.taught("the five year plans"), Intent.TEACH),
    (requests.exam("", None), Intent.EXAM_PRACTICE), (requests.exam("", 8), Intent.EXAM_PRACTICE),
    (requests.exam("the five year plans", 4), Intent.EXAM_PRACTICE),
    (requests.plain("progress"), Intent.PROGRESS), (requests.plain("what's due"), Intent.DUE),
    (requests.explained("simpler", ""), Intent.SIMPLER), (requests.explained("example", ""), Intent.EXAMPLE),
    (requests.explained("why", ""), Intent.WHY), (requests.explained("remember", ""), Intent.REMEMBER),
    (requests.explained("in_an_exam", ""), Intent.EXAM), (requests.explained("more", ""), Intent.MORE),
    (requests.explained("in_short", ""), Intent.SHORT_VERSION),
    (requests.explained("simpler", "kulak"), Intent.WHAT_MEAN),
])  # fmt: skip
def test_outside_a_quiz(tools, turn, intent):
    assert turn.act is Act.SAID and turn.typed
    here = Situation(entry="why-industrialise", typed=True)
    assert tools.ear.understand(turn.text, here).intent == intent


@pytest.mark.parametrize(("wish", "intent"), [("hint", Intent.HINT), ("skip", Intent.SKIP)])
def test_in_a_quiz(tools, course, wish, intent):
    here = Situation(item=course.item(OPEN), typed=True)
    assert tools.ear.understand(requests.plain(wish).text, here).intent == intent


def test_words_are_cut_and_tidied():
    assert requests.said("  why \n did\tthey  ").text == "why did they"
    assert len(requests.said("x" * 10_000).text) == requests.LONGEST
    assert len(requests.taught("y" * 10_000).text) < requests.LONGEST_NAME + 20
