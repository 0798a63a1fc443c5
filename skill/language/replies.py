"""What kind of reply an utterance is while a question is open, as a small linear model weighs it.

It knows the words that learners say to the owl; any other is "?", so that one model serves every
subject: "can we ? past this one". `training/commands.py` makes data/replies.txt, a line a
feature: the feature, a tab, and its weights, each a letter for the kind and a number ("c12 d-3").
"""

from collections.abc import Container, Sequence
from functools import cache
from importlib import resources

KINDS = (
    "answer", "dont_know", "question", "repeat", "options", "skip", "hint", "stop", "help",
    "slower", "faster", "why", "override", "wait",
)  # fmt: skip
UNKNOWN = "?"
SCALE = 10
"""Weights in the file are so many to one of the model's."""
_DOUBT, _DOUBT_QUESTION, _DOUBT_ASKED = 10, 22, 5
"""By how much more likely than an answer a kind must be, in weights: for a question it is more
where it does not open like one."""
_TRUST = 13
"""By how much less likely a command may be that the wordings find."""
_MOST = 15
"""Words and more are one length."""

_Weights = tuple[tuple[int, int], ...]


def kind_of(words: Sequence[str], by_wording: str) -> str:
    """The likeliest of KINDS, or "answer" where that is not much less likely.

    by_wording: the kind that the wordings of `skill.language.commands` give.
    """
    table = _table()
    asked = _DOUBT_ASKED if by_wording == "question" else _DOUBT_QUESTION
    totals = [0, -_DOUBT, -asked, *[-_DOUBT] * (len(KINDS) - 3)]
    if by_wording not in KINDS[:3]:
        totals[KINDS.index(by_wording)] += _TRUST
    for feature in features(words, by_wording, table):
        weights = table.get(feature, ())
        if isinstance(weights, str):
            weights = table[feature] = _read(weights)
        for kind, weight in weights:
            totals[kind] += weight
    return KINDS[totals.index(max(totals))]


def features(words: Sequence[str], by_wording: str, known: Container[str]) -> set[str]:
    """What the model sees: words, pairs, how words begin, how many and how many are not `known`.

    "Don't" and "dont" are one word.
    """
    said = [word.replace("'", "") for word in words]
    begin = [f"~{word[:4]}" for word in said if len(word) > 3]
    said = [word if word in known else UNKNOWN for word in said]
    unknown = said.count(UNKNOWN)
    seen = {"", *begin, f"={by_wording}", f"#{min(len(said), _MOST)}", f"#{min(unknown, 6)}?"}
    last = "^"
    for word in (*said, "$"):
        seen.update((word, f"{last} {word}"))
        last = word
    return seen


@cache
def _table() -> dict[str, str | _Weights]:
    text = resources.files("skill.language").joinpath("data/replies.txt").read_text("utf-8")
    table: dict[str, str | _Weights] = {}
    for line in text.splitlines():
        feature, _, weights = line.partition("\t")
        table[feature] = weights
    return table


def _read(weights: str) -> _Weights:
    """ "c12 d-3" as kinds and weights; read when first met, for most never are."""
    return tuple((ord(part[0]) - ord("a"), int(part[1:])) for part in weights.split())
