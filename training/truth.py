"""Fit how a restated statement is judged: `python -m training.truth` → restated.py's weights.

A logistic regression over `skill.quiz.marking.restated.signals`, learned from truth.txt:
`! statement | true or false | explanation`, then `t` or `f | what was heard`. Utterances that
say "true" or "no" outright are left to the rules. Five parts of the statements in turn are
held out to say how good it is.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from skill.quiz.kinds.true_false import restated_by_words, stance
from skill.quiz.marking.meaning import ADAPTER, Meaning
from skill.quiz.marking.restated import signals
from skill.quiz.marking.utterance import read
from skill.reader.encoder import load_encoder
from training.regression import fitted

DATA = Path(__file__).parent / "truth.txt"
PARTS, HOLD = 5, 3.0


def told(path: Path) -> Iterator[tuple[str, bool, str, bool, str]]:
    """(statement, whether it is true, explanation, whether the learner says so, the words)."""
    statement, true, explanation = "", False, ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("!"):
            statement, kind, explanation = (part.strip() for part in line[1:].split("|"))
            true = kind == "true"
        elif line.strip():
            label, heard = (part.strip() for part in line.split("|", 1))
            yield statement, true, explanation, label == "t", heard


def main() -> None:
    """Fit, hold out, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    choices = parser.parse_args()
    encoder = load_encoder(choices.weights, ADAPTER)
    meaning = Meaning(lambda: encoder)
    rows, labels, groups, by_words = [], [], [], []
    for statement, true, explanation, label, heard in told(DATA):
        said = read(heard)
        text = said.final if said.dropped else said.text
        if not text or stance(text, statement) is not None:
            continue
        rows.append(signals(statement, explanation, true, text, meaning))
        labels.append(float(label))
        groups.append(statement)
        by_words.append(restated_by_words(text.split(), statement) == label)
    x, y = np.array(rows), np.array(labels)
    names = sorted(set(groups))
    right = []
    for part in range(PARTS):
        out = np.array([names.index(name) % PARTS == part for name in groups])
        weights = fitted(x[~out], y[~out], HOLD)
        right += list(((x[out] @ weights) > 0) == (y[out] > 0.5))
    print(
        f"{len(y)} utterances; by words alone {np.mean(by_words):.3f}, held out {np.mean(right):.3f}"
    )
    print("_WEIGHTS =", tuple(round(float(w), 2) for w in fitted(x, y, HOLD)))


if __name__ == "__main__":
    main()
