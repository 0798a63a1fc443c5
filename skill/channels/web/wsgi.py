"""The app as a WSGI application."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from skill.channels.web.guard import Front
from skill.channels.web.http import LARGEST, Request, Response

Answers = Callable[[Request], Response]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def application(app: Answers, front: Front) -> Wsgi:
    """A WSGI application around the app."""

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        request = request_of(environ, front)
        response = app(request)
        headers = [("Content-Type", response.kind), *response.headers]
        if response.status != HTTPStatus.NOT_MODIFIED:
            headers.append(("Content-Length", str(len(response.body))))
        start_response(f"{response.status} {HTTPStatus(response.status).phrase}", headers)
        return [b"" if request.method == "HEAD" else response.body]

    return serve


def request_of(environ: dict[str, Any], front: Front) -> Request:
    """The request of a WSGI environment. Of a body that is too long, enough is read to say so."""
    headers = {
        name[5:].replace("_", "-").lower(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    headers["content-type"] = str(environ.get("CONTENT_TYPE", ""))
    length = str(environ.get("CONTENT_LENGTH") or "0")
    most = min(int(length), LARGEST + 1) if length.isdecimal() and len(length) < 12 else LARGEST + 1
    direct = str(environ.get("REMOTE_ADDR", ""))
    return Request(
        method=str(environ.get("REQUEST_METHOD", "GET")),
        path=str(environ.get("PATH_INFO", "/")),
        headers=headers,
        body=environ["wsgi.input"].read(most) if most else b"",
        query=str(environ.get("QUERY_STRING", "")),
        address=front.address(direct, headers.get("x-forwarded-for", "")),
    )
