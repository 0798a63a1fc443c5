"""Well-known times that have a name ("Victorian times", "between the wars"), as spans of years."""

import re
from functools import cache

_TABLE = """
(?:the )?(?:first world war|world war (?:one|1|i)|ww ?1|ww one|great war)|1914-1918
(?:the )?(?:second world war|world war (?:two|2|ii)|ww ?2|ww two)|1939-1945
(?:between|in between) the (?:two )?(?:world )?wars|inter ?war|1918-1939
the blitz|1940-1941
victorian(?:s)?|victoria's (?:reign|time|day)|queen victoria|1837-1901
edwardian(?:s)?|1901-1914
georgian(?:s)?|1714-1837
regency|1811-1820
tudor(?:s)?|1485-1603
stuart(?:s)?|1603-1714
elizabethan(?:s)?|elizabeth the first's (?:reign|time)|1558-1603
jacobean(?:s)?|1603-1625
henry the (?:eighth's|8th's) (?:reign|time|day)|1509-1547
(?:english )?civil war|1642-1651
(?:american )?civil war|1861-1865
(?:the )?restoration|1660-1688
french revolution|1789-1799
napoleonic|napoleon's time|1799-1815
industrial revolution|1760-1850
weimar (?:times|period|years|republic|era)|1919-1933
nazi (?:times|period|years|germany|era)|third reich|1933-1945
(?:great )?depression|1929-1939
prohibition|1920-1933
cold war|1945-1991
vietnam war|1955-1975
soviet (?:times|era|period)|1922-1991
post ?war|1945-1965
space race|1957-1975
"""


@cache
def _periods() -> list[tuple[re.Pattern[str], int, int]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        names, _, span = line.rpartition("|")
        low, high = map(int, span.split("-"))
        rows.append((re.compile(rf"\b(?:{names})\b"), low, high))
    return rows


def periods_in(text: str) -> list[tuple[str, int, int]]:
    """The named times in a folded text: (the words, first year, last year)."""
    found = []
    for pattern, low, high in _periods():
        if match := pattern.search(text):
            found.append((match[0], low, high))
    return found
