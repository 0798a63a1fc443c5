"""The skill as a callable: read the request into a turn, take it, write the response.

Requests run through the SDK's dispatcher (handlers, exception handler), but as the plain
dictionaries that Lambda delivers: the SDK's typed model of every Alexa interface (229
modules) is never loaded, and turning an envelope into it is most of a warm turn.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from ask_sdk_runtime.dispatch import GenericRequestDispatcher
from ask_sdk_runtime.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_runtime.skill import RuntimeConfigurationBuilder

from skill.channels.alexa.capturing import FOLLOWED, Capturing
from skill.channels.alexa.intents import Capture
from skill.channels.alexa.requests import SMOKE_LEARNER, Incoming, read
from skill.channels.alexa.responses import Draw, Json, apology, render, silent
from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.reply import Reply
from skill.errors import ForeignRequest

Handler = Callable[[Any, Any], Json]
"""What Lambda calls: (event, context) to response."""
WriteLog = Callable[[Mapping[str, Any]], None]
"""Takes one line of facts a turn: no words, no ids of learners."""

NOTABLE_START = 1.0
"""Milliseconds: a service that was there already is handed out in less."""

_LOG = logging.getLogger(__name__)


class Turned(Protocol):
    """What taking a turn gives."""

    @property
    def reply(self) -> Reply:
        """What to say and show."""

    @property
    def state(self) -> Json:
        """The dialogue's state after the turn."""

    @property
    def log(self) -> Mapping[str, Any]:
        """Facts about the turn, without words or ids."""


class Service(Protocol):
    """What the skill behind the channel does."""

    def take_turn(self, turn: UserTurn, state: Json | None, learner_key: str | None) -> Turned:
        """Take one turn of a learner; never raises."""

    def forget(self, learner_key: str) -> None:
        """Delete all that is kept of a learner."""


@dataclass(frozen=True)
class Input:
    """What the dispatcher hands to a handler."""

    heard: Incoming
    mismatch: bool = False
    """The session ended because the model did not know what was elicited."""


class _Turns(AbstractRequestHandler[Input, Json]):
    """Whatever a learner does."""

    def __init__(self, service: Callable[[], Service], capturing: Capturing, draw: Draw | None,
                 write_log: WriteLog):  # fmt: skip
        # A published course may be on its way: a launch does not wait for it.
        self._settle: Callable[[], None] = getattr(service, "settle", _no_wait)
        self._service, self._capturing, self._draw = service, capturing, draw
        self._write_log = write_log

    def can_handle(self, handler_input: Input) -> bool:
        return handler_input.heard.turn.act not in (Act.IGNORED, Act.FORGOTTEN)

    def handle(self, handler_input: Input) -> Json:
        heard, started = handler_input.heard, time.perf_counter()
        service = self._service()
        if heard.turn.act is not Act.LAUNCH:
            self._settle()
            service = self._service()
        ready = time.perf_counter()
        turned = service.take_turn(heard.turn, heard.state, heard.learner)
        capture = self._capturing.of(heard)
        response = render(turned.reply, turned.state, heard, capture, self._draw)
        if (shown := self._capturing.shown(heard)) and "sessionAttributes" in response:
            response["sessionAttributes"][FOLLOWED] = shown
        whole, starting = 1000 * (time.perf_counter() - started), 1000 * (ready - started)
        stages = dict(turned.log.get("stages", ()))
        stages["channel"] = max(0.0, whole - starting - sum(stages.values()))
        if starting > NOTABLE_START:
            stages["starting"] = starting
        told = {stage: round(spent, 2) for stage, spent in stages.items()}
        facts = {**_about(heard), **turned.log, "stages": told, "milliseconds": round(whole, 2)}
        if handler_input.mismatch:
            facts["mismatch"] = True
            _LOG.error("the interaction model is not the one that CAPTURE=elicit needs")
        self._write_log(facts)
        return response


