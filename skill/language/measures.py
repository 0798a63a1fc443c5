"""Units as they are written after a figure, "cm3/s", and as they are said, "cubic centimetres per second"."""

import re
from collections.abc import Iterator

_SAID = {
    "mm": "millimetres", "cm": "centimetres", "km": "kilometres", "nm": "nanometres", "m": "metres",
    "mm2": "square millimetres", "cm2": "square centimetres", "m2": "square metres",
    "km2": "square kilometres", "cm3": "cubic centimetres", "dm3": "cubic decimetres",
    "m3": "cubic metres", "ml": "millilitres", "mg": "milligrams", "g": "grams", "kg": "kilograms",
    "s": "seconds", "ms": "milliseconds", "min": "minutes", "h": "hours", "s2": "seconds squared",
    "mol": "moles", "J": "joules", "kJ": "kilojoules", "kW": "kilowatts", "Hz": "hertz",
    "Pa": "pascals", "kPa": "kilopascals", "N": "newtons", "V": "volts", "W": "watts",
    "°C": "degrees Celsius", "degrees C": "degrees Celsius", "°": "degrees",
}  # fmt: skip
_ONE = {
    "mm": "millimetre", "cm": "centimetre", "m": "metre", "km": "kilometre", "m2": "square metre",
    "cm2": "square centimetre", "cm3": "cubic centimetre", "dm3": "cubic decimetre",
    "m3": "cubic metre", "g": "gram", "kg": "kilogram", "s": "second", "s2": "second squared",
    "min": "minute", "h": "hour", "mol": "mole", "°C": "degree Celsius", "degrees C": "degree Celsius",
}  # fmt: skip
_ALONE = frozenset(("m", "s", "h", "s2", "N", "V", "W", "min"))
"""Units that are read only in front of a stroke: "5 m" may be five million, and "1930 s" a slip."""
_POWERS = str.maketrans("²³", "23")


def _either(names: "dict[str, str]") -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


_WRITTEN = re.compile(
    rf"(?<=\d)(?P<gap> ?)(?P<unit>{_either(_SAID)})(?:/(?P<per>{_either(_ONE)}))?(?![\w/])"
)


def measures_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Where units stand in a text, from the figure on, and how each is said: (start, end, words)."""
    plain = text.translate(_POWERS)  # no character more or less
    for found in _WRITTEN.finditer(plain):
        unit, per = found["unit"], found["per"]
        if unit in _ALONE and not per:
            continue
        single = re.search(r"(?<![\d.,])1 ?$", plain[: found.start("unit")])
        said = _ONE.get(unit, _SAID[unit]) if single else _SAID[unit]
        yield found.start("unit"), found.end(), said + (f" per {_ONE[per]}" if per else "")


def spoken_measures(text: str) -> str:
    """The text with its units in words: "0.5 cm3/s" → "0.5 cubic centimetres per second"."""
    if not any(char.isdigit() for char in text):
        return text
    out, done = "", 0
    for start, end, said in measures_in(text):
        gap = "" if text[start - 1 : start] == " " else " "
        out += text[done:start] + gap + said
        done = end
    return out + text[done:]
