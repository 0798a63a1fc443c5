"""Lessons of the shipped course, and of courses that have little: every breath short, nothing asked
that was not told, a miss taught again."""

import random

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.dialogue.asking import question_text
from skill.quiz import session
from skill.speech.sentences import seconds
from skill.tutor.lesson import AGAIN, exit_score, lesson_on, piece_text, taught_again

MOST = 20.0
"""Seconds that are said without the learner speaking, verdict and all."""
VERDICT = 1.1
"""Of them for what comes before a piece: "Right. Next." """


def quiz_of(lesson):
    return session.start(lesson.items, None, lesson=lesson.pieces)


def breaths(course, quiz):
    """(seconds, told) of each piece with its question."""
    for at, item_id in enumerate(quiz.items):
        item = course.item(item_id)
        here = msgspec.structs.replace(quiz, at=at, order=tuple(range(len(item.options))))
        asked = question_text(item, here)
        told = piece_text(course, here, item, asked)
        yield seconds(f"{told} {asked}"), told


def test_every_topic_and_entry_of_the_course_has_a_lesson_of_two_to_six_minutes(course):
    for topic in course.topics:
        lesson = lesson_on(course, topic, None, random.Random(1))
        assert 3 <= lesson.parts <= 5 and len(lesson.items) == lesson.parts + 3
        assert len(set(lesson.items)) == len(lesson.items)
        # What the owl says; a learner takes about as long to think and answer.
        whole = sum(took for took, _ in breaths(course, quiz_of(lesson)))
        assert 60 <= whole <= 180
    for entry in course.entries():
        assert lesson_on(course, None, entry, random.Random(1))


def test_no_breath_is_longer_than_the_learner_can_hold(course):
    long = []
    for topic in course.topics:
        lesson = lesson_on(course, topic, None, random.Random(2))
        long += [t for took, t in breaths(course, quiz_of(lesson)) if took + VERDICT > MOST]
    for entry in course.entries():
        lesson = lesson_on(course, None, entry, random.Random(2))
        long += [t for took, t in breaths(course, quiz_of(lesson)) if took + VERDICT > MOST]
    assert long == []


def test_a_check_asks_nothing_that_was_not_told(course):
    """A name, a year or a number that a check wants stands in the piece before it."""
    untold = []
    for topic in course.topics:
        quiz = quiz_of(lesson_on(course, topic, None, random.Random(3)))
        for (_, told), item_id, code in zip(
            breaths(course, quiz), quiz.items, quiz.lesson, strict=True
        ):
            item = course.item(item_id)
            if code and item.kind in ("short", "year", "number"):
                wanted = item.answer.lower().removeprefix("the ").split()[0]
                untold += [item_id] if wanted not in told.lower() else []
    assert untold == []


def test_a_miss_brings_the_piece_in_other_words_with_another_question_once(course):
    quiz = quiz_of(lesson_on(course, course.topic("topic-people"), None, random.Random(4)))
    again = taught_again(course, session.marked(quiz, 0.0))
    assert again.queue[0] == len(quiz.items) and again.lesson[-1] == f"{quiz.lesson[0]}{AGAIN}"
    assert again.items[-1] not in quiz.items
    at_it = msgspec.structs.replace(again, at=len(quiz.items))
    assert taught_again(course, at_it) == at_it
    item = course.item(at_it.item_id)
    first = piece_text(course, quiz, course.item(quiz.item_id), "")
    assert piece_text(course, at_it, item, "") != first


def test_where_there_is_no_other_question_the_same_comes_back_at_the_end(course):
    entry = course.entry("gosplan")
    quiz = quiz_of(lesson_on(course, None, entry, random.Random(5)))
    again = taught_again(course, session.marked(quiz, 0.0))
    assert again.queue[-1] == len(quiz.items) and again.lesson[-1] == ""
    assert again.items[-1] == quiz.item_id


def test_a_lesson_is_scored_by_its_last_questions(course):
    quiz = quiz_of(lesson_on(course, course.topics[0], None, random.Random(6)))
    parts = sum(map(bool, quiz.lesson))
    marks = (0,) * parts + (100, 100, 0)
    assert exit_score(msgspec.structs.replace(quiz, marks=marks)) == (2.0, 3)


def bare(**entry):
    file = {
        "format": 1, "course": {"title": "Rivers"},
        "topics": [{
            "id": "rivers", "title": "Rivers",
            "entries": [{"id": "delta", "question": "What is a delta?", "answer": "Mud.", **entry}],
            "quiz": [],
        }],
    }  # fmt: skip
    return Course(msgspec.convert(file, CourseFile))


def test_a_course_without_questions_has_no_lesson():
    course = bare()
    assert lesson_on(course, course.topics[0], None, random.Random(1)) is None
    assert lesson_on(course, None, course.entry("delta"), random.Random(1)) is None


@pytest.mark.parametrize("code", ["", "gone", "gone#1", "gone~"])
def test_a_piece_that_the_course_lost_is_passed_over(course, code):
    quiz = session.start(("q-marx",), None, lesson=(code,))
    assert piece_text(course, quiz, course.item("q-marx"), "Who?") == ""
    assert taught_again(course, quiz) == quiz
