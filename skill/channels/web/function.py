"""The app on AWS Lambda, behind an HTTP API or a Function URL (payload format 2.0)."""

import base64
import binascii
import itertools
import os
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from skill.channels.web.composition import app_for
from skill.channels.web.guard import Front
from skill.channels.web.handler import App
from skill.channels.web.http import Request, Response
from skill.metrics import metric_line
from skill.settings import from_environment

_TURNS = itertools.count()
_TEXT = ("text/", "application/json", "application/manifest")


@cache
def _app(name: str) -> App:
    front = Front(secure=True, names=frozenset({name}))
    return app_for(from_environment(), front, write_log=_write_log)


def _write_log(facts: Mapping[str, Any]) -> None:
    function = os.environ.get("AWS_LAMBDA_FUNCTION_NAME", "")
    line = metric_line(facts, int(time.time() * 1000), next(_TURNS) == 0, function)
    print(msgspec.json.encode(line).decode())


def handler(event: Any, context: Any = None) -> dict[str, Any]:
    """Answer one request. The name it answers to is the one that Amazon routed it by."""
    about = _mapping(_mapping(event).get("requestContext"))
    request = request_of(_mapping(event), about)
    return response_to(_app(str(about.get("domainName", "")).lower())(request))


def request_of(event: Mapping[str, Any], about: Mapping[str, Any]) -> Request:
    """The request of an event. Nothing in it is trusted to be there."""
    http = _mapping(about.get("http"))
    headers = {str(k).lower(): str(v) for k, v in _mapping(event.get("headers")).items()}
    cookies = event.get("cookies")
    if isinstance(cookies, list):
        headers["cookie"] = "; ".join(map(str, cookies))
    return Request(
        method=str(http.get("method", "GET")),
        path=str(event.get("rawPath", "/")),
        headers=headers,
        body=_body(event),
        query=str(event.get("rawQueryString", "")),
        address=str(http.get("sourceIp", "")),
    )


def _body(event: Mapping[str, Any]) -> bytes:
    body = str(event.get("body") or "")
    if not event.get("isBase64Encoded"):
        return body.encode("utf-8", "replace")
    try:
        return base64.b64decode(body)
    except (binascii.Error, ValueError):
        return b""


def response_to(response: Response) -> dict[str, Any]:
    """A response as the event's answer."""
    headers = {k: v for k, v in response.headers if k != "Set-Cookie"}
    headers["Content-Type"] = response.kind
    plain = response.kind.startswith(_TEXT) and "Content-Encoding" not in headers
    body = response.body.decode() if plain else base64.b64encode(response.body).decode()
    return {
        "statusCode": response.status, "headers": headers, "body": body,
        "isBase64Encoded": not plain,
        "cookies": [v for k, v in response.headers if k == "Set-Cookie"],
    }  # fmt: skip


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
