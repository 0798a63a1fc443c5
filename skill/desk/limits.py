"""What an import reads at most, counted while it reads: nobody's lesson is larger, and a file made
to exhaust the machine is refused with a reason."""

from skill.errors import ContentError

DEEPEST_MARKUP = 120
"""Elements inside one another; a page of a school site has some twenty."""
MOST_ELEMENTS = 60_000
MOST_CLOZES = 60
"""Gaps in one card."""
LONGEST_CARD = 20_000
"""Characters of one field."""
MOST_CELLS = 400_000
"""Cells of a workbook, empty ones included."""
LARGEST_UNPACKED = 60_000_000
"""Bytes of a workbook's parts, unpacked."""
PACKED_TIMES = 200
"""By how much a part of a workbook may be packed."""


def too_much(what: str, most: int, unit: str) -> ContentError:
    """The refusal, naming what was counted and the limit."""
    return ContentError([f"{what}: more than {most:,} {unit}; split it, or take that part out"])
