"""How near Meta's limits a page is, from what every answer says about it.

`X-Business-Use-Case-Usage` is for a page's token, `X-App-Usage` for the app's; both count in per cent,
and the first says how many minutes are left until calls are let through again.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

HEADERS = ("X-Business-Use-Case-Usage", "X-App-Usage")
FULL = 100
"""Per cent from which calls are refused."""
_COUNTS = ("call_count", "total_cputime", "total_time")
_MINUTE = 60.0
_LONGEST = 3_600.0
"""Seconds that are rested at once; a day's limit is looked at again every hour."""


def rest(headers: Mapping[str, str]) -> float:
    """Seconds to make no calls, as the answer's headers say; 0 where there is room."""
    waits = [0.0]
    for counts in _counts(headers):
        minutes = _number(counts.get("estimated_time_to_regain_access"))
        full = any(_number(counts.get(name)) >= FULL for name in _COUNTS)
        waits.append(max(minutes, 1.0) * _MINUTE if minutes or full else 0.0)
    return min(max(waits), _LONGEST)


def _counts(headers: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    for name in HEADERS:
        try:
            told = msgspec.json.decode(headers.get(name, "{}"))
        except (ValueError, RecursionError):
            continue
        if not isinstance(told, dict):
            continue
        yield told
        for each in told.values():
            yield from (
                (found for found in each if isinstance(found, dict))
                if isinstance(each, list)
                else ()
            )


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and 0 <= value < 10**9 else 0.0
