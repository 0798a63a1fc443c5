"""Commands, doubt and questions, in wordings that no list of ours holds as they stand."""

import pytest

from skill.language.commands import command_in, is_question, says_dont_know


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("repeat", "could you say that one more time"),
        ("repeat", "sorry i didn't quite catch that"),
        ("options", "what were the options again"),
        ("skip", "let's come back to this one"),
        ("skip", "dunno skip it"),
        ("hint", "i don't know can i have a clue"),
        ("hint", "what letter does it start with"),
        ("stop", "i'm tired let's stop"),
        ("stop", "that's all for today thanks"),
        ("help", "what am i allowed to say"),
        ("slower", "can you talk slower please"),
        ("faster", "speed it up a bit"),
        ("why", "can you explain why"),
        ("override", "no i got that right"),
        ("wait", "can you give me a bit more time"),
    ],
)
def test_hears_a_command_in_any_wording(command: str, heard: str) -> None:
    assert command_in(heard) == command


@pytest.mark.parametrize(
    "heard",
    [
        "it stopped imports", "they stopped the slave trade", "slow growth", "to help the poor",
        "pass laws", "the break with rome", "quit india", "give peace a chance", "stop codon",
        "it gives them more time to escape", "hold on to power", "the second one", "no taxes",
    ],
)  # fmt: skip
def test_leaves_answers_alone(heard: str) -> None:
    assert command_in(heard) is None


@pytest.mark.parametrize(
    "heard",
    [
        "not a clue",
        "dunno mate",
        "i give up",
        "my mind's gone blank",
        "we didn't learn this",
        "beats me",
    ],
)
def test_knows_when_a_learner_does_not(heard: str) -> None:
    assert says_dont_know(heard)


def test_not_stalin_is_no_doubt() -> None:
    assert not says_dont_know("not stalin")
    assert not says_dont_know("people lost their savings")


@pytest.mark.parametrize(
    "heard",
    ["what was gosplan again", "who was bukharin", "why did they do that", "how many people died"],
)
def test_hears_a_new_question(heard: str) -> None:
    assert is_question(heard)


@pytest.mark.parametrize(
    "heard",
    [
        "is it stalin",
        "what they did was invade",
        "when the army took over",
        "how fast it moves",
        "was it 1929",
    ],
)
def test_an_answer_may_begin_like_a_question(heard: str) -> None:
    assert not is_question(heard)
