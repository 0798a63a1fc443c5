"""Development courses, and the many courses that can be made of them.

A course with an entry taken out turns that entry's questions into hard uncovered ones; with
points or phrasings taken out it becomes a thinner course; several become one large one.
The three courses in NEVER are never loaded here.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from skill.content.course import Course, CourseFile, Topic
from training.outline import read_outline

ROOT = Path(__file__).parent.parent
COURSES = ROOT / "benchmarks" / "data" / "routing" / "courses"
EXTRA = Path(__file__).parent / "courses"
NEVER = ("macbeth", "electricity-and-energy", "norman-conquest")


@dataclass(frozen=True)
class Ask:
    """A question with the entries that answer it; none where it is uncovered."""

    text: str
    right: frozenset[str]
    context: str | None = None
    style: str = ""
    weight: float = 1.0


@dataclass(frozen=True)
class Made:
    """A course and what is asked of it."""

    course: Course
    asks: tuple[Ask, ...]


def load_folder(folder: Path, names: tuple[str, ...] = ()) -> dict[str, dict[str, Any]]:
    """The development files of a folder by name, less the untouched ones unless named."""
    paths = sorted(folder.glob("*.json"))
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in paths
        if (path.stem in names if names else path.stem not in NEVER)
    }


def load_outlines(folder: Path = EXTRA) -> dict[str, dict[str, Any]]:
    """The courses that were written for training only, by name."""
    return {path.stem: read_outline(path) for path in sorted(folder.glob("*.txt"))}


def authored(name: str) -> Made:
    """A course of `training/authored` with its questions."""
    from training.student.authored import course_named

    found = course_named(name)
    course = Course(msgspec.convert(found.as_file(), CourseFile, strict=False))
    asks = [
        Ask(a.text, frozenset([a.entry] if a.entry else []), a.before, a.style) for a in found.asked
    ]
    return Made(course, tuple(asks))


def made_of(raw: dict[str, Any]) -> Made:
    """The file as it stands."""
    course = Course(msgspec.convert(raw["course"], CourseFile, strict=False))
    asks = [
        Ask(q["text"], frozenset([q["expect"], *also(q)]), q.get("context"), q["style"])
        for q in raw["questions"]
    ]
    for dialogue in raw["dialogues"]:
        before = None
        for turn in dialogue["turns"]:
            right = frozenset([turn["expect"], *also(turn)])
            asks.append(Ask(turn["text"], right, before, "dialogue"))
            before = turn["expect"]
    asks += [Ask(u["text"], frozenset(), None, u["kind"]) for u in raw["uncovered"]]
    return Made(course, tuple(asks))


def also(question: dict[str, Any]) -> list[str]:
    """The other entries that answer it too."""
    more = question.get("also_ok") or []
    return [more] if isinstance(more, str) else list(more)


def variants(made: Made, rng: random.Random, rounds: int) -> Iterator[Made]:
    """The course itself, then `rounds` sets of courses made of it."""
    yield Made(made.course, (*with_contexts(made, rng), *own_phrasings(made)))
    for _ in range(rounds):
        yield thinned(made, rng, keep=rng.uniform(0.5, 0.9))
        yield thinned(made, rng, keep=0.85, phrasings=rng.choice([0, 1, 2]))
        yield thinned(made, rng, keep=0.85, phrasings=rng.choice([0, 1]), points=False)
        yield thinned(made, rng, keep=rng.choice([0.05, 0.12, 0.25]))


def with_contexts(made: Made, rng: random.Random) -> Iterator[Ask]:
    """Every question, and some whole ones with a context that has nothing to do with them."""
    ids = [entry.id for entry in made.course.entries()]
    for ask in made.asks:
        yield ask
        if ask.context is None and rng.random() < 0.35:
            same = rng.choice(sorted(ask.right)) if ask.right else rng.choice(ids)
            context = same if rng.random() < 0.35 else rng.choice(ids)
            yield Ask(ask.text, ask.right, context, ask.style, 0.5)


def own_phrasings(made: Made) -> Iterator[Ask]:
    """What the teacher wrote, asked word for word."""
    for entry in made.course.entries():
        for phrasing in (entry.question, *entry.also_asked):
            yield Ask(phrasing, frozenset([entry.id]), None, "own", 0.25)


def thinned(
    made: Made, rng: random.Random, keep: float, phrasings: int = 99, points: bool = True
) -> Made:
    """The course with some entries, phrasings or all points taken out."""
    kept = {entry.id for entry in made.course.entries() if rng.random() < keep}
    if not kept:
        kept = {next(made.course.entries()).id}
    topics = []
    for topic in made.course.topics:
        entries = []
        for entry in topic.entries:
            if entry.id in kept:
                also_asked = rng.sample(entry.also_asked, min(phrasings, len(entry.also_asked)))
                entries.append(
                    msgspec.structs.replace(
                        entry,
                        also_asked=tuple(also_asked),
                        points=entry.points if points else (),
                    )
                )
        topics.append(msgspec.structs.replace(topic, entries=tuple(entries)))
    file = msgspec.structs.replace(made.course.file, topics=tuple(topics))
    asks = []
    # Where few entries are left, most questions are uncovered: they share a weight.
    share = min(1.0, 0.5 * len(kept) / max(1, 24 - len(kept)))
    for ask in with_contexts(made, rng):
        right = ask.right & kept
        context = ask.context if ask.context in kept else None
        if ask.context and not context:
            continue
        lost = bool(ask.right) and not right
        asks.append(Ask(ask.text, right, context, ask.style, ask.weight * (share if lost else 1)))
    return Made(Course(file), tuple(asks))


def merged(several: list[Made]) -> Made:
    """One course of several, all topics side by side."""
    topics: list[Topic] = []
    asks: list[Ask] = []
    for number, made in enumerate(several):
        for topic in made.course.topics:
            entries = tuple(
                msgspec.structs.replace(e, id=f"{number}-{e.id}"[:40]) for e in topic.entries
            )
            topics.append(
                msgspec.structs.replace(topic, id=f"{number}-{topic.id}"[:40], entries=entries)
            )
        asks += [
            Ask(
                ask.text,
                frozenset(f"{number}-{i}"[:40] for i in ask.right),
                f"{number}-{ask.context}"[:40] if ask.context else None,
                ask.style,
            )
            for ask in made.asks
            # Another subject's question may be this one's neighbour's.
            if ask.right or ask.style != "other_subject"
        ]
    file = msgspec.structs.replace(several[0].course.file, topics=tuple(topics))
    return Made(Course(file), tuple(asks))
