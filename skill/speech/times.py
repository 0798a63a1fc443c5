"""Days as they are said: "tomorrow", "on Friday", "in two weeks"."""

from datetime import date, datetime

from skill.speech.composing import count

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def day_as_said(day: date) -> str:
    """ "Monday the 10th of May": the voice says the number."""
    ending = "th" if 11 <= day.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{_DAYS[day.weekday()]} the {day.day}{ending} of {_MONTHS[day.month - 1]}"


def when(then: datetime, now: datetime) -> str:
    """How far off a moment is, in whole days."""
    days = (then.date() - now.date()).days
    if days <= 0:
        return "later today"
    if days == 1:
        return "tomorrow"
    if days < 7:
        return f"on {_DAYS[then.weekday()]}"
    if days < 14:
        return "in a week"
    if days < 60:
        return f"in {count(days // 7)} weeks"
    return f"in {count(days // 30)} months"
