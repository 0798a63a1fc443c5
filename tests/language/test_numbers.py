"""Numbers and years as they are said and as recognisers split them."""

from fractions import Fraction

import pytest

from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.language.years import years_of


@pytest.mark.parametrize(
    ("said", "value", "kind"),
    [
        ("40 six", 46, "cardinal"),
        ("100 and 20 days", 120, "cardinal"),
        ("nought point two five", Fraction(1, 4), "cardinal"),
        ("half a million", 500_000, "cardinal"),
        ("two and a half million", 2_500_000, "cardinal"),
        ("six thousand six hundred million", 6_600_000_000, "cardinal"),
        ("three times ten to the eight", 300_000_000, "cardinal"),
        ("a quarter", Fraction(1, 4), "fraction"),
        ("one child in every four", Fraction(1, 4), "fraction"),
        ("two thirds", Fraction(2, 3), "fraction"),
        ("28%", 28, "percent"),
        ("fivefold", 5, "multiple"),
        ("it trebled", 3, "multiple"),
        ("minus 5 degrees", -5, "cardinal"),
        ("the 21st", 21, "ordinal"),
        ("two dozen", 24, "cardinal"),
    ],
)
def test_reads_a_number(said: str, value: Fraction, kind: str) -> None:
    found = numbers_in(number_tokens(said))
    assert [(n.value, n.kind) for n in found] == [(value, kind)]


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("nineteen twenty nine", 1929), ("19 29", 1929), ("1940 one", 1941), ("nineteen oh five", 1905),
        ("may 1929", 1929), ("twenty nine", 1929), ("one nine two nine", 1929), ("ten sixty six", 1066),
        ("the 5th of november 1605", 1605), ("two thousand and eight", 2008), ("44 bc", -44),
        ("nineteen hundred and fifty three", 1953), ("1900 and 5", 1905),
    ],
)  # fmt: skip
def test_reads_a_year(said: str, year: int) -> None:
    (found,) = years_of(said, near=1929)
    assert (found.low, found.high) == (year, year)


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("the thirties", 1930, 1939), ("the 1930s", 1930, 1939), ("19th century", 1800, 1899),
        ("between 1928 and 1932", 1928, 1932), ("mid two thousands", 2000, 2009),
    ],
)  # fmt: skip
def test_reads_a_span(said: str, low: int, high: int) -> None:
    (found,) = years_of(said, near=1929)
    assert (found.low, found.high) == (low, high)


def test_may_is_a_month_only_beside_a_date() -> None:
    assert years_of("it may have been 1929")[0].month is None
    assert years_of("may 1929")[0].month == 5
