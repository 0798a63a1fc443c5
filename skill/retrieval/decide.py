"""From probabilities to what the owl does: answer, ask which, or say it has nothing.

Each of the three is worth what it is worth to a learner, and the best expectation wins
(Chow 1970: reject where the risk of answering exceeds the cost of rejecting).
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Decision = Literal["answer", "did_you_mean", "unknown"]

WRONG_ANSWER = -1.0
"""Worth of another entry's answer, where the right one is 1, and silence about what is not there 0."""
UNCOVERED_ANSWER = -3.0
"""Worth of an answer to what the course does not cover."""
OFFERED_RIGHT = 0.5
"""Worth of an offer of two in which the right one is. With a course left out at a time, 0.5
answers 64 % outright and offers 23 %, 0.7 answers 56 % and offers 33 %: a learner had rather
be told, and both keep wrong and uncovered answers at 3 %."""
OFFERED_WRONG = -0.4
"""Worth of an offer in which it is not."""

SILENT = -0.2
"""Worth of "I don't have that" where the course has it: a learner who asked rightly and is turned away
doesn't ask again. It halves what is turned away (7.6 to 3.4 in a hundred, on courses that nothing was
fitted on; offers of what is not there rise from 29 to 36) and answers nothing more."""


def decide(probabilities: npt.NDArray[np.float32], nothing: float) -> Decision:
    """The best of the three: `probabilities` of the candidates, best first, and of none."""
    worth = worths([float(share) for share in probabilities[:2]], nothing)
    return max(worth, key=lambda decision: worth[decision])


def worths(probabilities: Sequence[float], nothing: float) -> dict[Decision, float]:
    """What each of the three is worth; those that cannot be are left out."""
    if not probabilities:
        return {"unknown": 0.0}
    first = probabilities[0]
    there = max(0.0, 1 - nothing)
    both = first + (probabilities[1] if len(probabilities) > 1 else 0.0)
    worth: dict[Decision, float] = {
        "unknown": there * SILENT,
        "did_you_mean": both * OFFERED_RIGHT + (1 - both) * OFFERED_WRONG,
        "answer": first + (1 - first - nothing) * WRONG_ANSWER + nothing * UNCOVERED_ANSWER,
    }
    if len(probabilities) < 2:
        del worth["did_you_mean"]
    return worth
