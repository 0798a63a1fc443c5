"""Putting words together for the ear: numbers said in full, lists with a breath between items."""

from collections.abc import Iterable, Sequence

from skill.speech.parts import Part, Pause, Say, Speech

BREATH = 300
"""Milliseconds between the items of a list."""
BEAT = 450
"""Milliseconds between what was said and the next question."""

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()


def count(number: int, noun: str = "") -> str:
    """A count as it is said: 0 → "no questions", 1 → "one question", 24 → "24 questions"."""
    said = _SMALL[number] if 0 <= number < len(_SMALL) else str(number)
    if not noun:
        return said if number else "none"
    return f"{said} {noun if number == 1 else noun + 's'}"


def whole(number: int) -> str:
    """All of a number as it is said: 2 → "both", 3 → "all three", 1 → "it"."""
    return {1: "it", 2: "both"}.get(number) or f"all {count(number)}"


def marks(points: float) -> str:
    """A score as it is said: 4.5 → "four and a half", 0.5 → "half a mark", 3.33 → "three and a
    third"."""
    whole = int(points + 0.05)
    part = points - whole
    if part < 0.05:
        return count(whole) if whole else "none"
    fraction = next((said for value, said in _FRACTIONS if abs(part - value) < 0.02), "a bit")
    if whole:
        return f"{count(whole)} and {fraction}"
    if fraction == "a bit":
        return "part of a mark"
    return f"{fraction.removeprefix('a ') if fraction == 'a half' else fraction + ' of'} a mark"


_FRACTIONS = (
    (1 / 4, "a quarter"), (1 / 3, "a third"), (1 / 2, "a half"), (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
)  # fmt: skip
"""What halves and shared marks add up to; anything else is "a bit"."""


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def joined(items: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence(text: str) -> str:
    """The text, ending as a sentence does."""
    text = text.strip()
    return text if text[-1:] in ".?!" or not text else text + "."


def numbered(texts: Iterable[str], first: int = 1) -> Speech:
    """ "One, ... Two, ..." with a breath between."""
    parts: list[Part] = []
    for number, text in enumerate(texts, first):
        if parts:
            parts.append(Pause(BREATH))
        parts.append(Say(f"{capital(count(number))}: {sentence(text)}"))
    return tuple(parts)


def lettered(options: Sequence[str]) -> str:
    """ "A: coal. B: steel. Or C: tea" """
    said = [f"{chr(65 + i)}: {option.rstrip('.')}" for i, option in enumerate(options)]
    if len(said) > 1:
        said[-1] = f"Or {said[-1]}"
    return ". ".join(said)


def say(*texts: str) -> Speech:
    """Sentences, one part each; empty ones are left out."""
    return tuple(Say(text) for text in texts if text)
