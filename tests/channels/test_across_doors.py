"""One conversation across every door: four processes, one DynamoDB table, one record."""

import http.client
import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from skill.bench.models import course_models
from skill.bench.session import Session
from skill.learner.stores.dynamodb import DynamoStore
from skill.settings import HOME
from tests.channels.mcp.conftest import WITHOUT
from tests.channels.mcp.loops import finished
from tests.channels.messenger.conftest import VERIFY, Meta, process, signature  # noqa: F401
from tests.channels.messenger.standin import PAGE, SECRET, TOKEN
from tests.children import started
from tests.conversation import FROZEN
from tests.learner.conftest import aws_environment, free_port, moto_url  # noqa: F401

pytestmark = [pytest.mark.xdist_group("across"), pytest.mark.timeout(300)]
BEARER = "a" * 40
SKILL = "amzn1.ask.skill.across"


class Alexa:
    """The skill as Lambda runs it, in a process, and one account that talks to it."""

    def __init__(self, environment: dict[str, str], course: Any) -> None:
        command = [sys.executable, "-m", "tests.channels.lambda_process"]
        self.run = started(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HOME,
            env=environment,
        )  # fmt: skip
        self.session = Session(self._invoke, course_models(course, "elicit"))
        self.session.setting = replace(self.session.setting, skill=SKILL)

    def _invoke(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        assert self.run.stdin and self.run.stdout
        self.run.stdin.write(json.dumps(event) + "\n")
        self.run.stdin.flush()
        while not (line := self.run.stdout.readline()).startswith("="):
            assert line, "the handler's process is gone"
        return json.loads(line[1:])

    def close(self) -> None:
        self.run.kill()
        self.run.communicate(timeout=10)

    def say(self, text: str) -> str:
        if not self.session.open and text != "open revision owl":
            self.session.say("open revision owl")
        turn = self.session.say(text)
        assert not turn.faults, turn.faults
        return turn.speech


class Browser:
    """The app's page, as the server sees it."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""

    def send(self, method: str, path: str, data: Any = None) -> Any:
        here = f"127.0.0.1:{self.port}"
        connection = http.client.HTTPConnection(here, timeout=60)
        headers = {"Origin": f"http://{here}", "Cookie": self.cookie}
        if data is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, json.dumps(data) if data is not None else None, headers)
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status, body)
        if given := answer.getheader("set-cookie"):
            self.cookie = given.partition(";")[0]
        connection.close()
        return json.loads(body)

    def say(self, text: str) -> dict[str, Any]:
        return self.send("POST", "/api/turn", {"act": "said", "text": text})


class Messenger:
    """Somebody who writes to the page."""

    def __init__(self, port: int, meta: Meta) -> None:
        self.port, self.meta = port, meta

    def _deliver(self, message: dict[str, Any]) -> str:
        before = len(self.meta.sent("7"))
        told = {"sender": {"id": "7"}, "recipient": {"id": PAGE},
                "timestamp": int(time.time() * 1000), **message}  # fmt: skip
        entry = {"object": "page", "entry": [{"id": PAGE, "messaging": [told]}]}
        body = json.dumps(entry).encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-Hub-Signature-256": signature(body), "Content-Type": "application/json"}
        connection.request("POST", "/messenger", body, headers)
        assert connection.getresponse().status == 200
        connection.close()
        give_up = time.monotonic() + 30
        while time.monotonic() < give_up:
            if new := self.meta.sent("7")[before:]:
                return "\n".join(each["text"] for each in new)
            time.sleep(0.05)
        raise AssertionError("nothing came back")

    def say(self, text: str) -> str:
        return self._deliver({"message": {"mid": uuid.uuid4().hex, "text": text}})

    def tap(self, payload: str, title: str) -> str:
        return self._deliver(
            {"postback": {"mid": uuid.uuid4().hex, "payload": payload, "title": title}}
        )


@pytest.fixture
def store(moto_url) -> Iterator[DynamoStore]:  # noqa: F811
    made = DynamoStore(f"Learners-{uuid.uuid4().hex}", region="eu-west-1", endpoint=moto_url)
    made.create_table()
    yield made
    made.close()


@pytest.fixture
def alexa(environment, course) -> Iterator[Alexa]:
    made = Alexa(environment, course)
    yield made
    made.close()


@pytest.fixture
def environment(moto_url, store, tmp_path) -> dict[str, str]:  # noqa: F811
    return {
        **os.environ, "CONTENT": str(FROZEN), "OWL_CACHE": str(tmp_path), "LINKING": "on",
        "CHILD_DIRECTED": "no", "DOOR_KEY": "k" * 40, "LEARNER_STORE": f"dynamodb:{store._table}",
        "AWS_ENDPOINT_URL_DYNAMODB": moto_url, "AWS_ACCESS_KEY_ID": "x", "AWS_REGION": "eu-west-1",
        "AWS_SECRET_ACCESS_KEY": "y", "AWS_DEFAULT_REGION": "eu-west-1", "SKILL_ID": SKILL,
        "MESSENGER_PAGE": PAGE, "MESSENGER_TOKEN": TOKEN, "MESSENGER_SECRET": SECRET,
        "MESSENGER_VERIFY": VERIFY, "MCP_TOKENS": BEARER,
    }  # fmt: skip


@pytest.fixture
def serving(environment) -> Iterator[Any]:
    """Starts doors as processes: `serving("app")` is its port once it listens."""
    running = []

    def serve(*command: str, **more: str) -> int:
        port = free_port()
        run = started(
            [sys.executable, "-m", "skill", *command, "--port", str(port)], cwd=HOME,
            env={**environment, **more}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        running.append(run)
        give_up = time.monotonic() + 90
        while time.monotonic() < give_up:
            assert run.poll() is None, command
            probe = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            try:
                probe.request("GET", "/healthz")
                probe.getresponse().read()
                return port
            except OSError:
                time.sleep(0.1)
            finally:
                probe.close()
        raise AssertionError(f"{command} did not start")

    yield serve
    for run in running:
        run.kill()
        run.wait(10)


def digits_in(text: str) -> str:
    """The six digits shown, as they are said aloud."""
    found = re.search(r"(?:\d\D{0,2}){6}", text)
    assert found, text
    return " ".join(letter for letter in found.group() if letter.isdigit())


def reviews(store: DynamoStore) -> list[int]:
    """How many marks each kept record holds, records without any left out."""
    found = [learner for _, learner in store.every()]
    counts = [sum(kept.card.reps for kept in learner.cards.recent.values()) for learner in found]
    return [count for count in counts if count]


def test_one_conversation_through_every_door(alexa, serving, store, process):  # noqa: F811
    process.script()
    page = Browser(serving("app"))
    chat = Messenger(serving("messenger", MESSENGER_GRAPH=process.address), process)

    # Asked on Alexa, and a quiz begun there.
    assert "attack" in alexa.say("why did stalin want to industrialise the ussr")
    alexa.say("quiz me")
    alexa.say("i don't know")
    assert reviews(store) == [1]

    # The page shows six digits, which are said to Alexa; the quiz goes on where it was.
    shown = page.send("POST", "/api/link", {})
    alexa.say("pause")
    assert "linked" in alexa.say("link code " + " ".join(shown["digits"]))
    alexa.say("stop")
    carried = page.say("carry on")
    assert carried["question"]["number"] == 2, carried
    page.say("i don't know")
    page.say("pause")
    assert reviews(store) == [2]

    # Finished in Messenger.
    chat.tap("start", "Get started")
    assert "linked" in alexa.say("link code " + digits_in(chat.tap("link", "Link")))
    alexa.say("stop")
    chat.say("carry on")
    for _ in range(6):
        if "out of five" in (told := chat.say("i don't know")) or "out of 5" in told:
            break
    else:
        pytest.fail(f"it never ended: {told}")
    assert reviews(store) == [5]

    # Told by an assistant that speaks MCP, over a socket.
    pytest.importorskip("mcp", reason=WITHOUT)
    from tests.channels.mcp.conftest import facts
    from tests.channels.mcp.test_mcp_serving import client

    port = serving("mcp", "--http")

    async def link() -> str:
        async with client(port, BEARER) as assistant:
            return facts(await assistant.call_tool("link_code", {}))["says"]

    async def told() -> str:
        async with client(port, BEARER) as assistant:
            return facts(await assistant.call_tool("progress", {}))["says"]

    assert "linked" in alexa.say("link code " + digits_in(finished(link())))
    alexa.say("stop")
    assert "5" in (says := finished(told())) or "five" in says, says

    # Forgotten in one door, and gone from all.
    page.say("forget me")
    page.say("yes")
    assert reviews(store) == []
    assert page.send("GET", "/api/standing")["met"] == 0


def test_two_doors_at_once_lose_no_mark(alexa, serving, store):
    from concurrent.futures import ThreadPoolExecutor

    page = Browser(serving("app"))
    shown = page.send("POST", "/api/link", {})
    assert "linked" in alexa.say("link code " + " ".join(shown["digits"]))
    alexa.say("quiz me")
    page.say("quiz me")
    with ThreadPoolExecutor(2) as both:
        for _ in range(3):
            one = both.submit(alexa.say, "i don't know")
            other = both.submit(page.say, "i don't know")
            one.result(), other.result()
    assert reviews(store) == [6]
