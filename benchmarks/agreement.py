"""Two people over the same answers and questions: how far they agree is what can be reached.

    python -m benchmarks.agreement

Rows: a stratified sample of 500 answers and 500 questions of `training/authored/courses`, each marked
or placed by its author when it was written, and a second time by a reader who saw neither those labels
nor any model (`benchmarks/data/agreement`). Beside the two stands what ships, over all the rows and over
the courses from which nothing that ships has learned. Cohen's kappa is given with the shares.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.marking import Labelled, agrees, run
from skill.content.course import Course, CourseFile
from skill.quiz.marking.marker import Marking
from skill.reader.reader import Reads, load_reader
from skill.reader.weights import quantise_weights
from skill.retrieval.index import build_index
from skill.retrieval.open import open_encoder
from skill.retrieval.rereading import Rereader
from skill.retrieval.router import Router
from training.student.authored import Authored, course_named, marked

HERE = Path(__file__).parent
DATA = HERE / "data" / "agreement"
UNSEEN = ("g01-elizabethan-england", "g03-business-marketing", "g03-rivers-and-coasts")
"""Courses from which nothing that ships has learned."""


@dataclass(frozen=True)
class Judged:
    """One row: what the author said, what the second reader said, and what we say."""

    course: str
    kind: str
    author: str
    second: str
    ours: str


def answers(reader: Reads) -> list[Judged]:
    """The answers, each judgement as one text: a verdict, and the points of a list."""
    sets: dict[str, tuple[Course, list[Labelled]]] = {}
    said: dict[tuple[str, str, str], tuple[str, str]] = {}
    for course, item, heard, verdict, points in _rows("answers.tsv"):
        said[course, item, heard] = verdict, points
    for name in sorted({course for course, _, _ in said}):
        course, rows = marked(name)
        kept = [Labelled(name, *row, None, "") for row in rows if (name, row[0].id, row[1]) in said]
        sets[name] = (course, kept)
    marks, _, _ = run(sets, reader)
    found = []
    for row, mark in marks:
        verdict, points = said[row.subject, row.item.id, row.heard]
        earned = tuple(sorted(int(point) for point in points.split(",") if point))
        found.append(Judged(row.subject, row.item.kind, _told(row), _as_text(row, verdict, earned),
                            _told(row) if agrees(row, mark) else _of_mark(row, mark)))  # fmt: skip
    return found


def _told(row: Labelled) -> str:
    return _as_text(row, row.verdict, row.points)


def _of_mark(row: Labelled, mark: Marking) -> str:
    return _as_text(row, mark.verdict, mark.points)


def _as_text(row: Labelled, verdict: str, points: Sequence[int]) -> str:
    if row.item.kind != "list":
        return verdict
    reached = "correct" if len(points) >= row.item.wanted else "partial" if points else "incorrect"
    return f"{reached} {','.join(map(str, sorted(points)))}".strip()


def questions(reader: Reads, encoder: Any) -> list[Judged]:
    """The questions; each judgement is an entry's id, or none. Ours is what is said or offered first."""
    found = []
    rows = list(_rows("questions.tsv"))
    for name in sorted({row[0] for row in rows}):
        written = course_named(name)
        course = Course(msgspec.convert(written.as_file(), CourseFile, strict=False))
        index = build_index(course, encoder)
        router = Router(course, index, encoder, Rereader(course, lambda: reader))
        for _, asked, second in (row for row in rows if row[0] == name):
            author = _entry_of(written, asked)
            routing = router.route(asked)
            ours = "none" if routing.decision == "unknown" else routing.candidates[0].entry_id
            found.append(Judged(name, "question", author, second, ours))
    return found


def _entry_of(written: Authored, asked: str) -> str:
    return next((each.entry or "none") for each in written.asked if each.text == asked)


def _rows(name: str) -> list[list[str]]:
    path = DATA / name
    if not path.exists():
        return []
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def report(name: str, rows: Sequence[Judged]) -> None:
    """The two people beside each other, and ours beside each."""
    if not rows:
        return
    print(f"{name} ({len(rows)}): author and second reader {_agree(rows, 'author', 'second')}; "
          f"ours and author {_agree(rows, 'author', 'ours')}; "
          f"ours and second reader {_agree(rows, 'second', 'ours')}")  # fmt: skip


def _agree(rows: Sequence[Judged], one: str, other: str) -> str:
    pairs = [(getattr(row, one), getattr(row, other)) for row in rows]
    same = sum(a == b for a, b in pairs) / len(pairs)
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(ones[label] * others[label] for label in ones) / len(pairs) ** 2
    return f"{100 * same:.1f} % (kappa {(same - chance) / (1 - chance or 1):.2f})"


def main() -> None:
    """Prints the tables."""
    weights = quantise_weights(HERE.parent / ".owl" / "encoder")
    reader = load_reader(weights)
    rows = answers(reader)
    report("answers", rows)
    for kind in ("short", "number", "year", "choice", "true_false", "list"):
        report(f"    {kind}", [row for row in rows if row.kind == kind])
    report("    lists by verdict alone", [_verdict_alone(r) for r in rows if r.kind == "list"])
    report("  not learned from", [row for row in rows if row.course in UNSEEN])
    asked = questions(reader, open_encoder(weights))
    report("questions", asked)
    report("  not learned from", [row for row in asked if row.course in UNSEEN])
    report("  covered, says the author", [row for row in asked if row.author != "none"])
    report("  uncovered, says the author", [row for row in asked if row.author == "none"])


def _verdict_alone(row: Judged) -> Judged:
    first = [label.partition(" ")[0] for label in (row.author, row.second, row.ours)]
    return Judged(row.course, row.kind, *first)


if __name__ == "__main__":
    main()
