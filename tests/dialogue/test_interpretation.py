"""What learners say in passing, as the dialogue takes it."""

import pytest

from skill.content.course import Course
from skill.dialogue.interpretation import interpret, is_ordinal
from skill.dialogue.meaning import Kind
from skill.dialogue.state import State


@pytest.mark.parametrize(
    ("said", "kind", "number"),
    [
        ("wait say the second one again", Kind.POINT, 2),
        ("wait what", Kind.REPEAT, 0),
        ("lol ok", Kind.CHATTER, 0),
        ("ugh this is long", Kind.GRUMBLE, 0),
        ("what a stupid question", Kind.GRUMBLE, 0),
        ("i hate geography", Kind.GRUMBLE, 0),
        ("what if i get it wrong", Kind.NERVES, 0),
        ("what do i get wrong the most", Kind.REVISE, 0),
    ],
)  # fmt: skip
def test_passing_remarks_are_heard(course: Course, said: str, kind: Kind, number: int) -> None:
    meaning = interpret(said, State(), course)
    assert (meaning.kind, meaning.number) == (kind, number)


def test_only_true_or_false_is_a_quiz(course: Course) -> None:
    meaning = interpret("can i have only true or false", State(), course)
    assert meaning.request is not None and meaning.request.kinds == ("true_false",)


def test_i_am_done_leaves_whatever_is_offered(course: Course) -> None:
    for offer in ("choice", "retry", "suggest", "list"):
        assert interpret("ok i'm done", State(offer=offer), course).kind == Kind.STOP


def test_a_place_is_no_number() -> None:
    assert is_ordinal("is it the second one") and not is_ordinal("is it seven")
