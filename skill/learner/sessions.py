"""Sessions of the doors whose platform keeps none: where a conversation stands, for half an hour.

Kept whatever the operator decided about remembering learners; what is in it is the dialogue's state,
ids and numbers, with no words but the last answer's.
"""

import logging
import threading
from typing import Any, NamedTuple, Protocol

import msgspec
from msgspec import Struct, structs

from skill.errors import StoreConflict, StoreError
from skill.learner.slips import Slip, Slips

log = logging.getLogger("owl")
SECONDS = 1_800
"""A session is over so long after its last turn."""
MOST_BYTES = 4_096
"""What one session may take; the dialogue's state is below half of it."""
MOST_SPARE = 1_000
"""Sessions that one process has at hand, should the store fail."""
SESSION = "session"
"""The name of a session's slip."""


class Session(Struct, frozen=True):
    """One device's session between two turns."""

    state: dict[str, Any]
    """The dialogue's state."""
    learner: str = ""
    """The digest of the learner whose record a linked device uses; "" for its own."""
    once: str = ""
    """What names the last turn, so that the same one delivered twice is taken once."""
    at: Slip | None = None
    """As the store has it; kept by whoever loaded it, for saving."""


class Sessions(Protocol):
    """Sessions by device key. Times are seconds from 1970. A fault of the store is never raised."""

    def load(self, key: str, now: int) -> Session | None:
        """The session; None where there is none, or it is over. One without a state begins anew."""

    def save(self, key: str, session: Session, now: int) -> None:
        """Keeps the session for SECONDS from `now`, in the place of the one it was made of.

        StoreConflict where another turn of the device saved one since: load again.
        ValueError for more than MOST_BYTES.
        """

    def drop(self, key: str, now: int) -> None:
        """The session is over."""


class _Spare(NamedTuple):
    session: Session | None
    until: int
    ahead: bool
    """The store does not have it yet."""


class KeptSessions:
    """Sessions in a store. The last ones are at hand in this process: a fault of the store ends none."""

    def __init__(self, slips: Slips):
        self._slips = slips
        self._spares: dict[str, _Spare] = {}
        self._lock = threading.Lock()

    def load(self, key: str, now: int) -> Session | None:
        """See Sessions."""
        spare = self._spares.get(key)
        if spare and spare.until <= now:
            spare = None
        try:
            found = self._slips.slip(key, SESSION, now)
        except StoreError as error:
            log.warning("sessions: %s", error)
            return spare.session if spare else None
        if spare and spare.ahead:
            return structs.replace(spare.session or Session({}), at=found)
        return _decoded(found) if found else None

    def save(self, key: str, session: Session, now: int) -> None:
        """See Sessions."""
        data = msgspec.json.encode((session.state, session.learner, session.once))
        if len(data) > MOST_BYTES:
            raise ValueError(f"a session takes {MOST_BYTES} bytes, got {len(data)}")
        try:
            slip = self._slips.keep(key, SESSION, data, now + SECONDS, now, session.at)
        except StoreConflict:
            raise
        except StoreError as error:
            log.warning("sessions: %s", error)
            self._hold(key, _Spare(session, now + SECONDS, True), now)
        else:
            self._hold(key, _Spare(_decoded(slip), now + SECONDS, False), now)

    def drop(self, key: str, now: int) -> None:
        """See Sessions."""
        with self._lock:
            self._spares.pop(key, None)
        try:
            self._slips.drop(key, SESSION)
        except StoreError as error:
            log.warning("sessions: %s", error)
            self._hold(key, _Spare(None, now + SECONDS, True), now)

    def _hold(self, key: str, spare: _Spare, now: int) -> None:
        """The latest last; what is over goes, and of too many the oldest."""
        with self._lock:
            self._spares.pop(key, None)
            while self._spares:
                oldest = next(iter(self._spares))
                if len(self._spares) < MOST_SPARE and self._spares[oldest].until > now:
                    break
                del self._spares[oldest]
            self._spares[key] = spare


def _decoded(found: Slip) -> Session:
    """The session in a slip; one without a state for what another version wrote."""
    try:
        state, learner, once = msgspec.json.decode(found.data, type=tuple[dict[str, Any], str, str])
    except msgspec.DecodeError:
        return Session({}, at=found)
    return Session(state, learner, once, found)
