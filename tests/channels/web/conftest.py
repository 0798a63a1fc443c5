"""The app over the course of the tests, and a browser that is none: it keeps its cookie."""

import json
import random
from dataclasses import dataclass, field
from typing import Any

import pytest

from skill.channels.web.guard import Front
from skill.channels.web.handler import App
from skill.channels.web.http import Request, Response
from skill.doors.door import Door
from skill.doors.limits import Limits
from skill.learner.links import Links
from skill.learner.sessions import KeptSessions
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from tests.conversation import Clock

KEY = b"k" * 32
HOST = "127.0.0.1:8320"


@dataclass
class Site:
    """One app, and what stands behind it."""

    tools: Any
    front: Front = field(default_factory=Front)
    linking: bool = False
    store: MemoryStore = field(default_factory=MemoryStore)
    clock: Clock = field(default_factory=Clock)
    seconds: float = 0.0
    logged: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.links = Links(self.store, random.Random(5)) if self.linking else None
        self.service = Service(
            self.tools, self.store, clock=self.clock, rng=random.Random(3), sleep=lambda _: None,
            links=self.links,
        )  # fmt: skip
        self.door = Door(
            "web", lambda: self.service, KeptSessions(self.store), self.links, clock=self.clock
        )
        self.app = App(
            self.door, lambda: self.service, KEY, self.front, limits=Limits(lambda: self.seconds),
            write_log=self.logged.append,
        )  # fmt: skip

    def visitor(self, **more: Any) -> "Visitor":
        return Visitor(self, **more)


@dataclass
class Visitor:
    """Somebody with a browser."""

    site: Site
    host: str = HOST
    origin: str | None = None
    address: str = "127.0.0.1"
    cookie: str = ""

    def send(self, method: str, path: str, body: bytes = b"", **headers: str) -> Response:
        path, _, query = path.partition("?")
        scheme = "https" if self.site.front.secure else "http"
        sent = {
            "host": self.host, "origin": self.origin or f"{scheme}://{self.host}",
            "content-type": "application/json", "cookie": self.cookie,
        }  # fmt: skip
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        response = self.site.app(Request(method, path, sent, body, query, self.address))
        if set_ := response.header("set-cookie"):
            self.cookie = set_.partition(";")[0]
        return response

    def post(self, path: str, data: Any, **headers: str) -> Response:
        return self.send("POST", path, json.dumps(data).encode(), **headers)

    def turn(self, act: str = "said", **more: Any) -> dict[str, Any]:
        response = self.post("/api/turn", {"act": act, **more})
        assert response.status == 200, response.body
        return json.loads(response.body)

    def say(self, text: str) -> dict[str, Any]:
        return self.turn(text=text)

    def get(self, path: str) -> dict[str, Any]:
        response = self.send("GET", path)
        assert response.status == 200, response.body
        return json.loads(response.body)


@pytest.fixture
def site(tools) -> Site:
    return Site(tools)


@pytest.fixture
def visitor(site) -> Visitor:
    return site.visitor()
