"""A table that is down, slow, throttled, missing or full: told in time, and nothing is lost."""

import json
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from skill.errors import StoreConflict, StoreError
from skill.learner.record import Learner
from skill.learner.stores import dynamodb_calls as calls
from skill.learner.stores.dynamodb import KEEP_DAYS, DynamoStore
from tests.learner.conftest import free_port, open_dynamo

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
MARGIN = 0.5
"""Processor time of a busy test machine, beyond the configured budget."""


@contextmanager
def stub(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """A TCP server whose every connection is handled by `serve`."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            serve(self.request)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def answers(status: int, body: object) -> Callable[[socket.socket], None]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    head = (
        f"HTTP/1.1 {status} X\r\nContent-Type: application/x-amz-json-1.0\r\n"
        f"Content-Length: {len(data)}\r\nConnection: close\r\n\r\n"
    )

    def serve(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(head.encode() + data)

    return serve


def fault(code: str) -> dict[str, str]:
    return {"__type": f"com.amazonaws.dynamodb.v20120810#{code}", "message": "no"}


def hang(connection: socket.socket) -> None:
    time.sleep(8)


def half_open(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")
    time.sleep(8)


def cut_off(connection: socket.socket) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")


def slam(connection: socket.socket) -> None:
    connection.close()


FAULTS = {
    "hung": hang,
    "half open": half_open,
    "cut off": cut_off,
    "closed": slam,
    "throttled": answers(400, fault("ProvisionedThroughputExceededException")),
    "down": answers(500, fault("InternalServerError")),
    "unavailable": answers(503, b"<html>busy</html>"),
    "no table": answers(400, fault("ResourceNotFoundException")),
    "not allowed": answers(400, fault("AccessDeniedException")),
    "gibberish": answers(200, b"\xff\xfe{nonsense"),
    "wrong shape": answers(200, []),
    "wrong item": answers(
        200, {"Item": {"v": {"S": "?"}}, "ConsumedCapacity": {"CapacityUnits": 1}}
    ),
}


UNREADABLE = {"cut off", "gibberish", "wrong item"}
"""The server said 200: a write was done."""


def store_at(url: str) -> DynamoStore:
    return DynamoStore("learners", region="eu-west-1", endpoint=url)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_a_store_error_within_the_budget(name):
    with stub(FAULTS[name]) as url:
        store = store_at(url)
        learner = Learner().seen(NOW)
        store._calls._client_for_calls()
        began = time.monotonic()
        with pytest.raises(StoreError) as caught:
            store.load("a")
        if name not in UNREADABLE:
            with pytest.raises(StoreError):
                store.save("a", learner)
        assert time.monotonic() - began < calls.BUDGET_SECONDS + MARGIN
        assert not isinstance(caught.value, StoreConflict)
        with pytest.raises(StoreError):
            store.load_groups("a", learner, ("00000001",))
        if name != "wrong item":  # a fault of one item does not stop it from being deleted
            with pytest.raises(StoreError):
                store.delete("a")


def test_a_refused_connection_is_told_at_once():
    store = store_at(f"http://127.0.0.1:{free_port()}")
    store._calls._client_for_calls()
    began = time.monotonic()
    with pytest.raises(StoreError):
        store.load("a")
    assert time.monotonic() - began < 0.5 + MARGIN


def test_no_credentials_are_told(monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(StoreError):
        store_at(f"http://127.0.0.1:{free_port()}").load("a")


def test_the_configuration_fits_the_budget():
    config = store_at("http://127.0.0.1:1")._calls._client_for_calls().meta.config
    attempts = config.retries["total_max_attempts"]
    assert attempts == 1
    longest = attempts * (config.connect_timeout + config.read_timeout)
    # A second attempt is made only if the first took less than QUICK_SECONDS.
    assert calls.QUICK_SECONDS + longest <= calls.LONGEST_CALL_SECONDS + 1e-9
    load_and_save = 2 * calls.LONGEST_CALL_SECONDS
    assert load_and_save <= calls.BUDGET_SECONDS <= 2.5


def test_many_slow_calls_stay_within_the_budget():
    def slow(connection):
        time.sleep(0.6)
        answers(200, {"ConsumedCapacity": {}})(connection)

    with stub(slow) as url:
        store = store_at(url)
        store._calls._client_for_calls()
        began = time.monotonic()
        with pytest.raises(StoreError, match="too slow"):
            for _ in range(10):
                store._calls.call("get_item", TableName="learners", Key={})
        assert time.monotonic() - began < calls.BUDGET_SECONDS + MARGIN


def test_only_storage_uses_up_the_time_for_storage(moto_url, monkeypatch):
    store = open_dynamo(moto_url)
    learner = store.load("a")
    real = time.monotonic
    monkeypatch.setattr(calls.time, "monotonic", lambda: real() + 5)  # a slow turn
    assert store.save("a", learner.seen(NOW)).version == 1


@contextmanager
def proxy(url: str, spoil: Callable[[bytes, int], bool]) -> Iterator[str]:
    """In front of a stand-in; loses the answer to a request where `spoil` says so."""
    there = urlsplit(url)
    count = iter(range(1_000_000))

    def serve(connection: socket.socket) -> None:
        request = _read_request(connection)
        with socket.create_connection((there.hostname, there.port)) as behind:
            behind.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            answer = b""
            while chunk := behind.recv(65536):
                answer += chunk
        if not spoil(request, next(count)):
            connection.sendall(answer)
        connection.close()

    with stub(serve) as address:
        yield address


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(65536)
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    length = int(lengths[0].split(b":")[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def test_a_save_whose_answer_was_lost_is_not_done_twice(moto_url):
    real = open_dynamo(moto_url)
    learner = real.save("a", real.load("a").seen(NOW))
    lost = []

    def spoil(request, number):
        if b"PutItem" in request and not lost:
            lost.append(number)
            return True
        return False

    with proxy(moto_url, spoil) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        saved = store.save("a", learner.with_(pace="slow"))
    assert lost
    assert real.load("a") == saved


def test_a_passing_fault_is_not_noticed(moto_url):
    real = open_dynamo(moto_url)
    learner = real.save("a", real.load("a").seen(NOW))
    with proxy(moto_url, lambda request, number: number % 2 == 0) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        assert store.load("a") == learner


def test_a_fault_in_mid_save_loses_nothing_and_counts_nothing_twice(moto_url):
    """A group is written, then the table fails: the record is as it was before."""
    real = open_dynamo(moto_url)

    def reviewed(number: int) -> Learner:
        learner = real.load("a")
        learner = real.load_groups("a", learner, tuple(learner.cards.summaries))
        return learner.reviewed(f"q{number}", "t", "good", NOW)

    number = 0
    while not (changed := reviewed(number % 30)).cards.written or number < 40:
        real.save("a", changed)
        number += 1
    before = real.load("a")
    puts = []

    def drop(request, _):
        # The group goes through; every later write is lost before it arrives.
        puts.append(request) if b"PutItem" in request else None
        return len(puts) > 1

    with proxy_that_drops(moto_url, drop) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        with pytest.raises(StoreError):
            store.save("a", changed)
    assert len(puts) > 1
    assert real.load("a") == before
    real.save("a", reviewed(number % 30))
    learner = real.load("a")
    learner = real.load_groups("a", learner, tuple(learner.cards.summaries))
    reps = [learner.card(f"q{n}", "t").reps for n in range(30)]
    assert reps == [(number + 30 - n) // 30 for n in range(30)]


@contextmanager
def proxy_that_drops(url: str, drop: Callable[[bytes, int], bool]) -> Iterator[str]:
    """In front of a stand-in; does not pass on a request where `drop` says so."""
    there = urlsplit(url)
    count = iter(range(1_000_000))

    def serve(connection: socket.socket) -> None:
        request = _read_request(connection)
        if drop(request, next(count)):
            return
        with socket.create_connection((there.hostname, there.port)) as behind:
            behind.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
            while chunk := behind.recv(65536):
                connection.sendall(chunk)

    with stub(serve) as address:
        yield address


def test_a_table_that_does_not_exist_is_told(moto_url):
    store = DynamoStore("no-such-table", region="eu-west-1", endpoint=moto_url)
    for call in (
        lambda: store.load("a"),
        lambda: store.save("a", Learner().seen(NOW)),
        lambda: store.load_groups("a", Learner(), ("00000001",)),
        lambda: store.delete("a"),
    ):
        with pytest.raises(StoreError):
            call()


@pytest.mark.parametrize(
    ("server", "limit"),
    [
        ("dynalite_url", 400 * 1024),
        ("moto_url", 405_000),  # where moto draws the line
    ],
)
def test_an_item_at_the_size_limit(server, limit, request):
    store = open_dynamo(request.getfixturevalue(server))
    # `unfinished` is bounded by `with_`: here the bound is gone round to reach the limit.
    fits = Learner(unfinished={"x": "y" * (limit - 2000)})
    saved = store.save("a", fits)
    assert store.load("a") == saved
    with pytest.raises(StoreError) as caught:
        store.save(
            "a", Learner(unfinished={"x": "y" * (limit + 2000)}, version=1, epoch=saved.epoch)
        )
    assert not isinstance(caught.value, StoreConflict)
    assert store.load("a") == saved


def test_what_has_expired_is_not_known_any_more(moto_url):
    time_now = [1_800_000_000.0]
    store = open_dynamo(moto_url, clock=lambda: time_now[0])
    saved = store.save("a", store.load("a").seen(NOW).reviewed("q", "t", "good", NOW))
    item = store._profile(next(iter(_keys(store))))
    assert item is not None
    assert item.expires == 1_800_000_000 + KEEP_DAYS * 86_400
    time_now[0] += KEEP_DAYS * 86_400 - 1
    assert store.load("a") == saved
    time_now[0] += 1
    gone = store.load("a")
    assert gone.is_new and gone.card("q", "t") is None
    store.save("a", gone.seen(NOW))  # and it can be begun again at once
    assert store.load("a").visits == 1


def test_nothing_stored_is_a_float_or_the_learners_id(moto_url):
    store = open_dynamo(moto_url)
    learner = store.load("amzn1.ask.account.SECRET")
    for n in range(60):
        learner = store.save(
            "amzn1.ask.account.SECRET", learner.reviewed(f"q{n}", f"t{n % 2}", "good", NOW)
        )
    items = store._calls.call("scan", TableName=store._table)["Items"]
    assert len(items) > 1
    for item in items:
        assert {kind for value in item.values() for kind in value} <= {"S", "N", "B"}
        assert all(value["N"].isdigit() for value in item.values() if "N" in value)
        assert "SECRET" not in str(item)


def _keys(store: DynamoStore) -> set[str]:
    items = store._calls.call("scan", TableName=store._table)["Items"]
    return {item["k"]["S"] for item in items}
