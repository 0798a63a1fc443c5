"""The server as a process of its own, over both transports, and who is let in."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time

import pytest

from skill.channels.mcp.composition import run_http
from skill.errors import SkillError
from skill.settings import HOME, Settings
from tests.channels.mcp.clients import client, token
from tests.channels.mcp.conftest import WITHOUT, facts
from tests.channels.mcp.loops import finished
from tests.children import started
from tests.conversation import FROZEN
from tests.learner.conftest import free_port

pytest.importorskip("mcp", reason=WITHOUT)

ONE, TWO = "a" * 40, "b" * 40
HELLO = {
    "jsonrpc": "2.0", "id": 1, "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {},
               "clientInfo": {"name": "test", "version": "1"}},
}  # fmt: skip


def environment(tmp_path, **more) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("LEARNER_STORE", "MCP_TOKENS")}
    return {**kept, "OWL_CACHE": str(tmp_path), "CONTENT": str(FROZEN),
            "LEARNER_STORE": f"sqlite:{tmp_path / 'learners.db'}", **more}  # fmt: skip


def served(tmp_path, *arguments, **more):
    """A process that serves over HTTP: (process, port)."""
    port = free_port()
    command = [sys.executable, "-m", "skill", "mcp", "--http", "--port", str(port), *arguments]
    process = started(
        command, cwd=HOME, env=environment(tmp_path, **more), stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    give_up = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
            return process, port
        except OSError:
            if process.poll() is not None or time.monotonic() > give_up:
                pytest.fail(f"it did not start: {process.stderr.read()}")
            time.sleep(0.1)


def ended(process) -> str:
    """Stops it; what it had to say."""
    process.terminate()
    return process.communicate(timeout=20)[1]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    """The port of a server with two tokens and a public name."""
    folder = tmp_path_factory.mktemp("mcp")
    arguments = ("--allow-host", "owl.example.org")
    process, port = served(folder, *arguments, MCP_TOKENS=f"{ONE},{TWO}")
    yield port
    told = ended(process)
    assert "Traceback" not in told and ONE not in told and TWO not in told


def posted(port, body=HELLO, **headers):
    """(status, headers, body) of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        usual = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/event-stream",
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.request("POST", "/mcp", data, {**usual, **named})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_a_quiz_over_the_network_goes_on_from_call_to_call(guarded):
    async def hold():
        async with client(guarded, ONE) as one:
            first = facts(await one.call_tool("quiz_start", {"questions": 3}))
        # Another connection, as an assistant makes one when it likes.
        async with client(guarded, ONE) as again:
            assert again.protocol_version == "2026-07-28"
            hinted = facts(await again.call_tool("hint", {}))
            assert hinted["question"] == first["question"]
        async with client(guarded, TWO) as two:
            other = facts(await two.call_tool("answer", {"words": "what's my score"}))
            assert other["question"] is None

    finished(hold())


@pytest.mark.parametrize("headers", [
    {}, {"Authorization": ""}, {"Authorization": "Bearer"}, token(ONE[:-1]), token(ONE + "a"),
    {"Authorization": f"Basic {ONE}"}, {"Authorization": ONE}, token(f"{ONE},{TWO}"),
])  # fmt: skip
def test_without_its_token_nobody_is_let_in(guarded, headers):
    status, answered, body = posted(guarded, **headers)
    assert status == 401 and answered["www-authenticate"] == "Bearer"
    assert b"revision" not in body.lower()


@pytest.mark.parametrize("version", ["2025-03-26", "2025-11-25"])
def test_the_handshake_of_before_is_answered(guarded, version):
    hello = {**HELLO, "params": {**HELLO["params"], "protocolVersion": version}}
    status, _, body = posted(guarded, hello, **token(ONE))
    told = json.loads(body)["result"]
    assert status == 200 and told["serverInfo"]["name"] == "revision-owl"
    assert told["protocolVersion"] == version


@pytest.mark.parametrize(("headers", "status"), [
    ({"Host": "owl.example.org"}, 200), ({"Host": "evil.example"}, 421),
    ({"Host": "owl.example.org.evil.example"}, 421), ({"Host": "127.0.0.1.evil.example:80"}, 421),
    ({"Origin": "https://evil.example"}, 403), ({"Origin": "null"}, 403),
    ({"Origin": "https://owl.example.org"}, 200), ({"Origin": "http://127.0.0.1:6274"}, 200),
])  # fmt: skip
def test_names_and_pages_that_were_not_allowed_are_refused(guarded, headers, status):
    assert posted(guarded, **token(ONE), **headers)[0] == status


def test_what_callers_send_is_not_in_the_log(tmp_path):
    process, port = served(tmp_path)
    for method, name in (("prompts/get", "zebra"), ("tools/call", "zebra"), ("zebra", "")):
        posted(port, {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"name": name}},
               MCP_Protocol_Version="2025-11-25")  # fmt: skip
    told = ended(process)
    assert "zebra" not in told and "Traceback" not in told


def test_bodies_that_are_too_large_or_nonsense(guarded):
    assert posted(guarded, b"x" * 100_000, **token(ONE))[0] == 413
    status, _, body = posted(guarded, b"{nonsense", **token(ONE))
    assert status == 400 and b"Traceback" not in body


def test_on_this_machine_alone_no_token_is_needed(tmp_path):
    process, port = served(tmp_path)
    try:
        assert posted(port)[0] == 200
        assert posted(port, Host="owl.example.org")[0] == 421

        async def hold():
            async with client(port, "") as local:
                return facts(await local.call_tool("ask", {"question": "what was gosplan"}))

        assert "Committee" in finished(hold())["says"]
    finally:
        assert "Traceback" not in ended(process)


@pytest.mark.parametrize(("host", "tokens", "told"), [
    ("0.0.0.0", "", "set MCP_TOKENS"), ("192.0.2.1", "", "set MCP_TOKENS"),
    ("127.0.0.1", "short", "32"), ("0.0.0.0", f"{ONE} short", "token 2"),
])  # fmt: skip
def test_the_network_is_never_answered_without_a_good_token(tmp_path, host, tokens, told):
    settings = Settings(content=FROZEN, cache=tmp_path, store="memory")
    with pytest.raises(SkillError, match=told):
        run_http(settings, host=host, port=1, tokens=tokens)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_desktop_assistant_over_standard_input(tmp_path, mode):
    from mcp import Client, StdioServerParameters

    owl = StdioServerParameters(
        command=sys.executable, args=["-m", "skill", "mcp"], cwd=HOME, env=environment(tmp_path)
    )

    async def hold():
        async with Client(owl, mode=mode) as desktop:
            first = facts(await desktop.call_tool("quiz_start", {}))
        async with Client(owl, mode=mode) as later:
            assert facts(await later.call_tool("hint", {}))["question"] == first["question"]

    finished(hold())


def test_without_the_package_it_says_what_to_install(tmp_path):
    code = (
        "import sys; sys.modules['mcp'] = None; sys.argv = ['owl', 'mcp']\n"
        "from skill.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOME, env=environment(tmp_path), capture_output=True,
        text=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 1 and "requirements/mcp.lock" in done.stderr
    assert "Traceback" not in done.stderr
