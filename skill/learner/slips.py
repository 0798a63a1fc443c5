"""Slips: small things that a store keeps for a while, beside the learners and apart from them.

A session, a device's link, the codes that are live. A slip is bytes under a key and a name, until a
time; whoever replaces it says which one it replaces, and is refused where another was faster.
"""

from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec

from skill.errors import StoreConflict

Value = TypeVar("Value")
Result = TypeVar("Result")
ATTEMPTS = 12
"""How often a change is tried that others are faster with."""
MOST_BYTES = 8_192
"""What one slip may take."""


class Slip(NamedTuple):
    """One slip, as it was found or kept."""

    data: bytes
    until: int
    """When it is gone, in seconds from 1970."""
    mark: str
    """The store's name for this very slip: another one after every change."""


class Slips(Protocol):
    """Slips by key and name. Safe to use from several threads; times are seconds from 1970.

    A key is turned into a digest, as a learner's is. The only faults raised are StoreError and
    StoreConflict.
    """

    def slip(self, key: str, name: str, now: int) -> Slip | None:
        """The slip, if there is one that is not over at `now`."""

    def keep(
        self, key: str, name: str, data: bytes, until: int, now: int, over: Slip | None = None
    ) -> Slip:
        """Keeps a slip until then, in the place of `over`, or of none.

        StoreConflict if another one is there by now; one that is over at `now` counts as none.
        """

    def drop(self, key: str, name: str) -> None:
        """Takes a slip away. Nothing there is no fault."""

    def close(self) -> None:
        """Lets go of connections. The store is not used afterwards."""


def fitting(data: bytes) -> bytes:
    """The data; ValueError if it is larger than a slip may be."""
    if len(data) > MOST_BYTES:
        raise ValueError(f"a slip takes {MOST_BYTES} bytes, got {len(data)}")
    return data


class Slipped(Generic[Value]):
    """One kind of value, each in a slip of its own."""

    def __init__(self, slips: Slips, name: str, empty: Value, seconds: int):
        """empty: what is there where nothing is kept. seconds: how long a value outlives its change."""
        self._slips, self._name, self._empty, self._seconds = slips, name, empty, seconds

    def read(self, key: str, now: int) -> Value:
        """The value. StoreError."""
        return self._decoded(self._slips.slip(key, self._name, now))

    def change(self, key: str, now: int, once: Callable[[Value], tuple[Value, Result]]) -> Result:
        """Puts what `once` makes of the value in its place, and gives `once`'s result.

        Done again where another was faster. StoreError; StoreConflict after ATTEMPTS.
        """
        for _ in range(ATTEMPTS):
            found = self._slips.slip(key, self._name, now)
            before = self._decoded(found)
            after, result = once(before)
            if after == before:
                return result
            data = msgspec.json.encode(after)
            try:
                self._slips.keep(key, self._name, data, now + self._seconds, now, found)
            except StoreConflict:
                continue
            return result
        raise StoreConflict("others were faster every time")

    def _decoded(self, found: Slip | None) -> Value:
        if found is None:
            return self._empty
        try:
            return msgspec.json.decode(found.data, type=type(self._empty))
        except msgspec.DecodeError:
            return self._empty
