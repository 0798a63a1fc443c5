"""An utterance made ready: plain words, what is left of them without courtesy."""

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from skill.language.normalise import without_fillers, words
from skill.language.wording import phrases, wording

DATA = Path(__file__).parent.parent / "data"
LONGEST = 600
"""Characters of an utterance that are read; nobody says more in one breath."""


@cache
def courtesy(language: str = "en") -> dict[str, Any]:
    """What may stand around a request: `start`, `end` (phrases as words) and `apostrophes`."""
    whole = wording(language)["apostrophes"]
    return {
        "start": phrases("start", language), "end": phrases("end", language),
        "whole": {each.replace("'", ""): each for each in whole},
    }  # fmt: skip


@dataclass(frozen=True)
class Utterance:
    """What was heard, in the forms in which it is looked at."""

    text: str

    @cached_property
    def words(self) -> list[str]:
        """Its words, fillers off, apostrophes put back."""
        whole = courtesy()["whole"]
        return [whole.get(word, word) for word in without_fillers(words(self.text[:LONGEST]))]

    @cached_property
    def request(self) -> str:
        """Without courtesy: "um can you please repeat" → "repeat". Never empty unless it was."""
        rest = tuple(self.words)
        known = courtesy()
        for _ in range(6):
            shorter = _less(rest, known["start"], known["end"])
            if not shorter or shorter == rest:
                break
            rest = shorter
        return " ".join(rest)


def _less(
    rest: tuple[str, ...], start: tuple[tuple[str, ...], ...], end: tuple[tuple[str, ...], ...]
) -> tuple[str, ...]:
    for phrase in start:
        if len(rest) > len(phrase) and rest[: len(phrase)] == phrase:
            rest = rest[len(phrase) :]
            break
    for phrase in end:
        if len(rest) > len(phrase) and rest[-len(phrase) :] == phrase:
            return rest[: -len(phrase)]
    return rest
