"""A stand-in for Lambda's Runtime API on loopback: hands out events, takes in answers.

After the interface that Amazon documents for custom runtimes (2018-06-01).
"""

import json
import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_BASE = "/2018-06-01/runtime"


class RuntimeApi:
    """Serves one runtime. Use as a context manager; call `invoke` from the test's thread."""

    def __init__(self) -> None:
        self._events: queue.Queue[tuple[str, bytes]] = queue.Queue()
        self._answers: queue.Queue[tuple[str, Any]] = queue.Queue()
        self._number = 0
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                assert self.path == f"{_BASE}/invocation/next"
                name, body = api._events.get()
                self.send_response(200)
                self.send_header("Lambda-Runtime-Aws-Request-Id", name)
                self.send_header("Lambda-Runtime-Deadline-Ms", "4102444800000")
                self.send_header(
                    "Lambda-Runtime-Invoked-Function-Arn",
                    "arn:aws:lambda:eu-west-1:000000000000:function:owl",
                )
                self._send(body)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                api._answers.put((self.path.removeprefix(_BASE), json.loads(body or b"null")))
                self.send_response(202)
                self._send(b"{}")

            def _send(self, body: bytes) -> None:
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> "RuntimeApi":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def invoke(self, event: Any, context: Any = None, *, within: float = 60.0) -> Any:
        """The function's answer to an event; AssertionError with what it reported instead."""
        self._number += 1
        name = f"00000000-0000-0000-0000-{self._number:012}"
        self._events.put((name, json.dumps(event).encode()))
        where, answer = self._answers.get(timeout=within)
        assert where == f"/invocation/{name}/response", f"{where}: {answer}"
        return answer
