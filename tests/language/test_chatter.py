"""Commands, doubt and questions among other talk, and answers that hold their words."""

import pytest

from skill.language.commands import command_in, is_question, says_dont_know


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("skip", "ugh fractions again skip this one i can't stand them"),
        ("skip", "that's a horrible one next please"),
        ("skip", "moving on then"),
        ("hint", "go on then give me a tiny little clue"),
        ("hint", "what letter does it begin with"),
        ("options", "could you read out the options again i was miles off"),
        ("options", "what was option two"),
        ("repeat", "say that one again the hoover was on"),
        ("repeat", "sorry what was that my sister was singing"),
        ("repeat", "i didn't catch the end of it"),
        ("slower", "whoa you're going way too fast for me"),
        ("faster", "this is painfully slow talk faster"),
        ("wait", "hang on my nan's calling me"),
        ("wait", "let me work it out on paper first"),
        ("stop", "i've got to go my bus is here"),
        ("stop", "turn it off now please"),
        ("why", "why's it that one and not mine"),
        ("why", "talk me through the working"),
        ("help", "what sort of things can i say"),
        ("override", "you heard me wrong i said nitrogen"),
        ("override", "that should have been right count it"),
    ],
)
def test_hears_a_command_whatever_stands_beside_it(command: str, heard: str) -> None:
    assert command_in(heard) == command


@pytest.mark.parametrize(
    "heard",
    [
        "he told them to slow down", "when she said goodbye", "it stays next to the nucleus",
        "to stop the wind moving it along", "repeat it and take an average",
        "they turned it off at night", "he said that they were wrong",
        "liberty and i can't think of the last one",
        "you start breathing really fast", "it means wait a minute", "i'm thinking about twelve",
        "option b please", "move along the slope", "people pass it on", "she skipped lunch",
        "help from the church", "he wanted to be right", "it makes them go slower",
    ],
)  # fmt: skip
def test_an_answer_is_never_swallowed(heard: str) -> None:
    assert command_in(heard) is None


@pytest.mark.parametrize(
    "heard",
    [
        "i wouldn't know", "i don't know why", "not sure why", "nobody knows do they",
        "i wouldn't have a clue", "goodness knows", "i was away when we did this",
        "no idea whatsoever", "it's just not coming to me",
    ],
)  # fmt: skip
def test_knows_doubt_when_it_is_the_learners_own(heard: str) -> None:
    assert says_dont_know(heard)
    assert command_in(heard) is None


@pytest.mark.parametrize(
    "heard",
    [
        "they didn't know what caused it", "he gave up the crown", "give up part of their land",
        "the doctor had no idea", "what you gave up", "it means i don't know",
    ],
)  # fmt: skip
def test_somebody_elses_doubt_is_an_answer(heard: str) -> None:
    assert not says_dont_know(heard)


@pytest.mark.parametrize(
    "heard",
    [
        "is that the same as velocity", "was that before the revolution", "is that when it freezes",
        "how long will it take", "which queen survived", "what stops gamma",
        "was that the one with the dog", "how do you use one of those again",
        "is that the triangle thing", "what day's the exam", "what makes it spin",
    ],
)  # fmt: skip
def test_hears_questions_that_open_in_other_ways(heard: str) -> None:
    assert is_question(heard)
    assert command_in(heard) is None


@pytest.mark.parametrize(
    "heard",
    ["is it the mantle", "was it like nineteen fifty", "who was it churchill", "what about zinc",
     "what happened was they starved", "who you know"],
)  # fmt: skip
def test_a_name_put_as_a_question_is_an_answer(heard: str) -> None:
    assert not is_question(heard)


@pytest.mark.parametrize(
    "heard",
    ["how many shops are near and if it's safe", "how much all of it weighs",
     "how many kinds of insects live there", "do a party for the old people"],
)  # fmt: skip
def test_a_clause_answers_where_the_prompt_asks_for_one(heard: str) -> None:
    assert not is_question(heard, clause=True)


def test_a_question_is_one_where_a_clause_could_answer() -> None:
    assert is_question("how many monks were there", clause=True)
    assert is_question("why did they leave", clause=True)
