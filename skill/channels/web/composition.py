"""The app put together from the settings."""

from collections.abc import Callable

from skill.channels.web.guard import Front
from skill.channels.web.handler import App, WriteLog
from skill.doors.devices import door_key
from skill.doors.opening import open_door
from skill.service import Service
from skill.settings import Settings
from skill.shared import shared


def app_for(
    settings: Settings, front: Front, *, service: Callable[[], Service] | None = None,
    write_log: WriteLog | None = None,
) -> App:  # fmt: skip
    """The app of these settings.

    Args:
        settings: what the operator decided.
        front: under which names the app is reached.
        service: gives the skill; by default one that is built when it is first needed.
        write_log: takes one line of facts a turn.

    Raises:
        SkillError: no key for devices can be kept.
    """
    service = service or shared(settings)
    door = open_door("web", settings, service)
    return App(door, service, door_key(settings), front, write_log=write_log)
