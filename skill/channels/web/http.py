"""A request and a response, whatever carries them: a WSGI server or a function's event."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LARGEST = 32 * 1024
"""Bytes of a request's body: twenty answers of a self-test, and no more."""


class Refused(Exception):
    """A request that is not answered, with the status and what the learner is told."""

    def __init__(self, status: int, say: str):
        super().__init__(say)
        self.status, self.say = status, say


@dataclass(frozen=True)
class Request:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """By name in small letters."""
    body: bytes = b""
    query: str = ""
    address: str = ""
    """Where it comes from, as nearly as is known: used for limits alone, and hashed for that."""

    def header(self, name: str) -> str:
        """A header's value, "" where there is none."""
        return self.headers.get(name, "")

    def cookie(self, name: str) -> str | None:
        """A cookie's value; None where it was not sent. The last of a name counts for nothing more."""
        for part in self.header("cookie").split(";"):
            key, _, value = part.strip().partition("=")
            if key == name:
                return value
        return None


@dataclass(frozen=True)
class Response:
    """One response."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()

    def header(self, name: str) -> str:
        """A header's value, "" where there is none."""
        return next((v for k, v in self.headers if k.lower() == name.lower()), "")


def as_json(data: Any, status: int = 200, *headers: tuple[str, str]) -> Response:
    """A response of plain values; half characters become question marks."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return Response(status, body, "application/json", (("Cache-Control", "no-store"), *headers))
