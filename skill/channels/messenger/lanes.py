"""Events taken in this process after Meta has been answered: of one person one after the other, the
earliest first, of different people at once."""

import heapq
import itertools
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from skill.channels.messenger.handler import Unsent
from skill.channels.messenger.requests import Event

log = logging.getLogger("owl")
SETTLE = 0.3
"""Seconds before a person's first event is taken: those that were overtaken on the way catch up."""
WAITS = (5.0, 20.0, 60.0, 300.0)
"""Seconds before what was not sent is tried again. After them it waits for the person's next message."""
LONGEST = 3_600.0
MOST = 5_000
"""Events that wait at once; no more are accepted, so that Meta keeps them and delivers again."""
WORKERS = 4

Takes = Callable[[Event], None]


class Full(Exception):
    """No more events are accepted just now."""


@dataclass
class _Lane:
    waiting: list[tuple[int, int, Event]] = field(default_factory=list)
    tries: int = 0


class Lanes:
    """A lane a person. Safe to use from several threads."""

    def __init__(
        self, take: Takes, *, workers: int = WORKERS, settle: float = SETTLE,
        waits: tuple[float, ...] = WAITS,
    ):  # fmt: skip
        """take: takes one event; Unsent where it is to be handed in again."""
        self._take, self._settle, self._waits = take, settle, waits
        self._lanes: dict[str, _Lane] = {}
        self._count = itertools.count()
        self._changed = threading.Condition()
        self._ready: list[str] = []
        self._waiting, self._closed = 0, False
        self._threads = [threading.Thread(target=self._work, daemon=True) for _ in range(workers)]
        for each in self._threads:
            each.start()

    def put(self, event: Event) -> None:
        """Accepts an event. Full where too many wait."""
        with self._changed:
            if self._closed or self._waiting >= MOST:
                raise Full
            self._waiting += 1
            fresh = event.sender not in self._lanes
            lane = self._lanes.setdefault(event.sender, _Lane())
            heapq.heappush(lane.waiting, (event.at, next(self._count), event))
        if fresh:
            self._later(event.sender, self._settle)

    def settled(self, seconds: float) -> bool:
        """Waits until nothing is left to take; whether that was so in time."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting, seconds)

    def close(self, seconds: float = 60.0) -> None:
        """Accepts no more, and takes what waits, for so long at most."""
        with self._changed:
            self._closed = True
        if not self.settled(seconds):
            log.error("messenger: %d messages were left behind", self._waiting)

    def _later(self, sender: str, seconds: float) -> None:
        if seconds <= 0:
            self._go(sender)
            return
        timer = threading.Timer(seconds, self._go, (sender,))
        timer.daemon = True
        timer.start()

    def _go(self, sender: str) -> None:
        with self._changed:
            self._ready.append(sender)
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: bool(self._ready))
                sender = self._ready.pop(0)
                event = self._lanes[sender].waiting[0][2]
            self._done(sender, event, self._tried(event))

    def _tried(self, event: Event) -> float | None:
        """Takes an event. Seconds until it is to be tried again; None where it is done with."""
        try:
            self._take(event)
        except Unsent as unsent:
            return unsent.wait
        except Exception as error:
            # Its text might quote the person.
            log.error("messenger: %s while taking a message", type(error).__name__)
        return None

    def _done(self, sender: str, event: Event, wait: float | None) -> None:
        """What comes next in a lane; it is given up when nothing does."""
        with self._changed:
            lane = self._lanes[sender]
            if wait is not None and lane.tries < len(self._waits) and not self._closed:
                pause = min(max(wait, self._waits[lane.tries]), LONGEST)
                lane.tries += 1
            else:
                pause, lane.tries = 0.0, 0
                lane.waiting.remove(next(each for each in lane.waiting if each[2] is event))
                heapq.heapify(lane.waiting)
                self._waiting -= 1
                if not lane.waiting:
                    del self._lanes[sender]
                self._changed.notify_all()
                if not lane.waiting:
                    return
        self._later(sender, pause)
