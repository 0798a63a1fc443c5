"""Fit the marker's two regressions: `python -m training.heads` → meaning.py's weights.

Over the signals that the marker itself measures, with the adapter that ships, on answers that
the adapter has not learned from (benchmarks/data/marking/second). Each author's half is also
judged by the weights of the other's, to say how good they are on a stranger's answers.
"""

import argparse
from pathlib import Path

import numpy as np

from skill.language.normalise import words
from skill.language.stems import STOP, stem
from skill.quiz.kinds.list import clauses
from skill.quiz.marking.meaning import ADAPTER, Meaning
from skill.reader.encoder import load_encoder
from training.examiner import Judged, from_benchmark, heard_in
from training.regression import Array, fitted

HOLD_LIST, HOLD_EXPLANATION = 3.0, 15.0
AUTHORS = (
    ("religious-studies", "french-revolution-and-tudors", "physics-space-waves"),
    ("psychology-sociology", "macbeth-and-poetry", "ecology-human-biology"),
)


def measured(meaning: Meaning, rows: list[Judged], weights: Array) -> tuple[Array, Array, Array]:
    """(signals, labels, utterance) for every point, its likeliest text by `weights`."""
    x, y, owner = [], [], []
    for number, row in enumerate(rows):
        tokens = heard_in(row).split()
        texts = [(n, t) for n, group in enumerate(row.texts) for t in group if words(t)]
        if not tokens or not texts:
            continue
        asked = frozenset(stem(word) for word in words(row.prompt) if word not in STOP)
        heard = meaning.hear(tokens, asked, clauses(tokens) if row.points_asked else ())
        nears = heard.near([t for _, t in texts], owners=[n for n, _ in texts])
        values = np.array([near.values for near in nears])
        for point in range(len(row.texts)):
            mine = [at for at, (n, _) in enumerate(texts) if n == point]
            if mine:
                x.append(values[max(mine, key=lambda at: values[at] @ weights)])
                y.append(row.labels[point])
                owner.append(number)
    return np.array(x), np.array(y), np.array(owner)


def told(name: str, totals: Array, y: Array, owner: Array) -> None:
    """How many points, and how many whole utterances, come out right."""
    right = (totals > 0) == (y > 0.5)
    whole = np.mean([right[owner == n].all() for n in np.unique(owner)])
    print(f"{name}: points {100 * right.mean():.1f}, whole utterances {100 * whole:.1f}")


def main() -> None:
    """Fit, hold out, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    choices = parser.parse_args()
    encoder = load_encoder(choices.weights, ADAPTER)
    meaning = Meaning(lambda: encoder)
    for lists, hold in ((True, HOLD_LIST), (False, HOLD_EXPLANATION)):
        start = np.array(meaning.weights(lists))
        halves = []
        for subjects in AUTHORS:
            rows = [r for s in subjects for r in from_benchmark("second", s)]
            halves.append(measured(meaning, [r for r in rows if r.points_asked == lists], start))
        for (x, y, _), other in (halves, halves[::-1]):
            totals = other[0] @ fitted(x, y, hold)
            told("a list, by the other author's" if lists else "an explanation", totals, *other[1:])
        both = fitted(*(np.concatenate([half[at] for half in halves]) for at in (0, 1)), hold)
        print("_LIST =" if lists else "_EXPLANATION =", tuple(round(float(w), 3) for w in both))


if __name__ == "__main__":
    main()
