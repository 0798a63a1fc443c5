"""Fits the judgement of what a text covers: `skill/tutor/grounding.toml`.

    python -m training.grounding --weights WEIGHTS [--held NAME] [--stop 0.97]

Data: `training/authored/grounding`, sentences as a language model would say them of an entry, by
authors who saw no checker, half of them ungrounded. Logistic regression with a ridge (Newton's
method). The threshold stops `stop` of the ungrounded sentences that no rule stops, judged on sentences
left out five times; the author `held` is not learned from. Prints both rates with Wilson's 95 %
intervals: what is stopped of the ungrounded, what is stopped of the grounded.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np

from skill.content.course import Course, CourseFile, Entry
from skill.reader.reader import Reads, load_reader
from skill.tutor.grounding import FITTED, SIGNALS, broken_rule, signals, text_of
from training.student.authored import course_named
from training.student.scenes import FIRST

FOLDER = Path(__file__).parent / "authored" / "grounding"
RIDGE = 0.5
FOLDS = 5


@dataclass(frozen=True)
class Row:
    """One sentence about an entry."""

    author: str
    entry: Entry
    grounded: bool
    kind: str
    sentence: str


def rows(folder: Path = FOLDER) -> list[Row]:
    """Every sentence; `<author>.txt`, tab separated: course, entry, request, g or u, kind, sentence."""
    courses: dict[str, Course] = {}
    found = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            name, entry_id, _, label, kind, sentence = line.split("\t")
            entry = _course(name, courses).entry(entry_id)
            if entry is None:
                raise SystemExit(f"{path.name}: {name} has no entry {entry_id!r}")
            # What was written for the tutor since is no part of what the authors saw.
            seen = msgspec.structs.replace(
                entry, simpler="", examples=(), why_it_matters="", remember="", misconceptions=()
            )
            found.append(Row(path.stem, seen, label == "g", kind, sentence))
    return found


def _course(name: str, known: dict[str, Course]) -> Course:
    if name not in known:
        if name == "content":
            raw = json.loads(FIRST.read_text(encoding="utf-8"))
        else:
            raw = course_named(name).as_file()
        known[name] = Course(msgspec.convert(raw, CourseFile, strict=False))
    return known[name]


def gathered(found: Sequence[Row], reader: Reads) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """(rows, signals), and which rows a rule stops."""
    stopped = np.array([bool(broken_rule(r.sentence, text_of(r.entry))) for r in found])
    values = np.array(
        [signals(r.sentence, r.entry.question, text_of(r.entry), reader) for r in found]
    )
    return values, stopped


def fitted(values: np.ndarray, right: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Weights of a logistic regression with a ridge."""
    weights = np.zeros(values.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-(values @ weights)))
        slope = values.T @ (right - chance) - RIDGE * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + RIDGE * np.eye(
            len(weights)
        )
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def left_out(values: np.ndarray, right: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Each row's probability by weights that were fitted without its fold."""
    folds = np.random.default_rng(0).permutation(len(right)) % FOLDS
    chances = np.zeros(len(right))
    for fold in range(FOLDS):
        weights = fitted(values[folds != fold], right[folds != fold])
        chances[folds == fold] = 1 / (1 + np.exp(-(values[folds == fold] @ weights)))
    return chances


def wilson(hits: int, total: int) -> str:
    """A share in per cent with Wilson's 95 % interval."""
    if not total:
        return "none"
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * math.sqrt(share * (1 - share) / total + z * z / (4 * total**2))
    return f"{100 * share:.1f} % of {total} ({100 * (middle - half):.1f} to {100 * (middle + half):.1f})"


def report(name: str, found: Sequence[Row], stopped: np.ndarray) -> None:  # type: ignore[type-arg]
    """Both rates, and the ungrounded by kind."""
    bad = [s for r, s in zip(found, stopped, strict=True) if not r.grounded]
    good = [s for r, s in zip(found, stopped, strict=True) if r.grounded]
    print(f"{name}: ungrounded stopped {wilson(sum(bad), len(bad))}; "
          f"grounded stopped {wilson(sum(good), len(good))}")  # fmt: skip
    for kind in sorted({r.kind for r in found}):
        of_kind = [bool(s) for r, s in zip(found, stopped, strict=True) if r.kind == kind]
        print(f"    {kind:12s} stopped {sum(of_kind)} of {len(of_kind)}")


def main() -> None:
    """Fits, reports and writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--held", default="")
    parser.add_argument("--stop", type=float, default=0.97)
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args()
    found = rows()
    values, by_rule = gathered(found, load_reader(given.weights))
    right = np.array([r.grounded for r in found], dtype=float)
    held = np.array([r.author == given.held for r in found])
    learned = ~held & ~by_rule
    chances = left_out(values[learned], right[learned])
    # Of all that is ungrounded `stop` is to be stopped; the rules have had their share.
    all_bad = int((~held & (right == 0)).sum())
    may_pass = int((1 - given.stop) * all_bad)
    bad = np.sort(chances[right[learned] == 0])[::-1]
    threshold = float(bad[may_pass]) + 1e-6 if len(bad) > may_pass else 0.5
    told = by_rule.copy()
    told[learned] |= chances < threshold
    report("learned from, each left out once", [r for r, h in zip(found, held, strict=True) if not h],
           told[~held])  # fmt: skip
    report("    by the rules alone", [r for r, h in zip(found, held, strict=True) if not h],
           by_rule[~held])  # fmt: skip
    weights = fitted(values[learned], right[learned])
    if held.any():
        scores = 1 / (1 + np.exp(-(values[held] @ weights)))
        report(f"held out ({given.held})", [r for r, h in zip(found, held, strict=True) if h],
               by_rule[held] | (scores < threshold))  # fmt: skip
    if not given.dry:
        lines = [f'# python -m training.grounding --held {given.held} --stop {given.stop}',
                 f"threshold = {threshold:.4f}", "[weights]"]  # fmt: skip
        lines += [f'"{n}" = {w:.4f}' for n, w in zip(SIGNALS, weights, strict=True)]
        FITTED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
