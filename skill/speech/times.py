"""Days as they are said: "tomorrow", "on Friday", "in two weeks"."""

from datetime import datetime

from skill.speech.composing import count

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


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
