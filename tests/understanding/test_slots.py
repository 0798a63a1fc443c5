"""What is named: boards, topics, places in a list, quizzes with their size and kind."""

import pytest

from skill.content.course import Course, CourseFile, CourseInfo
from skill.understanding.intents import Intent
from skill.understanding.situation import Situation
from skill.understanding.slots import picked, place
from skill.understanding.utterance import Utterance

COURSE = Course(
    CourseFile(
        format=1, course=CourseInfo(title="Rivers", exam_boards=("AQA", "North Star")), topics=()
    )
)


@pytest.mark.parametrize(
    "said",
    [
        "am i on aqa", "am i on the aqa course", "am i aqa or north star", "do i do ocr",
        "do you know if i'm on aqa or edexcel", "is this for gcse", "are we doing north star",
        "what spec am i on", "which exam board do i do", "what board is this", "what's my exam board",
    ],
)  # fmt: skip
def test_a_question_about_the_board_is_heard(said: str) -> None:
    meaning = picked(Utterance(said), Situation(), COURSE)
    assert meaning and (meaning.intent, meaning.name) == (Intent.BOARD, "?")


@pytest.mark.parametrize(
    "said",
    ["am i right", "do i do this now", "is it ocr", "are we doing rivers", "is this a delta"],
)
def test_other_questions_are_not(said: str) -> None:
    meaning = picked(Utterance(said), Situation(), COURSE)
    assert meaning is None or meaning.intent != Intent.BOARD


def test_a_board_is_named() -> None:
    meaning = picked(Utterance("i'm doing north star"), Situation(), COURSE)
    assert meaning and meaning.name == "North Star"


@pytest.mark.parametrize(
    ("said", "number"),
    [("the third one", 3), ("what was the second one again", 2), ("number four", 4), ("the last one", -1),
     ("give me point two", 2), ("one", 0), ("the first world war", 0), ("second hand smoke", 0)],
)  # fmt: skip
def test_a_place_is_told_from_a_word(said: str, number: int) -> None:
    assert place(Utterance(said).request) == number


@pytest.mark.parametrize(
    "said", ["ten questions", "quiz me on rivers", "my daily five", "just the true or false ones"]
)
def test_a_quiz_is_asked_for_in_so_many_words(said: str) -> None:
    meaning = picked(Utterance(said), Situation(), COURSE)
    assert meaning and meaning.intent == Intent.QUIZ


@pytest.mark.parametrize(
    "said",
    ["we did the quiz in class", "what is a quiz", "the last quiz was hard", "i hate quizzes"],
)
def test_talk_of_a_quiz_asks_for_none(said: str) -> None:
    assert picked(Utterance(said), Situation(), COURSE) is None
