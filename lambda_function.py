"""The composition root for AWS Lambda: builds the handler, nothing else."""

import itertools
import logging
import os
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import msgspec

from skill.channels.alexa.composition import built_once, skill_handler
from skill.channels.alexa.handler import Handler, Service
from skill.channels.alexa.requests import SMOKE_EVENT
from skill.metrics import metric_line
from skill.settings import Settings, from_environment

_TURNS = itertools.count()
_SNAPPED = os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"


def _write_log(facts: Mapping[str, Any]) -> None:
    cold = next(_TURNS) == 0
    refusals = getattr(_service(), "refusals", None)
    if refusals is not None and (refused := refusals()):
        facts = {**facts, "refused": refused}
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
    line = metric_line(facts, int(time.time() * 1000), cold, function)
    print(msgspec.json.encode(line).decode())


@cache
def _service() -> Callable[[], Service]:
    settings = from_environment()
    if settings.bucket:
        from skill.published import Published

        return Published(settings)
    return _built_now(settings) if _SNAPPED else built_once(settings)


@cache
def _handler() -> Handler:
    settings = from_environment()
    if not settings.skill_id and "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        logging.getLogger("owl").warning(
            "SKILL_ID is not set: requests of any skill will be answered"
        )
    return skill_handler(settings, service=_service(), write_log=_write_log)


def _built_now(settings: Settings) -> Callable[[], Service]:
    """A snapshot is taken after the imports: what is loaded by then is there at once."""
    from skill.compose import build_service, warm

    service = build_service(settings)
    warm(service)
    return lambda: service


def lambda_handler(event: Any, context: Any = None) -> dict[str, Any]:
    """Answer one Alexa request.

    Raises:
        ForeignRequest: SKILL_ID is set and the request is for another skill.
    """
    if isinstance(event, dict) and event.get(SMOKE_EVENT) is True:
        return _tried()
    return _handler()(event, context)


def _tried() -> dict[str, Any]:
    """The function tries itself, for whoever may invoke it: before a new version takes over."""
    from skill.channels.alexa.trial import passed, trial

    settings = from_environment()
    course = _service()().tools.course  # type: ignore[attr-defined]
    question = next(entry.question for entry in course.entries())
    turns = trial(
        lambda event: _handler()(event, None),
        skill_id=settings.skill_id, question=question,
        remembers=settings.memory and settings.store != "memory",
    )  # fmt: skip
    told = [{"said": turn.said, "wrong": turn.wrong} for turn in turns]
    return {"passed": passed(turns), "capture": settings.capture, "turns": told}


if _SNAPPED:
    _handler()
