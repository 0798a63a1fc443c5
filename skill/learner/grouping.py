"""How cards are grouped, so that a turn reads a few of them and never all.

Cards of one topic stand together. A group that outgrows GROUP_MAX is split in two by the next
bit of its items' hashes (extendible hashing: Fagin, Nievergelt, Pippenger and Strong, 1979),
so a topic of any size has groups of about the same size, and no setting to outgrow.

A group's name is eight hex digits: six for the topic, two for the place in its tree.
"""

import struct
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from zlib import crc32

from msgspec import Struct

from skill.content.course import OTHERWISE
from skill.learner.card import SIZE, Card, pack, unpack
from skill.learner.clock import LAST_SLOT

GROUP_MAX = 40
"""Cards in a group: 40 of them pack into less than 700 bytes."""
DEEPEST = 7
"""Splits at most: 128 groups to a topic; beyond, groups grow."""

OVERHEAD = 60
"""Bytes of keys and numbers that a store adds to a group, about."""

_KEY = struct.Struct(">I")
_SUMMARY = struct.Struct(">IBBHH")
_STORED = 0x80


def item_key(item_id: str) -> int:
    """32 bits that stand for an item in the record, however it was asked."""
    return crc32(item_id.removesuffix(OTHERWISE).encode())


def topic_key(topic_id: str) -> int:
    """24 bits that stand for a topic in the record."""
    return crc32(topic_id.encode()) & 0xFFFFFF


@lru_cache(maxsize=8_000)
def place_of(item_id: str, topic_id: str) -> int:
    """Where an item's card belongs: the topic's key before the item's, 56 bits."""
    return topic_key(topic_id) << 32 | item_key(item_id)


@lru_cache(maxsize=8_000)
def group_name(place: int, depth: int = 0) -> str:
    """The group at `depth` splits in a topic's tree in which a place falls."""
    topic, key = place >> 32, place & 0xFFFFFFFF
    return f"{topic:06x}{(1 << depth) | (key >> (32 - depth)):02x}"


def topic_of_group(name: str) -> int:
    """The topic's key."""
    return int(name[:6], 16)


def group_of(names: Container[str], place: int) -> str:
    """The group among `names` in which a place falls; the topic's first one if none does."""
    for depth in range(DEEPEST + 1):
        name = group_name(place, depth)
        if name in names:
            return name
    return group_name(place)


def split(name: str, cards: dict[int, Card]) -> dict[str, dict[int, Card]]:
    """The groups that these cards make: the group itself, or its parts if it is too big."""
    code = int(name[6:], 16)
    depth = code.bit_length() - 1
    if len(cards) <= GROUP_MAX or depth >= DEEPEST:
        return {name: cards}
    topic = topic_of_group(name) << 32
    parts: dict[str, dict[int, Card]] = {}
    for half in (code * 2, code * 2 + 1):
        # Both halves are named, even an empty one: a missing half could not be told from
        # a topic that was never split.
        part = f"{name[:6]}{half:02x}"
        inside = {k: c for k, c in cards.items() if group_name(topic | k, depth + 1) == part}
        parts.update(split(part, inside))
    return parts


class Summary(Struct, frozen=True):
    """What the profile knows of a group without reading it. Parked cards do not count."""

    count: int = 0
    """Cards in it."""
    weak: int = 0
    """Weak ones."""
    mastery: int = 0
    """The sum of their mastery, in per cent."""
    due: int = LAST_SLOT
    """No card is due before this slot. (It may be early: exact when the group was loaded.)"""
    stored: bool = False
    """The store has it; before that, all its cards are still in the profile."""

    def swapped(self, old: Card, new: Card) -> "Summary":
        """The summary after one card gave way to another (UNSEEN or parked: to nothing)."""
        was, now = _counts(old), _counts(new)
        return Summary(
            count=self.count + now - was,
            weak=self.weak + (now and new.weak) - (was and old.weak),
            mastery=max(self.mastery + now * new.mastery - was * old.mastery, 0),
            due=min(self.due, new.due) if now else self.due,
            stored=self.stored,
        )


def _counts(card: Card) -> int:
    return int(card.seen and not card.parked)


def summary_of(cards: Iterable[Card], stored: bool) -> Summary:
    """The exact summary of a group whose cards are all known."""
    counted = [card for card in cards if _counts(card)]
    return Summary(
        count=len(counted),
        weak=sum(card.weak for card in counted),
        mastery=sum(card.mastery for card in counted),
        due=min((card.due for card in counted), default=LAST_SLOT),
        stored=stored,
    )


def pack_group(cards: Mapping[int, Card]) -> bytes:
    """A group as bytes: 17 for each card, in the order of their keys."""
    return b"".join(_KEY.pack(key) + pack(cards[key]) for key in sorted(cards))


def unpack_group(data: bytes) -> dict[int, Card]:
    """The group that `pack_group` wrote; ValueError for anything else."""
    size = _KEY.size + SIZE
    if len(data) % size:
        raise ValueError(f"expected a multiple of {size} bytes, got {len(data)}")
    starts = range(0, len(data), size)
    return {_KEY.unpack_from(data, at)[0]: unpack(data, at + _KEY.size) for at in starts}


def group_bytes(summary: Summary) -> int:
    """About what it takes to read a group, a store's keys included; 0 if it needs no reading."""
    return OVERHEAD + summary.count * (_KEY.size + SIZE) if summary.stored else 0


def pack_summaries(summaries: Mapping[str, Summary]) -> bytes:
    """Ten bytes for each group."""
    return b"".join(
        _SUMMARY.pack(
            int(name, 16),
            min(max(each.count, 0), 0xFF),
            min(max(each.weak, 0), 0x7F) | (_STORED if each.stored else 0),
            min(each.mastery, 0xFFFF),
            each.due,
        )
        for name, each in summaries.items()
    )


def unpack_summaries(data: bytes) -> dict[str, Summary]:
    """What `pack_summaries` wrote; struct.error for anything else."""
    return {
        f"{name:08x}": Summary(count, weak & 0x7F, mastery, due, bool(weak & _STORED))
        for name, count, weak, mastery, due in _SUMMARY.iter_unpack(data)
    }
