"""Link codes: six digits that a new door shows, and that are said where the learner is known already.

Pure: time and randomness are arguments. Whoever says a live code takes the device that shows it into
their own record; nothing of the device's comes to them, and nothing of theirs can be had by guessing.
"""

import random
from collections.abc import Container

from msgspec import Struct, structs

DIGITS = 6
SECONDS = 600
"""How long a code holds."""
MOST_LIVE = 40
"""Codes that hold at once, for all learners together. It bounds what one guess is worth."""
MOST_TRIES = 5
"""Codes that one learner may say in vain."""
TRIES_SECONDS = 86_400
"""After so long a learner's tries are given back."""
MOST_DOORS = 8
"""Devices that are linked to one learner at once."""


class Live(Struct, frozen=True, array_like=True):
    """One live code."""

    digits: str
    # In the clear: a digest of six digits hides nothing from who can read it.
    device: str
    """The digest of the device that shows it."""
    until: int
    """Seconds from 1970."""


class Board(Struct, frozen=True):
    """Every live code. `Board()` has none."""

    live: tuple[Live, ...] = ()

    def at(self, now: int) -> "Board":
        """Those that still hold."""
        return Board(tuple(each for each in self.live if each.until > now))

    def issued(self, device: str, now: int, rng: random.Random) -> tuple["Board", Live | None]:
        """A code for the device, in the place of its last; None where too many are live.

        No two live codes are alike.
        """
        others = tuple(each for each in self.at(now).live if each.device != device)
        if len(others) >= MOST_LIVE:
            return Board(others), None
        taken = {each.digits for each in others}
        digits = _drawn(rng)
        while digits in taken:
            digits = _drawn(rng)
        code = Live(digits, device, now + SECONDS)
        return Board((*others, code)), code

    def claimed(self, digits: str, now: int) -> tuple["Board", str | None]:
        """The device that shows these digits, its code used up; None where no live code has them."""
        live = self.at(now).live
        found = next((each for each in live if each.digits == digits), None)
        rest = tuple(each for each in live if each is not found)
        return Board(rest), found.device if found else None


class Doors(Struct, frozen=True):
    """The devices that are linked to one learner."""

    devices: tuple[str, ...] = ()
    """Their digests."""

    @property
    def full(self) -> bool:
        """Whether no other device finds room."""
        return len(self.devices) >= MOST_DOORS

    def opened(self, device: str) -> "Doors":
        """With one more."""
        return Doors(tuple(dict.fromkeys((*self.devices, device))))

    def closed(self, devices: Container[str]) -> "Doors":
        """Without these."""
        return Doors(tuple(each for each in self.devices if each not in devices))


class Tries(Struct, frozen=True):
    """What one learner has said in vain. `Tries()` is nothing."""

    count: int = 0
    until: int = 0
    """When they are given back: seconds from 1970."""

    def taken(self, now: int) -> "Tries | None":
        """With one more try taken; None where there is none left."""
        fresh = self if self.until > now else Tries(0, now + TRIES_SECONDS)
        return structs.replace(fresh, count=fresh.count + 1) if fresh.count < MOST_TRIES else None

    def returned(self) -> "Tries":
        """With the last one given back: it was not in vain. The others stay."""
        return structs.replace(self, count=max(self.count - 1, 0))


def odds(live: int = MOST_LIVE, tries: int = MOST_TRIES) -> float:
    """The chance at most that a learner who only guesses hits some live code within their tries."""
    return min(1.0, tries * live / 10**DIGITS)


def _drawn(rng: random.Random) -> str:
    return f"{rng.randrange(10**DIGITS):0{DIGITS}}"
