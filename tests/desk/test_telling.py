"""Prompts and hints that say an answer, their own or a neighbour's."""

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.desk.checks.telling import giving_away, told_elsewhere
from skill.desk.new import new_course


def course_of(*items):
    raw = new_course("Rivers")
    entry = {"id": "delta", "question": "What is a delta?", "answer": "Land built up at a mouth."}
    raw["topics"] = [{"id": "rivers", "title": "Rivers", "entries": [entry], "quiz": list(items)}]
    raw.pop("exam_questions", None)
    return Course(msgspec.convert(raw, CourseFile))


def item(some_id, prompt, answer, **more):
    return {
        "id": some_id,
        "kind": "short",
        "prompt": prompt,
        "answer": answer,
        "entry": "delta",
        **more,
    }


MADE_OF = item("made-of", "What is it made of?", "fine mud")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (item("a", "Where does the fine mud come from?", "upstream"), True),
        (item("a", "Where does it come from?", "upstream", hint="The fine mud is carried."), True),
        (item("a", "Where does it come from?", "upstream", hints=["Like fine mud."]), True),
        (item("a", "Where does it come from?", "upstream"), False),
        (item("a", "Is it finer than mud?", "upstream"), False),
    ],
)
def test_an_answer_that_a_neighbour_says(other, told):
    found = list(told_elsewhere(course_of(MADE_OF, other)))
    assert bool(found) is told
    assert all(each.id == "a" and "made-of" in each.reason for each in found)


def test_what_the_entry_asks_about_is_no_secret():
    named = item("named", "What is land at a river's mouth called?", "a delta")
    other = item("a", "What feeds a delta?", "mud")
    assert not list(told_elsewhere(course_of(named, other)))


def test_its_own_answer_in_any_hint():
    spoilt = item("a", "What is it made of?", "fine mud", hints=["It is fine mud."])
    assert [each.path[-2:] for each in giving_away(course_of(spoilt))] == [("hints", 0)]
