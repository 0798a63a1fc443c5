"""The quiz state machine: whatever is done to it, the score is sound and nothing is lost."""

import random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.quiz import session
from skill.quiz.session import UNMARKED, Quiz

ACTS = st.lists(
    st.sampled_from(["right", "wrong", "half", "skip", "hint", "override"]), max_size=60
)


def _course(size: int) -> Course:
    items = tuple(
        QuizItem(id=f"q{n}", kind="choice", prompt="?", answer="a", options=("a", "b", "c"))
        for n in range(size)
    )
    info = CourseInfo(title="T")
    return Course(CourseFile(format=1, course=info, topics=(Topic(id="t", title="T", quiz=items),)))


def _step(quiz: Quiz, act: str, course: Course) -> Quiz | None:
    if act == "override":
        return session.overridden(quiz)
    if act == "hint":
        return msgspec.structs.replace(quiz, hints=quiz.hints + 1)
    if act == "skip" and quiz.at not in quiz.skipped:
        return session.advanced(session.skipped(quiz), course)
    quiz = session.marked(quiz, {"right": 1.0, "half": 0.5}.get(act, 0.0))
    return session.advanced(quiz, course)


@given(size=st.integers(1, 20), acts=ACTS, seed=st.integers(0, 9))
def test_any_sequence_of_acts(size: int, acts: list[str], seed: int) -> None:
    course, rng = _course(size), random.Random(seed)
    quiz: Quiz = session.start(tuple(f"q{n}" for n in range(size)))
    closings = 0
    for act in acts:
        item = course.item(quiz.item_id)
        assert item is not None
        quiz = session.opened(quiz, item, rng)
        assert sorted(quiz.order) == [0, 1, 2]
        assert quiz.marks[quiz.at] == UNMARKED
        before = quiz
        following = _step(quiz, act, course)
        closings += act in ("right", "wrong", "half") or (
            act == "skip" and before.at in before.skipped
        )
        if following is None:
            assert closings == size
            break
        quiz = following
        assert 0 <= quiz.points <= quiz.marked <= size
        assert quiz.marked == closings
        # Every place is marked, open, or still to come; none twice.
        places = [quiz.at, *quiz.queue, *(n for n, m in enumerate(quiz.marks) if m != UNMARKED)]
        assert sorted(places) == list(range(size))
        assert msgspec.convert(msgspec.to_builtins(quiz), Quiz, strict=False) == quiz
        assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(quiz)), Quiz) == quiz


def test_a_second_marking_changes_nothing() -> None:
    quiz = session.marked(session.start(("q0", "q1")), 1.0)
    assert session.marked(quiz, 0.0) == quiz


def test_override_gives_the_last_question_in_full() -> None:
    quiz = session.marked(session.start(("q0", "q1")), 0.0)
    assert quiz.missed == ("q0",)
    assert session.overridden(quiz).points == 1.0
    assert session.overridden(session.start(("q0",))).points == 0.0


def test_items_that_left_the_course_are_passed_over() -> None:
    quiz = session.start(("q0", "gone", "q1"))
    following = session.advanced(session.marked(quiz, 1.0), _course(2))
    assert following is not None and following.item_id == "q1"
    revived = session.revived(session.start(("gone", "q1")), _course(2))
    assert revived is not None and revived.item_id == "q1"
    assert session.revived(session.start(("gone",)), _course(2)) is None


@pytest.mark.parametrize("size", [0, 21])
def test_a_quiz_has_one_to_twenty_items(size: int) -> None:
    with pytest.raises(ValueError, match=str(size)):
        session.start(tuple(f"q{n}" for n in range(size)))
