"""Days as they are said."""

from datetime import date

import pytest

from skill.language.dates import day_said
from skill.language.days import SaidDay, day_meant

TODAY = date(2026, 11, 26)  # a Thursday


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("my exam is on the tenth of may", date(2027, 5, 10)),
        ("may the tenth", date(2027, 5, 10)),
        ("it's on the 3rd of december", date(2026, 12, 3)),
        ("on the twenty first of january", date(2027, 1, 21)),
        ("friday", date(2026, 11, 27)),
        ("on thursday", date(2026, 12, 3)),
        ("a week on tuesday", date(2026, 12, 8)),
        ("friday week", date(2026, 12, 4)),
        ("tomorrow", date(2026, 11, 27)),
        ("the day after tomorrow", date(2026, 11, 28)),
        ("today", TODAY),
        ("in three weeks", date(2026, 12, 17)),
        ("in ten days", date(2026, 12, 6)),
        ("in a couple of weeks time", date(2026, 12, 10)),
        ("next week", date(2026, 12, 3)),
        ("the twenty eighth", date(2026, 11, 28)),
        ("on the second", date(2026, 12, 2)),
        ("on the thirty first", date(2026, 12, 31)),
        ("the twenty ninth of february", date(2028, 2, 29)),
    ],
)
def test_a_day_is_the_next_that_fits(said, meant):
    if meant.year == 2028:
        # Not this year or next: said to be no such day rather than years away.
        assert day_meant(day_said(said), TODAY) is None
    else:
        assert day_meant(day_said(said), TODAY) == meant


@pytest.mark.parametrize(
    "said", ["soon", "make me a plan", "in ten minutes", "it may be hard", "the first question", ""]
)
def test_no_day_is_none(said):
    assert day_said(said) is None


def test_there_is_no_thirty_first_of_june():
    assert day_meant(SaidDay(day=31, month=6), TODAY) is None
