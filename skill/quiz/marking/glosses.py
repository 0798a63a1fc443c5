"""What the course says of its own terms, so that a description can stand for a name."""

import re

from skill.content.course import Course
from skill.language.normalise import words

_ASKING = re.compile(
    r"^(?:what|which|who|name|give|where|how)\b(?: (?:is|are|was|were|do|does|did|we|it|the|a|an|one|word|term|name|type|kind|process|called|call|given|to|for|means?|of))*\s+",  # noqa: E501
    re.I,
)


def glosses(course: Course) -> dict[str, tuple[str, ...]]:
    """Term (folded) → descriptions of it: prompts it answers, and entries that ask what it is."""
    found: dict[str, list[str]] = {}
    for item in course.items():
        if item.kind == "short" and 0 < len(words(item.answer)) <= 4:
            description = _ASKING.sub("", item.prompt).rstrip("?. ")
            if len(words(description)) >= 4:
                found.setdefault(" ".join(words(item.answer)), []).append(description)
    for entry in course.entries():
        asked = re.match(
            r"^(?:what|who) (?:is|are|was|were) (?:the |a |an )?(.{2,40}?)\?*$",
            entry.question,
            re.I,
        )
        if asked and len(words(asked[1])) <= 4:
            found.setdefault(" ".join(words(asked[1])), []).append(entry.answer)
    return {term: tuple(texts) for term, texts in found.items()}
