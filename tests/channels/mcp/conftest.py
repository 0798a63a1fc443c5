"""The owl behind a door, and its MCP server where the SDK is installed."""

import json
import random

import pytest

from skill.channels.mcp.handler import Handler
from skill.content.course import Course
from skill.doors.door import Door
from skill.learner.links import Links
from skill.learner.sessions import KeptSessions
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from tests.channels.mcp.loops import finished
from tests.conversation import Clock, right

WITHOUT = "the mcp package is not installed (requirements/mcp.lock)"


class Owl:
    """A service with a door for assistants; who calls is whoever `caller` says."""

    def __init__(self, tools, linking: bool = False):
        self.course: Course = tools.course
        self.store, clock = MemoryStore(), Clock()
        links = Links(self.store, random.Random(4)) if linking else None
        self.service = Service(
            tools, self.store, clock=clock, rng=random.Random(2), sleep=lambda _: None, links=links
        )
        self.door = Door("mcp", lambda: self.service, KeptSessions(self.store), links, clock=clock)
        self.handler = Handler(self.door)
        self.caller = "one"

    def server(self):
        from skill.channels.mcp.server import build_server

        return build_server(self.course, self.handler, lambda context: self.caller, "1.2.3")

    def right(self, question: str) -> str:
        """What answers a question."""
        wanted = question.rstrip(".?")
        return next(right(i) for i in self.course.items() if i.prompt.rstrip(".?") == wanted)


@pytest.fixture
def owl(tools):
    return Owl(tools)


@pytest.fixture
def linking_owl(tools):
    return Owl(tools, linking=True)


@pytest.fixture(params=["auto", "legacy"])
def talk(request):
    """Runs an async conversation with a server, in today's protocol and in the one before."""
    pytest.importorskip("mcp", reason=WITHOUT)
    from mcp import Client

    def hold(server, conversation):
        async def run():
            async with Client(server, mode=request.param) as client:
                return await conversation(client)

        return finished(run())

    return hold


def facts(result) -> dict:
    """A tool result's structured content, as it goes over the wire."""
    assert not result.is_error, result.content
    assert result.content[0].text == result.structured_content["says"]
    return json.loads(json.dumps(result.structured_content))
