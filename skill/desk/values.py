"""What an answer on a card is: a year, a number with its unit, a date or words; and how it is said.

"30C" is thirty coulombs where nothing speaks of warmth, "30 °C" thirty degrees Celsius. A date
is words to the marker: "the fifth of March" is no more right for 5 January than "the fifth" of any
other month, which a bare number would make it.
"""

import re

from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.quiz.marking.units import is_unit

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+(?:the\s+)?\d{{1,2}}"
    r"(?:st|nd|rd|th)?(?!\d))(?:,?\s+\d{3,4})?(?!\w)",
    re.IGNORECASE,
)
"""A day of a month, with its year or without."""
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_YEAR = re.compile(r"(?:(?:AD|CE)\s*)?(?:1\d|20)\d\d(?:\s*(?:AD|CE))?", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"{_MONTH}\s+(?:1\d|20)\d\d", re.IGNORECASE)
_FIGURE = r"[-−–]?\d+(?:,\d{3})*(?:\.\d+)?"
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|bn|m(?=\s|$)))?"
_MONEY = re.compile(rf"[£$€]\s?{_FIGURE}{_SCALE}")
_MEASURE = re.compile(rf"({_FIGURE})({_SCALE})\s*(\D.*)?")
_WARM = re.compile(
    r"\b(?:temperature|degrees|warm|hot|cold|cool|boil|melt|freez|heat|thermometer|climate)",
    re.IGNORECASE,
)
_SIGNS = {
    "C": "coulomb", "°C": "degrees Celsius", "ºC": "degrees Celsius", "°F": "degrees Fahrenheit",
    "K": "kelvin", "N": "newton", "kN": "kilonewton", "J": "joule", "kJ": "kilojoule",
    "MJ": "megajoule", "W": "watt", "kW": "kilowatt", "MW": "megawatt", "kWh": "kilowatt hour",
    "V": "volt", "kV": "kilovolt", "mV": "millivolt", "A": "amp", "mA": "milliamp", "Ω": "ohm",
    "kΩ": "kilohm", "Hz": "hertz", "kHz": "kilohertz", "MHz": "megahertz", "GHz": "gigahertz",
    "Pa": "pascal", "kPa": "kilopascal", "m": "metre", "km": "kilometre", "cm": "centimetre",
    "mm": "millimetre", "nm": "nanometre", "g": "gram", "kg": "kilogram", "mg": "milligram",
    "t": "tonne", "s": "second", "ms": "millisecond", "h": "hour", "min": "minute",
    "m/s": "metres per second", "m/s²": "metres per second squared",
    "m/s2": "metres per second squared", "m/s^2": "metres per second squared",
    "km/h": "kilometres per hour", "mph": "miles per hour", "N/m": "newtons per metre",
    "N/kg": "newtons per kilogram", "g/cm³": "grams per cubic centimetre", "mol": "mole",
    "cm³": "cubic centimetres", "cm3": "cubic centimetres", "dm³": "cubic decimetres",
    "m²": "square metres", "m2": "square metres", "m³": "cubic metres", "m3": "cubic metres",
    "km²": "square kilometres", "l": "litre", "ml": "millilitre", "B": "byte", "KB": "kilobyte",
    "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte", "TB": "terabyte", "%": "per cent",
}  # fmt: skip
"""Signs of units as they are written, and how they are said of one."""
_ALIKE = frozenset(("hertz", "per cent", "kelvin"))


def typed(answer: str, about: str = "") -> tuple[str, str]:
    """The kind of quiz item that asks for this answer ("year", "number" or "short"), and the
    answer as it is said.

    Args:
        answer: as the card has it.
        about: what stands around it, which tells degrees from coulombs.
    """
    answer = " ".join(answer.split()).rstrip(".").strip()
    if slashed := _SLASHED.fullmatch(answer):
        day, month, year = (int(part) for part in slashed.groups())
        if 1 <= month <= 12:
            return "short", f"{day} {_MONTHS[month - 1]} {year}"
    if _YEAR.fullmatch(answer) or _MONTH_YEAR.fullmatch(answer):
        return "year", answer
    if DATE.search(answer):
        return "short", answer
    if _MONEY.fullmatch(answer):
        return "number", answer
    found = _MEASURE.fullmatch(answer)
    if not found or not numbers_in(number_tokens(found[1])):
        return "short", answer
    return _measured(found[1], found[2] or "", (found[3] or "").strip(), about) or (
        "short",
        answer,
    )


def _measured(figure: str, scale: str, unit: str, about: str) -> tuple[str, str] | None:
    """A figure with what it counts; None where the rest is more than a unit."""
    if not unit:
        return "number", figure + scale
    if unit in _SIGNS:
        return "number", f"{figure}{scale} {_said(unit, figure, about)}"
    words = unit.split()
    if any(word[:1].isupper() for word in words) or not re.fullmatch(r"[a-z][a-z ]*", unit):
        return None
    if is_unit(words[0]) or words[0] in ("per", "degrees") or len(words) == 1:
        return "number", f"{figure}{scale} {unit}"
    return None


def _said(sign: str, figure: str, about: str) -> str:
    if sign == "C" and _WARM.search(about):
        sign = "°C"
    unit = _SIGNS[sign]
    many = figure != "1" and " " not in unit and unit not in _ALIKE
    return f"{unit}s" if many else unit
