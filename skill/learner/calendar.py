"""How many cards fall due when: kept with the profile, so that counting reads no card."""

import struct
from collections.abc import Mapping

from msgspec import Struct

from skill.learner.card import Card

_ENTRY = struct.Struct(">HH")


class Calendar(Struct, frozen=True):
    """Cards by the slot in which they fall due. Parked cards do not count."""

    counts: Mapping[int, int] = {}
    """Slot to number of cards."""
    past: int = 0
    """Everything due up to this slot is counted under it: overdue is overdue."""

    def swapped(self, old: Card, new: Card, now: int | None = None) -> "Calendar":
        """The calendar after one card gave way to another; `now` is a slot, if time moved."""
        past = max(self.past, now or 0)
        counts: dict[int, int] = {}
        for slot, count in self.counts.items():
            counts[max(slot, past)] = counts.get(max(slot, past), 0) + count
        for card, change in ((old, -1), (new, 1)):
            if card.seen and not card.parked:
                slot = max(card.due, past)
                counts[slot] = counts.get(slot, 0) + change
        return Calendar({s: n for s, n in sorted(counts.items()) if n > 0}, past)

    def due_by(self, slot: int) -> int:
        """How many are due in that slot or earlier."""
        return sum(count for due, count in self.counts.items() if due <= slot)

    def next_after(self, slot: int) -> int | None:
        """The first slot after that one in which something falls due."""
        return min((due for due in self.counts if due > slot), default=None)

    def pack(self) -> bytes:
        """Four bytes for each slot, `past` first."""
        entries = ((self.past, 0), *self.counts.items())
        return b"".join(_ENTRY.pack(slot, min(count, 0xFFFF)) for slot, count in entries)

    @staticmethod
    def unpack(data: bytes) -> "Calendar":
        """What `pack` wrote; struct.error for anything else."""
        (past, _), *entries = _ENTRY.iter_unpack(data)
        return Calendar(dict(entries), past)