class _Disabled(AbstractRequestHandler[Input, Json]):
    """The skill was disabled: what was kept of the learner goes."""

    def __init__(self, service: Callable[[], Service], write_log: WriteLog):
        self._service, self._write_log = service, write_log

    def can_handle(self, handler_input: Input) -> bool:
        return handler_input.heard.turn.act is Act.FORGOTTEN

    def handle(self, handler_input: Input) -> Json:
        heard = handler_input.heard
        facts: dict[str, Any] = {
            "request": heard.kind,
            "forgotten": bool(heard.learner),
            **_smoke(heard),
        }
        try:
            if heard.learner:
                self._service().forget(heard.learner)
        except Exception as error:
            # Not answered, so that Alexa sends the event again.
            self._write_log({**facts, "forgotten": False, "storage": type(error).__name__})
            raise
        self._write_log(facts)
        return silent(heard)


class _Ignored(AbstractRequestHandler[Input, Json]):
    """Events that have no listener."""

    def can_handle(self, handler_input: Input) -> bool:
        return True

    def handle(self, handler_input: Input) -> Json:
        return silent(handler_input.heard)


class _Broken(AbstractExceptionHandler[Input, Json]):
    """Whatever goes wrong on our side ends in a kind sentence, and in the log."""

    def __init__(self, capturing: Capturing, write_log: WriteLog):
        self._capturing, self._write_log = capturing, write_log

    def can_handle(self, handler_input: Input, exception: Exception) -> bool:
        return handler_input.heard.turn.act is not Act.FORGOTTEN

    def handle(self, handler_input: Input, exception: Exception) -> Json:
        # The traceback's lines of code are ours; the exception's text might quote the learner.
        _LOG.error(
            "turn failed: %s in %s", type(exception).__name__, _place(exception), exc_info=False
        )
        heard = handler_input.heard
        facts = {**_about(heard), "act": heard.turn.act.value, "fault": type(exception).__name__}
        self._write_log(facts)
        if heard.turn.act is Act.IGNORED:
            return silent(heard)
        return apology(heard, self._capturing.of(heard))


def _about(heard: Incoming) -> dict[str, Any]:
    about = {"request": heard.kind, "intent": heard.intent, "locale": heard.turn.locale}
    return {**about, **_smoke(heard)}


def _smoke(heard: Incoming) -> dict[str, Any]:
    """Marks the turns of `owl smoke`, which no metric counts."""
    return {"smoke": True} if heard.learner == SMOKE_LEARNER else {}


def _place(exception: Exception) -> str:
    """Where an exception was raised: `module.py:line`."""
    trace = exception.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"


def _no_wait() -> None:
    """Nothing is on its way."""


def _no_log(facts: Mapping[str, Any]) -> None:
    """Nobody reads it."""


def build_handler(
    service: Callable[[], Service],
    *,
    capture: Capture = "elicit",
    skill_id: str | None = None,
    draw: Draw | None = None,
    write_log: WriteLog | None = None,
) -> Handler:
    """The handler of one skill.

    Args:
        service: gives the skill behind the channel; called when a turn first needs it.
        capture: how free speech is captured (see `skill.channels.alexa.intents`).
        skill_id: when given, requests for another skill raise ForeignRequest.
        draw: makes the directive that shows a screen.
        write_log: takes one line of facts a turn.
    """
    builder = RuntimeConfigurationBuilder()
    log = write_log or _no_log
    capturing = Capturing(capture)
    builder.add_request_handler(_Turns(service, capturing, draw, log))
    builder.add_request_handler(_Disabled(service, log))
    builder.add_request_handler(_Ignored())
    builder.add_exception_handler(_Broken(capturing, log))
    dispatcher = GenericRequestDispatcher(builder.get_runtime_configuration())

    def handle(event: Any, context: Any = None) -> Json:
        heard = read(event)
        if skill_id and heard.application != skill_id:
            raise ForeignRequest("the request is for another skill than SKILL_ID names")
        mismatch = capturing.mismatched(event, heard)
        return dispatcher.dispatch(Input(heard, mismatch)) or silent(heard)

    return handle
