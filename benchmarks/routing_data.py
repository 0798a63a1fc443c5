"""The questions that routing is measured on, each set with its course."""

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from skill.content.course import Course, CourseFile, CourseInfo, Entry, Topic

HERE = Path(__file__).parent / "data" / "routing"
NEVER_TUNED = ("macbeth", "electricity-and-energy", "norman-conquest")


@dataclass(frozen=True)
class Asked:
    """A question, the entries that answer it (none: it is not covered), the entry before it."""

    text: str
    right: frozenset[str] = frozenset()
    context: str | None = None
    style: str = ""


@dataclass(frozen=True)
class Trial:
    """One course and what is asked of it."""

    name: str
    course: Course
    asked: tuple[Asked, ...]


def teacher_courses(names: tuple[str, ...] | None = None) -> list[Trial]:
    """The courses with answers and points: those named, or all that were tuned on."""
    trials = []
    for path in sorted((HERE / "courses").glob("*.json")):
        if (path.stem in names) if names else (path.stem not in NEVER_TUNED):
            raw = json.loads(path.read_text(encoding="utf-8"))
            course = Course(msgspec.convert(raw["course"], CourseFile))
            trials.append(Trial(path.stem, course, asked_of(raw)))
    return trials


def authored_course(name: str) -> Trial:
    """A course of `training/authored`, as it is (nothing is fitted here)."""
    from training.data import authored

    made = authored(name)
    asked = (Asked(ask.text, ask.right, ask.context, ask.style) for ask in made.asks)
    return Trial(name, made.course, tuple(asked))


def own_course(content: Path, questions: Path) -> Trial | None:
    """The skill's own course, where its questions have been written."""
    if not (content.is_file() and questions.is_file()):
        return None
    course = Course(msgspec.json.decode(content.read_bytes(), type=CourseFile))
    raw = json.loads(questions.read_text(encoding="utf-8"))
    return Trial("own course", course, asked_of(raw))


def asked_of(raw: dict[str, Any]) -> tuple[Asked, ...]:
    """Questions, dialogues and uncovered questions of a development file."""
    asked = [
        Asked(q["text"], _right(q), q.get("context"), q.get("style", "covered"))
        for q in raw.get("questions", ())
    ]
    for dialogue in raw.get("dialogues", ()):
        before = None
        for turn in dialogue["turns"]:
            asked.append(Asked(turn["text"], _right(turn), before, "dialogue"))
            before = turn["expect"]
    asked += [Asked(u["text"], style=u.get("kind", "uncovered")) for u in raw.get("uncovered", ())]
    return tuple(asked)


def _right(question: dict[str, Any]) -> frozenset[str]:
    more = question.get("also_ok") or []
    return frozenset([question["expect"], *([more] if isinstance(more, str) else more)])


def history(phrasings: int, heard: bool) -> Trial:
    """Sixty history questions with so many phrasings each and no answers."""
    raw = json.loads((HERE / "history.json").read_text(encoding="utf-8"))
    intents = {entry["id"]: entry["phrasings"][:phrasings] for entry in raw["entries"]}
    asked = []
    for test in raw["test"]:
        text = test.get("heard") if heard else test["text"]
        if text is None:
            continue
        covered = test["expect"] in intents
        asked.append(Asked(text, frozenset([test["expect"]]) if covered else frozenset()))
    return Trial(f"history K={phrasings}", phrasings_only("History", intents), tuple(asked))


def clinc(path: Path, phrasings: int, seed: int, heard: bool) -> Trial:
    """CLINC150 as its README defines it: K phrasings an intent, test and oos_test."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    by_intent: dict[str, list[str]] = {}
    for text, intent in raw["train"]:
        by_intent.setdefault(intent, []).append(text)
    rng = random.Random(1000 * phrasings + seed)
    chosen = {intent: rng.sample(by_intent[intent], phrasings) for intent in sorted(by_intent)}
    asked = []
    for text, intent in [*raw["test"], *raw["oos_test"]]:
        said = raw["heard"].get(text) if heard else text
        if said is not None:
            right = frozenset([intent.replace("_", "-")]) if intent in chosen else frozenset()
            asked.append(Asked(said, right))
    intents = {intent.replace("_", "-"): texts for intent, texts in chosen.items()}
    return Trial(f"CLINC150 K={phrasings}", phrasings_only("Intents", intents), tuple(asked))


def phrasings_only(title: str, intents: dict[str, list[str]]) -> Course:
    """A course that has nothing but phrasings."""
    entries = tuple(
        Entry(id=name, question=texts[0], also_asked=tuple(texts[1:]), answer="Yes.")
        for name, texts in intents.items()
    )
    topic = Topic(id="all", title=title, entries=entries)
    info = CourseInfo(title=title)
    return Course(CourseFile(format=1, course=info, topics=(topic,)))
