"""Fits what a question about the page heard last is: `skill/retrieval/following.toml`.

    python -m training.following --weights WEIGHTS             # prints a table, course by course; writes it

Positive (turned): authored questions to an entry in which what it is about was put as a pronoun, as if the
page had just been heard. Negative: the follow-ups of authored and development courses that go on to another
entry (other), and questions that no page answers, after a page drawn at random (none). One course
left out at a time for the table; a logistic regression with a little ridge. `authored/following/m1.tsv`,
follow-ups to the shipped course by the one who wrote this, is only reported.
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.routing_data import Trial, authored_course, teacher_courses
from skill.content.course import Course, Entry
from skill.content.loading import load_course
from skill.reader.reader import Reads, load_reader
from skill.retrieval.following import FITTED, SIGNALS, signals, spelt_out, subject_of
from skill.retrieval.index import build_index
from skill.retrieval.open import open_encoder
from skill.retrieval.rereading import Rereader
from skill.retrieval.router import LONGEST_FOLLOWING, Router
from skill.retrieval.routing import Context
from skill.retrieval.terms import content_words, heard_words, stem
from skill.settings import HOME

REPORTED = Path(__file__).parent / "authored" / "following" / "m1.tsv"
LEARNED = ("a01-usa-1920-73", "a03-maos-china", "a03-algorithms-programming", "a03-urban-issues",
           "g01-christian-beliefs", "g02-motion-and-forces")  # fmt: skip
"""Courses whose follow-ups may be learned from."""
MOST = 40
"""Follow-ups of a kind that are taken of a course."""
RIDGE = 0.003
WRONG = 1.0
"""What it costs to offer the page again where another answers, or none; 1 is what it costs not to."""
FollowUp = tuple[str, str, str]
"""Entry heard last, follow-up, kind: turned, other or none."""


@dataclass(frozen=True)
class Row:
    """One follow-up: its signals, and whether the page heard last answers it."""

    course: str
    values: list[float]
    same: bool
    kind: str


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


def turned(entry: Entry, text: str) -> str:
    """The question with what the entry is about as a pronoun; "" where it doesn't name it."""
    heard, subject = heard_words(text), {stem(word) for word in subject_of(entry)}
    named = [at for at, word in enumerate(heard) if stem(word) in subject]
    if not named or named[-1] - named[0] >= len(subject) or len(heard) > LONGEST_FOLLOWING:
        return ""
    start = named[0] - (named[0] > 0 and heard[named[0] - 1] in ("the", "a", "an"))
    who = heard_words(entry.question)[:1] == ["who"]
    pronoun = "he" if who else "they" if heard[named[-1]].endswith("s") else "it"
    left = [*heard[:start], pronoun, *heard[named[-1] + 1 :]]
    return " ".join(left) if content_words(left) or len(left) > 2 else ""


def follow_ups(trial: Trial, rng: random.Random) -> Iterator[FollowUp]:
    """The follow-ups of one course."""
    entries = list(trial.course.entries())
    for asked in trial.asked:
        if asked.context and asked.right and asked.context not in asked.right:
            yield asked.context, asked.text, "other"
        elif not asked.right and len(heard_words(asked.text)) <= LONGEST_FOLLOWING:
            yield rng.choice(entries).id, asked.text, "none"
        elif not asked.context and len(asked.right) == 1:
            entry = trial.course.entry(min(asked.right))
            if entry and (text := turned(entry, asked.text)):
                yield entry.id, text, "turned"


def rows_of(trial: Trial, follow: Iterable[FollowUp], reader: Reads, encoder: object) -> list[Row]:
    """Follow-ups of one course, described."""
    course = trial.course
    index = build_index(course, encoder)  # type: ignore[arg-type]
    router = Router(course, index, encoder, Rereader(course, lambda: reader))  # type: ignore[arg-type]
    return [
        Row(trial.name, described(course, router, reader, entry, text), kind == "turned", kind)
        for entry, text, kind in follow
    ]


def fitted(rows: list[Row]) -> np.ndarray:
    """The regression, by Newton's method; each kind weighs the same, those to be answered twice."""
    x, y = np.array([r.values for r in rows]), np.array([float(r.same) for r in rows])
    share = {kind: sum(r.kind == kind for r in rows) for kind in {r.kind for r in rows}}
    weigh = np.array([{"turned": 2.0}.get(r.kind, 1.0) / share[r.kind] for r in rows])
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
    shares = (f"{k} {100 * np.mean(v):5.1f} of {len(v)}" for k, v in sorted(told.items()))
    print(f"{name:34}", "  ".join(shares), flush=True)


def some(found: list[FollowUp], rng: random.Random) -> list[FollowUp]:
    """At most `MOST` of each kind."""
    kept = []
    for kind in ("turned", "other", "none"):
        chosen = [each for each in found if each[2] == kind]
        kept += rng.sample(chosen, min(MOST, len(chosen)))
    return kept


def main() -> None:
    """Fits, prints and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    asked = parser.parse_args()
    reader, encoder = load_reader(asked.weights), open_encoder(asked.weights)
    rng = random.Random(0)
    rows = []
    for trial in (*map(authored_course, LEARNED), *teacher_courses()):
        rows += rows_of(trial, some(list(follow_ups(trial, rng)), rng), reader, encoder)
        print(trial.name, len(rows), flush=True)
    bar = WRONG / (1 + WRONG)
    print(
        "told the page again, per cent: what it answers (turned), what another does, what none does"
    )
    for name in sorted({row.course for row in rows}):
        rest = [row for row in rows if row.course != name]
        table(name, [row for row in rows if row.course == name], fitted(rest), bar)
    w = fitted(rows)
    table("all, fitted on them", rows, w, bar)
    course = load_course(HOME / "content.json")
    lines = [line.split("\t") for line in REPORTED.read_text(encoding="utf-8").splitlines()]
    follow = [(place.partition("/")[2], text, "turned") for place, text, _ in lines]
    table(
        "the shipped course, m1", rows_of(Trial("m1", course, ()), follow, reader, encoder), w, bar
    )
    numbers = "\n".join(f'"{name}" = {value:.4f}' for name, value in zip(SIGNALS, w, strict=True))
    head = f"# Fitted by training/following.py.\nbar = {bar:.3f}\n\n[weights]\n"
    FITTED.write_text(f"{head}{numbers}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
