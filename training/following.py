"""Fits what a question about the page heard last is: `skill/retrieval/following.toml`.

    python -m training.following --weights WEIGHTS             # prints a table, course by course; writes it

Positive: `authored/following/f1.tsv`, follow-ups that their own page answers (yes). Negative: those that it
does not (no), and the follow-ups of authored and development courses that go on to another entry. One
course left out at a time for the table; a logistic regression with a little ridge.
"""

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.routing_data import Trial, authored_course, teacher_courses
from skill.content.course import Course
from skill.reader.reader import Reads, load_reader
from skill.retrieval.following import FITTED, SIGNALS, signals, spelt_out, subject_of
from skill.retrieval.index import build_index
from skill.retrieval.open import open_encoder
from skill.retrieval.rereading import Rereader
from skill.retrieval.router import Router
from skill.retrieval.routing import Context
from skill.retrieval.terms import heard_words

DATA = Path(__file__).parent / "authored" / "following"
LEARNED = ("a01-usa-1920-73", "a03-maos-china", "a03-algorithms-programming", "a03-urban-issues",
           "g01-christian-beliefs", "g02-motion-and-forces")  # fmt: skip
"""Courses whose follow-ups may be learned from."""
RIDGE = 0.003
WRONG = 2.0
"""What it costs to say the page again where another answers, or none; 1 is what it costs not to."""


@dataclass(frozen=True)
class Row:
    """One follow-up: its signals, and whether the page heard last answers it."""

    course: str
    values: list[float]
    same: bool
    kind: str
    """yes, no or other."""


def described(
    course: Course, router: Router, reader: Reads, entry_id: str, text: str
) -> list[float]:
    """The signals of one follow-up."""
    entry = course.entry(entry_id)
    assert entry is not None
    heard = heard_words(text)
    spelt = " ".join(spelt_out(heard, subject_of(entry)))
    as_said = router.by_itself(text, Context(entry_id))
    again = router.by_itself(spelt)
    covers = Rereader(course, lambda: reader).answers_after(text, spelt, entry)
    assert covers is not None
    return signals(heard, entry, as_said, again, covers)


def rows_of(
    trial: Trial, kept: dict[str, list[tuple[str, str, str]]], reader: Reads, encoder: object
) -> list[Row]:
    """All follow-ups of one course."""
    course = trial.course
    index = build_index(course, encoder)  # type: ignore[arg-type]
    router = Router(course, index, encoder, Rereader(course, lambda: reader))  # type: ignore[arg-type]
    rows = []
    for entry_id, text, label in kept.get(trial.name, []):
        rows.append(
            Row(
                trial.name, described(course, router, reader, entry_id, text), label == "yes", label
            )
        )
    for asked in trial.asked:
        if asked.context and asked.right and asked.context not in asked.right:
            values = described(course, router, reader, asked.context, asked.text)
            rows.append(Row(trial.name, values, False, "other"))
    return rows


def fitted(rows: list[Row]) -> np.ndarray:
    """The regression, by Newton's method; each kind of row weighs the same in all."""
    x, y = np.array([r.values for r in rows]), np.array([float(r.same) for r in rows])
    share = {kind: sum(r.kind == kind for r in rows) for kind in {r.kind for r in rows}}
    weigh = np.array([{"yes": 2.0}.get(r.kind, 1.0) / share[r.kind] for r in rows])
    weigh *= len(rows) / weigh.sum()
    w = np.zeros(x.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (weigh * (p - y)) / len(y) + 2 * RIDGE * w
        hessian = (x * (weigh * p * (1 - p))[:, None]).T @ x / len(y) + 2 * RIDGE * np.eye(len(w))
        w -= np.linalg.solve(hessian, gradient)
    return w


def table(name: str, rows: list[Row], w: np.ndarray, bar: float) -> None:
    """Prints what share of each kind is told the page again."""
    told: dict[str, list[bool]] = defaultdict(list)
    for row in rows:
        told[row.kind].append(1 / (1 + np.exp(-float(np.dot(row.values, w)))) >= bar)
    print(
        f"{name:34}",
        "  ".join(f"{k} {100 * np.mean(v):5.1f} of {len(v)}" for k, v in sorted(told.items())),
    )


def main() -> None:
    """Fits, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument(
        "--held", type=Path, help="a file of further follow-ups that is only reported"
    )
    asked = parser.parse_args()
    reader, encoder = load_reader(asked.weights), open_encoder(asked.weights)
    kept: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for path in sorted(DATA.glob("f1*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines():
            place, text, label = line.split("\t")
            name, _, entry_id = place.partition("/")
            kept[name].append((entry_id, text, label))
    rows = []
    for trial in (*map(authored_course, LEARNED), *teacher_courses()):
        rows += rows_of(trial, kept, reader, encoder)
    bar = WRONG / (1 + WRONG)
    print(
        "told the page again, per cent: what it answers (yes), does not (no), what another answers (other)"
    )
    for name in sorted({row.course for row in rows}):
        rest = [row for row in rows if row.course != name]
        table(name, [row for row in rows if row.course == name], fitted(rest), bar)
    w = fitted(rows)
    table("all, fitted on them", rows, w, bar)
    numbers = "\n".join(f'"{name}" = {value:.4f}' for name, value in zip(SIGNALS, w, strict=True))
    FITTED.write_text(
        f"# Fitted by training/following.py.\nbar = {bar:.3f}\n\n[weights]\n{numbers}\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
