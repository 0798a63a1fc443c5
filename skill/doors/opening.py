"""A door put together from the settings."""

from collections.abc import Callable

from skill.doors.door import Door, Service
from skill.keeping import open_links, open_slips
from skill.learner.sessions import KeptSessions
from skill.settings import Settings


def open_door(channel: str, settings: Settings, service: Callable[[], Service]) -> Door:
    """The door of a channel.

    Args:
        channel: its name, such as "web"; devices of different channels never meet.
        settings: where sessions are kept, and whether doors may be linked.
        service: gives the skill behind the channel; called when a turn first needs it.
    """
    return Door(channel, service, KeptSessions(open_slips(settings)), open_links(settings))
