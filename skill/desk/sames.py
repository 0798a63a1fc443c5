"""When two questions are the same question: "What is Delta?", "what is a delta", "What are deltas?"."""

import re

from skill.language.normalise import words
from skill.language.stems import singular

_ARTICLES = frozenset(("a", "an", "the"))
_BE = {"are": "is", "were": "was", "what's": "what is", "who's": "who is", "where's": "where is"}


def same_key(text: str) -> str:
    """What a question comes to; equal for questions that are the same."""
    said = " ".join(_BE.get(word, word) for word in words(text))
    plain = [singular(word) for word in said.split() if word not in _ARTICLES]
    return " ".join(plain) or re.sub(r"\s+", " ", text.strip().lower())
