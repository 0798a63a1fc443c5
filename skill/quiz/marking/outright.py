"""Whether a text of the course was said in its own words: nothing has to be compared then."""

from functools import lru_cache

from skill.language.normalise import words
from skill.language.stems import stem
from skill.quiz.marking.polarity import is_negator

_ARTICLES = frozenset(("a", "an", "the"))
_REACH = 3
"""Words before a statement in which a denial turns it round."""


def said_outright(text: str, tokens: list[str]) -> tuple[int, int] | None:
    """Where (first word, end) the text's words stand in what was heard, in order and without a
    gap, undenied; None where they do not. Articles and endings do not matter."""
    wanted = _stems(text)
    if not wanted:
        return None
    heard = [(at, stem(token)) for at, token in enumerate(tokens) if token not in _ARTICLES]
    for first in range(len(heard) - len(wanted) + 1):
        if heard[first][1] != wanted[0]:
            continue
        found = heard[first : first + len(wanted)]
        start, end = found[0][0], found[-1][0] + 1
        if tuple(word for _, word in found) == wanted and not any(
            is_negator(token) for token in tokens[max(0, start - _REACH) : start]
        ):
            return start, end
    return None


@lru_cache(maxsize=4_000)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text) if word not in _ARTICLES)
