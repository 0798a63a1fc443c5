"""Ids from words."""

import re

from skill.language.normalise import words

MAX_ID = 40
_SMALL = frozenset(
    "a an the of in on at to for and or is are was were do does did what who whom which tell me "
    "about it its this that there be been by with from as explain describe".split()
)


def slug(text: str, taken: set[str], fallback: str = "entry") -> str:
    """An id made of the words that carry the meaning, new among `taken`, and added to it."""
    if re.fullmatch(r"[a-z0-9-]{1,40}", text):
        return unused(text, taken)  # an id already
    plain = [re.sub(r"[^a-z0-9]", "", word) for word in words(text)]
    kept = [word for word in plain if word and word not in _SMALL] or [w for w in plain if w]
    if len(kept) == 1 and len(plain) > 1:  # "what was industrialisation": keep the question word
        kept = [plain[0], *kept]
    made = ""
    for word in kept:
        longer = f"{made}-{word}" if made else word[:MAX_ID]
        if len(longer) > MAX_ID:
            break
        made = longer
    return unused(made or fallback, taken)


def unused(wanted: str, taken: set[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3`...; added to `taken`."""
    wanted = wanted[:MAX_ID].strip("-")
    made, number = wanted, 1
    while made in taken:
        number += 1
        tail = f"-{number}"
        made = wanted[: MAX_ID - len(tail)].rstrip("-") + tail
    taken.add(made)
    return made
