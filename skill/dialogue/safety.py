"""Hearing distress. A revision quiz is no place to mark it or route it.

Only first-person, present distress fires; the past of a course ("how many people died in
the famine", "did Stalin kill himself") does not. `distress` holds the list.
"""

import re
from functools import cache, lru_cache

from skill.dialogue.distress import DISTRESS
from skill.language.normalise import without_fillers, words


@cache
def _alarm() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:{pattern})" for pattern in DISTRESS))


@lru_cache(maxsize=64)
def sounds_like_distress(text: str) -> bool:
    """Whether the learner may be telling us that they are in danger or in despair."""
    heard = " ".join(without_fillers(words(text)))
    return bool(_alarm().search(heard))
