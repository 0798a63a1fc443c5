"""What is said to the owl while a question is open: commands, doubt, questions, answers.

    python -m benchmarks.commands [--data FILE] [--confused]

Recall by kind in one run: the ear (`skill.understanding`) and the nearest labelled utterance of
`training/commands` by rapidfuzz's token_set_ratio (80). Data: 700 utterances by two authors, nothing
fitted on them. They know the open question's prompt and not its answer: what is accepted is a
stand-in that nobody says, so that answers are the harder to tell here. Totals only.
"""

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from rapidfuzz import fuzz, process

from benchmarks.ear import Ears
from skill.content.course import Course, CourseFile
from skill.understanding.intents import ROWS
from skill.understanding.situation import Situation

DATA = Path(__file__).parent / "data" / "commands" / "final.jsonl"
TRAINING = Path(__file__).parent.parent / "training" / "commands"
Row = tuple[str, str, str]
NAMES = {"explain:why": "why", "command:next": "skip", "explain:example": "why"}
"""Acts by the older names of this data; a command by its detail. Skipping and "next" do the same
while a question is open."""


def read(path: Path) -> list[Row]:
    """(prompt, heard, kind)."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [(row.get("prompt", ""), row["heard"], row["label"]) for row in rows]


def course_of(prompts: Sequence[str]) -> Course:
    """A course whose questions are those prompts."""
    item = {"kind": "short", "entry": "e", "answer": "zyxomma"}
    quiz = [item | {"id": f"q-{n}", "prompt": p or "What?"} for n, p in enumerate(prompts)]
    entry = {"id": "e", "question": "What is this about?", "answer": "This is about a few things."}
    topic = {"id": "t", "title": "Things", "entries": [entry], "quiz": quiz}
    info = {"id": "things", "title": "Things"}
    course = {"format": 1, "course": info, "topics": [topic]}
    return Course(msgspec.convert(course, CourseFile, strict=False))


def heard() -> Callable[[Row], str]:
    """The kind that the ear takes an utterance for."""
    ear = Ears().of(course_of([]))

    def kind(row: Row) -> str:
        situation = Situation(item=course_of([row[0]]).item("q-0"))
        act = ROWS[ear.understand(row[1], situation).intent].act
        return NAMES.get(act, act.partition(":")[2] if act.startswith("command:") else act)

    return kind


def nearest() -> Callable[[Row], str]:
    """The kind of the nearest utterance of training, if it is near."""
    known = [row for path in sorted(TRAINING.glob("*.jsonl")) for row in read(path)]
    texts = [text for _, text, _ in known]

    def kind(row: Row) -> str:
        found = process.extractOne(row[1], texts, scorer=fuzz.token_set_ratio, score_cutoff=80)
        return known[found[2]][2] if found else "answer"

    return kind


def report(rows: Sequence[Row], ways: dict[str, Callable[[Row], str]], confused: bool) -> None:
    """Recall by kind, a way of hearing a column."""
    found = {name: [way(row) for row in rows] for name, way in ways.items()}
    kinds = sorted({kind for *_, kind in rows})
    print(f"{'':12}{'of':>5}" + "".join(f"{name:>18}" for name in ways))
    for kind in (*kinds, "all"):
        at = [n for n, row in enumerate(rows) if kind in (row[2], "all")]
        shares = [100 * sum(f[n] == rows[n][2] for n in at) / len(at) for f in found.values()]
        print(f"{kind:12}{len(at):>5}" + "".join(f"{share:>18.1f}" for share in shares))
    if confused:
        pairs = zip((kind for *_, kind in rows), found["ear"], strict=True)
        for (want, got), times in Counter(p for p in pairs if p[0] != p[1]).most_common(40):
            print(f"{times:4} {want} → {got}")


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--confused", action="store_true", help="which kinds, never which words")
    given = parser.parse_args()
    ways = {"ear": heard(), "nearest": nearest()}
    report(read(given.data), ways, given.confused)


if __name__ == "__main__":
    main()
