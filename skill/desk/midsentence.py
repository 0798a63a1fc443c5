"""A heading, a term or a cell inside a sentence: plain words lose their capital, names keep it."""

from skill.language.lexicon import known

_SMALL = frozenset("the a an in on at its their this these those most some all each every".split())
_NAMES = frozenset(
    "China Japan Turkey Chad Jersey Guinea March May Bath Reading Nice Mercury Mars Pole".split()
)
"""Names that are plain words, too."""


def inside(text: str) -> str:
    """The text as it stands in the middle of a sentence."""
    first, _, rest = text.partition(" ")
    if not first[1:].islower() and len(first) > 1:
        return text
    if first.lower() in _SMALL:
        return f"{first.lower()} {rest}".strip()
    word = known(first.lower())
    if word is None or word.name or word.tier > 2 or first in _NAMES or rest[:1].isupper():
        return text
    return text[:1].lower() + text[1:]
