"""Utterances with what they are: a command, doubt, a question or an answer.

`commands/*.jsonl` were written for this, a file by an author. The answers of the marking sets
say what answers sound like, and the questions of the routing sets what questions do.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from skill.language.commands import kind_by_wording

from benchmarks import marking, routing_data
from skill.language.normalise import words
from training.examiner import from_folder

HERE = Path(__file__).parent
SETS = ("tune", "held_out")
_JUDGED = ("dont_know", "question")


class Said(NamedTuple):
    """An utterance, its kind (`skill.language.replies.KINDS`) and whence it comes."""

    words: tuple[str, ...]
    by_wording: str
    """The kind that the wordings alone give."""
    kind: str
    origin: str


def everything() -> Iterator[Said]:
    """All that there is to learn from; an answer with doubt beside it says nothing either way."""
    for heard, kind, origin in _all():
        said = tuple(words(heard))
        by_wording = kind_by_wording(" ".join(said))
        if said and not (kind == "answer" and by_wording == "dont_know"):
            yield Said(said, by_wording, kind, origin)


def _all() -> Iterator[tuple[str, str, str]]:
    for path in sorted((HERE / "commands").glob("*.jsonl")):
        for heard, kind in labelled(path):
            yield heard, kind, path.stem
    for name in SETS:
        for heard, kind in marked(marking.DATA / name):
            yield heard, kind, name
    for judged in from_folder(HERE / "marking"):
        yield judged.heard, "answer", "marking"
    for line in (HERE / "truth.txt").read_text(encoding="utf-8").splitlines():
        if line[:1] in ("t", "f"):
            yield line.split("|", 1)[1].strip(), "answer", "marking"
    for trial in routing_data.teacher_courses():
        for asked in trial.asked:
            if asked.right:
                yield asked.text, "question", "routing"


def labelled(path: Path) -> Iterator[tuple[str, str]]:
    """What was heard and its kind, a JSON object a line."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["heard"], row["label"]


def marked(folder: Path) -> Iterator[tuple[str, str]]:
    """The answers of a marking set, and what in it is no answer."""
    for _, answers in marking.load(folder).values():
        for answer in answers:
            kind = answer.verdict if answer.verdict in _JUDGED else "answer"
            yield answer.heard, answer.command or kind
