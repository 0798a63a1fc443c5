"""What to call an entry's points when offering them: reasons, steps, effects."""

import re

from skill.content.course import Entry

_PLURALS = (
    "reasons causes factors motives steps stages phases successes achievements failures "
    "weaknesses strengths problems results outcomes consequences effects impacts changes benefits "
    "advantages disadvantages drawbacks harms differences similarities features characteristics "
    "examples types kinds ways methods aims events properties uses parts functions rules"
).split()
_WORD = re.compile(rf"\b({'|'.join(_PLURALS)})\b")


def points_noun(entry: Entry) -> str:
    """The plural noun for an entry's points, from the teacher's own words, else "points"."""
    asked = entry.question.lower()
    found = _WORD.search(asked) or _WORD.search(entry.answer.lower())
    if found:
        return found[1]
    if asked.startswith("why"):
        return "reasons"
    for phrasing in entry.also_asked:
        if found := _WORD.search(phrasing.lower()):
            return found[1]
    return "points"


def wants_list(text: str) -> bool:
    """Whether a question asks for the whole list: "what are the six reasons", "name the steps"."""
    lowered = text.lower()
    return bool(
        re.search(r"\b(?:list|name|give me|tell me) (?:\w+ ){0,4}" + _WORD.pattern, lowered)
        or re.search(r"\ball (?:of )?(?:the |\w+ )?" + _WORD.pattern, lowered)
        or re.search(
            r"\b(?:two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?" + _WORD.pattern, lowered
        )
    )
