"""A question about what was just heard: "how did he die", after Rasputin.

What such a question points at is spelt out ("how did rasputin die") and asked again by itself. Whether
the page heard last answers it is a fitted judgement over named signals: what the question finds as it
was said, what it finds spelt out, what the reader makes of that, and how much of it the page speaks of.
Fitted by `training/following.py` on follow-ups that stay with their entry, ones that go on to another,
and ones that no page answers.
"""

import math
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from skill.content.course import Entry
from skill.retrieval.routing import Routing
from skill.retrieval.terms import content_words, heard_words, stem

FITTED = Path(__file__).with_name("following.toml")
SIGNALS = (
    "found spelt out", "first spelt out", "cover spelt out", "cover as said", "found as said",
    "answered as said", "other as said", "points", "person", "spoken of", "new words", "bare", "one",
)  # fmt: skip
_PERSON = frozenset("he she him her his hers".split())
_POINTING = _PERSON | frozenset("they them their it its that this those these there".split())
_OWNING = frozenset("his her their its".split())
_BEFORE_NOUN = frozenset("that this those these her".split())
_SUBJECT_SHARE = 0.6
"""A word of the question that as large a share of the commonest one's wordings have names the entry."""


def subject_of(entry: Entry) -> list[str]:
    """The words by which an entry's wordings call what it is about: "nep", "show trials"."""
    wordings = [heard_words(text) for text in (entry.question, *entry.also_asked)]
    counts = Counter(s for heard in wordings for s in {stem(word) for word in content_words(heard)})
    asked = content_words(wordings[0])
    if not asked:
        return []
    most = max(counts[stem(word)] for word in asked)
    return [word for word in asked if counts[stem(word)] >= _SUBJECT_SHARE * most]


def points_back(heard: Sequence[str]) -> bool:
    """Whether a word of it stands for something said before."""
    return any(word.split("'")[0] in _POINTING for word in heard)


def spelt_out(heard: Sequence[str], subject: Sequence[str]) -> list[str]:
    """The question with its first pointing word put in words; with the subject behind it where it has
    none: "how many died" of the famine."""
    found: list[str] = []
    done = False
    for at, word in enumerate(heard):
        bare = word.split("'")[0]
        noun_after = at + 1 < len(heard) and bool(content_words([heard[at + 1]]))
        if done or bare not in _POINTING or (bare in _BEFORE_NOUN - _OWNING and noun_after):
            found.append(word)
            continue
        done = True
        owner = bare in _OWNING and (bare != "her" or noun_after)
        found += [*subject[:-1], subject[-1] + "'s"] if owner else subject
    return found if done else [*heard, *subject]


def signals(
    heard: Sequence[str],
    entry: Entry,
    as_said: Routing,
    spelt: Routing,
    covers: tuple[float, float],
) -> list[float]:
    """The values of `SIGNALS`. covers: the reader's log-odds that the entry answers the question spelt
    out, and as it was said."""
    content = [stem(word) for word in content_words(list(heard))]
    page = (entry.question, *entry.also_asked, entry.answer, *entry.points, entry.detail)
    told = frozenset(stem(word) for text in page for word in heard_words(text))
    known = sum(word in told for word in content)
    best = as_said.candidates[0] if as_said.candidates else None
    return [
        _share(spelt, entry.id),
        float(bool(spelt.candidates) and spelt.candidates[0].entry_id == entry.id),
        covers[0],
        covers[1],
        _share(as_said, entry.id),
        float(as_said.decision == "answer"),
        best.score if best is not None and best.entry_id != entry.id else 0.0,
        float(points_back(heard)),
        float(any(word.split("'")[0] in _PERSON for word in heard)),
        known / len(content) if content else 0.5,
        float(len(content) - known),
        float(not content),
        1.0,
    ]


def _share(routing: Routing, entry_id: str) -> float:
    return next((c.score for c in routing.candidates if c.entry_id == entry_id), 0.0)


@cache
def weights() -> tuple[tuple[float, ...], float]:
    """The fitted numbers, one a signal, and the chance from which the page is said again."""
    known = tomllib.loads(FITTED.read_text(encoding="utf-8"))
    return tuple(float(known["weights"][name]) for name in SIGNALS), float(known["bar"])


def chance(values: Sequence[float]) -> float:
    """The chance that the page heard last answers it, 0 to 1."""
    total = sum(w * v for w, v in zip(weights()[0], values, strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
