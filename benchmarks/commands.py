"""What is said to the owl while a question is open: commands, doubt, questions, answers.

    python -m benchmarks.commands [--data FILE]

By kind, in one run: the wordings alone, the wordings weighed by the model (what the skill does)
and the nearest labelled utterance of training by rapidfuzz's token_set_ratio (80). Then the
answers of a marking set that nobody tuned on: how many would be lost. Totals only.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.marking import DATA as MARKING
from skill.language import replies
from skill.language.commands import kind_by_wording
from skill.language.normalise import words
from training.utterances import HERE as TRAINING
from training.utterances import labelled, marked

DATA = Path(__file__).parent / "data" / "commands" / "final.jsonl"
Row = tuple[str, str]


def heard_as(text: str) -> str:
    """What the skill hears, afresh each time."""
    return replies.kind_of(text.split(), kind_by_wording(text))


def nearest() -> Callable[[str], str]:
    """The kind of the nearest utterance of training, if it is near."""
    known = [
        row for path in sorted((TRAINING / "commands").glob("*.jsonl")) for row in labelled(path)
    ]
    texts = [text for text, _ in known]

    def kind(text: str) -> str:
        found = process.extractOne(text, texts, scorer=fuzz.token_set_ratio, score_cutoff=80)
        return known[found[2]][1] if found else "answer"

    return kind


def report(rows: Sequence[Row], ways: dict[str, Callable[[str], str]]) -> None:
    """Recall by kind, a way of hearing a column."""
    asked = Counter(kind for _, kind in rows)
    right = {name: Counter[str]() for name in ways}
    lost: Counter[str] = Counter()
    for text, kind in rows:
        for name, way in ways.items():
            found = way(text)
            right[name][kind] += found == kind
            lost[name] += kind == "answer" and found != "answer"
    print(f"{'':12}{'of':>5}" + "".join(f"{name:>18}" for name in ways))
    for kind in replies.KINDS:
        shares = "".join(f"{100 * right[name][kind] / max(1, asked[kind]):>18.0f}" for name in ways)
        print(f"{kind:12}{asked[kind]:>5}{shares}")
    for line, count in (("all", right), ("answers lost", lost)):
        of = len(rows) if line == "all" else asked["answer"]
        sums = [count[n].total() if line == "all" else lost[n] for n in ways]
        print(f"{line:12}{of:>5}" + "".join(f"{100 * n / max(1, of):>18.1f}" for n in sums))


def timed(rows: Sequence[Row]) -> None:
    """Microseconds an utterance, median: the wordings, and the model after them."""
    replies._table.cache_clear()
    start = time.perf_counter()
    replies._table()
    loading = time.perf_counter() - start
    for _ in range(2):
        wording, model = [], []
        for text, _ in rows:
            start = time.perf_counter()
            found = kind_by_wording(text)
            middle = time.perf_counter()
            replies.kind_of(text.split(), found)
            wording.append(middle - start)
            model.append(time.perf_counter() - middle)
    median = statistics.median
    print(
        f"median of an utterance: wordings {median(wording) * 1e6:.0f} µs, the model "
        f"{median(model) * 1e6:.0f} µs; loading it {loading * 1e3:.1f} ms, once"
    )


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    choices = parser.parse_args()
    rows = [(" ".join(words(text)), kind) for text, kind in labelled(choices.data)]
    ways = {"wordings": kind_by_wording, "with the model": heard_as, "token_set": nearest()}
    report(rows, ways)
    answers = [(" ".join(words(t)), kind) for t, kind in marked(MARKING / "unseen")]
    told = [text for text, kind in answers if kind == "answer"]
    for name in ("wordings", "with the model"):
        found = Counter(ways[name](text) for text in told)
        commands = sum(found[kind] for kind in replies.KINDS[3:])
        print(
            f"answers of the unseen marking set, {name}: {commands} of {len(told)} taken for "
            f"commands, {found['question']} for questions, {found['dont_know']} for doubt"
        )
    timed(rows)


if __name__ == "__main__":
    main()
