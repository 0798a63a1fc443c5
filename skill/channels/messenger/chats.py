"""What is kept of a chat beside the dialogue's session, for a day: which messages were taken, when the
person last wrote, and what of the owl's is not sent yet.

It lies among the device's own, so that whoever has it forgotten takes it away with the rest.
"""

import logging
import threading
from collections.abc import Callable
from hashlib import blake2b

import msgspec
from msgspec import Struct, structs

from skill.channels.messenger.responses import Message
from skill.doors.door import device_key
from skill.errors import StoreError
from skill.learner.slips import MOST_BYTES, Slipped, Slips

log = logging.getLogger("owl")
NAME = "messenger"
"""The channel's."""
WINDOW = 86_400_000
"""Milliseconds after a person's last message in which they may be answered: a day."""
LAPSE = 28_800_000
"""Milliseconds of silence after which a person is told again that this is a bot: eight hours."""
SECONDS = WINDOW // 1000 + 3_600
"""How long a chat is kept after its last message: as long as it may be answered, and an hour."""
MOST_TAKEN = 60
"""Messages that are remembered as taken."""
MOST_HELD = 1_000
"""Chats that one process has at hand, should the store fail."""
_SPARE_BYTES = 1_024


class Chat(Struct, frozen=True, omit_defaults=True):
    """One person's chat with the page."""

    taken: tuple[str, ...] = ()
    """Digests of the last messages' names."""
    latest: int = 0
    """When the person last wrote, in milliseconds from 1970; 0: never, as far as is known."""
    turns: int = 0
    """Turns so far: buttons carry the number of theirs."""
    unsent: tuple[Message, ...] = ()
    """What was said and could not be sent."""

    def has(self, name: str) -> bool:
        """Whether the message of that name was taken."""
        return digest(name) in self.taken

    def lapsed(self, at: int) -> bool:
        """Whether the person has not written for long, or never."""
        return at - self.latest >= LAPSE


def digest(name: str) -> str:
    """A message's name, as it is remembered."""
    return blake2b(name.encode("utf-8", "replace"), digest_size=9).hexdigest()


def after(chat: Chat, name: str, at: int) -> Chat:
    """The chat once a message was taken."""
    mark = digest(name)
    taken = (*(each for each in chat.taken if each != mark), mark)[-MOST_TAKEN:]
    return Chat(taken, max(chat.latest, at), chat.turns + 1)


def fitting(unsent: tuple[Message, ...]) -> tuple[Message, ...]:
    """As much of it as can be kept: the last messages, which ask what is open now."""
    room = MOST_BYTES - _SPARE_BYTES - 20 * MOST_TAKEN
    while unsent and len(msgspec.json.encode(unsent)) > room:
        unsent = unsent[1:]
    return unsent


class Chats:
    """Chats in a store. The last ones are at hand: a fault of the store takes no message twice."""

    def __init__(self, slips: Slips):
        self._slips, self._kept = slips, Slipped(slips, "chat", Chat(), SECONDS)
        self._held: dict[str, Chat] = {}
        self._lock = threading.Lock()

    def load(self, device: str, now: int) -> Chat:
        """The chat as it is known. now: milliseconds from 1970. Never raises."""
        held = self._held.get(device, Chat())
        if now - held.latest > SECONDS * 1000:
            held = Chat()
        try:
            found = self._kept.read(device_key(NAME, device), now // 1000)
        except StoreError as error:
            log.warning("chats: %s", error)
            return held
        return joined(found, held)

    def save(self, device: str, chat: Chat, now: int) -> None:
        """Keeps the chat, with what another process took meanwhile. Never raises."""
        self._hold(device, chat)

        def once(there: Chat) -> tuple[Chat, None]:
            return structs.replace(joined(chat, there), unsent=chat.unsent), None

        try:
            self._kept.change(device_key(NAME, device), now // 1000, once)
        except StoreError as error:
            log.warning("chats: %s", error)

    def drop(self, device: str) -> None:
        """The chat is forgotten. StoreError."""
        with self._lock:
            self._held.pop(device, None)
        self._slips.drop(device_key(NAME, device), "chat")

    def _hold(self, device: str, chat: Chat) -> None:
        with self._lock:
            self._held.pop(device, None)
            if len(self._held) >= MOST_HELD:
                del self._held[next(iter(self._held))]
            self._held[device] = chat


def joined(one: Chat, other: Chat) -> Chat:
    """What either knows; what is unsent is the later one's."""
    taken = tuple(dict.fromkeys((*other.taken, *one.taken)))[-MOST_TAKEN:]
    unsent = other.unsent if other.turns > one.turns else one.unsent
    return Chat(taken, max(one.latest, other.latest), max(one.turns, other.turns), unsent)


Clock = Callable[[], int]
"""Milliseconds from 1970."""
