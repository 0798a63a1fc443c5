"""A genuine request while forged ones and silent connections lean on the server.

    python -m benchmarks.flood [--forged 24] [--idle 120]

Real HTTP on loopback, waitress with eight threads as `owl endpoint` has. Each forged request names
another certificate address, and each such address answers only after eight seconds. Beside the server
as it is stands one whose certificates are fetched by whoever asks, without bound, as a plain verifier
does. Milliseconds until a genuine request is answered: alone, under the flood, and with silent
connections held open.
"""

import argparse
import http.client
import json
import logging
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from waitress.server import create_server

from skill.channels.alexa.certificates import Chains, trusted_roots
from skill.channels.alexa.verification import RequestVerifier
from skill.server import endpoint_app
from skill.settings import Settings
from tests.signing import NOW, URL, Authority

SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789012"
SLOW = 8.0
"""Seconds that a forged request's certificate address takes."""


class _Unbounded(Chains):
    """As many fetches at once as are asked for, each waited for to its end."""

    def __init__(self, roots: Any, fetched: Any):
        super().__init__(roots, fetched, fetchers=10_000, patience=60.0)


@contextmanager
def serving(chains: Chains) -> Iterator[int]:
    """The endpoint over those chains; its port."""
    verifier = RequestVerifier(chains, SKILL, lambda: NOW)
    app = endpoint_app(_handler, Settings(skill_id=SKILL), verifier)
    server = create_server(
        app, host="127.0.0.1", port=0, threads=8, connection_limit=1_000, channel_timeout=20,
        cleanup_interval=5, asyncore_use_poll=True,
    )  # fmt: skip
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield server.effective_port
    finally:
        server.close()


def _handler(event: Any, context: Any) -> dict[str, Any]:
    return {"version": "1.0", "response": {}}


def _body() -> bytes:
    request = {"type": "LaunchRequest", "timestamp": NOW.strftime("%Y-%m-%dT%H:%M:%SZ")}
    session = {"application": {"applicationId": SKILL}}
    return json.dumps({"version": "1.0", "session": session, "request": request}).encode()


def asked(port: int, headers: dict[str, str], patience: float = 60.0) -> tuple[int, float]:
    """(status, milliseconds) of one request."""
    began = time.perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=patience)) as connection:
        connection.request("POST", "/alexa", _body(), headers)
        status = connection.getresponse().status
    return status, 1000 * (time.perf_counter() - began)


def genuine(port: int, headers: dict[str, str], times: int = 15) -> str:
    """Median and worst of a few genuine requests."""
    spent = []
    for _ in range(times):
        status, milliseconds = asked(port, headers)
        assert status == 200, status
        spent.append(milliseconds)
    return f"{statistics.median(spent):9.1f} {max(spent):9.1f}"


def report(name: str, kind: type[Chains], forged: int, idle: int) -> None:
    """One server's three lines."""
    authority = Authority()
    signer = authority.signer()

    def fetched(url: str) -> bytes:
        if url != URL:
            time.sleep(SLOW)
        return signer.chain

    headers = signer.headers(_body())
    with serving(kind(trusted_roots([authority.root]), fetched)) as port:
        print(f"{name:26} {'alone':14}{genuine(port, headers)}", flush=True)
        threads = []
        for number in range(forged):
            bad = headers | {"SignatureCertChainUrl": URL.replace("cert", f"cert{number}")}
            threads.append(threading.Thread(target=asked, args=(port, bad), daemon=True))
            threads[-1].start()
        time.sleep(0.3)
        print(f"{'':26} {f'{forged} forged':14}{genuine(port, headers, 3)}", flush=True)
        for thread in threads:
            thread.join()
        silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(idle)]
        print(f"{'':26} {f'{idle} idle':14}{genuine(port, headers)}", flush=True)
        for each in silent:
            each.close()


def main() -> None:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--forged", type=int, default=24)
    parser.add_argument("--idle", type=int, default=120)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    print(f"{'milliseconds, a genuine request':41}{'median':>9} {'worst':>9}")
    report("as it is", Chains, given.forged, given.idle)
    report("certificates without bound", _Unbounded, given.forged, given.idle)


if __name__ == "__main__":
    main()
