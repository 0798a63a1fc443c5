"""The page's chats on AWS Lambda: one function that answers Meta behind an HTTP API (payload format 2.0),
and takes what it was told from a queue."""

import base64
import binascii
import itertools
import os
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from skill.channels.messenger.composition import Page, page_for
from skill.channels.messenger.fifo import Fifo, worked
from skill.channels.messenger.http import Request, Response
from skill.channels.messenger.keys import keys_in
from skill.channels.messenger.webhook import Webhook
from skill.metrics import metric_line
from skill.settings import from_environment

_TURNS = itertools.count()


@cache
def _page() -> Page:
    return page_for(from_environment(), keys_in(), write_log=_write_log)


@cache
def _webhook(name: str) -> Webhook:
    return _page().webhook(_queue().put, f"https://{name}" if name else "")


@cache
def _queue() -> Fifo:
    return Fifo(os.environ["MESSENGER_QUEUE"], _page().talk.device)


def _write_log(facts: Mapping[str, Any]) -> None:
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
    line = metric_line(facts, int(time.time() * 1000), next(_TURNS) == 0, function)
    print(msgspec.json.encode(line).decode())


def handler(event: Any, context: Any = None) -> dict[str, Any]:
    """Answer one request of Meta's, or take one batch of the queue's."""
    told = _mapping(event)
    records = told.get("Records")
    if isinstance(records, list):
        return worked(records, _page().talk.take, _queue().later)
    about = _mapping(told.get("requestContext"))
    # The name that Amazon routed it by, not the one that the request tells.
    name = str(about.get("domainName", "")).lower()
    return response_to(_webhook(name)(request_of(told, about)))


def request_of(event: Mapping[str, Any], about: Mapping[str, Any]) -> Request:
    """The request of an event. Nothing in it is trusted to be there."""
    http = _mapping(about.get("http"))
    return Request(
        method=str(http.get("method", "GET")),
        path=str(event.get("rawPath", "/")),
        headers={str(k).lower(): str(v) for k, v in _mapping(event.get("headers")).items()},
        body=_body(event),
        query=str(event.get("rawQueryString", "")),
    )


def response_to(response: Response) -> dict[str, Any]:
    """A response as the event's answer."""
    headers = {**dict(response.headers), "Content-Type": response.kind}
    return {"statusCode": response.status, "headers": headers, "body": response.body.decode()}


def _body(event: Mapping[str, Any]) -> bytes:
    """The very bytes that came: the signature is over them."""
    body = str(event.get("body") or "")
    if not event.get("isBase64Encoded"):
        return body.encode("utf-8", "replace")
    try:
        return base64.b64decode(body)
    except (binascii.Error, ValueError):
        return b""


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
