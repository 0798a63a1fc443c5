"""What is remembered about one quiz item, in 13 bytes and no floating point.

Stability is kept on a logarithmic scale (0.03 % apart) and difficulty in steps of 0.035:
finer than what an answer tells about a memory, and every store keeps them alike.
"""

import math
import struct
from datetime import datetime

from msgspec import Struct

from skill.learner.clock import slot_of, time_of

RATINGS = ("again", "hard", "good", "easy")

_STABILITY_MIN, _STABILITY_MAX = 0.001, 36_500.0
_STABILITY_STEP = math.log(_STABILITY_MAX / _STABILITY_MIN) / 0xFFFF
_LAYOUT = struct.Struct(">HBHHBB")
SIZE = _LAYOUT.size
"""Bytes of a packed card, its key not counted."""

WELL_KNOWN_DAYS = 7.0
"""A memory that lasts this long is half mastered (see `Card.mastery`)."""


class Card(Struct, frozen=True):
    """One item's memory. Made by `skill.learner.review.review`; `UNSEEN` before that."""

    strength: int = 0
    """Stability on the logarithmic scale, 0 to 65,535."""
    hardness: int = 0
    """Difficulty 1 to 10, as 0 to 255."""
    last: int = 0
    """The slot of the last review."""
    due: int = 0
    """The first slot in which it is due."""
    phase: int = 0
    """0 unseen, else the state number of FSRS: 1 learning, 2 review, 3 relearning."""
    rating: int = 1
    """How the last review went: 1 again to 4 easy."""
    reps: int = 0
    """Times reviewed; 15 stands for "15 or more"."""
    lapses: int = 0
    """Times forgotten after it was known; 15 stands for "15 or more"."""
    parked: bool = False
    """Its item is not in the course any more: kept, in case it comes back, but not counted."""

    @property
    def stability(self) -> float:
        """Days until the chance of recall falls to 90 %."""
        return _STABILITY_MIN * math.exp(self.strength * _STABILITY_STEP)

    @property
    def difficulty(self) -> float:
        """FSRS's difficulty, 1 (easy) to 10 (hard)."""
        return 1 + self.hardness * 9 / 255

    @property
    def seen(self) -> bool:
        """It was reviewed at least once."""
        return self.phase > 0

    @property
    def missed(self) -> bool:
        """The last answer was wrong."""
        return self.seen and self.rating == 1

    @property
    def weak(self) -> bool:
        """Wrong last time, or a struggle, and not well known besides."""
        return self.missed or (self.seen and self.rating == 2 and self.stability < WELL_KNOWN_DAYS)

    @property
    def mastery(self) -> int:
        """Per cent: 0 unseen, 50 when the memory lasts a week, 90 when it lasts two months.

        S / (S + 7) for a stability of S days; halved while the last answer stands wrong. It
        does not fall by itself with time: what needs repeating is told by `due`.
        """
        if not self.seen:
            return 0
        share = self.stability / (self.stability + WELL_KNOWN_DAYS)
        return round(share * (50 if self.missed else 100))

    @property
    def last_review(self) -> datetime:
        """When it was last reviewed, to the slot."""
        return time_of(self.last)

    @property
    def due_at(self) -> datetime:
        """When it is due, to the slot."""
        return time_of(self.due)

    def is_due(self, now: datetime) -> bool:
        """Whether it should be asked again by `now` (aware)."""
        return self.seen and self.due <= slot_of(now)


UNSEEN = Card()
"""Stands for "known not to have been asked yet"."""


def strength_of(stability: float) -> int:
    """The logarithmic scale for a stability in days; out of range is taken to the end."""
    stability = min(max(stability, _STABILITY_MIN), _STABILITY_MAX)
    return round(math.log(stability / _STABILITY_MIN) / _STABILITY_STEP)


def hardness_of(difficulty: float) -> int:
    """The byte for a difficulty of 1 to 10; out of range is taken to the end."""
    return round((min(max(difficulty, 1.0), 10.0) - 1) * 255 / 9)


def pack(card: Card) -> bytes:
    """The card as SIZE bytes."""
    flags = card.phase | (card.rating - 1) << 2 | card.parked << 4
    counts = min(card.reps, 15) << 4 | min(card.lapses, 15)
    return _LAYOUT.pack(card.strength, card.hardness, card.last, card.due, flags, counts)


def unpack(data: bytes, offset: int = 0) -> Card:
    """The card at `offset`; struct.error if there are not SIZE bytes."""
    strength, hardness, last, due, flags, counts = _LAYOUT.unpack_from(data, offset)
    return Card(
        strength=strength,
        hardness=hardness,
        last=last,
        due=due,
        phase=flags & 3,
        rating=(flags >> 2 & 3) + 1,
        reps=counts >> 4,
        lapses=counts & 15,
        parked=bool(flags >> 4 & 1),
    )
