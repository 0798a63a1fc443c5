"""Which device belongs to which learner: codes issued and claimed, links kept and cut.

The rules are `skill.learner.linking`'s; here they are kept as slips, each change a comparison and a
swap. A link is two of them: the device's says whose it is, the learner's which devices there are.
"""

import random
from contextlib import suppress
from typing import Literal

from skill.errors import StoreError
from skill.learner.linking import TRIES_SECONDS, Board, Doors, Live, Tries
from skill.learner.sessions import SESSION
from skill.learner.slips import Slipped, Slips
from skill.learner.stores.protocol import Linked, Partition, partition

DOOR = "door:"
"""Stands before the key of a device that no platform vouches for."""
LINK_SECONDS = 400 * 86_400
"""A link that was not used for so long is gone, as a record is."""
Claim = Literal["linked", "unknown", "spent", "full", "busy"]
"""linked; no live code has these digits; no tries left; too many devices; the store did not answer."""

_EVERYBODY = Partition("linking")
_WHOSE = "whose"
_STALE = 30 * 86_400
"""A link is written anew when it was last so long ago."""


class Links:
    """Links in a store. Times are seconds from 1970; StoreError where nothing else is said."""

    def __init__(self, slips: Slips, rng: random.Random | None = None):
        """rng: draws the codes; by default the system's."""
        self._slips, self._rng = slips, rng or random.SystemRandom()
        self._codes = Slipped(slips, "codes", Board(), TRIES_SECONDS)
        self._tries = Slipped(slips, "tries", Tries(), 2 * TRIES_SECONDS)
        self._doors = Slipped(slips, "doors", Doors(), LINK_SECONDS)

    def hears(self, key: str) -> bool:
        """Whether a code said under this key counts: a platform's learner, or a linked device."""
        return isinstance(key, Linked) or not (isinstance(key, Partition) or key.startswith(DOOR))

    def issue(self, device: str, now: int) -> Live | None:
        """A code for a device (its key) to show; None where too many are live."""

        def once(board: Board) -> tuple[Board, Live | None]:
            return board.issued(partition(device), now, self._rng)

        return self._codes.change(_EVERYBODY, now, once)

    def claim(self, key: str, digits: str, now: int) -> Claim:
        """Links the device that shows these digits to the learner. Never raises."""
        try:
            return self._claimed(key, digits, now)
        except StoreError:
            return "busy"

    def learner_of(self, device: str, now: int) -> Linked | None:
        """Whose record a device (its key) reads and writes; None for its own."""
        found = self._slips.slip(device, _WHOSE, now)
        if found is None:
            return None
        if found.until - now < LINK_SECONDS - _STALE:
            with suppress(StoreError):  # another turn of the device's did it, or the next one will
                self._slips.keep(device, _WHOSE, found.data, now + LINK_SECONDS, now, found)
        return Linked(found.data.decode(), partition(device))

    def cut(self, key: str, now: int, *, every: bool = False) -> tuple[Partition, ...]:
        """Unlinks the device that the key came by; the devices that are unlinked now.

        All of the learner's where the key came by none, or `every` is wanted.
        """
        if isinstance(key, Linked) and not every:
            gone: tuple[str, ...] = (key.device,)
        else:
            gone = self._doors.read(key, now).devices
        for device in gone:
            self._close(Partition(device), partition(key), now)
        if gone:
            self._doors.change(key, now, lambda doors: (doors.closed(gone), None))
        return tuple(map(Partition, gone))

    def _close(self, device: Partition, learner: str, now: int) -> None:
        whose = self._slips.slip(device, _WHOSE, now)
        # Linked anew to somebody else since, it is not this learner's to unlink.
        if whose and whose.data.decode() == learner:
            self._slips.drop(device, _WHOSE)
            self._slips.drop(device, SESSION)

    def _claimed(self, key: str, digits: str, now: int) -> Claim:
        if self._doors.read(key, now).full:
            return "full"
        # Counted before the code is looked for: two guesses at once are two.
        if not self._tries.change(key, now, lambda tries: _one_more(tries, now)):
            return "spent"
        found = self._codes.change(_EVERYBODY, now, lambda board: board.claimed(digits, now))
        if found is None:
            return "unknown"
        device, learner = Partition(found), partition(key)
        self._doors.change(key, now, lambda doors: (doors.opened(found), None))
        before = self._slips.slip(device, _WHOSE, now)
        self._slips.keep(device, _WHOSE, learner.encode(), now + LINK_SECONDS, now, before)
        # What the device was in the middle of is its own record's.
        self._slips.drop(device, SESSION)
        self._tries.change(key, now, lambda tries: (tries.returned(), None))
        return "linked"


def _one_more(tries: Tries, now: int) -> tuple[Tries, bool]:
    taken = tries.taken(now)
    return taken or tries, taken is not None
