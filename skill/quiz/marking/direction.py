"""Whether a statement turns another round: a denial more or less, or an opposite word."""

from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.polarity import is_negator, opposite

_LACK = frozenset(
    "lack lacks lacking without missing loses lost lose losing rid free absent absence fails failed gone".split()
)

_DIRECTIONS = frozenset("more most less fewer least away".split())
_PLACES = frozenset(
    "inside outside inner outer inwards outwards upper lower top bottom left right north south east west away "
    "towards toward before after above below clockwise anticlockwise up down".split()
)


def reverses(target: str, heard: str) -> bool:
    """Whether `heard` says the opposite of `target`, as far as words tell.

    An opposite that stands beside the target's own word does not count ("it was weak, then
    strong" for "strong"), and two denials cancel.
    """
    wanted, said = words(target), words(heard)
    told = _telling(wanted)
    own = {stem(word) for word in told}
    said_stems = {stem(word) for word in said}
    flips = 0
    for word in dict.fromkeys(_telling(said)):
        if stem(word) in own:
            continue
        if any(stem(other) not in said_stems and opposite(other, word) for other in told):
            flips += 1
    turned = (flips + denials(said) - denials(wanted)) % 2 == 1
    return turned or _swapped(wanted, said)


def wrong_way(prompt: str, heard: str) -> bool:
    """Whether the words restate the prompt with one of its words of place turned round."""
    asked, said = words(prompt), words(heard)
    stems = {stem(word) for word in said}
    return any(
        word in _PLACES and stem(word) not in stems and any(opposite(word, other) for other in said)
        for word in asked
    )


def _telling(tokens: list[str]) -> list[str]:
    """Content words, and the little words that carry a direction."""
    return [word for word in tokens if word in _DIRECTIONS or word in content_words([word])]


def _swapped(wanted: list[str], said: list[str]) -> bool:
    """Whether "from X to Y" became "from Y to X", X and Y being opposites."""
    pairs = [
        (a, b)
        for at, a in enumerate(wanted)
        for b in wanted[at + 1 :]
        if opposite(a, b) and "from" in wanted[:at]
    ]
    places = {stem(word): at for at, word in reversed(list(enumerate(said)))}
    return "from" in said and any(
        stem(a) in places and stem(b) in places and places[stem(a)] > places[stem(b)]
        for a, b in pairs
    )


def denials(tokens: list[str]) -> int:
    """How many denials stand in a statement, lacking and losing included."""
    count = 0
    for at, token in enumerate(tokens):
        if is_negator(token) or token in _LACK:
            after = tokens[at + 1 : at + 2]
            if (
                after in (["only"], ["just"], ["longer"])
                and token in ("not", "no")
                and after != ["longer"]
            ):
                continue
            count += 1
    return count
