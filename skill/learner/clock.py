"""How the learner's record tells the time: in quarter-of-a-study-day steps, from 2020.

A study day begins at 04:00 UTC, so that an evening's revision and the next morning's are two
days, and a late night is still the day before (Anki's day works the same way). Within it,
time is kept in slots of four hours: fine enough for "again later today", and small enough
that a date is two bytes.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

EPOCH = datetime(2020, 1, 1, 4, tzinfo=UTC)
SLOT = timedelta(hours=4)
SLOTS_A_DAY = 6
LAST_SLOT = 0xFFFF
"""In November 2049; a later time counts as this one."""


def aware(now: datetime) -> datetime:
    """`now` itself; ValueError that shows it if it has no time zone."""
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError(f"expected a time with a time zone, got {now!r}")
    return now


@lru_cache(maxsize=64)
def slot_of(now: datetime) -> int:
    """The slot that an aware time falls in, 0 to LAST_SLOT. ValueError if it is naive."""
    return min(max((aware(now) - EPOCH) // SLOT, 0), LAST_SLOT)


def day_of(slot: int) -> int:
    """The study day of a slot, counted from the epoch."""
    return slot // SLOTS_A_DAY


def time_of(slot: int) -> datetime:
    """When a slot begins (UTC)."""
    return EPOCH + slot * SLOT
