"""What a list rejects earns nothing, however near a point it comes; the rest of the breath still counts."""

import msgspec

from skill.content.course import Course, CourseFile
from skill.quiz.marking.marker import Marker

ITEM = {
    "id": "q", "kind": "list", "want": 2,
    "prompt": "Why does heating make a reaction faster? Give two reasons.",
    "points": [
        {"text": "particles move faster, so they collide more often", "accept": ["more frequent collisions"]},
        {"text": "more particles have the activation energy", "accept": ["more collisions are successful"]},
    ],
    "reject": ["lower activation energy", "the particles get bigger"],
}  # fmt: skip


def points(said: str) -> tuple[int, ...]:
    entry = {"id": "e", "question": "Why?", "answer": "Heat."}
    topic = {"id": "t", "title": "Rates", "entries": [entry], "quiz": [ITEM]}
    file = {"format": 1, "course": {"title": "Chemistry"}, "topics": [topic]}
    course = Course(msgspec.convert(file, type=CourseFile, strict=False))
    return Marker(course).mark(course.item("q"), said).points


def test_what_is_rejected_earns_nothing():
    assert points("lower activation energy") == ()
    assert points("more frequent collisions and lower activation energy") == (0,)
    assert points("the particles get bigger") == ()


def test_what_denies_it_is_not_rejected_with_it():
    assert points("more particles have the activation energy") == (1,)
    assert points("more frequent collisions and more collisions are successful") == (0, 1)
