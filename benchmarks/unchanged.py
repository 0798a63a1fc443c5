"""What the core says of fixed rows, word for word: whoever changes it sees which rows change.

    python -m benchmarks.unchanged            # which rows differ from those that are kept
    python -m benchmarks.unchanged --write    # keep what is said now; read the diff before you commit it

Floors notice that figures fall; this notices that anything moved. By words alone (no reader, no encoder:
the same on every machine): marks, rankings and meanings of rows that the floors are drawn from, and of
authored courses that may be read. Each row is one line: what it is, what was said, what came of it.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from benchmarks import marking
from benchmarks.ear import HELD_OUT
from benchmarks.floors import stratified
from benchmarks.routing_data import HERE, Trial, own_course, teacher_courses
from skill.content.course import Course
from skill.quiz.marking.marker import Marker
from skill.quiz.marking.result import Marking
from skill.retrieval.index import build_index
from skill.retrieval.router import Context, Router
from skill.understanding.ear import Ear
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation
from training.student.authored import Heard, utterances
from training.student.scenes import FIRST, drawn, situated

KEPT = Path(__file__).parent / "data" / "unchanged.txt"
SEED = 4
ANSWERS, QUESTIONS, SAID = 1_500, 400, 900
COURSES = (
    "a01-usa-1920-73",
    "a03-maos-china",
    "g02-motion-and-forces",
    "h01-networks-and-security",
)
T = TypeVar("T")


def lines() -> Iterator[str]:
    """Every row with what comes of it now, in a fixed order."""
    yield from _answers()
    yield from _questions()
    yield from _said()


def _answers() -> Iterator[str]:
    pool = [
        (course, row)
        for name in marking.READ
        for course, rows in marking.load(marking.DATA / name).values()
        for row in rows
    ]
    for name in COURSES:
        for course, rows in marking.authored(name).values():
            pool += [(course, row) for row in rows]
    markers: dict[int, Marker] = {}
    for course, row in stratified(pool, ANSWERS, lambda each: each[1].item.kind):
        marker = markers.setdefault(id(course), Marker(course))
        mark = marker.by_words(row.item, row.heard)
        yield f"answer\t{row.item.id}\t{row.heard}\t{_marked(mark)}"


def _marked(mark: Marking) -> str:
    points = ",".join(map(str, sorted(mark.points)))
    return f"{mark.verdict} {mark.rule} {points} {mark.credit:.2f} {mark.understood}".strip()


def _questions() -> Iterator[str]:
    ours = own_course(FIRST, HERE / "own-course.json")
    trials: list[Trial] = [*([ours] if ours else []), *teacher_courses()][:4]
    for trial in trials:
        router = Router(trial.course, build_index(trial.course, None), None)
        for asked in _sample(trial.asked, QUESTIONS // len(trials)):
            routing = router.route(asked.text, Context(asked.context))
            best = " ".join(f"{c.entry_id}:{c.score:.3f}" for c in routing.candidates[:3])
            told = f"{routing.decision} {best} {routing.nothing:.3f} {routing.mention or ''}"
            yield f"question\t{trial.name}\t{asked.text}\t{told.strip()}"


def _said() -> Iterator[str]:
    pool = [each for each in utterances() if each.author not in HELD_OUT]
    rng = random.Random(SEED)
    ears: dict[int, Ear] = {}
    for each in stratified(pool, SAID, lambda heard: heard.act):
        course, situation, _ = situated(drawn(each.scene, rng))
        if id(course) not in ears:
            router = Router(course, build_index(course, None), None)
            ears[id(course)] = Ear(course, router, Marker(course), lambda: None)
        meaning = ears[id(course)].understand(each.heard, situation)
        yield f"said\t{_scene(course, situation, each)}\t{each.heard}\t{_meant(meaning)}"


def _scene(course: Course, situation: Situation, each: Heard) -> str:
    here = situation.item.id if situation.item else situation.offer or situation.entry or ""
    return f"{course.info.title}/{here}/{each.scene.partition('/')[0]}"


def _meant(meaning: Meaning) -> str:
    told = [
        meaning.intent.value, f"{meaning.probability:.2f}", meaning.name, str(meaning.number),
        meaning.entry or "", meaning.command, "asks" if meaning.asks else "",
        "danger" if meaning.danger else "", _marked(meaning.marking) if meaning.marking else "",
        str(msgspec.to_builtins(meaning.request)) if meaning.intent.value == "quiz" else "",
    ]  # fmt: skip
    return " ".join(part for part in told if part and part != "0")


def _sample(rows: Sequence[T], most: int) -> list[T]:
    return random.Random(SEED).sample(list(rows), min(most, len(rows)))


def differing(kept: Sequence[str], now: Sequence[str]) -> list[tuple[str, str]]:
    """(what was kept, what is said now) of the rows that differ."""
    before = dict(line.rsplit("\t", 1) for line in kept)
    after = dict(line.rsplit("\t", 1) for line in now)
    return [
        (f"{row}\t{before.get(row, '(not kept)')}", after.get(row, "(no such row)"))
        for row in {**before, **after}
        if before.get(row) != after.get(row)
    ]


def main() -> None:
    """Compares, or writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    now = list(lines())
    if parser.parse_args().write:
        KEPT.write_text("\n".join(now) + "\n", encoding="utf-8")
        return
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    for before, after in differing(kept, now):
        print(f"{before}\n    now: {after}")
    print(f"{len(differing(kept, now))} of {len(now)} rows differ")


if __name__ == "__main__":
    main()
