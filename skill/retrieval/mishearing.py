"""Names that a recogniser broke up or swapped for common words: "goz plan" → gosplan.

Runs of one to four words of the question are compared by sound with the course's own rare
words. Where one is close, the question is read a second time with the name in its place;
the fusion judges both readings.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from skill.retrieval.sounds import sound_of
from skill.retrieval.terms import content_words, rarity, stem

RARE, SHORTEST, LONGEST_RUN = 0.8, 4, 4
ALIKE, SPLIT_ALIKE = 80.0, 84.0
"""How alike one word, or several, must sound (0 to 100); an everyday word up to 15 more."""


@dataclass(frozen=True)
class Reading:
    """The question as it may have been said."""

    heard: list[str]
    trust: float
    """How alike the least alike replacement sounds, 0 to 1."""


class Names:
    """A course's rare words by their sound."""

    def __init__(self, names: Iterable[str]):
        self.names = list(names)
        self._stems = {stem(name) for name in self.names}
        self._sounds = [sound_of(name) for name in self.names]

    def reading(self, heard: list[str], known: Container[str]) -> Reading | None:
        """The likeliest other reading, or None; `known` are stems the course holds."""
        found = sorted(self._matches(heard, known), key=lambda match: -match[0])
        taken: set[int] = set()
        swaps: dict[int, tuple[int, str]] = {}
        trust = 1.0
        for alike, start, size, name in found:
            if taken.isdisjoint(range(start, start + size)):
                taken |= set(range(start, start + size))
                swaps[start] = size, name
                trust = min(trust, (alike - size) / 100)
        if not swaps:
            return None
        return Reading(_swapped(heard, swaps), trust)

    def _matches(
        self, heard: list[str], held: Container[str]
    ) -> Iterable[tuple[float, int, int, str]]:
        for start in range(len(heard)):
            for size in range(1, LONGEST_RUN + 1):
                run = heard[start : start + size]
                if len(run) < size or not self._may_be_a_name(run, held):
                    continue
                sound = sound_of("".join(run))
                if len(sound) < SHORTEST:
                    continue
                floor = SPLIT_ALIKE if size > 1 else ALIKE + 15 * (1 - rarity(run[0]))
                best = process.extractOne(
                    sound, self._sounds, scorer=fuzz.ratio, score_cutoff=floor
                )
                if best and _starts_alike(sound, best[0]):
                    # Of two runs that sound alike the longer explains more.
                    yield best[1] + size, start, size, self.names[best[2]]

    def _may_be_a_name(self, run: list[str], held: Container[str]) -> bool:
        if len(run) == 1:
            word = run[0]
            return word.isalpha() and bool(content_words(run)) and stem(word) not in held
        # Its first piece is no grammar, and what the course itself says is seldom a piece.
        content = content_words(run)
        strange = [word for word in content if stem(word) not in held]
        return run[0] in strange and len(strange) * 2 >= len(content)


def rare_words(texts: Iterable[list[str]]) -> tuple[str, ...]:
    """The words of a course that a recogniser is likely to miss, in order, each once."""
    words = dict.fromkeys(word for heard in texts for word in heard)
    return tuple(
        word
        for word in (w.removesuffix("'s") for w in words)
        if len(word) >= SHORTEST and word.isalpha() and rarity(word) >= RARE
    )


def _starts_alike(one: str, other: str) -> bool:
    return one[0] == other[0]


def _swapped(heard: list[str], swaps: dict[int, tuple[int, str]]) -> list[str]:
    out, at = [], 0
    while at < len(heard):
        size, word = swaps.get(at, (1, heard[at]))
        out.append(word)
        at += size
    return out
