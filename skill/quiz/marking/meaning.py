"""Whether two texts say the same: shared words, vectors where there are any, direction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.polarity import negations, opposite
from skill.quiz.marking.terms import one_word


class Encodes(Protocol):
    """Texts to unit vectors (rows)."""

    def encode(self, texts: Sequence[str]) -> Any:
        """float32, (len(texts), size)."""


@dataclass(frozen=True)
class Same:
    """How near two texts are."""

    score: float
    verdict: Literal["correct", "partial", "incorrect"]
    rule: str


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


def coverage(target: str, heard: str, ignore: frozenset[str] = frozenset()) -> float:
    """The share of the target's content words that were heard, by stem or by ear."""
    wanted = [w for w in content_words(words(target)) if stem(w) not in ignore]
    wanted = wanted or content_words(words(target))
    if not wanted:
        return 0.0
    said = content_words(words(heard))
    stems = {stem(word) for word in said}
    hit = sum(stem(w) in stems or any(one_word(s, w) >= 0.85 for s in said) for w in wanted)
    return hit / len(wanted)


def reverses(target: str, heard: str) -> bool:
    """Whether what was heard turns the target round: an opposite word, or a denial more or less."""
    wanted, said = content_words(words(target)), content_words(words(heard))
    own = {stem(word) for word in wanted}
    flips = sum(
        any(opposite(w, s) for w in wanted) for s in dict.fromkeys(said) if stem(s) not in own
    )
    flips += negations(words(heard)) - negations(words(target))
    return flips % 2 == 1


def says_same(meaning: Meaning, texts: Sequence[str], heard: str, prompt: str) -> Same:
    """How near `heard` is to the nearest of the texts, given what the prompt already says."""
    asked = frozenset(stem(w) for w in words(prompt))
    best = max(texts, key=lambda text: coverage(text, heard, asked))
    shared = coverage(best, heard, asked)
    near = 0.0
    cosines = meaning.similarity([heard], list(texts))
    if cosines is not None:
        at = max(range(len(texts)), key=lambda n: cosines[0][n])
        near = cosines[0][at]
        best = texts[at] if near > 0.6 else best
    score = max(shared, near, 0.5 * (shared + near) + 0.15 if cosines else 0.0)
    if reverses(best, heard) and score > 0.3:
        return Same(score, "incorrect", "reversed")
    if score >= 0.62:
        return Same(score, "correct", "same_meaning")
    if score >= 0.4:
        return Same(score, "partial", "near_meaning")
    return Same(score, "incorrect", "other_meaning")
