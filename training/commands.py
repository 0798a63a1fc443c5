"""Train what weighs whether an utterance is a command: `python -m training.commands`.

Writes skill/language/data/replies.txt from all utterances (`training.utterances`). With --cv it
writes nothing: each author's utterances, with some of the answers, are held out in turn.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import skill.language
from skill.language import replies
from skill.language.replies import KINDS, SCALE, features
from training.softmax import Array, Rows, fitted
from training.utterances import Said, everything

OUT = Path(skill.language.__path__[0]) / "data" / "replies.txt"
SPARING, HOLD = 3e-5, 1e-4
SMALLEST = 2
"""A weight in the file that would be smaller is left out."""
LEAST = 2
"""Utterances that must hold a word or a feature for it to count."""
FOLDS = (
    ("second", "tune"),
    ("third", "held_out"),
    ("fourth", "marking"),
)
"""Held out together. The wordings were written with the first file at hand: it is no test."""


def worth(said: Said) -> float:
    """How much an utterance counts: questions asked out of a quiz are much alike."""
    if said.origin == "routing":
        return 0.1
    return 0.5 if said.kind == "answer" else 1.0


def vocabulary(said: Sequence[Said]) -> set[str]:
    """The words of what is said to the owl; a subject's words stay unknown."""
    counts = Counter(
        word.replace("'", "")
        for one in said
        if one.kind != "answer" and one.origin != "routing"
        for word in set(one.words)
    )
    return {word for word, count in counts.items() if count >= LEAST}


def trained(said: Sequence[Said]) -> dict[str, list[int]]:
    """The weights of each feature, as the file holds them; all nothing for a bare word."""
    known = vocabulary(said)
    seen = [features(one.words, one.by_wording, known) for one in said]
    counts = Counter(feature for one in seen for feature in one)
    names = ["", *sorted(f for f, count in counts.items() if f and count >= LEAST)]
    numbers = {name: number for number, name in enumerate(names)}
    rows = Rows([sorted(numbers[f] for f in one if f and f in numbers) for one in seen], len(names))
    labels = np.array([KINDS.index(one.kind) for one in said])
    weights = fitted(
        rows, labels, np.array([worth(one) for one in said]), len(KINDS), SPARING, HOLD
    )
    return _kept(names, np.rint(weights * SCALE).astype(int), known)


def _kept(names: list[str], weights: Array, known: set[str]) -> dict[str, list[int]]:
    weights[np.abs(weights) < SMALLEST] = 0
    kept = {n: list(map(int, w)) for n, w in zip(names, weights, strict=True) if w.any()}
    return {word: [0] * len(KINDS) for word in sorted(known)} | kept


def text(table: dict[str, list[int]]) -> str:
    """The file."""
    return "".join(
        f"{name}\t{' '.join(f'{chr(97 + k)}{w}' for k, w in enumerate(weights) if w)}\n"
        for name, weights in sorted(table.items())
    )


def use(table: dict[str, list[int]]) -> None:
    """Let the skill hear with these weights from here on."""
    rows = dict(line.split("\t") for line in text(table).splitlines())
    replies._table = lambda: rows  # type: ignore[assignment]


def held_out(said: Sequence[Said]) -> None:
    """Print what each part is heard as by a model that has not seen it."""
    for part in FOLDS:
        table = trained([one for one in said if one.origin not in part])
        use(table)
        test = [one for one in said if one.origin in part]
        for name, heard in (
            ("wordings alone", [one.by_wording for one in test]),
            ("and the model", [replies.kind_of(one.words, one.by_wording) for one in test]),
        ):
            print(f"{part[0]:8s} {name:16s}", summary([o.kind for o in test], heard), len(table))


def summary(kinds: Sequence[str], heard: Sequence[str]) -> str:
    """Recall of commands, doubt and questions, and how many answers were swallowed."""
    pairs = list(zip(kinds, heard, strict=True))
    others = ("answer", "dont_know", "question")

    def recall(of: Sequence[str]) -> str:
        right = [kind == found for kind, found in pairs if kind in of]
        return f"{sum(right) / max(1, len(right)):.3f}"

    answers = [found for kind, found in pairs if kind == "answer"]
    lost = [found for found in answers if found not in ("answer", "question")]
    return (
        f"commands {recall([k for k in KINDS if k not in others])} doubt {recall(['dont_know'])} "
        f"questions {recall(['question'])}; answers lost {len(lost)}, "
        f"to questions {answers.count('question')} of {len(answers)}"
    )


def main() -> None:
    """Train on everything, or hold out in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cv", action="store_true", help="hold out authors; write nothing")
    choices = parser.parse_args()
    said = list(everything())
    if choices.cv:
        held_out(said)
        return
    OUT.write_text(text(trained(said)), encoding="utf-8")
    print(f"{len(said)} utterances, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
