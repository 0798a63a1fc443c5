"""A table in the middle of notes: questions under headings that say so, or facts about things."""

from collections.abc import Sequence
from dataclasses import replace

from skill.desk.cards import Row
from skill.desk.entries import clean
from skill.desk.facts import read_facts
from skill.desk.pile import Pile
from skill.desk.tables import headed, read_rows


def take_table(pile: Pile, rows: Sequence[Row], topic: str) -> list[str]:
    """The table into the pile; what its rows say as points, where they are facts."""
    rows = [(line, [clean(cell) for cell in cells]) for line, cells in rows]
    if len(rows) < 2 or max(len(cells) for _, cells in rows) < 2:
        for line, cells in rows:
            pile.left(" ".join(cells), "a table of one row or one column", line)
        return []
    if not headed(rows):
        return read_facts(pile, rows, topic)
    source = read_rows(rows)
    pile.found += [replace(each, topic=each.topic or topic) for each in source.found]
    pile.quiz += [{**each, "topic": each.get("topic") or topic} for each in source.quiz]
    pile.terms += list(source.terms)
    pile.dropped += source.dropped
    return []
