"""What no HTTP client sends: raw bytes to the server, set up as `owl serve` sets it up."""

import contextlib
import socket
import threading
from collections.abc import Iterator

import pytest
from waitress.server import create_server

from skill.server import LARGEST_PAGE_BODY, create_app
from skill.settings import Settings

HOST = b"Host: 127.0.0.1\r\n"
BODY = b'{"version": "1.0", "request": {"type": "LaunchRequest"}}'
SIGNED = (
    b"SignatureCertChainUrl: https://s3.amazonaws.com/echo.api/../x.pem\r\nSignature-256: QUJD\r\n"
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = create_app(lambda event, context: {"version": "1.0", "response": {}}, Settings())
    server = create_server(
        app, host="127.0.0.1", port=0, threads=4, max_request_body_size=LARGEST_PAGE_BODY
    )

    def run() -> None:
        with contextlib.suppress(OSError):  # its sockets are closed under it at the end
            server.run()

    threading.Thread(target=run, daemon=True).start()
    yield server.effective_port
    server.close()


def status(port: int, *pieces: bytes) -> int:
    """The status that is answered to these bytes; 0 where the line is cut without one."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        with contextlib.suppress(OSError):  # a refusal may come before everything is sent
            for piece in pieces:
                line.sendall(piece)
        with contextlib.suppress(ConnectionResetError):
            while b"\r\n" not in said and (chunk := line.recv(4096)):
                said += chunk
    return int(said.split()[1]) if said else 0


def post(
    body: bytes = BODY, headers: bytes = SIGNED, path: bytes = b"/alexa", method: bytes = b"POST",
    length: bytes = b"",
) -> bytes:  # fmt: skip
    length = length or b"%d" % len(body)
    return b"%b %b HTTP/1.1\r\n%b%bContent-Length: %b\r\n\r\n%b" % (
        method, path, HOST, headers, length, body,
    )  # fmt: skip


@pytest.mark.parametrize("method", [b"GET", b"PUT", b"TRACE", b"OPTIONS", b"NONSENSE"])
def test_other_methods(port, method):
    assert status(port, post(method=method)) == 405


@pytest.mark.parametrize(
    "headers",
    [b"", SIGNED, b"Signature-256: \xe9\xff\r\nSignatureCertChainUrl: \xe9\r\n",
     b"Signature-256: a\x00b\r\n", SIGNED + b"Content-Type: x; charset=\xff\r\n",
     SIGNED + b"Content-Type: multipart/form-data; boundary=x\r\n", SIGNED + b"Bad Header\r\n",
     SIGNED + b"Content-Encoding: gzip\r\n", b"X: y\r\n" * 2_000],
)  # fmt: skip
def test_forged_headers(port, headers):
    assert status(port, post(headers=headers)) == 400


@pytest.mark.parametrize("path", [b"/alexa?x=%ff", b"http://evil.example/alexa", b"/%61lexa"])
def test_other_spellings_of_the_path_are_checked_too(port, path):
    assert status(port, post(path=path)) == 400


@pytest.mark.parametrize("path", [b"/alexa/", b"/alexa/../alexa", b"/alexa%00", b"/alexa%ff"])
def test_other_paths(port, path):
    assert status(port, post(path=path)) == 404


@pytest.mark.parametrize("length", [b"-5", b"abc", b"3\r\nContent-Length: 5", b"1e3"])
def test_lengths_that_are_none(port, length):
    assert status(port, post(length=length)) == 400


def test_what_is_too_large_is_refused_however_it_is_sent(port):
    assert status(port, post(length=b"10000000000")) == 413
    assert status(port, post(b"x" * 10_000_000)) in (413, 0)
    chunked = b"POST /alexa HTTP/1.1\r\n" + HOST + SIGNED + b"Transfer-Encoding: chunked\r\n\r\n"
    piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    assert status(port, chunked, *[piece] * 10, b"0\r\n\r\n") in (413, 0)


@pytest.mark.parametrize(
    "sent",
    [b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", b"POST /alexa HTTP/1.1\r\nHost: [::1\r\n\r\n",
     b"POST /alexa HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n\r\n",
     b"POST /alexa\r\n\r\n"],
)  # fmt: skip
def test_what_is_hardly_http(port, sent):
    assert status(port, sent) == 400


def test_it_still_answers_after_all_that(port):
    assert status(port, post()) == 400 and status(port, post(method=b"GET")) == 405
