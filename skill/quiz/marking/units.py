"""Units: what they measure and how large they are, so that 2,000 metres equal 2 km."""

import re
from fractions import Fraction

from skill.language.stems import singular

_TABLE = """length mm millimetre millimeter 1/1000|cm centimetre centimeter 1/100|m metre meter 1|km kilometre kilometer kilo 1000|mile 1609344/1000|foot feet ft 3048/10000|inch 254/10000|yard 9144/10000|dm decimetre decimeter 1/10|nm nanometre nanometer 1/1000000000|micrometre micrometer micron 1/1000000
mass mg milligram 1/1000000|g gram gramme 1/1000|kg kilogram kilogramme kilo 1|tonne ton 1000|pound lb 45359237/100000000|ounce 28349523125/1000000000000|stone 635029318/100000000
time ms millisecond 1/1000|s sec second 1|min minute 60|h hr hour 3600|day 86400|week 604800|month 2629800|year yr 31557600|decade 315576000|century 3155760000|fortnight 1209600
energy j joule 1|kj kilojoule 1000|mj megajoule 1000000|cal calorie 4184/1000|kcal kilocalorie 4184|kwh 3600000
power w watt 1|kw kilowatt 1000|mw megawatt 1000000|gw gigawatt 1000000000
voltage mv millivolt 1/1000|v volt 1|kv kilovolt 1000
current ma milliamp milliampere 1/1000|a amp ampere 1
resistance ohm 1|kilohm kiloohm 1000|megohm megaohm 1000000
frequency hz hertz 1|khz kilohertz 1000|mhz megahertz 1000000|ghz gigahertz 1000000000
pressure pa pascal 1|kpa kilopascal 1000|bar 100000|atm atmosphere 101325|millibar 100
force n newton 1|kn kilonewton 1000
volume ml millilitre milliliter 1|cl centilitre 10|l litre liter 1000|pint 568|gallon 4546
charge coulomb 1|millicoulomb 1/1000
data bit 1|nibble 4|byte 8|kilobit 1000|kilobyte kb 8000|kibibyte 8192|megabit 1000000|megabyte mb 8000000|mebibyte 8388608|gigabyte gb gig 8000000000|terabyte tb 8000000000000|petabyte pb 8000000000000000
money penny pence p 1/100|pound quid 1|shilling bob 1/20|guinea 105/100
dollars dollar buck 1|cent 1/100
euros euro 1
angle degree 1|radian 57
celsius celsius centigrade degree 1
kelvin kelvin 1
fahrenheit fahrenheit degree 1
pairs pair 1
amount mole mol 1
area hectare 10000|acre 4047
"""  # noqa: E501
Unit = list[tuple[str, Fraction]]
"""The readings of a unit: what it measures, and how large it is; [] for none."""
_UNITS: dict[str, Unit] = {}
for _line in _TABLE.strip().split("\n"):
    _dimension, _, _rest = _line.partition(" ")
    for _part in _rest.split("|"):
        *_names, _size = _part.split()
        for _name in _names:
            _UNITS.setdefault(_name, []).append((_dimension, Fraction(_size)))
_EQUAL = {
    "force/mass": "length/time2",
    "energy/time": "power",
    "energy/charge": "voltage",
    "charge/time": "current",
}
_SINGLE = re.compile(r"^[a-z]$")


def unit_of(tokens: list[str]) -> Unit:
    """The readings of the unit right after a figure: (dimension, size); [] for none or an unknown.

    A speed is a length over a time: "metres per second" → ("length/time", 1).
    """
    tokens = _letters_joined(tokens)
    for at, token in enumerate(tokens[:3]):
        name = token if token in _UNITS else singular(token)
        if name == "feet":
            name = "foot"
        if token in ("a", "an") and len(tokens) > at + 1:
            return []  # "fifteen a week" is no current
        if name not in _UNITS or (_SINGLE.match(name) and at > 0):
            if token in ("square", "cubic", "degrees", "degree", "of", "whole"):
                continue
            return []
        power = "2" if tokens[:1] == ["square"] or tokens[at + 1 : at + 2] == ["squared"] else (
            "3" if tokens[:1] == ["cubic"] or tokens[at + 1 : at + 2] == ["cubed"] else "")  # fmt: skip
        rest = tokens[at + 1 :]
        if power and tokens[:1] not in (["square"], ["cubic"]):
            rest = rest[1:]
        readings = [_raised(dim, size, int(power or 1)) for dim, size in _UNITS[name]]
        if (
            name == "degree"
            and rest
            and singular(rest[0]) in ("celsius", "centigrade", "kelvin", "fahrenheit", "c", "f")
        ):
            return unit_of([{"c": "celsius", "f": "fahrenheit"}.get(rest[0], rest[0])])
        if rest[:1] in (["per"], ["a"], ["an"], ["every"], ["each"]) and (
            below := unit_of(rest[1:2])
        ):
            squared = (
                rest[2:3] == ["squared"] or rest[2:4] == ["per", rest[1]]
                if len(rest) > 2
                else False
            )
            return [
                (f"{dim}/{below[0][0]}{'2' if squared else ''}", size / below[0][1])
                for dim, size in readings
            ]
        return readings
    return []


def _raised(dimension: str, size: Fraction, power: int) -> tuple[str, Fraction]:
    """A unit to a power; squares of lengths are areas, in square metres, and cubes are volumes, in ml."""
    if dimension == "length" and power == 2:
        return "area", size**2
    if dimension == "length" and power == 3:
        return "volume", size**3 * 10**6
    return dimension + (str(power) if power > 1 else ""), size**power


def of_time(unit: Unit) -> bool:
    """Whether it measures time: months and weeks do not divide evenly."""
    return any(dimension == "time" for dimension, _ in unit)


def is_unit(word: str) -> bool:
    """Whether a word names a unit."""
    return word in _UNITS or singular(word) in _UNITS


def _letters_joined(tokens: list[str]) -> list[str]:
    """Units spelt out after a figure: "k m" → km, "m s" → metres per second."""
    pair = tokens[:2]
    if len(pair) < 2 or not all(_SINGLE.match(token) for token in pair):
        return tokens
    if pair == ["m", "s"]:
        return ["m", "per", "s", *tokens[2:]]
    joined = "".join(pair)
    return [joined, *tokens[2:]] if joined in _UNITS else tokens


def without_denominator(unit: Unit, prompt: list[str]) -> Unit:
    """A rate's upper part, where the prompt names the lower: "25 shillings a week" when asked for a week."""
    asked = {dim for word in prompt for dim, _ in _UNITS.get(singular(word), _UNITS.get(word, []))}
    return [
        (above, size * _per(below, prompt))
        for dim, size in unit
        for above, _, below in [dim.partition("/")]
        if below and below.rstrip("2") in asked
    ]


def _per(dimension: str, prompt: list[str]) -> Fraction:
    """The size of the prompt's unit of that dimension."""
    for word in prompt:
        for name, size in _UNITS.get(singular(word), []):
            if name == dimension:
                return size
    return Fraction(1)


def factor(said: Unit, wanted: Unit) -> Fraction | None:
    """What the said figure is to be multiplied by to be in the wanted unit; None: not the same measure."""
    for dimension, size in ((_EQUAL.get(d, d), s) for d, s in said):
        for other, base in wanted:
            if dimension == _EQUAL.get(other, other):
                return size / base
    return None
