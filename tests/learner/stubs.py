"""TCP servers that stand where DynamoDB would be, and go wrong in every way."""

import json
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from skill.learner.stores.dynamodb import DynamoStore


@contextmanager
def stub(serve: Callable[[socket.socket], None], seen: list[float] | None = None) -> Iterator[str]:
    """A TCP server whose every connection is handled by `serve` and noted in `seen`."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            if seen is not None:
                seen.append(time.monotonic())
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


SLOW = {"hung", "half open"}
"""Faults that are known only when a time-out is over: they must not be met twice in a call."""

UNREADABLE = {"cut off", "gibberish", "wrong item"}
"""The server said 200: a write was done."""


def store_at(url: str) -> DynamoStore:
    return DynamoStore("learners", region="eu-west-1", endpoint=url)


def passed_on(url: str, connection: socket.socket) -> None:
    """Passes one request on to a stand-in, and its answer back."""
    request = read_request(connection)
    if request:
        connection.sendall(_answer(url, request))


def _answer(url: str, request: bytes) -> bytes:
    there = urlsplit(url)
    with socket.create_connection((there.hostname, there.port)) as behind:
        behind.sendall(request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n", 1))
        answer = b""
        while chunk := behind.recv(65536):
            answer += chunk
    return answer


@contextmanager
def proxy(url: str, spoil: Callable[[bytes, int], bool]) -> Iterator[str]:
    """In front of a stand-in; loses the answer to a request where `spoil` says so."""
    count = iter(range(1_000_000))

    def serve(connection: socket.socket) -> None:
        request = read_request(connection)
        answer = _answer(url, request)
        if not spoil(request, next(count)):
            connection.sendall(answer)
        connection.close()

    with stub(serve) as address:
        yield address


@contextmanager
def proxy_that_drops(url: str, drop: Callable[[bytes, int], bool]) -> Iterator[str]:
    """In front of a stand-in; does not pass on a request where `drop` says so."""
    count = iter(range(1_000_000))

    def serve(connection: socket.socket) -> None:
        request = read_request(connection)
        if not drop(request, next(count)):
            connection.sendall(_answer(url, request))

    with stub(serve) as address:
        yield address


def read_request(connection: socket.socket) -> bytes:
    """One request, head and body; empty where the other side hung up first."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return b""
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")]
    length = int(lengths[0].split(b":")[1])
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
