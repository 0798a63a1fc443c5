"""The topic that something new belongs to, by the words that it shares with each."""

import math
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from skill.language.normalise import words
from skill.language.stems import STOP, stem

_ENOUGH = 0.12
"""The share of its weight that it must have in common with a topic."""
_AHEAD = 1.1
"""By how much the best must lead."""


class Homes:
    """The topics that a course had before an import."""

    def __init__(self, topics: list[dict[str, Any]]) -> None:
        self.topics = topics

    @cached_property
    def _held(self) -> list[frozenset[str]]:
        return [_stems(" ".join(_texts(topic))) for topic in self.topics]

    @cached_property
    def _spread(self) -> Counter[str]:
        return Counter(word for each in self._held for word in each)

    def of(self, text: str) -> dict[str, Any] | None:
        """The topic whose entries and items use a text's words; None where none clearly does."""
        own = _stems(text)
        if not own or not self.topics:
            return None
        rare = math.log(1 + len(self.topics))
        weights = {
            word: math.log(1 + len(self.topics) / spread)
            if (spread := self._spread[word])
            else rare
            for word in own
        }
        whole = sum(weights.values())
        scores = [sum(weights[word] for word in own & each) / whole for each in self._held]
        best = max(range(len(scores)), key=lambda at: scores[at])
        second = max((score for at, score in enumerate(scores) if at != best), default=0.0)
        return self.topics[best] if scores[best] >= max(_ENOUGH, _AHEAD * second) else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 2)


def _texts(topic: dict[str, Any]) -> Iterator[str]:
    yield from (topic.get("title", ""), *topic.get("also_called", ()))
    for entry in topic.get("entries", ()):
        yield from (entry.get("question", ""), entry.get("answer", ""), *entry.get("points", ()))
    for item in topic.get("quiz", ()):
        yield from (item.get("prompt", ""), item.get("answer", ""))
