"""The Alexa skill put together from its settings."""

import threading
from collections.abc import Callable, Mapping
from typing import Any

from skill.channels.alexa.handler import Handler, Service, WriteLog, build_handler
from skill.channels.alexa.responses import Json
from skill.dialogue.reply import Screen
from skill.settings import Settings


def skill_handler(
    settings: Settings,
    *,
    service: Callable[[], Service] | None = None,
    write_log: WriteLog | None = None,
) -> Handler:
    """The callable that Lambda, the server and the simulator share.

    Args:
        settings: what the operator decided; `skill_id` and `capture` are heeded here.
        service: gives the skill behind the channel; by default it is built from the
            settings when the first turn needs it.
        write_log: takes one line of facts a turn.
    """
    return build_handler(
        service or built_once(settings),
        capture=settings.capture,
        skill_id=settings.skill_id or None,
        draw=_draw,
        write_log=write_log,
    )


def _draw(screen: Screen, viewport: Mapping[str, Any]) -> Json | None:
    # Most devices have no screen: their launch does not pay for the documents.
    from skill.channels.alexa.screens import draw

    return draw(screen, viewport)


def built_once(settings: Settings) -> Callable[[], Service]:
    """Gives the service of these settings, built with the first call; threads share it."""
    lock, built = threading.Lock(), list[Service]()

    def give() -> Service:
        with lock:
            if not built:
                built.append(_build(settings))
        return built[0]

    return give


def _build(settings: Settings) -> Service:
    from skill.compose import build_service

    return build_service(settings)
