"""How alike two strings sound: a rough English pronunciation and a weighted edit distance.

Letters become phonemes by the commonest spelling rules; phonemes are compared by how easily
an ear or a recogniser confuses them (voicing, place, vowels cheaply), in the manner of
feature-weighted alignment (Kondrak, "A new algorithm for the alignment of phonetic
sequences", 2000). Spaces do not matter: "booker in" and "bukharin" compare as one string.
"""

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

_RULES = [
    (r"^(?:kn|gn|pn)", "n"), (r"^wr", "r"), (r"^eye$", "I"), (r"tsch", "C"), (r"^ps", "s"), (r"^x", "z"), (r"^wh(?=o)", "h"),
    (r"ei(?=g?[nh])", "e"), (r"a(?=[^aeiou]e$)", "e"), (r"igh", "I"), (r"^([^aeiou]+)y$", r"\1I"), (r"[iy](?=[^aeiou]e$)", "I"), (r"mb$", "m"), (r"mn$", "m"), (r"tch", "C"), (r"dge", "J"), (r"s?ch(?=[rlm])", "k"), (r"^sch", "S"), (r"sch$", "S"),  # noqa: E501
    (r"sch", "sk"), (r"ch", "C"), (r"ssi(?=[oa])", "S"), (r"(?:ti|ci)(?=[oae])", "S"), (r"si(?=on)", "Z"),
    (r"ture\b", "Cr"), (r"shch", "C"), (r"sh", "S"), (r"th", "T"), (r"ph", "f"), (r"kh", "k"), (r"zh", "Z"),
    (r"^gh", "g"), (r"gh(?=t|$)", ""), (r"gh", ""), (r"wh", "w"), (r"ck", "k"), (r"qu", "kw"), (r"q", "k"),
    (r"sc(?=[eiy])", "s"), (r"c(?=[eiy])", "s"), (r"c", "k"), (r"g(?=[eiy])", "J"), (r"ngue?$", "N"),
    (r"ng", "Ng"), (r"Ng$", "N"), (r"nk", "Nk"), (r"tz", "ts"), (r"x", "ks"), (r"j", "J"),
    (r"^y(?=[aeiou])", "j"), (r"(?<=[aeou])y(?=[aeou])", "j"),
    (r"(?:ae|oe)", "i"), (r"(?:ee|ea|ei|ie|ey|y)", "i"), (r"(?:oo|ou|ew|ue|ui)", "u"), (r"(?:oa|ow|au|aw)", "o"),  # noqa: E501
    (r"(?:ai|ay)", "e"), (r"(?<=[aeiou])h(?![aeiou])", ""), (r"(?<=[^aeiou])e$", ""), (r"w$", ""),
    (r"w(?=[^aeiou])", ""),
]  # fmt: skip
_COMPILED = [(re.compile(pattern), out) for pattern, out in _RULES]
_VOWELS = frozenset("aeiouI")
_NEAR = {
    "pb": 0.25, "td": 0.25, "kg": 0.25, "fv": 0.2, "sz": 0.15, "SZ": 0.15, "CJ": 0.3, "sS": 0.35, "zZ": 0.3,
    "SC": 0.3, "ZJ": 0.25, "Tf": 0.25, "Ts": 0.4, "Tt": 0.35, "Td": 0.4, "Tv": 0.4, "mn": 0.4, "nN": 0.15,
    "lr": 0.6, "rw": 0.5, "lw": 0.6, "vb": 0.5, "vw": 0.5, "jJ": 0.4, "kC": 0.4, "kh": 0.5, "gJ": 0.4,
    "tC": 0.4, "dJ": 0.4, "fp": 0.6, "kt": 0.7, "pt": 0.7, "gd": 0.7, "bd": 0.7, "ks": 0.8, "zJ": 0.5,
    "ji": 0.3, "wu": 0.3, "wo": 0.4, "mN": 0.5,
}  # fmt: skip
_COST = {pair[::step]: cost for pair, cost in _NEAR.items() for step in (1, -1)}
_VOWEL_COST = {"ei": 0.12, "ae": 0.18, "ao": 0.18, "ou": 0.15, "au": 0.2, "eo": 0.25, "iu": 0.25}
_VOWEL_COST |= {pair[::-1]: cost for pair, cost in _VOWEL_COST.items()}
_LEAST_GAP = 0.3
_GAP = {"h": 0.35, "j": 0.3, "w": 0.4, "r": 0.45, "N": 0.7} | dict.fromkeys("aeiouI", 0.35)


