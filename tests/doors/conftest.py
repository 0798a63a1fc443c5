"""Every kind of store with its slips, and doors into one service over it."""

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.doors.door import Door
from skill.learner.links import Links
from skill.learner.sessions import KeptSessions
from skill.learner.stores.dynamodb_slips import DynamoSlips
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.sqlite import SqliteStore
from skill.service import Service
from skill.speech.parts import plain
from tests.conversation import Clock, filled, open_item
from tests.learner.conftest import _emptied as emptied
from tests.learner.conftest import (  # noqa: F401
    aws_environment,
    moto_store,
    moto_url,
    open_dynamo,
)

KINDS = ("memory", "sqlite", "moto")


def opened(kind: str, request: Any, tmp_path: Any) -> tuple[Any, Any]:
    """An empty store of that kind, and its slips."""
    if kind == "memory":
        store = MemoryStore()
        return store, store
    if kind == "sqlite":
        sqlite = SqliteStore(tmp_path / "learners.db")
        request.addfinalizer(sqlite.close)
        return sqlite, sqlite
    dynamo = emptied(request.getfixturevalue("moto_store"))
    slips = DynamoSlips(dynamo._table, region="eu-west-1", endpoint=dynamo._endpoint)
    request.addfinalizer(slips.close)
    return dynamo, slips


@pytest.fixture(params=KINDS)
def kept(request, tmp_path):
    """(store, slips) of each kind."""
    return opened(request.param, request, tmp_path)


@dataclass
class House:
    """One owl with doors."""

    tools: Any
    store: Any
    slips: Any
    linking: bool = True
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.links = Links(self.slips, random.Random(5)) if self.linking else None
        self.service = Service(
            self.tools, self.store, clock=self.clock, rng=random.Random(3), sleep=lambda _: None,
            links=self.links,
        )  # fmt: skip

    def door(self, channel: str = "web") -> Door:
        sessions = KeptSessions(self.slips)
        return Door(channel, lambda: self.service, sessions, self.links, clock=self.clock)


@dataclass
class At:
    """Somebody at a door."""

    door: Door
    device: str
    state: dict = field(default_factory=dict)
    log: Any = None
    listens: bool = True
    course: Any = None

    def say(self, text: str, act: Act = Act.SAID, once: str = "") -> str:
        self.course = self.course or self.door._service().tools.course
        item = self.course.item(open_item(self.state))
        turned = self.door.take_turn(self.device, UserTurn(act, filled(text, item)), once)
        self.state, self.log = json.loads(json.dumps(turned.state)), turned.log
        self.listens = turned.reply.listen
        return plain(turned.reply.speech)


@dataclass
class Alexa:
    """Somebody at an Alexa device: the state travels with them."""

    service: Service
    user: str = "amzn1.ask.account.A"
    state: dict | None = None

    def say(self, text: str, act: Act = Act.SAID) -> str:
        item = self.service.tools.course.item(open_item(self.state))
        turn = UserTurn(act, filled(text, item), opens=self.state is None)
        turned = self.service.take_turn(turn, self.state, self.user)
        self.state = json.loads(json.dumps(turned.state)) if turned.reply.listen else None
        return plain(turned.reply.speech)


@pytest.fixture
def house(tools, kept) -> House:
    return House(tools, *kept)


@pytest.fixture
def at_memory(tools) -> Callable[..., House]:
    def made(**more: Any) -> House:
        store = MemoryStore()
        return House(tools, more.pop("store", store), more.pop("slips", store), **more)

    return made
