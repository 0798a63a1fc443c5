"""How much of what the course says was heard, by words: the rarer they are, the more they count."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.terms import find_word, one_word

_WEIGHTS = (5.0, 1.0, -2.5)
"""Of the share, of the rarest word, and to begin with: a half where half of a text was heard."""


@dataclass(frozen=True)
class Near:
    """What is known of how near what was heard comes to one text of the course."""

    shared: float
    """The share of the text's words that were heard, rarer words counting more."""
    rare: float
    """The rarest word they share, 0 (none) to 1 (a specialist's word)."""

    @property
    def said(self) -> float:
        """The chance that it says this text, 0 to 1, as far as words tell."""
        total = _WEIGHTS[0] * self.shared + _WEIGHTS[1] * self.rare + _WEIGHTS[2]
        return 1.0 / (1.0 + math.exp(-total))


def nears(
    tokens: Sequence[str], texts: Sequence[str], asked: frozenset[str] = frozenset()
) -> list[Near]:
    """How near what was heard comes to each text. asked: stems of the prompt, which settle nothing."""
    text = " ".join(tokens[:80])
    return [Near(*shared_words(each, text, asked)) for each in texts]


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