@lru_cache(maxsize=20_000)
def _word_phonemes(word: str) -> str:
    text = word
    for pattern, out in _COMPILED:
        text = pattern.sub(out, text)
    return re.sub(r"[^a-zA-Z]", "", text)


@lru_cache(maxsize=20_000)
def phonemes(text: str) -> str:
    """One character a phoneme, for one or more folded words; runs of one sound collapsed."""
    joined = "".join(_word_phonemes(word) for word in text.split())
    return re.sub(r"([aeiou])(?=[aeiou])", r"\1", re.sub(r"(.)\1+", r"\1", joined))


def skeleton(word: str) -> str:
    """Its first sound and its consonants, each run as one: what an ear keeps."""
    sound = phonemes(word)
    rest = [char for char in sound[1:] if char not in "aeiouI"]
    return sound[:1] + "".join(c for at, c in enumerate(rest) if not at or rest[at - 1] != c)


@cache
def _substitution(a: str, b: str) -> float:
    if a == b:
        return 0.0
    if a in _VOWELS and b in _VOWELS:
        return _VOWEL_COST.get(a + b, 0.22)
    return _COST.get(a + b, 1.0 if a not in _VOWELS and b not in _VOWELS else 1.2)


@lru_cache(maxsize=20_000)
def _length(sound: str) -> float:
    return sum(0.5 if char in _VOWELS else 1.0 for char in sound)


@lru_cache(maxsize=20_000)
def sound_distance(first: str, second: str) -> float:
    """0 for the same sounds; about 1 for each clear consonant apart, 0.2 for each vowel."""
    return _aligned(phonemes(first), phonemes(second), float("inf"))


def _aligned(a: str, b: str, most: float) -> float:
    """The cost of the cheapest alignment; infinite once it is sure to exceed `most`."""
    if (len(a) - len(b)) * _LEAST_GAP > most or (len(b) - len(a)) * _LEAST_GAP > most:
        return float("inf")
    gaps = [_GAP.get(char, 0.9) for char in b]
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for char_a in a:
        gap_a, diagonal, left = _GAP.get(char_a, 0.9), row[0], row[0] + _GAP.get(char_a, 0.9)
        row[0] = least = left
        for at, char_b in enumerate(b, 1):
            above = row[at]
            if char_a != char_b:
                diagonal += _substitution(char_a, char_b)
            best = above + gap_a
            if diagonal < best:
                best = diagonal
            if left + gaps[at - 1] < best:
                best = left + gaps[at - 1]
            diagonal, left, row[at] = above, best, best
            if best < least:
                least = best
        if least > most:
            return float("inf")
    return row[-1]


def sounds_like(first: str, second: str) -> float:
    """0 to 1: how alike two folded texts sound, spaces ignored."""
    longest = max(_length(phonemes(first)), _length(phonemes(second)), 1.0)
    return max(0.0, 1.0 - sound_distance(first, second) / longest)


@lru_cache(maxsize=20_000)
def sounds_at_least(first: str, second: str, floor: float) -> float:
    """`sounds_like` where it reaches the floor (above 0), else 0: most pairs are told apart early."""
    a, b = phonemes(first), phonemes(second)
    longest = max(_length(a), _length(b), 1.0)
    # A hair more than the floor allows, so that rounding never decides.
    sound = 1.0 - _aligned(a, b, (1.0 - floor) * longest + 1e-9) / longest
    return sound if sound >= floor else 0.0


def sounds_within(first: str, second: str, most: float) -> bool:
    """Whether their sound distance is at most that."""
    return _aligned(phonemes(first), phonemes(second), most) <= most


def looks_like(first: str, second: str) -> float:
    """0 to 1: how alike they are in letters, spaces ignored."""
    return Indel.normalized_similarity(first.replace(" ", ""), second.replace(" ", ""))


def likeness(first: str, second: str) -> float:
    """0 to 1: sound and spelling together, sound counting more."""
    return 0.65 * sounds_like(first, second) + 0.35 * looks_like(first, second)
