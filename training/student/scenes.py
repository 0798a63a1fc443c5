"""Where the authored utterances were said: the courses, items and entries that scene ids name.

`COURSE/ITEM`: that quiz question is open. `OFFER/COURSE/ENTRY`: nothing is open, OFFER is on
offer (`none` for nothing), ENTRY was heard last. `none/start`: a conversation has just begun.
"""

import random
from functools import cache

import msgspec

from skill.content.course import Course, CourseFile
from skill.settings import HOME
from skill.understanding.situation import Situation

DATA = HOME / "benchmarks" / "data"
FIRST = HOME / "training" / "courses" / "industrialisation.json"
"""The course that the authors of utterances and sentences saw: today's goes on growing."""
_OFFERS = {
    "points": "list", "another_quiz": "more_quiz", "did_you_mean": "choice", "resume": "resume",
    "none": "",
}  # fmt: skip


@cache
def courses() -> dict[str, list[Course]]:
    """The courses that scenes are drawn from, by name; two may have the same."""
    found = {"content": [_course(FIRST.read_bytes())]}
    for path in sorted(DATA.rglob("*.json")):
        if path.parent.name == "courses":
            raw = msgspec.json.decode(path.read_bytes())
            found.setdefault(path.stem, []).append(_course(msgspec.json.encode(raw["course"])))
        elif path.name.endswith(".course.json"):
            name = path.name.removesuffix(".course.json")
            found.setdefault(name, []).append(_course(path.read_bytes()))
    return found


def _course(raw: bytes) -> Course:
    return Course(msgspec.json.decode(raw, type=CourseFile, strict=False))


def situated(scene: str) -> tuple[Course, Situation, str]:
    """(course, situation, the question of the entry heard last). KeyError for an unknown scene."""
    first, _, rest = scene.partition("/")
    if first not in _OFFERS:
        for course in courses()[first]:
            if (item := course.item(rest)) is not None:
                order = tuple(range(len(item.options))) if item.kind == "choice" else None
                return course, Situation(item=item, order=order), ""
        raise KeyError(scene)
    if rest == "start":
        return courses()["content"][0], Situation(), ""
    name, _, entry_id = rest.partition("/")
    for course in courses()[name]:
        if (entry := course.entry(entry_id)) is not None:
            over = first == "another_quiz"
            return (
                course,
                Situation(offer=_OFFERS[first], entry=entry_id, over=over),
                entry.question,
            )
    raise KeyError(scene)


ANY = ("open", "offer", "did_you_mean", "none")
"""Scenes that stand for many: what is said there could be said over any question, or any offer."""
KEPT_OUT = ("biology", "english", "ecology-human-biology", "germany-medicine", "sport-and-food",
            "norman-and-medieval", "forces-and-electricity", "business-and-food-chains",
            "earth-and-weather", "cold-war-and-rome", "macbeth", "electricity-and-energy",
            "norman-conquest")  # fmt: skip
"""Courses that no scene is drawn from: subjects we are measured on, and sets that are only reported."""


@cache
def _items() -> tuple[str, ...]:
    return tuple(
        f"{name}/{item.id}"
        for name, several in sorted(courses().items())
        if name not in KEPT_OUT
        for course in several
        for item in course.items()
    )


@cache
def _entries() -> tuple[str, ...]:
    return tuple(
        f"{name}/{entry.id}"
        for name, several in sorted(courses().items())
        if name not in KEPT_OUT
        for course in several
        for entry in course.entries()
    )


def drawn(scene: str, rng: random.Random) -> str:
    """The scene itself, or one of the many it stands for."""
    if scene == "open":
        return rng.choice(_items())
    if scene == "offer":
        offer = rng.choice(("points", "points", "another_quiz", "resume", "did_you_mean"))
        return f"{offer}/{rng.choice(_entries())}"
    if scene == "none" and rng.random() < 0.25:
        return "none/start"
    return f"{scene}/{rng.choice(_entries())}" if scene in ANY else scene
