"""A day as it was said, and the day that it means."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class SaidDay:
    """A day as it was said, before it is known what day it is today."""

    after: int | None = None
    """So many days from today."""
    weekday: int | None = None
    """0 for Monday: the next one."""
    weeks: int = 0
    """That many weeks after it."""
    day: int | None = None
    month: int | None = None
    """1 to 12; None: the next month that has the day still to come."""


def day_meant(said: SaidDay, today: date) -> date | None:
    """The next day that fits, today included only where "today" was said; None for 31 February."""
    if said.after is not None:
        return today + timedelta(days=said.after)
    if said.weekday is not None:
        ahead = (said.weekday - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead + 7 * said.weeks)
    assert said.day is not None
    months = [said.month] if said.month else range(1, 13)
    fitting = [
        date(year, month, said.day)
        for year in (today.year, today.year + 1)
        for month in months
        if said.day <= calendar.monthrange(year, month)[1]
    ]
    return min((found for found in fitting if found >= today), default=None)
