"""What a recogniser does to words it does not know: the nearest common words, in one or two.

A stand-in for speech: a rare word is replaced by the common word, or the pair of common
words, whose letters-as-sounds are nearest to its own.
"""

import random
from functools import cache
from importlib.resources import files

from rapidfuzz import fuzz, process

from skill.retrieval.sounds import sound_of
from skill.retrieval.terms import rarity

_COMMON = 7000


@cache
def _common() -> tuple[list[str], list[str]]:
    text = files("skill.retrieval").joinpath("common_words.txt").read_text(encoding="utf-8")
    known = [word for word in text.split()[:_COMMON] if len(word) > 1]
    return known, [sound_of(word) for word in known]


def misheard(text: str, rng: random.Random, share: float = 0.7) -> str:
    """The text with some of its rare words misheard."""
    out = []
    for word in text.split():
        plain = word.strip("?,.!'").lower()
        if rarity(plain) > 0.72 and len(plain) > 3 and plain.isalpha() and rng.random() < share:
            out.append(_near(plain, rng))
        else:
            out.append(word)
    return " ".join(out)


def _near(word: str, rng: random.Random) -> str:
    if len(word) > 5 and rng.random() < 0.5:
        cut = rng.randint(2, len(word) - 3)
        return f"{_nearest(word[:cut], rng)} {_nearest(word[cut:], rng)}"
    return _nearest(word, rng)


@cache
def _choices(word: str) -> tuple[str, ...]:
    known, sounds = _common()
    found = process.extract(sound_of(word), sounds, scorer=fuzz.ratio, limit=4)
    return tuple(known[at] for _, _, at in found if known[at] != word)


def _nearest(word: str, rng: random.Random) -> str:
    choices = _choices(word)
    return rng.choice(choices[:3]) if choices else word
