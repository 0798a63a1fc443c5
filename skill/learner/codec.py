"""The profile as bytes: what a store keeps of a learner beside the card groups."""

import struct
from collections.abc import Mapping
from typing import Any

import msgspec

from skill.learner.calendar import Calendar
from skill.learner.card import SIZE, pack, unpack
from skill.learner.cards import Cards, Recent
from skill.learner.grouping import pack_summaries, unpack_summaries

FORMAT = 1
"""Raised whenever the layout changes: a profile of another number starts fresh."""

_PLACE = struct.Struct(">Q")
_CLEAN = 1 << 63
_CHUNK = _PLACE.size + SIZE

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder().decode


def encode_cards(cards: Cards) -> list[bytes]:
    """The part of the cards that the profile carries."""
    return [pack_recent(cards.recent), pack_summaries(cards.summaries), cards.calendar.pack()]


def decode_cards(parts: list[bytes]) -> Cards:
    """What `encode_cards` gave, with no group at hand."""
    recent = unpack_recent(parts[0])
    return Cards(
        recent=recent,
        summaries=unpack_summaries(parts[1]),
        calendar=Calendar.unpack(parts[2]),
        committed=recent,
    )


def pack_recent(recent: Mapping[int, Recent]) -> bytes:
    """21 bytes for each card, in order."""
    return b"".join(
        _PLACE.pack(place | (_CLEAN if each.clean else 0)) + pack(each.card)
        for place, each in recent.items()
    )


def unpack_recent(data: bytes) -> dict[int, Recent]:
    """What `pack_recent` wrote; struct.error or ValueError for anything else."""
    if len(data) % _CHUNK:
        raise ValueError(f"expected a multiple of {_CHUNK} bytes, got {len(data)}")
    recent = {}
    for at in range(0, len(data), _CHUNK):
        (head,) = _PLACE.unpack_from(data, at)
        recent[head & ~_CLEAN] = Recent(unpack(data, at + _PLACE.size), bool(head & _CLEAN))
    return recent


def encode(fields: list[Any]) -> bytes:
    """The fields behind the format number."""
    return _encode([FORMAT, *fields])


def decode(data: bytes) -> list[Any] | None:
    """The fields, or None for another format or no profile at all."""
    try:
        found = _decode(data)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    if not isinstance(found, list) or not found or found[0] != FORMAT:
        return None
    return found[1:]
