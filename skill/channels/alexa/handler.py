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

from skill.channels.alexa.intents import Capture
from skill.channels.alexa.requests import Incoming, read
from skill.channels.alexa.responses import Draw, Json, apology, render, silent
from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.reply import Reply
from skill.errors import ForeignRequest

Handler = Callable[[Any, Any], Json]
"""What Lambda calls: (event, context) to response."""
WriteLog = Callable[[Mapping[str, Any]], None]
"""Takes one line of facts a turn: no words, no ids of learners."""

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


class _Turns(AbstractRequestHandler[Input, Json]):
    """Whatever a learner does."""

    def __init__(self, service: Callable[[], Service], capture: Capture, draw: Draw | None,
                 write_log: WriteLog | None):  # fmt: skip
        self._service, self._capture, self._draw = service, capture, draw
        self._write_log = write_log

    def can_handle(self, handler_input: Input) -> bool:
        return handler_input.heard.turn.act not in (Act.IGNORED, Act.FORGOTTEN)

    def handle(self, handler_input: Input) -> Json:
        heard, started = handler_input.heard, time.perf_counter()
        turned = self._service().take_turn(heard.turn, heard.state, heard.learner)
        response = render(turned.reply, turned.state, heard, self._capture, self._draw)
        if self._write_log:
            milliseconds = round((time.perf_counter() - started) * 1000, 2)
            facts = {"request": heard.kind, "intent": heard.intent, "locale": heard.turn.locale}
            self._write_log({**facts, **turned.log, "total_ms": milliseconds})
        return response


class _Disabled(AbstractRequestHandler[Input, Json]):
    """The skill was disabled: what was kept of the learner goes."""

    def __init__(self, service: Callable[[], Service]):
        self._service = service

    def can_handle(self, handler_input: Input) -> bool:
        return handler_input.heard.turn.act is Act.FORGOTTEN

    def handle(self, handler_input: Input) -> Json:
        if handler_input.heard.learner:
            self._service().forget(handler_input.heard.learner)
        return silent(handler_input.heard)


class _Ignored(AbstractRequestHandler[Input, Json]):
    """Events that have no listener."""

    def can_handle(self, handler_input: Input) -> bool:
        return True

    def handle(self, handler_input: Input) -> Json:
        return silent(handler_input.heard)


class _Broken(AbstractExceptionHandler[Input, Json]):
    """Whatever goes wrong on our side ends in a kind sentence, and in the log."""

    def __init__(self, capture: Capture):
        self._capture = capture

    def can_handle(self, handler_input: Input, exception: Exception) -> bool:
        return handler_input.heard.turn.act is not Act.FORGOTTEN

    def handle(self, handler_input: Input, exception: Exception) -> Json:
        # The traceback's lines of code are ours; the exception's text might quote the learner.
        _LOG.error(
            "turn failed: %s in %s", type(exception).__name__, _place(exception), exc_info=False
        )
        if handler_input.heard.turn.act is Act.IGNORED:
            return silent(handler_input.heard)
        return apology(handler_input.heard, self._capture)


def _place(exception: Exception) -> str:
    """Where an exception was raised: `module.py:line`."""
    trace = exception.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"


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
    builder.add_request_handler(_Turns(service, capture, draw, write_log))
    builder.add_request_handler(_Disabled(service))
    builder.add_request_handler(_Ignored())
    builder.add_exception_handler(_Broken(capture))
    dispatcher = GenericRequestDispatcher(builder.get_runtime_configuration())

    def handle(event: Any, context: Any = None) -> Json:
        heard = read(event)
        if skill_id and heard.application != skill_id:
            raise ForeignRequest("the request is for another skill than SKILL_ID names")
        return dispatcher.dispatch(Input(heard)) or silent(heard)

    return handle
