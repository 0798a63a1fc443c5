"""Amazon's rules for an invocation name, as far as they can be checked offline.

Source: Alexa Skills Kit, "Choose the invocation name for a custom skill".
"""

import re

_LAUNCH = frozenset("launch ask tell open load begin enable".split())
_CONNECTING = frozenset("to from by if and whether".split())
_WAKE = frozenset("alexa amazon echo computer".split())
_SKILL = frozenset("skill app".split())
_SMALL = frozenset(
    "a an the to from in on at by of for with about into onto over under up out off as".split()
)
_SHAPE = re.compile(r"[a-zà-ÿ.' ]+", re.IGNORECASE)


def invocation_faults(name: str) -> list[str]:
    """What Amazon would refuse in `name`, a sentence each; nothing for a good name."""
    faults = []
    parts = name.split()
    if not 2 <= len(name) <= 50:
        faults.append(f"expected 2 to 50 characters, got {len(name)}")
    if name != name.lower():
        faults.append("expected small letters only")
    if any(char.isdigit() for char in name):
        faults.append('expected numbers spelled out ("2" as "two")')
    elif not _SHAPE.fullmatch(name):
        faults.append("expected letters, spaces, apostrophes and full stops only")
    if name != " ".join(parts):
        faults.append("expected single spaces between words, and none around them")
    for banned, what in (
        (_LAUNCH, "a launch word"),
        (_WAKE, "a wake word"),
        (_SKILL, "a word that Alexa keeps for itself"),
    ):
        for word in parts:
            if word.lower() in banned:
                faults.append(f'"{word}" is {what}')
    faults += [f'"{word}" is a connecting word' for word in parts if word in _CONNECTING]
    if len(parts) == 2:
        small = [word for word in parts if word in _SMALL and word not in _CONNECTING]
        faults += [f'a name of two words may not contain "{word}"' for word in small]
    return faults
