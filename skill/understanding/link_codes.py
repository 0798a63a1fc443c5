"""What is said about linking: a code's digits, or that a link is to go.

Read before the ear, and only where the operator switched linking on: six digits in a row are no
meaning that an ear could learn, and without the switch nothing here is ever called.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from skill.language.normalise import without_fillers, words
from skill.learner.linking import DIGITS

_UNITS = {
    word: str(at)
    for at, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {"oh": "0", "o": "0", "nought": "0", "for": "4", "to": "2", "too": "2"}
_TENS = {
    word: str(at)
    for at, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_TIMES = {"double": 2, "treble": 3, "triple": 3}
_NAMES = ("link", "code", "linking")
_AROUND = frozenset("my the a is it it's this its number please owl enter use that".split()) | {
    *_NAMES
}
_UNLINK = frozenset(
    "unlink|unlink me|unlink this|unlink everything|unlink my devices|unlink all|unlink all my devices|"
    "unlink this device|unlink all devices|remove the link|remove my link|remove all links".split(
        "|"
    )
)


class LinkWords(NamedTuple):
    """What was said about linking."""

    what: Literal["code", "unlink"]
    digits: str = ""
    """A code's; "" where they were not six."""


def link_words(readings: Iterable[str]) -> LinkWords | None:
    """What one utterance, in any of its readings, says about linking; None for anything else."""
    unclear = None
    for text in readings:
        heard = without_fillers(words(text))
        if " ".join(word for word in heard if word != "please") in _UNLINK:
            return LinkWords("unlink")
        if not any(name in heard for name in _NAMES):
            continue
        digits = _digits([word for word in heard if word not in _AROUND])
        if len(digits) == DIGITS:
            return LinkWords("code", digits)
        if heard[:2] == ["link", "code"] or heard[:3] == ["my", "link", "code"]:
            unclear = LinkWords("code")
    return unclear


def _digits(heard: list[str]) -> str:
    """The digits that words say one by one, in pairs, or as figures; "" where other words are among
    them."""
    said, times, ten = "", 1, ""
    for word in heard:
        bare = word.replace(",", "").replace(".", "")
        one = bare if bare.isdigit() else _UNITS.get(word, "")
        if word in _TIMES:
            times = _TIMES[word]
        elif word in _TENS:
            said, ten = said + (ten + "0" if ten else ""), _TENS[word]
        elif not one:
            return ""
        elif ten:
            said, ten = said + ten + (one if len(one) == 1 and one != "0" else "0" + one), ""
        else:
            said, times = said + one * times, 1
    return said + (ten + "0" if ten else "")
