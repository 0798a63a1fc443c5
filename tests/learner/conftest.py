"""Every kind of learner store, DynamoDB's on real server processes."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from skill.learner.stores.dynamodb import DynamoStore
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.sqlite import SqliteStore
from tests.children import started


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _serving(command: list[str], port: int) -> Iterator[str]:
    process = started(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        give_up = time.monotonic() + 30
        while True:
            if process.poll() is not None or time.monotonic() > give_up:
                pytest.fail(f"{command[0]} did not start")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="session", autouse=True)
def aws_environment() -> Iterator[None]:
    """Keys for the stand-ins, so that nothing on this machine is looked at."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "stand-in")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "stand-in")
        patch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
        patch.delenv("AWS_SESSION_TOKEN", raising=False)
        patch.delenv("AWS_PROFILE", raising=False)
        yield


@pytest.fixture(scope="session")
def moto_url() -> Iterator[str]:
    pytest.importorskip("moto.server")
    port = free_port()
    yield from _serving([sys.executable, "-m", "moto.server", "-p", str(port)], port)


@pytest.fixture(scope="session")
def dynalite_url() -> Iterator[str]:
    command = _dynalite()
    if command is None:
        pytest.skip("dynalite is not installed (npm install --global dynalite)")
    port = free_port()
    yield from _serving([*command, "--port", str(port), "--createTableMs", "0"], port)


def _dynalite() -> list[str] | None:
    if found := shutil.which("dynalite"):
        return [found]
    npx = shutil.which("npx")
    if npx is None:
        return None
    command = [npx, "--no-install", "dynalite"]
    try:
        known = subprocess.run([*command, "--help"], capture_output=True, timeout=30)
    except subprocess.TimeoutExpired:
        return None
    return command if known.returncode == 0 else None


_tables = iter(range(1_000_000))


def open_dynamo(url: str, **options) -> DynamoStore:
    """A store on a new table of a stand-in."""
    table = f"learners-{os.getpid()}-{next(_tables)}"
    store = DynamoStore(table, region="eu-west-1", endpoint=url, **options)
    store.create_table()
    _wait_for(store)
    return store


def _wait_for(store: DynamoStore) -> None:
    for _ in range(100):
        if (
            store._calls.call("describe_table", TableName=store._table)["Table"]["TableStatus"]
            == "ACTIVE"
        ):
            return
        time.sleep(0.02)


def _emptied(store: DynamoStore) -> DynamoStore:
    """The same store without items: quicker than another table and another client."""
    store._calls.begin()
    for item in store._calls.call("scan", TableName=store._table)["Items"]:
        key = {name: item[name] for name in ("k", "s")}
        store._calls.call("delete_item", TableName=store._table, Key=key)
    return store


@pytest.fixture(scope="session")
def moto_store(moto_url: str) -> Iterator[DynamoStore]:
    store = open_dynamo(moto_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def dynalite_store(dynalite_url: str) -> Iterator[DynamoStore]:
    store = open_dynamo(dynalite_url)
    yield store
    store.close()


@pytest.fixture(params=["memory", "sqlite", "moto", "dynalite"])
def store(request, tmp_path):
    """An empty store of each kind."""
    if request.param == "memory":
        yield MemoryStore()
    elif request.param == "sqlite":
        opened = SqliteStore(tmp_path / "learners.db")
        yield opened
        opened.close()
    else:
        yield _emptied(request.getfixturevalue(f"{request.param}_store"))


@pytest.fixture(params=["sqlite", "moto", "dynalite"])
def shared_store(request, tmp_path):
    """How another process opens the same store: (kind, address, table)."""
    if request.param == "sqlite":
        return ("sqlite", str(tmp_path / "learners.db"), "")
    url = request.getfixturevalue(f"{request.param}_url")
    opened = open_dynamo(url)
    opened.close()
    return ("dynamodb", url, opened._table)
