"""A topic's key terms: its words to know, and its entries that say in a sentence what something is."""

import re
from dataclasses import dataclass

from skill.content.course import Entry, Topic
from skill.language.normalise import words
from skill.speech.sentences import sentences

MOST_NAME, MOST_MEANING = 5, 32
"""Words of a term, and of a meaning that is still a definition and no lesson."""
_ASKED = re.compile(
    r"(?:what|who) (?:is|are|was|were)(?: meant by)? (?:(?:the|a|an) )?(?P<term>[^,?]+)\?",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\b(?:like|about|in|wrong|going|between|difference|first|main|effects?|reasons?|causes?|results?"
    r"|uses?|properties|stages?|achievements?|problems?|made of)\b",
    re.IGNORECASE,
)
"""What is asked for an account of, not for its meaning."""
_EVENT = re.compile(r"(?:in|on|at|by|after|before|during) ", re.IGNORECASE)
"""How a sentence begins that tells what happened."""


@dataclass(frozen=True)
class KeyTerm:
    """A word of the topic and what it means."""

    term: str
    meaning: str
    entry: str = ""
    """The id of the entry that says it; "" for a word of the glossary."""


def key_terms(topic: Topic) -> tuple[KeyTerm, ...]:
    """The glossary's terms and the entries' in the alphabet's order, each once; the glossary's win."""
    found = {_key(t.term): KeyTerm(t.term, t.meaning) for t in topic.glossary}
    known = set(found) | {_key(name) for t in topic.glossary for name in t.also_called}
    for entry in topic.entries:
        term = _defined(entry)
        if term and _key(term.term) not in known:
            found.setdefault(_key(term.term), term)
    return tuple(sorted(found.values(), key=lambda each: _key(each.term)))


def _defined(entry: Entry) -> KeyTerm | None:
    asked = _ASKED.fullmatch(entry.question.strip())
    if not asked or _NO_NAME.search(asked["term"]) or len(words(asked["term"])) > MOST_NAME:
        return None
    meaning = sentences(entry.answer)[0]
    if _EVENT.match(meaning) or len(words(meaning)) > MOST_MEANING:
        return None
    return KeyTerm(asked["term"], meaning, entry.id)


def _key(term: str) -> str:
    return " ".join(words(term))
