"""Chemical formulas: spelt out letter by letter ("em gee two plus"), or by the names of elements.

A formula is exact: "c o" is not "c o two", and another sign makes another ion. So formulas are compared
sign by sign, as figures are, and never by sound or meaning.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from skill.language.lexicon import is_everyday
from skill.language.normalise import fold
from skill.quiz.marking.talk import HEDGES

_FORMULA = re.compile(r"(?:(?:[A-Z][a-z]?|[()])\d*)+(?:\d*[+-])?")
_TOKEN = re.compile(r"[a-z']+|\d+|[+-]")
_LETTERS = {
    "a": "a ay eh", "b": "b bee be", "c": "c see sea", "d": "d dee", "e": "e", "f": "f eff ef",
    "g": "g gee jee", "h": "h aitch haitch age each", "i": "i eye aye", "j": "j jay", "k": "k kay okay",
    "l": "l el ell", "m": "m em", "n": "n en", "o": "o oh owe zero", "p": "p pee pea",
    "q": "q queue cue", "r": "r are ar", "s": "s es ess", "t": "t tea tee", "u": "u you", "v": "v vee",
    "w": "w", "x": "x ex", "y": "y why", "z": "z zed zee",
}  # fmt: skip
_FIGURES = {
    "1": "one won", "2": "two to too", "3": "three", "4": "four for fore", "5": "five", "6": "six",
    "7": "seven", "8": "eight ate", "9": "nine", "10": "ten", "12": "twelve", "60": "sixty",
    "70": "seventy", "+": "+ plus positive", "-": "- minus negative",
}  # fmt: skip
_ELEMENTS = {
    "hydrogen": "h", "helium": "he", "lithium": "li", "carbon": "c", "nitrogen": "n", "oxygen": "o",
    "fluorine": "f", "neon": "ne", "sodium": "na", "magnesium": "mg", "aluminium": "al",
    "aluminum": "al", "silicon": "si", "phosphorus": "p", "sulfur": "s", "sulphur": "s",
    "chlorine": "cl", "argon": "ar", "potassium": "k", "calcium": "ca", "iron": "fe", "copper": "cu",
    "zinc": "zn", "bromine": "br", "silver": "ag", "iodine": "i", "barium": "ba", "lead": "pb",
    "manganese": "mn", "vanadium": "v",
}  # fmt: skip
_SYMBOLS = frozenset(_ELEMENTS.values())
_UNSAID = frozenset(
    "brackets bracket open close closed in capital big small little ion charge of then subscript "
    "superscript times".split()
)
"""What is said between the signs of a formula and stands for none of them."""
_CARRIERS = frozenset("it it's its is the a i that's that would be formula so".split())
"""What comes before a formula."""


def _by_sound(*tables: dict[str, str]) -> dict[str, str]:
    return {said: sign for table in tables for sign, each in table.items() for said in each.split()}


_SOUNDS = _by_sound(_LETTERS, _FIGURES)


@lru_cache(maxsize=2_000)
def formula_of(text: str) -> str:
    """The signs of a written formula, brackets left out: "Ca(OH)2" → "caoh2". "" for any other text,
    initials such as "USSR" among them."""
    bare = text.replace(" ", "")
    symbols = [each.lower() for each in re.findall(r"[A-Z][a-z]?", bare)]
    if not symbols or not _FORMULA.fullmatch(bare) or not _SYMBOLS.issuperset(symbols):
        return ""
    if bare.isalpha() and (len(symbols) < 2 or (bare.isupper() and len(bare) > 2)):
        return ""
    return _ordered(re.sub(r"[()]", "", bare).lower())


def formulas_of(texts: Iterable[str]) -> frozenset[str]:
    """The formulas among some texts."""
    return frozenset(found for text in texts if (found := formula_of(text)))


def spelt_formulas(text: str, wanted: frozenset[str] = frozenset()) -> frozenset[str]:
    """The formulas that an utterance may spell, and nothing besides: "oh two minus" is one that begins
    with an O, or one that begins after an "oh". Empty where it holds a word.

    wanted: formulas to listen for. Any other must have a figure or a charge in it, or be spelt letter
    by letter: "i see" is no IC.
    """
    tokens = _TOKEN.findall(re.sub(r"(?<=[a-z])\.", " ", fold(text)))
    if all(len(token) > 2 and token not in _SOUNDS for token in tokens):
        return frozenset()  # "bacon" has symbols in it, and is a word
    while len(tokens) > 1 and _leads(tokens):
        tokens = tokens[1:]
    joined = ["o h" if token == "oh" else token for token in tokens]  # "c a oh two"
    hydroxide = [sign for token in joined for sign in token.split()]
    readings = {_read(tokens, both=True), _read(tokens, both=False), _read(hydroxide, both=True)}
    plain = all(len(token) == 1 for token in tokens) or _written(tokens)
    return frozenset(
        found
        for found in readings
        if len(found) > 1 and (found in wanted or plain or re.search(r"[\d+-]", found))
    )


def _written(tokens: list[str]) -> bool:
    """Whether a recogniser wrote symbols together: "nacl", "n acl"."""
    return any(len(token) > 1 and token not in _SOUNDS and token not in HEDGES for token in tokens)


def _leads(tokens: list[str]) -> bool:
    """Whether the first word only leads up to a formula."""
    first, then = tokens[:2]
    if first in _SOUNDS and first != "a" and then in _SOUNDS:
        return False
    return first in _CARRIERS or (first in HEDGES and first not in _SOUNDS)


def _read(tokens: list[str], both: bool) -> str:
    """The signs; both: what is a letter's name and a hedge, too, is a letter."""
    found = ""
    for token in tokens:
        if token in _UNSAID or (token in HEDGES and not (both and token in _SOUNDS)):
            continue
        sign = _ELEMENTS.get(token) or _SOUNDS.get(token) or _joined(token)
        if not sign:
            return ""
        found += sign
    return _ordered(found)


def _joined(token: str) -> str:
    """Letters or figures that a recogniser wrote together: "nacl", "20" for "two oh"; "" for a word."""
    if token.isdigit():
        return token
    if len(token) > 2 and is_everyday(token):
        return ""
    rest, found = token, ""
    while rest:
        size = next((n for n in (2, 1) if rest[:n] in _SYMBOLS), 0)
        if not size:
            return ""
        found, rest = found + rest[:size], rest[size:]
    return found


def _ordered(signs: str) -> str:
    """One way to write what may be said in several: the charge's figure first, no figure one, O for 0."""
    signs = re.sub(r"([+-])(\d)$", r"\2\1", signs)
    return re.sub(r"1([+-])$", r"\1", signs).replace("0", "o")
