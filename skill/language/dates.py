"""Days as they are said: "friday", "the tenth of may", "in three weeks", "a week on tuesday"."""

import re

from skill.language.days import SaidDay

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = (
    "january february march april may june july august september october november december".split()
)
_UNITS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
)
_ORDINALS = {word: number for number, word in enumerate(_UNITS, 1)} | {
    "twentieth": 20,
    "thirtieth": 30,
}
_ORDINALS |= {f"twenty {word}": 20 + n for n, word in enumerate(_UNITS[:9], 1)}
_ORDINALS |= {"thirty first": 31}
_COUNTED = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), 1
    )
} | {"a": 1, "an": 1, "a couple of": 2, "a few": 3}
_ANY = "|".join
_LONGEST_FIRST = sorted(_ORDINALS, key=len, reverse=True)
_DAY = rf"(?P<day>{_ANY(_LONGEST_FIRST)}|\d{{1,2}})(?:st|nd|rd|th)?"
_MONTH = rf"(?P<month>{_ANY(_MONTHS)})"
_DATES = (re.compile(rf"\b{_DAY} (?:of )?{_MONTH}\b"), re.compile(rf"\b{_MONTH} (?:the )?{_DAY}\b"))
_IN = re.compile(
    rf"\b(?:in )?(?P<count>{_ANY(sorted(_COUNTED, key=len, reverse=True))}|\d{{1,3}}) "
    r"(?P<unit>day|week|month)s?(?:' time| time| from (?:now|today)| away)?\b"
)
_WEEKDAY = re.compile(
    rf"\b(?P<next>(?:a )?week on |next )?(?P<day>{_ANY(_DAYS)})(?P<week> week)?\b"
)
_ONLY_DAY = re.compile(rf"(?:^|\bon |\bit's )the {_DAY}$")


def day_said(text: str) -> SaidDay | None:  # noqa: C901
    """The day that a plain utterance names; None for none. text: small letters, no punctuation."""
    for pattern in _DATES:
        if found := pattern.search(text):
            return SaidDay(day=_number(found["day"]), month=_MONTHS.index(found["month"]) + 1)
    if "day after tomorrow" in text:
        return SaidDay(after=2)
    if re.search(r"\btomorrow\b", text):
        return SaidDay(after=1)
    if re.search(r"\b(?:today|tonight|this (?:afternoon|morning))\b", text):
        return SaidDay(after=0)
    if found := _WEEKDAY.search(text):
        later = bool(found["next"] and "week" in found["next"]) or bool(found["week"])
        return SaidDay(weekday=_DAYS.index(found["day"]), weeks=int(later))
    if re.search(r"\bnext week\b", text):
        return SaidDay(after=7)
    if re.search(r"\bnext month\b", text):
        return SaidDay(after=30)
    if (found := _IN.search(text)) and not re.search(r"\b(?:minutes?|hours?)\b", text):
        many = _COUNTED.get(found["count"]) or int(found["count"])
        return SaidDay(after=many * {"day": 1, "week": 7, "month": 30}[found["unit"]])
    if found := _ONLY_DAY.search(text):
        return SaidDay(day=_number(found["day"]))
    return None


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _ORDINALS[said]
