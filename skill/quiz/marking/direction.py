"""Whether a statement turns another round: the same word denied, or an opposite one said."""

from collections.abc import Sequence
from functools import lru_cache

from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.polarity import is_negator, opposite

_LACK = frozenset(
    "lack lacks lacking without rid absent absence missing stop stops stopped "
    "prevent prevents prevented preventing block blocks blocked avoid avoids "
    "ignore ignores ignored ignoring bypass bypassed bypassing skip skipped skipping overrule overruled "
    "refuse refused refuses refusing deny denied denies declined".split()
)
_BOUNDARY = frozenset(
    "and but so because cos since then they they're they've they'd it it's he he's she she's we we're we've i i'm "  # noqa: E501
    "you you're there there's which that who when while whereas also".split()
)
_OF = frozenset("between of for with at in to from by".split())
_REACH = 6
_DIRECTIONS = frozenset("more most less fewer least away".split())
_PLACES = frozenset(
    "inside outside inner outer inwards outwards upper lower top bottom left right north south east west away "  # noqa: E501
    "towards toward before after above below clockwise anticlockwise".split()
)


def reverses(target: str, heard: str) -> bool:
    """Whether `heard` says the opposite of `target`, as far as words tell.

    A word of the target that is denied in one and not in the other turns it round; so does an
    opposite that is not denied, where the target's own word is not said as well.
    """
    told, polarity = _polarity(target)
    said, spoken = _polarity(heard)
    if "if" in heard.split() and "if" not in target.lower().split():
        return False  # "if they had one, they couldn't ...": the denial is of the opposite
    shared = [word for word in polarity if word in spoken]
    odd = (denials(words(target)) - denials(words(heard))) % 2 == 1
    if odd and any(polarity[word] != spoken[word] for word in shared):
        return True
    for word in told:
        if stem(word) in spoken:
            continue
        for other in said:
            if stem(other) in polarity or not opposite(word, other):
                continue
            if polarity[stem(word)] == spoken[stem(other)]:
                return True
    return _swapped(words(target), words(heard))


@lru_cache(maxsize=4_000)
def _polarity(text: str) -> tuple[tuple[str, ...], dict[str, bool]]:
    """The telling words of a text, and for each stem whether it is denied (asserted wins)."""
    tokens = words(text)
    found: dict[str, bool] = {}
    telling = []
    for at, token in enumerate(tokens):
        if token in _DIRECTIONS or (token in content_words([token]) and token not in _LACK):
            telling.append(token)
            key = stem(token)
            found[key] = found.get(key, True) and _is_denied(tokens, at)
    return tuple(telling), found


def denials(tokens: list[str]) -> int:
    """How many denials stand in a statement, lacking and refusing included."""
    return sum(is_negator(token) or token in _LACK for token in tokens)


def _is_denied(tokens: list[str], at: int) -> bool:
    count = 0
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[back]
        if is_negator(token) or token in _LACK:
            softened = tokens[back + 1 : back + 2] in (["only"], ["just"]) and token in (
                "not",
                "no",
            )
            count += not softened
        elif token in _BOUNDARY or (token in _OF and "no" in tokens[:back]):
            break
    if {"missing", "absent", "gone", "lacking", "removed"} & set(tokens[at + 1 : at + 4]):
        count += 1
    return count % 2 == 1


def wrong_way(prompt: str, heard: str, texts: Sequence[str] = ()) -> bool:
    """Whether the words restate the prompt with one of its words of place turned round.

    texts: accepted answers; a place that they name is right.
    """
    asked, said = words(prompt), words(heard)
    stems = {stem(word) for word in said}
    right = {word for text in texts for word in words(text)}
    said = [word for word in said if word not in right]
    return any(
        word in _PLACES
        and stem(word) not in stems
        and any(other in _PLACES | {"back"} and opposite(word, other) for other in said)
        for word in asked
    )


def _swapped(wanted: list[str], said: list[str]) -> bool:
    """Whether "from X to Y" became "from Y to X", X and Y being opposites."""
    if "from" not in said or "from" not in wanted:
        return False
    pairs = [
        (a, b)
        for at, a in enumerate(wanted)
        for b in wanted[at + 1 :]
        if "from" in wanted[:at] and opposite(a, b)
    ]
    places = {stem(word): at for at, word in reversed(list(enumerate(said)))}
    return any(
        stem(a) in places and stem(b) in places and places[stem(a)] > places[stem(b)]
        for a, b in pairs
    )
