"""What Alexa's recogniser would make of typed text, and of the words in a slot."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from skill.channels.alexa.spoken import number_words, spell, year_words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in

_TOKEN = re.compile(r"[£$€]?\d[\d,]*(?:\.\d+)?%?|(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['-][^\W\d_]+)*")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'"})
_APOSTROPHES = {
    "whats": "what's", "whos": "who's", "wheres": "where's", "whens": "when's", "hows": "how's",
    "whys": "why's", "thats": "that's", "im": "i'm", "ive": "i've", "dont": "don't",
    "didnt": "didn't", "cant": "can't", "doesnt": "doesn't", "isnt": "isn't", "lets": "let's",
}  # fmt: skip
"""What a hurried typist leaves out and a recogniser never does."""
_MONTHS = (
    "january february march april may june july august september october november december"
).split()

Json = dict[str, Any]


def transcript(typed: str) -> str:
    """Typed text as a recogniser writes it: small letters, no punctuation, figures kept."""
    return " ".join(_written(token) for token in _TOKEN.findall(typed.translate(_STRAIGHT).lower()))


def _written(token: str) -> str:
    token = token.replace(",", "")
    return _APOSTROPHES.get(token, token.replace(".", "")) if token[0].isalpha() else token


@cache
def _years() -> dict[str, str]:
    said = {number_words(year): str(year) for year in range(1000, 2100)}
    for year in range(1000, 2100):
        century, rest = divmod(year, 100)
        said[year_words(year)] = str(year)
        if rest == 0:
            said[f"{number_words(century)} hundred"] = str(year)
            continue
        said[f"{number_words(century)} hundred and {number_words(rest)}"] = str(year)
        zero = "o " if rest < 10 else ""
        said[f"{number_words(century)} {zero}{number_words(rest)}"] = str(year)
        if rest < 10:
            said[f"{number_words(century)} oh {number_words(rest)}"] = str(year)
    return said


def four_digits(words: str) -> str | None:
    """AMAZON.FOUR_DIGIT_NUMBER: "nineteen twenty nine", "1929", "one nine two nine" → 1929."""
    if re.fullmatch(r"\d{4}", words.replace(" ", "")):
        return words.replace(" ", "")
    spelled = spell(words).replace("-", " ")
    digits = {number_words(n): str(n) for n in range(10)} | {"oh": "0", "o": "0"}
    parts = spelled.split()
    if len(parts) == 4 and all(part in digits for part in parts):
        return "".join(digits[part] for part in parts)
    return _years().get(spelled)


def whole_number(words: str) -> str | None:
    """AMAZON.NUMBER: whole numbers only, in figures or words."""
    tokens = number_tokens(words.replace("-", " "))
    numbers = numbers_in(tokens)
    whole = len(numbers) == 1 and (numbers[0].start, numbers[0].end) == (0, len(tokens))
    if not whole or numbers[0].kind != "cardinal" or numbers[0].value.denominator != 1:
        return None
    return str(numbers[0].value.numerator)


def iso_date(words: str, today: date) -> str | None:
    """AMAZON.DATE, the plain kinds: today, a year, "may 1929", "the third of may 1929"."""
    relative = {"today": 0, "tomorrow": 1, "yesterday": -1}
    if words in relative:
        return (today + timedelta(days=relative[words])).isoformat()
    if year := four_digits(words):
        return year
    parts = [part for part in words.split() if part not in ("the", "of", "in")]
    month = next((m for m in parts if m in _MONTHS), None)
    if month is None:
        return None
    at = parts.index(month)
    number = _MONTHS.index(month) + 1
    if at == 0:
        year = four_digits(" ".join(parts[1:])) if parts[1:] else f"{today.year}"
        return year and f"{year}-{number:02d}"
    ordinal = numbers_in(number_tokens(" ".join(parts[:at])))
    year = four_digits(" ".join(parts[at + 1 :])) if parts[at + 1 :] else f"{today.year}"
    if len(ordinal) != 1 or year is None or not 1 <= ordinal[0].value <= 31:
        return None
    return f"{year}-{number:02d}-{int(ordinal[0].value):02d}"


class Entities:
    """The values of one custom slot type, looked up by what was said (exactly, as Alexa's
    entity resolution does after recognition)."""

    def __init__(self, values: Iterable[Mapping[str, Any]]):
        self._named: dict[str, list[Json]] = {}
        for value in values:
            name = value["name"]
            entity = {"name": name["value"], "id": value.get("id", "")}
            for form in dict.fromkeys((name["value"], *name.get("synonyms", ()))):
                self._named.setdefault(_plain(form), []).append(entity)

    def matching(self, words: str) -> list[Json]:
        """Every value that is called like this: `{"name", "id"}`."""
        return self._named.get(_plain(words), [])


def _plain(words: str) -> str:
    """Spelled out, initials joined, the small differences of writing gone."""
    spelled = spell(words).replace("-", " ").replace("percent", "per cent")
    return re.sub(r"\b(?:[a-z] )+[a-z]\b", lambda m: m[0].replace(" ", ""), spelled)
