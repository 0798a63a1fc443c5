"""Pairs from the Oak curriculum (Open Government Licence v3): what a lesson covers, and what the
lessons beside it in the same unit do not. Biology, and Germany 1918-45, are left out.

A lesson stands for an entry: its outcome is the question, its key points the answer. A key point
that was taken out of it, a keyword, and a misconception put as a question must lead to it, and not
to its neighbours.
"""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.reader.layout import cover_context, mark_context
from training.student.pairs import PARTIAL, RIGHT, WRONG, Pair

SUBJECTS = (
    "chemistry-key-stage-4", "physics-key-stage-4", "history-key-stage-4", "history-key-stage-3",
    "geography-key-stage-4", "computing-key-stage-4", "citizenship-key-stage-4", "english-key-stage-4",
)  # fmt: skip
_LEFT_OUT = re.compile(
    r"german|weimar|nazi|hitler|holocaust|inspector|birling|\bcells?\b|enzyme|photosynth|respirat|"
    r"\bgenes?\b|\bdna\b|ecosystem|food|organism|disease|blood|plant",
    re.IGNORECASE,
)


def lessons(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Lessons by unit."""
    units: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for subject in SUBJECTS:
        for path in (folder / f"{subject}.jsonl", folder / f"{subject}.jsonl.gz"):
            if not path.is_file():
                continue
            opener = gzip.open if path.suffix == ".gz" else open
            with opener(path, "rt", encoding="utf-8") as file:
                for line in file:
                    lesson = json.loads(line)
                    told = lesson["lesson"] + " ".join(lesson["key_learning_points"])
                    if lesson["units"] and not _LEFT_OUT.search(told):
                        units[subject + lesson["units"][0]["unit"]].append(lesson)
    return {unit: some for unit, some in units.items() if len(some) > 3}


def _outcome(lesson: dict[str, Any]) -> str:
    text = (lesson["outcome"] or [lesson["lesson"]])[0]
    return re.sub(r"^I can ", "", text).rstrip(".")


def _context(lesson: dict[str, Any], without: str = "") -> str:
    points = [p for p in lesson["key_learning_points"] if p != without]
    return cover_context(_outcome(lesson), (lesson["lesson"],), "", points[:5])


def covering(folder: Path, share: float = 0.35) -> Iterator[Pair]:
    """What each lesson covers."""
    rng = random.Random(3)
    for unit in lessons(folder).values():
        for lesson in unit:
            said: list[tuple[str, str]] = [(p, p) for p in lesson["key_learning_points"]]
            said += [(f"what is {k['term']}", "") for k in lesson["keywords"][:3]]
            said += [(m["statement"], "") for m in lesson["misconceptions"][:1]]
            for text, without in said:
                if rng.random() > share or not 2 < len(text.split()) < 30:
                    continue
                heard = _spoken(text, rng)
                yield Pair("cover", heard, _context(lesson, without), 1, 1.2, "oak")
                others = [x for x in unit if x is not lesson]
                for other in rng.sample(others, min(2, len(others))):
                    yield Pair("cover", heard, _context(other), 0, 0.8, "oak")


def _spoken(text: str, rng: random.Random) -> str:
    """A statement as something asked about."""
    text = text.rstrip(".").lower()
    lead = rng.choice(
        ("", "", "tell me about how ", "why is it that ", "is it true that ", "how come ")
    )
    return lead + text


def answering(folder: Path) -> Iterator[Pair]:
    """Misconceptions against what puts them right, and key points of the same lesson."""
    for unit in lessons(folder).values():
        for lesson in unit:
            for wrong in lesson["misconceptions"][:1]:
                if wrong["statement"] and wrong["correction"]:
                    context = mark_context(lesson["lesson"], [wrong["correction"]])
                    yield Pair("mark", wrong["statement"].lower(), context, WRONG, 0.6, "oak")
                    yield Pair("mark", wrong["correction"].lower(), context, RIGHT, 0.3, "oak")
            points = lesson["key_learning_points"]
            if len(points) > 1:
                context = mark_context(_outcome(lesson), [points[0]])
                yield Pair("mark", points[1].lower(), context, PARTIAL, 0.2, "oak")
