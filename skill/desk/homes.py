"""The topic that something new belongs to, by the words that it shares with each."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from skill.language.normalise import words
from skill.language.stems import STOP, stem

_ENOUGH = 0.12
"""The share of its weight that it must have in common with a topic."""
_AHEAD = 1.1
"""By how much the best must lead."""


def home_of(text: str, topics: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The topic whose entries and items use its words; None where none clearly does."""
    own = _stems(text)
    if not own or not topics:
        return None
    held = [_stems(" ".join(_texts(topic))) for topic in topics]
    spread = Counter(word for each in held for word in each)
    weights = {word: math.log(1 + len(topics) / spread[word]) for word in own if spread[word]}
    rare = math.log(1 + len(topics))
    whole = sum(weights.get(word, rare) for word in own)
    scores = [sum(weights[word] for word in own if word in each) / whole for each in held]
    best = max(range(len(topics)), key=lambda at: scores[at])
    second = max((score for at, score in enumerate(scores) if at != best), default=0.0)
    return topics[best] if scores[best] >= max(_ENOUGH, _AHEAD * second) else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 2)


def _texts(topic: dict[str, Any]) -> Iterator[str]:
    yield from (topic.get("title", ""), *topic.get("also_called", ()))
    for entry in topic.get("entries", ()):
        yield from (entry.get("question", ""), entry.get("answer", ""), *entry.get("points", ()))
    for item in topic.get("quiz", ()):
        yield from (item.get("prompt", ""), item.get("answer", ""))
