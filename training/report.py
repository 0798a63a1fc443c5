"""What a fusion does on tables: rank, confidence, decisions, by style."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from skill.retrieval.decide import decide
from skill.retrieval.features import COLUMNS
from skill.retrieval.fusion import Fusion
from training.tables import Tables


@dataclass
class Outcome:
    """One row a question."""

    covered: npt.NDArray[np.bool_]
    first: npt.NDArray[np.bool_]
    third: npt.NDArray[np.bool_]
    offered: npt.NDArray[np.bool_]
    score: npt.NDArray[np.float32]
    decision: list[str]
    styles: list[str]


def outcome(
    weights: Mapping[str, npt.NDArray[Any]], tables: Tables, columns: Sequence[int]
) -> Outcome:
    """Run the fusion as the product does."""
    fusion = Fusion(weights, tuple(COLUMNS[at] for at in columns))
    count = len(tables.covered)
    out = Outcome(
        tables.covered,
        *(np.zeros(count, dtype=bool) for _ in range(3)),
        np.zeros(count, dtype=np.float32),
        [],
        tables.styles,
    )
    for at in range(count):
        here = tables.here[at]
        scores, none = fusion.log_odds(tables.values[at][here], tables.asked[at])
        raised = np.exp(np.append(scores, none) - max(scores.max(), none))
        shares = raised[:-1] / raised.sum()
        order = np.argsort(-shares, kind="stable")
        right = tables.right[at][here][order]
        out.first[at], out.third[at] = right[0], right[:3].any()
        out.offered[at] = right[:2].any()
        out.score[at] = shares[order[0]]
        out.decision.append(decide(shares[order], float(raised[-1] / raised.sum())))
    return out


def auroc(good: npt.NDArray[np.float32], bad: npt.NDArray[np.float32]) -> float:
    """Chance that a covered question scores above an uncovered one."""
    both = np.concatenate([good, bad])
    order = np.argsort(both, kind="stable")
    ranks = np.empty(len(both))
    ranks[order] = np.arange(1, len(both) + 1)
    for value in np.unique(both):
        same = both == value
        ranks[same] = ranks[same].mean()
    total = ranks[: len(good)].sum() - len(good) * (len(good) + 1) / 2
    return float(total / (len(good) * len(bad)))


def summary(found: Sequence[Outcome], detail: bool = True) -> str:
    """The figures of issue 3 in a line, and accuracy by style."""
    covered = np.concatenate([o.covered for o in found])
    first, third, offered = (
        np.concatenate([getattr(o, name) for o in found]) for name in ("first", "third", "offered")
    )
    score = np.concatenate([o.score for o in found])
    decision = np.array([d for o in found for d in o.decision])
    styles = [s for o in found for s in o.styles]
    answer, offer = decision == "answer", decision == "did_you_mean"
    c, u = covered, ~covered
    parts = {
        "acc1": first[c].mean(),
        "acc3": third[c].mean(),
        "auroc": auroc(score[c], score[u]),
        "right": (answer & first)[c].mean(),
        "offered": (offer & offered)[c].mean(),
        "wrong": (answer & ~first)[c].mean(),
        "unc_ans": answer[u].mean(),
        "unc_off": offer[u].mean(),
    }
    by: dict[str, list[float]] = defaultdict(list)
    for at, style in enumerate(styles):
        by[style].append(float(first[at]) if covered[at] else float(answer[at]))
    line = " ".join(f"{k}={100 * v:.1f}" for k, v in parts.items())
    if not detail:
        return line
    return line + " | " + " ".join(f"{k}={100 * np.mean(v):.0f}" for k, v in sorted(by.items()))
