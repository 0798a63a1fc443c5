"""Meta's request to delete what is kept of somebody, and the page that says what became of it.

Meta names whoever asks by the app's number for them, and chats know people by the page's. Meta is asked
for the second by the first, where the operator named the app; what it does not know stays to be deleted
by "forget me" in the chat, and the page says so.
"""

import logging
import secrets
from collections.abc import Callable
from typing import Protocol

from skill.channels.messenger.chats import NAME, Chats, Clock
from skill.channels.messenger.graph import NotSent
from skill.doors.door import Door, device_key
from skill.learner.slips import Slips

log = logging.getLogger("owl")
SECONDS = 90 * 86_400
"""How long a confirmation can be looked up."""
SLIP = "deletion"
DONE, NONE, UNSURE = b"done", b"none", b"unsure"
SAYS = {
    DONE: "What Revision Owl kept about you in Messenger is deleted.",
    NONE: (
        "Revision Owl found nothing under the number that Facebook gave for you. It knows you only by a "
        'number for your chat with the page. To be sure, type "forget me" in that chat: everything kept '
        "goes at once."
    ),
    UNSURE: (
        'Facebook could not say which chat is yours. Type "forget me" in your chat with the page: '
        "everything kept goes at once. Or ask Facebook again to have it deleted."
    ),
}  # fmt: skip
"""What the page says, by what became of it."""
UNKNOWN = "There is no such request, or it was more than 90 days ago."


class Finds(Protocol):
    """Who somebody is at the page."""

    def people(self, user: str) -> tuple[str, ...]:
        """The page's numbers of somebody whom the app knows by another. NotSent."""


class Deletion:
    """Requests to delete, and what became of them."""

    def __init__(
        self, door: Door, chats: Chats, slips: Slips, device: Callable[[str], str], clock: Clock,
        finds: Finds | None = None,
    ):  # fmt: skip
        """finds: asks Meta; None where the operator named no app."""
        self._door, self._chats, self._slips = door, chats, slips
        self._device, self._clock, self._finds = device, clock, finds

    def ask(self, user: str) -> str:
        """Deletes what is kept of somebody; the code to look it up by. StoreError."""
        people, became = self._people(user)
        for person in dict.fromkeys((user, *people)):
            device = self._device(person)
            self._door.forget(device)
            self._chats.drop(device)
        code, now = secrets.token_hex(8), self._clock() // 1000
        self._slips.keep(_key(code), SLIP, became, now + SECONDS, now)
        return code

    def became(self, code: str) -> str | None:
        """What became of a request, in words; None where there is none of that code. StoreError."""
        slip = self._slips.slip(_key(code), SLIP, self._clock() // 1000)
        return SAYS.get(slip.data) if slip else None

    def _people(self, user: str) -> tuple[tuple[str, ...], bytes]:
        if self._finds is None:
            return (), NONE
        try:
            found = self._finds.people(user)
        except NotSent as fault:
            log.warning("messenger: who asked to be deleted is not known (%s)", fault.code)
            return (), UNSURE
        return found, DONE if found else NONE


def is_code(text: str) -> bool:
    """Whether it may be a confirmation's code."""
    return len(text) == 16 and text.isalnum() and text.isascii()


def _key(code: str) -> str:
    return device_key(f"{NAME}-deletion", code)
