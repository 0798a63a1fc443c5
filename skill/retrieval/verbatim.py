"""Questions asked just as the teacher wrote them. No statistics are needed for these."""

from collections.abc import Iterable

from skill.content.course import Entry
from skill.retrieval.terms import heard_words

CERTAIN = 0.99
_SMALL = frozenset("a an the so and please can you tell me".split())


def asked_verbatim(heard: list[str], entries: Iterable[Entry]) -> str | None:
    """The id of the one entry that is asked in these very words, articles aside.

    None when no entry is, or more than one: then the words decide nothing.
    """
    key = _key(heard)
    found = [entry.id for entry in entries if _asks(entry, key)]
    return found[0] if len(found) == 1 else None


def _asks(entry: Entry, key: list[str]) -> bool:
    return any(_key(heard_words(text)) == key for text in (entry.question, *entry.also_asked))


def _key(heard: list[str]) -> list[str]:
    return [word for word in heard if word not in _SMALL]
