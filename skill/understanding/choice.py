"""From probabilities to what the owl takes an utterance for: the act with the best expectation.

Each act has its cost when it was not meant (Chow 1970). Ending a session over a word to a brother
costs far more than asking "Was that for me?"; missing distress costs most.
"""

from collections.abc import Mapping

ASK = "ask"
WRONGLY = {
    "command:stop": 6.0, "command:forget_me": 3.0, "command:start_over": 3.0, "command:quiz": 2.0,
    "command:override": 1.6, "command:skip": 1.6, "answer": 1.8, "dont_know": 1.5, "abuse": 1.2,
    "distress": 2.2, "upset": 1.2,
}  # fmt: skip
"""What it costs to take words for this act where they were another; 1 for what is not named."""
MISSED = {"distress": 14.0, "command:stop": 4.0, "aside": 2.2, "answer": 1.4}
"""What it costs to miss it; 1 for what is not named."""
ASKING = 0.9
"""What "Was that for me?" costs where something was meant for the owl; half of it where nothing was."""


def chosen(probabilities: Mapping[str, float], may_ask: bool) -> tuple[str, bool]:
    """The act taken, and whether to ask first if it was meant for the owl."""
    costs = {act: cost(act, probabilities) for act in probabilities if probabilities[act] > 0.01}
    best = min(costs, key=lambda act: costs[act])
    if may_ask and best != "distress":
        aside = probabilities.get("aside", 0.0)
        grave = probabilities.get("distress", 0.0)
        asking = ASKING * (1 - aside) + ASKING * 0.4 * aside + grave * MISSED["distress"]
        if asking < costs[best]:
            return "aside", True
    return best, False


def cost(act: str, probabilities: Mapping[str, float]) -> float:
    """The expected cost of taking words for an act."""
    wrongly = WRONGLY.get(act, 1.0)
    return sum(
        share * max(wrongly, MISSED.get(meant, 1.0))
        for meant, share in probabilities.items()
        if meant != act
    )
