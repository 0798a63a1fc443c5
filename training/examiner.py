"""Utterances with an examiner's judgement, to train the marker on.

A file of `marking/` holds blocks. `# prompt | want` opens a list, `- point` names its points,
and `0,2 | what was heard` gives the points that were earned (none: `| what was heard`).
`? prompt | answer | another; another` opens an explanation, and `c`, `p` or `i | what was
heard` says whether it is correct, partial or incorrect.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.marking import DATA, load
from skill.quiz.marking.explain import by_ear
from skill.quiz.marking.marker import Marker
from skill.quiz.marking.utterance import read, repaired

NEVER = ("unseen", "final", "last")
"""Sets that are only measured."""
_WORTH = {"c": 1.0, "p": 0.5, "i": 0.0, "correct": 1.0, "partial": 0.5, "incorrect": 0.0}


@dataclass(frozen=True)
class Judged:
    """One utterance."""

    prompt: str
    texts: list[list[str]]
    """For each point (or the one explanation), the texts that say it."""
    heard: str
    labels: list[float]
    points_asked: bool
    """Whether it is a list."""


def heard_in(judged: Judged) -> str:
    """What the marker would compare of the utterance: corrected, mangled words put right."""
    said = read(judged.heard, bare_no=not judged.points_asked)
    if judged.points_asked:
        text = said.final if said.dropped and len(said.final.split()) > 3 else said.text
    else:
        text = repaired(said)
    return by_ear(text, [text for texts in judged.texts for text in texts])


def from_folder(folder: Path, without: Sequence[str] = ()) -> Iterator[Judged]:
    """The files written for training; `without`: names of files to leave out."""
    for path in sorted(folder.glob("*.txt")):
        if path.stem in without:
            continue
        prompt, texts, is_list = "", [], True
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            if line[0] == "#":
                prompt, texts, is_list = line[1:].rsplit("|", 1)[0].strip(), [], True
            elif line[0] == "?":
                head, *rest = line[1:].split("|")
                prompt, is_list = head.strip(), False
                texts = [[t.strip() for part in rest for t in part.split(";") if t.strip()]]
            elif line.startswith("- "):
                texts.append([line[2:].strip()])
            else:
                label, heard = (part.strip() for part in line.split("|", 1))
                labels = _points(label, len(texts)) if is_list else [_WORTH[label]]
                if len(labels) != len(texts):
                    raise ValueError(f"{path.name}, line {number}: no such point: {label}")
                yield Judged(prompt, texts, heard, labels, is_list)


def _points(label: str, count: int) -> list[float]:
    earned = {int(n) for n in label.split(",") if n.strip()}
    return [float(n in earned) for n in range(max([count, *(n + 1 for n in earned)]))]


def from_benchmark(name: str, subject: str = "") -> Iterator[Judged]:
    """The lists and explanations of one set of labelled answers, or of one subject of it."""
    if name in NEVER:
        raise ValueError(f"{name} is never learned from")
    for course, rows in load(DATA / name, subject).values():
        marker = Marker(course)
        for row in rows:
            if row.verdict not in _WORTH:
                continue
            if row.item.kind == "list":
                ready = marker._list(row.item)
                count = len(row.item.points)
                texts = [[t for n, t in ready.texts if n == point] for point in range(count)]
                labels = [float(point in row.points) for point in range(count)]
                yield Judged(row.item.prompt, texts, row.heard, labels, True)
            elif row.item.kind == "short" and (said := marker._ready(row.item).statements):
                label = [_WORTH[row.verdict]]
                yield Judged(row.item.prompt, [list(said)], row.heard, label, False)
