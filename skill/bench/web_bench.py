"""The course on trial, and the conversations that are held with it."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import abort

from skill.bench import web_transcripts
from skill.bench.envelopes import DEVICES
from skill.bench.web_conversation import Conversation, Setup
from skill.bench.web_course import Check, CourseDesk
from skill.bench.web_logs import Logs
from skill.bench.web_talks import Talk
from skill.bench.web_tally import Tally
from skill.bench.web_transcripts import Heard
from skill.settings import Settings

MOST_CONVERSATIONS = 50
"""Kept at once; the one left alone longest goes first."""

Json = dict[str, Any]


class Bench:
    """The course on trial and the conversations held with it.

    Args:
        settings: what the operator decided.
        now: gives the time, aware.
        check: gives what `owl check` finds in a course file; None checks nothing.
        logs: what learners asked elsewhere.
    """

    def __init__(
        self, settings: Settings, now: Callable[[], datetime], check: Check | None, logs: Logs
    ):
        self.settings, self.now, self.logs = settings, now, logs
        self.desk = CourseDesk(settings, now, check)
        self.tally = Tally()
        self._conversations: OrderedDict[str, Conversation] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, wanted: Json) -> tuple[str, Conversation]:
        """A new conversation. ValueError for a name that does not exist."""
        edition = self.desk.edition()
        locales = edition.course.info.locales
        setup = Setup(
            locale=one_of(wanted, "locale", *locales),
            device=one_of(wanted, "device", "screen", *DEVICES),
            capture="intents" if _capture(wanted, self.settings) == "intents" else "elicit",
            learner=one_of(wanted, "learner", "new", "returning"),
            seed=wanted["seed"] if isinstance(wanted.get("seed"), int) else 1,
            start=_time(wanted.get("start")),
        )
        conversation = Conversation(edition, setup, self.settings, self.now, self.tally)
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._conversations[name] = conversation
            while len(self._conversations) > MOST_CONVERSATIONS:
                self._conversations.popitem(last=False)
        return name, conversation

    def conversation(self, name: str) -> Conversation:
        """One that was begun; 404 for any other."""
        with self._lock:
            found = self._conversations.get(name)
            if found is None:
                abort(404, "That conversation is over: the server was started again.")
            self._conversations.move_to_end(name)
            return found

    def required(self, talk: Talk) -> Talk:
        """What a transcript test can require of a conversation: it is held again for that."""
        settings, edition = replace(self.settings, memory=True), self.desk.edition()

        def hold(again: Talk, capture: str, seed: int) -> Heard:
            setup = Setup(
                again.locale, again.device, "intents" if capture == "intents" else "elicit",
                seed=seed, start=_time(again.start),
            )  # fmt: skip
            held = Conversation(edition, setup, settings, self.now, Tally())
            turns = [held.take(step) for step in again.steps]
            return [(turn["speech"], turn["open"]) for turn in turns]

        return web_transcripts.required(web_transcripts.playable(talk), hold)


def _capture(wanted: Json, settings: Settings) -> str:
    other = "intents" if settings.capture == "elicit" else "elicit"
    return one_of(wanted, "capture", settings.capture, other)


def one_of(wanted: Json, name: str, *allowed: str) -> str:
    """A named choice; the first of those allowed when it is left out."""
    value = wanted.get(name) or allowed[0]
    if value not in allowed:
        raise ValueError(f"{name}: expected one of {', '.join(dict.fromkeys(allowed))}")
    return str(value)


def _time(text: object) -> datetime | None:
    if not isinstance(text, str) or not text:
        return None
    read = datetime.fromisoformat(text)
    if read.tzinfo is None or not 2000 <= read.year <= 2100:
        raise ValueError(f"start: expected a time with its zone, got {text}")
    return read.astimezone(UTC)
