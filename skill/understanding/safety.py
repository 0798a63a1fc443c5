"""Hearing distress by rule. A revision quiz is no place to mark it or route it.

Only first-person, present distress fires. The model of the ear catches what is veiled; a rule
is never outvoted. The rules are data, `data/safety`.
"""

import re
import tomllib
from functools import cache, lru_cache

from skill.understanding.utterance import DATA, Utterance


@cache
def _alarms(language: str = "en") -> tuple[re.Pattern[str], re.Pattern[str]]:
    rules = tomllib.loads((DATA / "safety" / f"{language}.toml").read_text(encoding="utf-8"))
    danger, distress = (
        re.compile("|".join(f"(?:{rule})" for rule in rules[name]))
        for name in ("danger", "distress")
    )
    return danger, distress


@lru_cache(maxsize=64)
def alarm(text: str) -> str:
    """ "danger" for what cannot wait, "distress" for other grave words, "" for none."""
    heard = " ".join(Utterance(text).words)
    danger, distress = _alarms()
    if danger.search(heard):
        return "danger"
    return "distress" if distress.search(heard) else ""
