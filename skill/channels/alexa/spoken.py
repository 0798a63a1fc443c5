"""Text as Alexa's interaction model allows it: small letters, numbers spelled out.

Rules: Alexa Skills Kit, "Create the interaction model" (samples hold letters, spaces,
possessive apostrophes, hyphens, and full stops in initials; numbers are spelled out).
"""

import re
import unicodedata

from skill.language.normalise import fold

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
_SIGNS = {
    "%": " per cent ", "&": " and ", "+": " plus ", "=": " equals ", "@": " at ",
    "×": " times ", "÷": " divided by ", "°": " degrees ", "√": " square root of ",
    "<": " less than ", ">": " greater than ", "≤": " at most ", "≥": " at least ", "≈": " about ",
    "→": " to ", "π": " pi ", "½": " a half ", "¼": " a quarter ", "¾": " three quarters ",
}  # fmt: skip
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ı": "i"}
)  # fmt: skip
_MONEY = {"£": "pounds", "$": "dollars", "€": "euros"}
_PAID = re.compile(r"([£$€])\s?(\d[\d,]*(?:\.\d+)?)(\s(?:thousand|million|billion|trillion)\b)?")
_NUMBER = re.compile(
    r"(?<!\w)[-−](?=\d)|(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(st\b|nd\b|rd\b|th\b|s\b)?"
)
_RANGE = re.compile(r"(?<=\d)\s?[–—]\s?(?=\d)|(?<=\d)-(?=\d)")
_INITIALS = re.compile(r"\b[A-Z]{2,5}\b")
_LARGEST = 10**15


def number_words(number: int) -> str:
    """A whole number in British words: 1941 → one thousand nine hundred and forty one."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return f"{_TENS[number // 10]} {_ONES[number % 10] if number % 10 else ''}".strip()
    if number < 1000:
        rest = f" and {number_words(number % 100)}" if number % 100 else ""
        return f"{_ONES[number // 100]} hundred{rest}"
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    head, rest_number = f"{number_words(number // scale)} {name}", number % scale
    if not rest_number:
        return head
    return f"{head} {'and ' if rest_number < 100 else ''}{number_words(rest_number)}"


def year_words(year: int) -> str:
    """A year as it is said: 1929 → nineteen twenty nine, 1905 → nineteen oh five, 2008 → two
    thousand and eight. Outside 1010 to 2099 it is said like any number."""
    century, rest = divmod(year, 100)
    if not 1010 <= year <= 2099 or 2000 <= year <= 2009:
        return number_words(year)
    if rest == 0:
        return number_words(year) if century % 10 == 0 else f"{number_words(century)} hundred"
    return f"{number_words(century)} {'oh ' if rest < 10 else ''}{number_words(rest)}"


def _ordinal(words: str) -> str:
    head, _, last = words.rpartition(" ")
    if last not in _ORDINALS:
        last = last[:-1] + "ieth" if last.endswith("y") else last + "th"
    return f"{head} {_ORDINALS.get(last, last)}".strip()


def _decade(words: str) -> str:
    return words[:-1] + "ies" if words.endswith("y") else words + "s"


def _figure(match: re.Match[str]) -> str:
    if match[1] is None:
        return " minus "
    digits, decimals, ending = match[1], match[2], match[3]
    whole = int(digits.replace(",", ""))
    if (len(digits.replace(",", "")) > 1 and digits.startswith("0")) or whole >= _LARGEST:
        words = " ".join(_ONES[int(d)] for d in digits if d.isdigit())
    elif len(digits) == 4 and decimals is None:
        words = year_words(whole)
    else:
        words = number_words(whole)
    if decimals is not None:
        words += " point " + " ".join(_ONES[int(digit)] for digit in decimals)
    elif ending in ("st", "nd", "rd", "th"):
        words = _ordinal(words)
    elif ending == "s":
        return f" {_decade(words)} "
    if decimals is not None and ending:
        words += f" {ending}"
    return f" {words} "


def _letter(char: str) -> str:
    """A Greek letter by its name; letters of other scripts cannot be spoken and are dropped."""
    if char.isascii() or not char.isalpha():
        return char
    name = unicodedata.name(char, "")
    if name.startswith("GREEK") and " LETTER " in name:
        return f" {name.split(' LETTER ')[1].split()[0].lower().replace('lamda', 'lambda')} "
    return char if name.startswith("LATIN") else " "


def spell(text: str) -> str:
    """The text in Alexa's letters; empty when nothing in it can be said in English.

    "35.5 million tons" → thirty five point five million tons; "U.S.S.R." → ussr;
    "CO₂" → co two; "Führer's" → fuhrer's.
    """
    text = unicodedata.normalize("NFC", text).translate(_LETTERS)
    text = _PAID.sub(lambda m: f"{m[2]}{m[3] or ''} {_MONEY[m[1]]}", text)
    text = _RANGE.sub(" to ", text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    text = _NUMBER.sub(_figure, fold("".join(map(_letter, text))))
    text = re.sub(r"[^a-z' -]", " ", text)
    text = re.sub(r"(?<![a-z])['-]+|['-]+(?![a-z])", " ", text)
    return " ".join(text.split())


def spell_initials(text: str) -> str:
    """The same with capitals as initials, "NEP" → n. e. p.; empty when there are none."""
    if not _INITIALS.search(text) or (text.upper() == text and " " in text):
        return ""
    spoken, end = [], 0
    for match in _INITIALS.finditer(text):
        spoken += [spell(text[end : match.start()]), " ".join(f"{c}." for c in match[0].lower())]
        end = match.end()
    return " ".join(filter(None, (*spoken, spell(text[end:]))))
