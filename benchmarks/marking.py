"""Marks the labelled answers and prints how often the marker agrees with the examiner.

    python -m benchmarks.marking [--data DIR] [--set NAME] [--misses] [--no-reader]
    python -m benchmarks.marking --authored NAME ...      # courses of training/authored instead

Each set is a folder of <subject>.course.json and <subject>.answers.jsonl. Beside the marker
stand exact match and rapidfuzz's token_set_ratio (80), in the same run. The misses of a set
that nobody tunes on are never printed.
"""

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
from rapidfuzz.fuzz import token_set_ratio

from skill.content.course import Course, CourseFile, QuizItem
from skill.language.normalise import words
from skill.quiz.marking.marker import Marker, Marking
from skill.quiz.marking.meaning import ADAPTER
from skill.reader.encoder import Encoder, load_encoder
from skill.reader.reader import Pair, Reads, load_reader
from skill.reader.weights import quantise_weights
from skill.retrieval.index import build_index
from skill.retrieval.router import Router
from skill.understanding.ear import Ear
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation
from training.student.authored import marked

DATA = Path(__file__).parent / "data" / "marking"
SETS = ("tune", "held_out", "second", "unseen", "final", "last")
READ = ("tune", "second")
"""Those whose misses may be read."""
_NOT_MARKED = ("incorrect", "dont_know", "command", "question")


@dataclass(frozen=True)
class Labelled:
    """One answer and the examiner's mark."""

    subject: str
    item: QuizItem
    heard: str
    verdict: str
    points: tuple[int, ...]
    command: str | None
    why: str


def load(folder: Path, subject: str = "") -> dict[str, tuple[Course, list[Labelled]]]:
    """The courses of a folder with their labelled answers."""
    sets: dict[str, tuple[Course, list[Labelled]]] = {}
    for path in sorted(folder.glob("*.course.json")):
        name = path.name.removesuffix(".course.json")
        answers = path.with_name(f"{name}.answers.jsonl")
        if (subject and subject != name) or not answers.exists():
            continue
        course = Course(msgspec.json.decode(path.read_bytes(), type=CourseFile))
        sets[name] = (course, list(_labelled(course, name, answers)))
    return sets


def _labelled(course: Course, subject: str, path: Path) -> Iterator[Labelled]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        item = course.item(row["item"])
        if item is None:
            raise SystemExit(f"{path.name}: no quiz item {row['item']!r}")
        points = tuple(row.get("points") or ())
        yield Labelled(
            subject,
            item,
            row["heard"],
            row["verdict"],
            points,
            row.get("command"),
            row.get("why", ""),
        )


def authored(name: str) -> dict[str, tuple[Course, list[Labelled]]]:
    """A course of `training/authored`, as it is (nothing is fitted here)."""
    course, rows = marked(name)
    return {name: (course, [Labelled(name, *row, None, "") for row in rows])}


def exact(item: QuizItem, heard: str) -> str:
    """Equality with an accepted answer."""
    said = " ".join(words(heard))
    return "correct" if said in {" ".join(words(text)) for text in _accepted(item)} else "incorrect"


def token_set(item: QuizItem, heard: str) -> str:
    """token_set_ratio of 80 or more with an accepted answer."""
    said = " ".join(words(heard))
    near = max((token_set_ratio(said, " ".join(words(t))) for t in _accepted(item)), default=0)
    return "correct" if near >= 80 else "incorrect"


def _accepted(item: QuizItem) -> list[str]:
    if item.kind == "list":
        return [text for point in item.points for text in (point.text, *point.accept)]
    return [item.answer, *item.accept]


def agrees(row: Labelled, mark: Marking) -> bool:
    """The same verdict and, for a list, the same points; for a command, the same command."""
    if mark.verdict != row.verdict:
        return False
    if row.item.kind == "list" and row.verdict in ("correct", "partial"):
        return set(mark.points) == set(row.points)
    return True


def tally(rows: list[tuple[Labelled, str, bool]]) -> str:
    """Agreement, right marked wrong, wrong marked right, in per cent."""
    right = [r for r in rows if r[0].verdict == "correct"]
    wrong = [r for r in rows if r[0].verdict == "incorrect"]
    lost = sum(verdict in _NOT_MARKED for _, verdict, _ in right)
    given = sum(verdict == "correct" for _, verdict, _ in wrong)
    share = sum(same for *_, same in rows) / max(1, len(rows))
    return (f"{len(rows):5d} {100 * share:7.1f} {100 * lost / max(1, len(right)):9.1f} "
            f"{100 * given / max(1, len(wrong)):9.1f}")  # fmt: skip


class Counted:
    """A reader that tells how often it was asked."""

    def __init__(self, reader: Reads):
        self._reader, self.asked = reader, 0

    def logits(self, task: str, pairs: Sequence[Pair]) -> object:
        """The reader's logits."""
        self.asked += 1
        return self._reader.logits(task, pairs)


