"""Flash cards in text: Anki's "Notes in plain text", and Quizlet's export with tabs."""

from skill.desk.blocks import Source
from skill.desk.cards import tsv_rows
from skill.desk.formats.brought import Brought
from skill.desk.tables import read_rows

NAME = "flash cards, tab-separated (Anki, Quizlet)"
_ENDINGS = (".tsv", ".tab", ".anki")
_TABBED = 0.25


def recognise(brought: Brought) -> float | None:
    """Anki's `#separator:` line, the ending .tsv, or tabs in the first line and in a fair share of all."""
    if brought.start.startswith("#separator:"):
        return 0.96
    if not brought.text.strip() or brought.ending in (".html", ".htm", ".md", ".json"):
        return None
    if brought.ending in _ENDINGS:
        return 0.75
    return 0.72 if _looks_tabbed(brought.text) and brought.ending != ".csv" else None


def read(brought: Brought) -> Source:
    """Each card; decks are topics."""
    rows, cards = tsv_rows(brought.text)
    return read_rows(rows, cards=cards)


def _looks_tabbed(text: str) -> bool:
    """Whether a text is cards: the first line and a fair share of all hold a tab; what a
    definition says in several lines has none."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    tabbed = sum("\t" in line for line in lines)
    return bool(lines) and "\t" in lines[0].strip() and tabbed >= _TABBED * len(lines)
