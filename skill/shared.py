"""One service for all doors of a process."""

import threading
from collections.abc import Callable

from skill.service import Service
from skill.settings import Settings


def shared(settings: Settings) -> Callable[[], Service]:
    """Gives the service of these settings: a published course's, or one built with the first call."""
    if settings.bucket:
        from skill.published import Published

        return Published(settings)
    lock, built = threading.Lock(), list[Service]()

    def give() -> Service:
        with lock:
            if not built:
                from skill.compose import build_service

                built.append(build_service(settings))
        return built[0]

    return give
