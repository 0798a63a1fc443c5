"""How a word sounds, roughly, from its letters: for matching what was misheard.

A simplification of English spelling in the manner of Metaphone (Philips 1990), but with the
vowels kept as one of three classes: names differ in them, and recognisers keep them.
"""

import re
from functools import lru_cache

_RULES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""), (r"^x", "z"), (r"^(kn|gn|pn)", "n"), (r"^wr", "r"), (r"^ps", "s"),
        (r"mb$", "m"), (r"tch", "C"), (r"sch", "sk"), (r"ch", "C"), (r"sh|tion|sion|cian", "S"),
        (r"ph", "f"), (r"gh(?=t|$)", ""), (r"gh", "g"), (r"th", "T"), (r"wh", "w"), (r"ck", "k"),
        (r"c(?=[eiy])", "s"), (r"c", "k"), (r"qu", "kw"), (r"q", "k"), (r"x", "ks"),
        (r"dge|j|g(?=[ey])", "J"), (r"kh", "k"), (r"zh", "S"), (r"ts|tz", "s"), (r"z", "s"),
        (r"v", "f"), (r"ou|ow|oo|u|o|aw|au", "o"), (r"ee|ea|ie|ei|ey|y|i|e", "i"),
        (r"ai|ay|a", "a"), (r"(.)\1+", r"\1"), (r"(?<=.)h", ""),
    )
)  # fmt: skip


@lru_cache(maxsize=50_000)
def sound_of(word: str) -> str:
    """The key: words that sound alike have keys that are alike (compare by edit distance)."""
    for pattern, sound in _RULES:
        word = pattern.sub(sound, word)
    return word
