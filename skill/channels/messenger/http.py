"""A request and a response, whatever carries them: a WSGI server or a function's event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

import msgspec

LARGEST = 256 * 1024
"""Bytes of a request's body; a delivery of Meta's is a few kB."""
_HEADERS = (
    ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
)  # fmt: skip


@dataclass(frozen=True)
class Request:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""
    body: bytes = b""
    query: str = ""

    def header(self, name: str) -> str:
        """A header's value, "" where there is none."""
        return self.headers.get(name, "")

    def asked(self, name: str) -> str:
        """A value of the query, "" where there is none."""
        return first(self.query, name)


@dataclass(frozen=True)
class Response:
    """One response."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = _HEADERS


Answers = Callable[[Request], Response]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def plain(text: str, status: int = 200) -> Response:
    """A response in words."""
    return Response(status, text.encode("utf-8", "replace"))


def as_json(data: Any) -> Response:
    """A response of plain values."""
    return Response(200, msgspec.json.encode(data), "application/json")


def first(form: str, name: str) -> str:
    """The first value of that name in a query or a form; "" where there is none or it is no form."""
    try:
        found = parse_qs(form, max_num_fields=20)
    except ValueError:
        return ""
    return found.get(name, [""])[0]


def application(answers: Answers) -> Wsgi:
    """A WSGI application."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        response = answers(request_of(environ))
        headers = [("Content-Type", response.kind), *response.headers]
        headers.append(("Content-Length", str(len(response.body))))
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return [response.body]

    return serve


def request_of(environ: Mapping[str, Any]) -> Request:
    """The request of a WSGI environment. Of a body that is too long, enough is read to say so."""
    headers = {
        name[5:].replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    length = str(environ.get("CONTENT_LENGTH") or "0")
    most = min(int(length), LARGEST + 1) if length.isdecimal() and len(length) < 12 else LARGEST + 1
    return Request(
        method=str(environ.get("REQUEST_METHOD", "GET")),
        path=str(environ.get("PATH_INFO", "/")),
        headers=headers,
        body=environ["wsgi.input"].read(most) if most else b"",
        query=str(environ.get("QUERY_STRING", "")),
    )
