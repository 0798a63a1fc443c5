"""A door: one channel's way to `service.take_turn`, with its devices' sessions and links.

    turn ─▶ whose record? ─▶ load session ─▶ service.take_turn ─▶ save session ─▶ reply

A channel hands in a device's id and a turn, and gets the reply: it keeps nothing itself.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from msgspec import structs

from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.owed import reconciled
from skill.dialogue.reply import Reply
from skill.dialogue.state import from_dict, to_dict
from skill.errors import StoreConflict, StoreError
from skill.learner.linking import Live
from skill.learner.links import DOOR, Links
from skill.learner.sessions import Session, Sessions
from skill.learner.stores.protocol import Linked, Unread, partition
from skill.service import Turned
from skill.study import Answered, Marked, Overview

log = logging.getLogger("owl")
_ATTEMPTS = 4
_UNREAD = "?"
"""In a session, where it could not be read whose record it is about."""


class Service(Protocol):
    """What stands behind every door."""

    def take_turn(
        self, turn: UserTurn, state: dict[str, Any] | None, learner_key: str | None
    ) -> Turned:
        """Takes one turn of a learner; never raises."""

    def forget(self, learner_key: str) -> None:
        """Deletes all that is kept of a learner. StoreError."""

    def overview(self, learner_key: str, state: dict[str, Any] | None) -> Overview:
        """How a learner stands. StoreError."""
        ...

    def mark(
        self, learner_key: str, state: dict[str, Any] | None, answers: Sequence[Answered],
        subject: str = "",
    ) -> tuple[Marked, ...]:  # fmt: skip
        """Marks what was answered while away. StoreError."""
        ...


class Door:
    """The way in for one channel's devices. Safe to use from several threads."""

    def __init__(
        self,
        channel: str,
        service: Callable[[], Service],
        sessions: Sessions,
        links: Links | None = None,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ):
        """channel: its name, such as "web". links: None where the operator links no doors."""
        self._channel, self._service, self._sessions = channel, service, sessions
        self._links, self._clock = links, clock

    def take_turn(self, device: str, turn: UserTurn, once: str = "") -> Turned:
        """The reply to a device's turn. Never raises.

        Args:
            device: its id, from `skill.doors.devices`.
            turn: `opens` is settled here (a turn without a session opens one), and that the session stays.
            once: the platform's name of the message; the last one delivered again is not answered.
        """
        key, now = self._key(device), self._now()
        session = self._sessions.load(key, now)
        if session and once and session.once == once:
            return Turned(Reply(silent=True, listen=True), session.state, {"repeated": True})
        opens = session is None or not session.state
        whose = self._whose(key, session, now)
        turned = self._service().take_turn(
            replace(turn, opens=opens, stays=True), session.state if session else None, whose
        )
        if turn.act is Act.IGNORED:
            return turned
        if not turned.reply.listen or self._unlinked(turned):
            self._sessions.drop(key, now)
            return turned
        at = session.at if session else None
        self._save(key, Session(turned.state, _noted(whose), once, at), now)
        return turned

    def forget(self, device: str) -> None:
        """Deletes all that is kept of whoever uses the device, there and wherever it is linked.

        StoreError if it could not.
        """
        key, now = self._key(device), self._now()
        self._service().forget(self._linked(key, now) or key)
        self._sessions.drop(key, now)

    def overview(self, device: str) -> Overview:
        """How whoever uses the device stands. No turn: nothing open is disturbed. StoreError."""
        whose, state = self._beside(device)
        return self._service().overview(whose, state)

    def mark(
        self, device: str, answers: Sequence[Answered], subject: str = ""
    ) -> tuple[Marked, ...]:
        """Marks what was answered while the device was away. StoreError."""
        whose, state = self._beside(device)
        return self._service().mark(whose, state, answers, subject)

    def _beside(self, device: str) -> tuple[str, dict[str, Any] | None]:
        """Whose record it is, and the session's state, for what is done beside the talk."""
        key, now = self._key(device), self._now()
        session = self._sessions.load(key, now)
        whose = self._whose(key, session, now)
        return whose, session.state if session else None

    @property
    def links_doors(self) -> bool:
        """Whether the operator lets doors be linked."""
        return self._links is not None

    def is_linked(self, device: str) -> bool:
        """Whether the device uses another learner's record than its own. StoreError."""
        return self._linked(self._key(device), self._now()) is not None

    def link_code(self, device: str) -> Live | None:
        """Six digits for the device to show, and until when they hold.

        None where doors are not linked, or too many codes are live. StoreError.
        """
        return self._links.issue(self._key(device), self._now()) if self._links else None

    def unlink(self, device: str) -> bool:
        """Gives the device its own record back; whether it was linked. StoreError."""
        key, now = self._key(device), self._now()
        linked = self._linked(key, now)
        if linked is None or self._links is None:
            return False
        self._links.cut(linked, now)
        self._sessions.drop(key, now)
        return True

    def _key(self, device: str) -> str:
        return device_key(self._channel, device)

    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _linked(self, key: str, now: int) -> Linked | None:
        return self._links.learner_of(key, now) if self._links else None

    def _whose(self, key: str, session: Session | None, now: int) -> str:
        """Whose record the turn is about: settled when the session opens, and the same until it ends."""
        if self._links is None:
            return key
        if session and session.state and session.learner != _UNREAD:
            return Linked(session.learner, partition(key)) if session.learner else key
        try:
            return self._linked(key, now) or key
        except StoreError as error:
            log.warning("links: %s", error)
            return Unread(partition(key))

    def _unlinked(self, turned: Turned) -> bool:
        return turned.log.get("link") == "unlink_done"

    def _save(self, key: str, session: Session, now: int) -> None:
        """Where another turn of the device was faster, what either owes to the record is kept."""
        for _ in range(_ATTEMPTS):
            try:
                self._sessions.save(key, session, now)
                return
            except StoreConflict:
                theirs = self._sessions.load(key, now)
            if theirs is None and session.at is not None:
                return  # it was ended meanwhile: unlinked, or forgotten
            session = _reconciled(session, theirs)
        log.warning("sessions: %d turns of one device at once", _ATTEMPTS)


def device_key(channel: str, device: str) -> str:
    """The key under which is kept what a device has for itself; who forgets it takes all of that away."""
    return f"{DOOR}{channel}:{device}"


def _noted(whose: str) -> str:
    """How a session notes down whose record its turns are about."""
    if isinstance(whose, Unread):
        return _UNREAD
    return str(whose) if isinstance(whose, Linked) else ""


def _reconciled(ours: Session, theirs: Session | None) -> Session:
    """Ours, to be saved over theirs; it owes what either does to a record of the same learner."""
    if theirs is None or theirs.learner != ours.learner:
        return structs.replace(ours, at=theirs.at if theirs else None)
    state = reconciled(from_dict(ours.state), from_dict(theirs.state))
    return structs.replace(ours, state=to_dict(state), at=theirs.at)
