"""Which strings are English words, how common, and whether only as names.

A sorted list of 130,000 words (SCOWL, British spelling; data/english.txt, licence beside it),
read once and searched in place: 1.5 MB, no set of strings.
"""

from functools import cache, lru_cache
from importlib import resources
from typing import Literal, NamedTuple


class Known(NamedTuple):
    """What the list says of a word."""

    tier: Literal[1, 2, 3]
    """1: everyday (40,000 words), 2: in a desk dictionary, 3: in a large one."""
    name: bool
    """Written with a capital only."""


@cache
def _data() -> bytes:
    return resources.files("skill.language").joinpath("data/english.txt").read_bytes()


@lru_cache(maxsize=20_000)
def known(word: str) -> Known | None:
    """The word's entry, or None. `word`: small plain letters, as `fold` gives them."""
    if not word.isascii() or not word.isalpha():
        return None
    data, key = _data(), word.encode()
    low, high = 0, len(data) - 1
    while low < high:
        line = data.rfind(b"\n", 0, (low + high) // 2 + 1)
        end = data.index(b"\n", line + 1)
        here = data[line + 1 : end]
        found, _, flags = here.partition(b" ")
        if found == key:
            return Known(int(flags[:1]), flags.endswith(b"N"))  # type: ignore[arg-type]
        if found < key:
            low = end
        else:
            high = line
    return None


def is_word(word: str) -> bool:
    """Whether it is an English word or a well-known name."""
    return known(word) is not None


def is_everyday(word: str) -> bool:
    """Whether any fifteen-year-old knows it."""
    entry = known(word)
    return entry is not None and entry.tier == 1
