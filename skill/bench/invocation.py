"""Which words wake a skill: "open revision owl", "ask revision owl why ...".

The forms: Alexa Skills Kit, "Understand How Users Invoke Custom Skills".
"""

import re
from dataclasses import dataclass

_LAUNCH = "open|launch|start|begin|load|run|play|use|resume|enable"
_ASK = "ask|tell|talk to|use|open|launch|start|search|check with"
_JOINING = r"(?:to|for|about|that|if|whether|and|,)"


@dataclass(frozen=True)
class Invocation:
    """Words that wake the skill."""

    requests: tuple[str, ...] = ()
    """The request in them, likeliest reading first; empty for a plain launch."""


def invocation(heard: str, name: str) -> Invocation | None:
    """How `heard` (a transcript) wakes the skill called `name`; None when it does not."""
    words = re.sub(r"^(?:hey )?alexa\s+", "", heard)
    called = r"(?:the )?" + re.escape(name)
    if re.fullmatch(rf"(?:(?:{_LAUNCH}|ask|talk to)\s+)?{called}", words):
        return Invocation()
    match = re.fullmatch(rf"(?:{_ASK})\s+{called}\s+(.+)", words)
    if match:
        return Invocation(_readings(match[1]))
    match = re.fullmatch(rf"(.+)\s+(?:using|with|from|on|in)\s+{called}", words)
    if match:
        asked = re.sub(r"^(?:ask|get|give me)\s+", "", match[1])
        return Invocation(tuple(dict.fromkeys((*_readings(asked), match[1]))))
    return None


def _readings(rest: str) -> tuple[str, ...]:
    bare = re.sub(rf"^{_JOINING}\s+", "", rest)
    return tuple(dict.fromkeys((bare, rest)))
