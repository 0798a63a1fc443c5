"""A page's chats over the course of the tests, Meta's stand-in, and people who write."""

import hmac
import itertools
import json
import random
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import urllib3

from skill.channels.messenger.chats import Chats
from skill.channels.messenger.deletion import Deletion
from skill.channels.messenger.graph import RETRIES, Graph
from skill.channels.messenger.handler import Talk
from skill.channels.messenger.http import Request, Response
from skill.channels.messenger.keys import Keys
from skill.channels.messenger.pace import Pace
from skill.channels.messenger.requests import Event
from skill.channels.messenger.webhook import Webhook
from skill.dialogue.state import from_dict
from skill.doors.door import Door
from skill.doors.limits import Limits
from skill.learner.links import Links
from skill.learner.sessions import KeptSessions
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.settings import HOME
from tests.channels.messenger.standin import APP, PAGE, SECRET, TOKEN
from tests.children import started
from tests.conversation import Clock, filled, open_item
from tests.learner.conftest import aws_environment, moto_url  # noqa: F401

VERIFY = "the-word-of-the-tests"
KEY = b"k" * 32
QUICK = urllib3.Timeout(connect=1.0, read=0.4)
HASTY = RETRIES.new(backoff_factor=0.01, backoff_jitter=0.0)


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()


@dataclass
class Meta:
    """The stand-in, from outside."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def script(self, **told: Any) -> None:
        """What is to happen; what was sent before is forgotten."""
        request = urllib.request.Request(f"{self.address}/_script", json.dumps(told).encode())
        urllib.request.urlopen(request, timeout=10).close()

    def look(self) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.address}/_told", timeout=10) as answer:
            return json.load(answer)

    def sent(self, person: str = "") -> list[dict[str, Any]]:
        """The messages that arrived; of one person, or of all."""
        return [
            each["message"]
            for each in self.look()["told"]
            if "message" in each and (not person or each["recipient"]["id"] == person)
        ]


@pytest.fixture(scope="session")
def process() -> Iterator[Meta]:
    command = [sys.executable, "-m", "tests.channels.messenger.standin"]
    with started(command, stdout=subprocess.PIPE, text=True, cwd=HOME) as running:
        assert running.stdout
        yield Meta(int(running.stdout.readline()))
        running.kill()


@pytest.fixture
def meta(process) -> Meta:
    process.script()
    return process


@dataclass
class Page:
    """One page, and what stands behind it. What is delivered is taken at once, unless `put` is another."""

    tools: Any
    meta: Meta
    linking: bool = False
    app: str = APP
    store: Any = field(default_factory=MemoryStore)
    slips: Any = None
    clock: Clock = field(default_factory=Clock)
    logged: list[Any] = field(default_factory=list)
    put: Any = None
    seconds: float = 0.0
    """By which people's messages are counted."""

    def __post_init__(self) -> None:
        self.slips = self.slips or self.store
        self.links = Links(self.slips, random.Random(5)) if self.linking else None
        self.keys = Keys(PAGE, TOKEN, SECRET, VERIFY, self.app, self.meta.address)
        self.service = Service(
            self.tools, self.store, clock=self.clock, rng=random.Random(3), sleep=lambda _: None,
            links=self.links,
        )  # fmt: skip
        sessions = KeptSessions(self.slips)
        self.door = Door(
            "messenger", lambda: self.service, sessions, self.links, clock=self.clock
        )  # fmt: skip
        self.started()

    def started(self) -> None:
        """The process begins: what it had at hand is gone."""
        self.graph = Graph(self.keys, retries=HASTY, timeout=QUICK)
        self.chats = Chats(self.slips)
        self.talk = Talk(
            self.door, self.chats, self.graph, KEY, clock=self.now, write_log=self.logged.append,
            pace=Pace(Limits(lambda: self.seconds)),
        )  # fmt: skip
        self.deletion = Deletion(
            self.door, self.chats, self.slips, self.talk.device, self.now,
            self.graph if self.app else None,
        )  # fmt: skip
        self.webhook = Webhook(self.keys, self.put or self.talk.take, self.deletion)

    def now(self) -> int:
        return int(self.clock.now.timestamp() * 1000)

    def request(self, method: str, path: str, body: bytes = b"", **headers: str) -> Response:
        path, _, query = path.partition("?")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.webhook(Request(method, path, {"host": "owl.test", **named}, body, query))

    def deliver(self, *events: dict[str, Any]) -> Response:
        """A delivery as Meta makes and signs it."""
        told = {"object": "page", "entry": [{"id": PAGE, "time": 1, "messaging": list(events)}]}
        body = json.dumps(told).encode()
        return self.request("POST", "/messenger", body, x_hub_signature_256=signature(body))

    def person(self, number: str = "700100") -> "Person":
        return Person(self, number)


_NAMES = itertools.count()


@dataclass
class Person:
    """Somebody with Messenger."""

    page: Page
    number: str

    def writes(self, text: str = "", **more: Any) -> dict[str, Any]:
        """A message as Meta tells it, not delivered yet."""
        self.page.clock()
        message = {"mid": f"m_{next(_NAMES)}", **({"text": text} if text else {}), **more}
        return {
            "sender": {"id": self.number}, "recipient": {"id": PAGE},
            "timestamp": self.page.now(), "message": message,
        }  # fmt: skip

    def heard(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        """Delivers, and gives what was sent for it."""
        before = len(self.page.meta.sent(self.number))
        assert self.page.deliver(*events).status == 200
        return self.page.meta.sent(self.number)[before:]

    def say(self, text: str) -> str:
        """Types something; the whole of what came back."""
        item = self.page.tools.course.item(open_item(self.state))
        return _text(self.heard(self.writes(filled(text, item))))

    def tap(self, title: str) -> str:
        """Taps a quick reply of the last message by what is written on it."""
        payload = dict(self.quick())[title]
        return _text(self.heard(self.writes(title, quick_reply={"payload": payload})))

    def quick(self) -> list[tuple[str, str]]:
        """The quick replies that can be tapped now."""
        last = self.page.meta.sent(self.number)[-1]
        return [(each["title"], each["payload"]) for each in last.get("quick_replies", [])]

    @property
    def device(self) -> str:
        return self.page.talk.device(self.number)

    @property
    def state(self) -> dict[str, Any]:
        """Where the dialogue stands."""
        door = self.page.door
        now = int(self.page.clock.now.timestamp())
        session = door._sessions.load(door._key(self.device), now)
        return session.state if session else {}

    @property
    def quiz(self) -> Any:
        return from_dict(self.state).quiz


def _text(messages: list[dict[str, Any]]) -> str:
    return "\n".join(each["text"] for each in messages)


@pytest.fixture
def page(tools, meta) -> Page:
    return Page(tools, meta)


@pytest.fixture
def person(page) -> Person:
    return page.person()


def event(name: str = "m_1", at: int = 1, sender: str = "1", text: str = "hello") -> Event:
    return Event(sender, name, at, "said", text)
