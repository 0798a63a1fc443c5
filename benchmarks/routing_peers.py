"""What others would do: BM25, a fuzzy string match, a plain sentence encoder.

Each ranks a course's entries by its best text among phrasings, answer and points, and gives
its score as the confidence.
"""

from collections.abc import Callable, Sequence

import bm25s
import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from benchmarks.routing_data import Asked, Trial
from skill.retrieval.terms import heard_words, stem
from skill.retrieval.views import Kind, rows_of

Encode = Callable[[Sequence[str]], npt.NDArray[np.float32]]
Ranked = list[tuple[list[str], float]]
"""For each question: entry ids, best first (three or more), and the confidence."""


def _texts(trial: Trial) -> tuple[list[str], npt.NDArray[np.int64], list[str]]:
    kinds = (Kind.PHRASING, Kind.ANSWER, Kind.POINT)
    rows = [row for row in rows_of(trial.course) if row.kind in kinds]
    owners = np.array([row.entry for row in rows])
    return [row.text for row in rows], owners, [e.id for e in trial.course.entries()]


def _rank(scores: npt.NDArray[np.float32], owners: npt.NDArray[np.int64], ids: list[str]) -> Ranked:
    ranked = []
    for row in scores:
        best = np.full(len(ids), -1e9)
        np.maximum.at(best, owners, row)
        order = np.argsort(-best, kind="stable")[:5]
        ranked.append(([ids[at] for at in order], float(best[order[0]])))
    return ranked


def bm25(trial: Trial) -> Ranked:
    """BM25 over stems (bm25s)."""
    texts, owners, ids = _texts(trial)
    index = bm25s.BM25()
    index.index([[stem(w) for w in heard_words(t)] or ["-"] for t in texts], show_progress=False)
    scores = [
        index.get_scores([stem(w) for w in heard_words(a.text)] or ["-"]) for a in trial.asked
    ]
    return _rank(np.array(scores), owners, ids)


def token_set(trial: Trial) -> Ranked:
    """rapidfuzz's token_set_ratio."""
    texts, owners, ids = _texts(trial)
    folded = [" ".join(heard_words(text)) for text in texts]
    asked = [" ".join(heard_words(a.text)) for a in trial.asked]
    scores = process.cdist(asked, folded, scorer=fuzz.token_set_ratio)
    return _rank(scores, owners, ids)


def plain_encoder(trial: Trial, encode: Encode) -> Ranked:
    """The nearest text by all-MiniLM-L6-v2 as it comes."""
    texts, owners, ids = _texts(trial)
    asked: Sequence[Asked] = trial.asked
    return _rank(encode([a.text for a in asked]) @ encode(texts).T, owners, ids)
