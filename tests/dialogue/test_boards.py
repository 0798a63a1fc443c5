"""What asks about exam boards, and what does not."""

import pytest

from skill.content.course import Course, CourseFile, CourseInfo
from skill.dialogue.interpretation import interpret
from skill.dialogue.meaning import Kind
from skill.dialogue.state import State

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
    meaning = interpret(said, State(), COURSE)
    assert (meaning.kind, meaning.name) == (Kind.BOARD, "?")


@pytest.mark.parametrize(
    "said",
    ["am i right", "do i do this now", "is it ocr", "are we doing rivers", "is this a delta"],
)
def test_other_questions_are_not(said: str) -> None:
    assert interpret(said, State(), COURSE).kind != Kind.BOARD


def test_a_board_is_named() -> None:
    assert interpret("i'm doing north star", State(), COURSE).name == "North Star"
