"""How near what was heard comes to what the course says: shared words, and vectors."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.terms import find_word, one_word


class Encodes(Protocol):
    """Texts to unit vectors (rows)."""

    def encode(self, texts: Sequence[str]) -> Any:
        """float32, (len(texts), size)."""


class Meaning:
    """Compares texts; remembers the vectors of the course's own."""

    def __init__(self, encoder: Callable[[], Encodes | None] | None):
        self._load = encoder
        self._encoder: Encodes | None = None
        self._loaded = False
        self._vectors: dict[str, Any] = {}

    def _ready(self) -> Encodes | None:
        if not self._loaded:
            self._encoder, self._loaded = (self._load() if self._load else None), True
        return self._encoder

    def similarity(self, heard: Sequence[str], texts: Sequence[str]) -> list[list[float]] | None:
        """Cosines, one row for each heard text; None without an encoder."""
        encoder = self._ready()
        if encoder is None:
            return None
        missing = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if missing:
            for text, vector in zip(missing, encoder.encode(missing), strict=True):
                self._vectors[text] = vector
        rows = encoder.encode(list(heard))
        return [[float(row @ self._vectors[text]) for text in texts] for row in rows]


@dataclass(frozen=True)
class Nearness:
    """What is known of how near a heard text comes to one the course accepts."""

    cosine: float | None
    """Of their vectors; None without an encoder."""
    shared: float
    """The share of the accepted text's words that were heard, rarer words counting more."""
    rare: float
    """The rarest word they share, 0 (none) to 1 (a specialist's word)."""
    elsewhere: float
    """The best cosine (or share) with a text that is not this answer."""

    only_names: bool = False
    """Whether they share nothing but whom they are about."""

    @property
    def chance(self) -> float:
        """The chance that an examiner would take the one for the other, 0 to 1.

        A logistic regression on the labelled answers of the tuning set.
        """
        if self.shared > 0.95 and not self.only_names:
            return 0.9
        if self.only_names and self.cosine is not None and self.cosine < 0.7:
            return 0.0
        if self.cosine is None:
            total = _WORDS_ONLY[0] * self.shared + _WORDS_ONLY[1] * self.rare
            return _logistic(total + _WORDS_ONLY[2] * self.elsewhere + _WORDS_ONLY[3])
        weights = _WITH_VECTORS
        total = weights[0] * self.cosine + weights[1] * self.shared + weights[2] * self.rare
        return _logistic(total + weights[3] * self.elsewhere + weights[4])


_WORDS_ONLY = (5.0, 1.0, -1.5, -2.5)
_WITH_VECTORS = (7.3, 0.5, 1.5, -4.7, -2.2)


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x))


@lru_cache(maxsize=20_000)
def telling(word: str) -> float:
    """How much a word tells: 0.3 for an everyday one, to 1 for one that few know."""
    entry = known(word)
    if entry is None or entry.tier == 3:
        return 1.0
    return 0.7 if entry.tier == 2 else 0.3


def shared_words(target: str, heard: str, asked: frozenset[str]) -> tuple[float, float]:
    """(weighted share of the target's content words heard by stem or by ear, the rarest of them).

    asked: stems of the prompt, which settle nothing.
    """
    wanted = _wanted(target, asked)
    if not wanted:
        return 0.0, 0.0
    tokens = heard.split()
    stems = {stem(word) for word in tokens}
    total, got, rare = 0.0, 0.0, 0.0
    for word in wanted:
        weight = 0.7 + telling(word)
        total += weight
        if stem(word) in stems or _by_ear(word, tokens):
            got += weight
            rare = max(rare, telling(word))
    return got / total, rare


@lru_cache(maxsize=4_000)
def _wanted(target: str, asked: frozenset[str]) -> tuple[str, ...]:
    content = content_words(words(target))
    return tuple(w for w in content if stem(w) not in asked) or tuple(content)


def _by_ear(word: str, tokens: list[str]) -> bool:
    if len(word) < 5:
        return any(one_word(token, word) >= 0.9 for token in tokens)
    if telling(word) > 0.3 or len(word) > 7:
        return find_word(word, tokens)[0] >= 0.84
    return any(one_word(token, word) >= 0.85 for token in tokens)
