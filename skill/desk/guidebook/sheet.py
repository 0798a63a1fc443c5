"""A topic on one printed sheet: what is on it, and how large its letters may be.

A browser cannot be told "as large as fits on one page", so the lines that a topic needs are counted here.
Too careful a count gives smaller letters; too bold a one, a second page.
"""

from collections.abc import Iterable
from math import ceil

from skill.content.course import Topic
from skill.desk.guidebook.terms import KeyTerm
from skill.desk.guidebook.timeline import Moment

DATES = 8
"""Dates on a sheet; the page on the screen has them all."""
SIZES = tuple(quarters / 4 for quarters in range(40, 25, -1))
"""Letters in points, from which the largest that fits is taken."""
_WIDTH, _HEIGHT = 267.0, 770.0
"""A column of A4 in points, between the margins, the title's line left out."""
_LETTER, _LINE = 0.468, 1.17
"""How wide a letter of Arial is with what is lost at the ends of lines, and how high a line, for letters of
one point."""


def points_for(topic: Topic, dates: Iterable[Moment], terms: Iterable[KeyTerm]) -> float:
    """The largest letters with which the topic goes on one page; the smallest where none do."""
    blocks = _blocks(topic, dates, terms)
    fits = (points for points in SIZES if _lines(blocks, points) * points * _LINE <= 2 * _HEIGHT)
    return next(fits, SIZES[-1])


def size_class(points: float) -> str:
    """The class that gives a section letters of this size."""
    return f"pt{round(points * 100)}"


def print_sizes() -> str:
    """The style sheet's rules for every size, on paper alone."""
    rules = (f"  .{size_class(points)} .sheet {{ font-size: {points:g}pt; }}" for points in SIZES)
    return "@media print {\n" + "\n".join(rules) + "\n}\n"


def _blocks(
    topic: Topic, dates: Iterable[Moment], terms: Iterable[KeyTerm]
) -> list[tuple[str, float, float]]:
    """Every paragraph: its text, the share of the column it may use, and the space above, in lines."""
    found: list[tuple[str, float, float]] = []
    for entry in topic.entries:
        found.append((entry.question, 0.93, 0.5))
        found.append((entry.answer, 1.0, 0.0))
        found += [(point, 0.95, 0.0) for point in entry.points]
    for title, texts in (
        ("Timeline", [f"{each.when} {each.what}" for each in dates]),
        ("Key terms", [f"{each.term}: {each.meaning}" for each in terms]),
    ):
        if texts:
            found.append((title, 1.0, 0.8))
            found += [(text, 0.97, 0.0) for text in texts]
    return found


def _lines(blocks: list[tuple[str, float, float]], points: float) -> float:
    letters = _WIDTH / (points * _LETTER)
    return sum(above + ceil(len(text) / (letters * share)) for text, share, above in blocks)
