"""A question as a quiz put it, and whether it can be asked aloud."""

import re
from dataclasses import dataclass

from skill.desk.entries import clean

LONGEST_PROMPT, LONGEST_ANSWER, LONGEST_EXPLANATION = 300, 140, 600
TRUE = {"true": "true", "t": "true", "yes": "true", "false": "false", "f": "false", "no": "false"}
LEANS = re.compile(
    r"\b(?:of (?:the|these|those)(?: \w+)? (?:following|statements?|options?|choices?)|following"
    r"|of these|of those"
    r"|(?:the|this|that) (?:picture|image|diagram|photo|map|graph|figure|extract|source|passage)"
    r"|shown|above|below|all that apply)\b|^which (?:statement|option|one)\b",
    re.IGNORECASE,
)
"""A question that leans on its options, or on something to look at."""
_PICTURE = re.compile(
    r"\b(?:(?:picture|image|diagram|photo|map|graph|figure)s? (?:shown|above|below)"
    r"|shown (?:above|below|here)|this (?:picture|image|diagram|photo|map|graph))\b",
    re.IGNORECASE,
)
PRAISE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:that['’]s |that is )?(?:right|correct|well done|yes|good|exactly)\s*[:!,.–—-]+\s*",
    re.IGNORECASE,
)
GAP = re.compile(r"_{2,}|\[\s*blank\s*\]|\.{4,}|…{2,}|\(\s*blank\s*\)", re.IGNORECASE)


@dataclass(frozen=True)
class Put:
    """A question as a quiz put it."""

    prompt: str
    right: tuple[str, ...]
    """The right answers; several are several to name, or (`any`) several ways to say one."""
    wrong: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    """All options in their order; default: the right ones and the wrong ones."""
    any: bool = False
    explanation: str = ""
    hint: str = ""
    topic: str = ""
    line: int = 0
    why_wrong: tuple[tuple[str, str], ...] = ()
    """Wrong answers and what the source says to those who give them."""
    tests: str = ""
    """The question of the entry that it is on, where that is there already: none is made."""


def unfit(prompt: str, right: tuple[str, ...], options: tuple[str, ...]) -> str:
    """Why a question cannot be asked aloud; "" where it can."""
    long = [each for each in (*right, *options) if len(each) > LONGEST_ANSWER]
    if not prompt:
        return "there are no words to ask"
    if not right:
        return "no answer is marked as right"
    if _PICTURE.search(prompt):
        return "it asks about something to look at"
    if len(prompt) > LONGEST_PROMPT:
        return f"too long to be read aloud: more than {LONGEST_PROMPT} characters"
    if long:
        return f"an answer or option has more than {LONGEST_ANSWER} characters, too long to say"
    return ""


def once(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts, cleaned, each once, the empty ones left out."""
    found: dict[str, str] = {}
    for text in texts:
        if plain := clean(text):
            found.setdefault(plain.lower(), plain)
    return tuple(found.values())


def listed(texts: tuple[str, ...]) -> str:
    return f"{', '.join(texts[:-1])} or {texts[-1]}"


def together(texts: tuple[str, ...]) -> str:
    """Several answers as one sentence; "" where that would be too much for one."""
    if sum(map(len, texts)) > 150:
        return ""
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def sentence(text: str) -> str:
    """A text as a sentence: a capital ahead and a stop behind; "" stays so."""
    text = clean(text)
    if not text:
        return ""
    first = text.split()[0]
    plain = first.isalpha() and first.islower()
    return (text[0].upper() + text[1:] if plain else text) + (
        "" if re.search(r"[.!?…]['\"”’)]*$", text) else "."
    )