def run(
    sets: dict[str, tuple[Course, list[Labelled]]], reader: Reads | None
) -> tuple[list, list[float], list[float]]:
    """Every mark of a set, the microseconds each took, and those for which something was read.

    As `owl mark` marks: the ear says first whether the words are an answer.
    """
    marks, times, read = [], [], []
    counted = Counted(reader) if reader else None
    for course, rows in sets.values():
        meanings = _encoder() if counted else None
        index = build_index(course, None)  # words alone: what is asked is not measured here
        marker = Marker(course, lambda: counted, lambda meanings=meanings: meanings)
        ear = Ear(course, Router(course, index, None), marker, lambda: counted)
        for row in rows:  # once to fill the caches a running skill has
            ear.understand(row.item.answer or "none", Situation(item=row.item, meant=True))
        for row in rows:
            before = counted.asked if counted else 0
            start = time.perf_counter_ns()
            meaning = ear.understand(row.heard, Situation(item=row.item, meant=True))
            times.append((time.perf_counter_ns() - start) / 1000)
            marks.append((row, as_marking(meaning)))
            if counted and counted.asked > before:
                read.append(times[-1])
    return marks, times, read


def as_marking(meaning: Meaning) -> Marking:
    """The mark, or what the words were instead of an answer."""
    if meaning.marking:
        return meaning.marking
    if meaning.act in ("dont_know", "question"):
        return Marking(meaning.act)  # type: ignore[arg-type]
    if meaning.act in ("command", "explain"):
        return Marking("command", command=meaning.detail)
    return Marking("unsure", rule=meaning.act)


def report(
    name: str,
    marks: list[tuple[Labelled, Marking]],
    times: list[float],
    read: list[float],
    plain: list[float],
) -> None:
    """Prints one set's table."""
    print(f"\n{name}: answers, agreement %, right marked wrong %, wrong marked right %")
    rows = [(row, mark.verdict, agrees(row, mark)) for row, mark in marks]
    for kind in ("short", "number", "year", "choice", "true_false", "list"):
        print(f"  {kind:22s}", tally([r for r in rows if r[0].item.kind == kind]))
    for subject in sorted({r[0].subject for r in rows}):
        print(f"  {subject:22s}", tally([r for r in rows if r[0].subject == subject]))
    print(f"  {'the marker':22s}", tally(rows))
    for label, judge in (("exact match", exact), ("token_set_ratio >= 80", token_set)):
        print(
            f"  {label:22s}",
            tally([(r, v := judge(r.item, r.heard), v == r.verdict) for r, _ in marks]),
        )
    alike = sum(mark.verdict == row.verdict for row, mark in marks)
    print(f"  the verdict alone, whichever points of a list: {100 * alike / len(marks):.1f}")
    commands = [(r, m) for r, m in marks if r.verdict == "command"]
    same = sum(m.command == r.command for r, m in commands)
    unsure = sum(m.verdict == "unsure" for _, m in marks)
    print(f"  commands told apart: {same} of {len(commands)}; unsure: {unsure}")
    middle = statistics.median
    print(
        f"  microseconds a mark, median: {middle(plain):.0f} by words alone, "
        f"{middle(times):.0f} with it at hand; {middle(read or [0]):.0f} for the "
        f"{len(read)} of {len(times)} that are read"
    )


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--set", choices=SETS)
    parser.add_argument("--subject", default="")
    parser.add_argument(
        "--misses", action="store_true", help="print each miss (tune and second only)"
    )
    parser.add_argument("--no-reader", action="store_true")
    parser.add_argument("--authored", nargs="*", default=())
    given = parser.parse_args()
    reader = None if given.no_reader else _reader()
    for name in given.authored or ([given.set] if given.set else SETS):
        sets = authored(name) if given.authored else load(given.data / name, given.subject)
        if not sets:
            continue
        marks, times, read = run(sets, reader)
        _, plain, _ = run(sets, None)
        report(name, marks, times, read, plain)
        if given.misses and name in READ:
            _print_misses(marks)


def _print_misses(marks: list[tuple[Labelled, Marking]]) -> None:
    kinds: Counter[str] = Counter()
    last = ""
    for row, mark in marks:
        if agrees(row, mark) and (row.command == mark.command):
            continue
        if row.item.id != last:
            print(
                f"# {row.item.id} [{row.item.kind}] {row.item.prompt} = {row.item.answer or [p.text for p in row.item.points]}"  # noqa: E501
            )
            last = row.item.id
        kinds[f"{row.verdict}>{mark.verdict}"] += 1
        print(
            f"    {row.verdict}{list(row.points) or ''}>{mark.verdict}{list(mark.points) or ''} {mark.rule} {mark.command or ''} | {row.heard} | {row.why}"  # noqa: E501
        )
    print(kinds)


@cache
def _encoder() -> Encoder:
    return load_encoder(_weights(), ADAPTER)


@cache
def _weights() -> Path:
    return quantise_weights(Path(__file__).parent.parent / ".owl" / "encoder")


def _reader() -> Reads:
    return load_reader(_weights())


if __name__ == "__main__":
    main()
