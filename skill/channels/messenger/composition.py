"""The page's chats put together from the settings."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from skill.channels.messenger.chats import Chats
from skill.channels.messenger.deletion import Deletion
from skill.channels.messenger.graph import Graph
from skill.channels.messenger.handler import Talk, WriteLog
from skill.channels.messenger.keys import Keys
from skill.channels.messenger.requests import Event
from skill.channels.messenger.webhook import Webhook
from skill.doors.devices import door_key
from skill.doors.opening import open_door
from skill.keeping import open_slips
from skill.service import Service
from skill.settings import Settings
from skill.shared import shared


@dataclass(frozen=True)
class Page:
    """One page's chats: what takes events, and what deletes people."""

    keys: Keys
    talk: Talk
    deletion: Deletion

    def webhook(self, put: Callable[[Event], None], address: str = "") -> Webhook:
        """What faces Meta. put: hands an event on, to be taken afterwards."""
        return Webhook(self.keys, put, self.deletion, address)


def page_for(
    settings: Settings, keys: Keys, *, service: Callable[[], Service] | None = None,
    write_log: WriteLog | None = None, graph: Graph | None = None,
) -> Page:  # fmt: skip
    """The chats of these settings.

    Args:
        settings: what the operator decided.
        keys: the page's and its app's.
        service: gives the skill; by default one that is built when it is first needed.
        write_log: takes one line of facts an event.
        graph: the way to Meta; by default the real one.

    Raises:
        SkillError: no key for people's numbers can be kept.
    """
    graph = graph or Graph(keys)
    slips = open_slips(settings)
    door, chats = open_door("messenger", settings, service or shared(settings)), Chats(slips)
    talk = Talk(door, chats, graph, door_key(settings), clock=milliseconds, write_log=write_log)
    finds = graph if keys.app else None
    deletion = Deletion(door, chats, slips, talk.device, milliseconds, finds)
    return Page(keys, talk, deletion)


def milliseconds() -> int:
    """Now, in milliseconds from 1970."""
    return time.time_ns() // 1_000_000
