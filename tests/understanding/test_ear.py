"""The ear over our own course: what was tried as a fifteen-year-old would, and went wrong."""

import json

import pytest

from skill.batch import hearer, run_batch
from skill.dialogue.scene import Tools
from skill.understanding.intents import ROWS, Intent
from skill.understanding.safety import alarm
from skill.understanding.situation import Situation

OPEN = {
    "list": "q-two-reasons",
    "statement": "q-jailed",
    "choice": "q-nep-allowed",
    "name": "q-gosplan",
}


def act(tools: Tools, heard: str, opened: str | None = None, offer: str = "") -> str:
    item = tools.course.item(OPEN[opened]) if opened else None
    order = tuple(range(len(item.options))) if item and item.kind == "choice" else None
    meaning = tools.ear.understand(heard, Situation(item=item, order=order, offer=offer))
    return ROWS[meaning.intent].act


@pytest.mark.parametrize("heard", ["quiz us", "im gonna be sick", "we did this in class",
                                   "the dinner is ready", "stop it josh", "don't stop",
                                   "i can't stop thinking about lunch"])  # fmt: skip
@pytest.mark.parametrize("opened", [None, *OPEN])
def test_only_a_plain_stop_ends_the_session(tools: Tools, heard: str, opened: str | None) -> None:
    assert act(tools, heard, opened) != "command:stop"


@pytest.mark.parametrize("heard", ["stop", "stop please", "that's enough for today", "i'm done for tonight",
                                   "good night", "end the quiz"])  # fmt: skip
@pytest.mark.parametrize("opened", [None, *OPEN])
def test_a_plain_stop_does(tools: Tools, heard: str, opened: str | None) -> None:
    assert act(tools, heard, opened) == "command:stop"


@pytest.mark.parametrize("heard", ["i took some pills", "nobody would miss me", "my dad hits me",
                                   "i want to die", "i don't want to be here anymore"])  # fmt: skip
@pytest.mark.parametrize("opened", [None, *OPEN])
@pytest.mark.parametrize("offer", ["", "more_quiz", "forget", "leave"])
def test_distress_is_heard_in_every_state(
    tools: Tools, heard: str, opened: str | None, offer: str
) -> None:
    assert act(tools, heard, opened, offer) == "distress"


@pytest.mark.parametrize(
    ("heard", "opened", "verdict"),
    [
        ("true", "statement", "correct"), ("i said true", "statement", "correct"),
        ("gosplan", "name", "correct"), ("he was scared of being invaded", "list", "partial"),
        ("small private shops", "choice", "correct"), ("trotsky", "name", "incorrect"),
    ],
)  # fmt: skip
def test_an_answer_is_marked(tools: Tools, heard: str, opened: str, verdict: str) -> None:
    item = tools.course.item(OPEN[opened])
    meaning = tools.ear.understand(heard, Situation(item=item))
    assert meaning.intent == Intent.ANSWER and meaning.marking
    assert meaning.marking.verdict == verdict


@pytest.mark.parametrize("heard", ["jess get off the sofa", "josh has nicked my charger again",
                                   "he's such a pain honestly", "hey", "lol", "brb", "thx"])  # fmt: skip
@pytest.mark.parametrize("opened", OPEN)
def test_what_is_typed_beside_a_question_is_not_marked_nor_asked_about(
    tools: Tools, heard: str, opened: str
) -> None:
    item = tools.course.item(OPEN[opened])
    order = tuple(range(len(item.options))) if item and item.kind == "choice" else None
    meaning = tools.ear.understand(heard, Situation(item=item, order=order, typed=True))
    assert meaning.intent != Intent.ANSWER and not meaning.asks


def test_typed_answers_are_answers(tools: Tools) -> None:
    """Ours, with what people type around them."""
    lost = []
    for item in tools.course.items():
        for words in ("{}", "um {}", "{} i think", "is it {}"):
            said = words.format(item.answer or item.points[0].text)
            order = tuple(range(len(item.options))) or None
            heard = tools.ear.understand(said, Situation(item=item, order=order, typed=True))
            if heard.intent != Intent.ANSWER:
                lost.append((item.id, said, heard.intent))
    assert len(lost) <= 4, lost


@pytest.mark.parametrize(("heard", "intent"), [
    ("thx", Intent.THANKS), ("ty", Intent.THANKS), ("gtg", Intent.STOP), ("cya", Intent.STOP),
    ("wdym", Intent.REPEAT), ("nvm", Intent.CHATTER),
])  # fmt: skip
@pytest.mark.parametrize("opened", [None, *OPEN])
def test_shorthand(tools: Tools, heard: str, intent: Intent, opened: str | None) -> None:
    item = tools.course.item(OPEN[opened]) if opened else None
    assert tools.ear.understand(heard, Situation(item=item, typed=True)).intent == intent


def test_a_rule_of_safety_is_never_outvoted(tools: Tools) -> None:
    """However like an answer the words are."""
    for item in tools.course.items():
        words = f"{item.answer} and i want to kill myself"
        assert (
            alarm(words)
            and tools.ear.understand(words, Situation(item=item)).intent == Intent.DISTRESS
        )


def test_nothing_said_breaks_it(tools: Tools) -> None:
    for heard in ("", " ", "🦉", "a" * 5_000, "um um um", "?!", "\ud800", "1 2 3 4 5 6 7 8 9"):
        assert tools.ear.understand(heard.encode("utf-8", "replace").decode(), Situation()).intent


def lines(tools: Tools, *asked: dict) -> list[dict]:
    class Out:
        told = ""

        def write(self, text: str) -> None:
            self.told += text

    out = Out()
    answer = hearer(tools.course, tools.ear, tools.router)
    bad = run_batch([json.dumps(each) for each in asked], answer, out)  # type: ignore[arg-type]
    assert not bad, bad
    return [json.loads(line) for line in out.told.splitlines()]


def test_the_contract(tools: Tools) -> None:
    told = lines(
        tools,
        {"heard": "gosplan", "open": "q-gosplan", "offer": None, "last": None},
        {"heard": "repeat that", "open": "q-gosplan", "offer": None, "last": None},
        {"heard": "what was gosplan", "open": None, "offer": None, "last": None},
        {"heard": "yes", "open": None, "offer": "another_quiz", "last": None},
        {"heard": "the second one", "open": None, "offer": "did_you_mean", "last": None},
    )
    assert [line["act"] for line in told] == ["answer", "command", "question", "command", "command"]
    assert [line["detail"] for line in told] == [None, "repeat", None, "yes", "yes"]
    assert told[0]["verdict"] == "correct" and told[1]["verdict"] is None
    assert told[2]["entry"] == "gosplan" or tools.course.entry(told[2]["entry"])
    assert all(0 < line["probability"] <= 1 for line in told)


@pytest.mark.parametrize(
    "line",
    [{"heard": 5}, {"heard": "x", "open": "nothing"}, {"heard": "x", "offer": "a cake"},
     {"heard": "x", "last": "nobody"}],
)  # fmt: skip
def test_a_bad_line_is_said_to_be_one(tools: Tools, line: dict) -> None:
    answer = hearer(tools.course, tools.ear, tools.router)
    with pytest.raises(ValueError):
        answer(line)
