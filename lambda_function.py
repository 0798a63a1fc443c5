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
from skill.metrics import metric_line
from skill.settings import Settings, from_environment

_TURNS = itertools.count()
_SNAPPED = os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start"


def _write_log(facts: Mapping[str, Any]) -> None:
    cold = next(_TURNS) == 0
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
    line = metric_line(facts, int(time.time() * 1000), cold, function)
    print(msgspec.json.encode(line).decode())


@cache
def _handler() -> Handler:
    settings = from_environment()
    if not settings.skill_id and "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        logging.getLogger("owl").warning(
            "SKILL_ID is not set: requests of any skill will be answered"
        )
    service = _built_now(settings) if _SNAPPED else built_once(settings)
    return skill_handler(settings, service=service, write_log=_write_log)


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
    return _handler()(event, context)


if _SNAPPED:
    _handler()
