"""A door as its operator starts it: a server process of its own, and the lines that it prints."""

import http.client
import json
import os
import queue
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from skill.settings import HOME, Settings
from tests.channels.messenger.conftest import VERIFY
from tests.channels.messenger.standin import APP, PAGE, SECRET, TOKEN
from tests.children import started
from tests.conversation import FROZEN
from tests.learner.conftest import free_port

DOORS = {
    "alexa": ("serve", "--no-verify"), "app": ("app",), "messenger": ("messenger",),
    "mcp": ("mcp", "--http"),
}  # fmt: skip
"""What is started for each door, less its port."""
TOKENS = tuple(f"token-of-learner-{n:024}" for n in range(8))
"""Assistants' bearer tokens: one a learner."""
LONGEST = 60
"""Seconds that a process may take to start, or to answer."""


def environment(cache: Path, url: str, table: str, graph: str) -> dict[str, str]:
    """What an operator sets who links doors over one table. graph: the address of Meta's stand-in."""
    kept = {k: v for k, v in os.environ.items() if k not in ("SKILL_ID", "BUILD", "COURSE_BUCKET")}
    return kept | {
        "OWL_CACHE": str(cache), "CONTENT": str(FROZEN), "LEARNER_STORE": f"dynamodb:{table}",
        "AWS_ENDPOINT_URL": url, "LINKING": "on", "CHILD_DIRECTED": "no", "DOOR_KEY": "k" * 40,
        "MCP_TOKENS": ",".join(TOKENS), "MESSENGER_PAGE": PAGE, "MESSENGER_TOKEN": TOKEN,
        "MESSENGER_SECRET": SECRET, "MESSENGER_VERIFY": VERIFY, "MESSENGER_APP": APP,
        "MESSENGER_GRAPH": graph,
    }  # fmt: skip


def cache_in(folder: Path) -> Path:
    """A cache of its own for what is kept, with the index and the weights that are there already."""
    for name in ("index", "encoder"):
        made = Settings().cache / name
        if made.exists():
            (folder / name).symlink_to(made)
    return folder


class Process:
    """One door's server."""

    def __init__(self, name: str, env: dict[str, str]):
        self.name, self.port = name, free_port()
        command = [sys.executable, "-m", "skill", *DOORS[name], "--port", str(self.port)]
        self._running = started(
            command, cwd=HOME, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        for line in self._running.stdout:
            self.lines.put(line.rstrip())

    def ready(self) -> None:
        """Waits until it listens."""
        give_up = time.monotonic() + LONGEST
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
                return
            except OSError:
                if self._running.poll() is not None or time.monotonic() > give_up:
                    told = "\n".join(self.lines.queue)
                    raise AssertionError(f"{self.name} did not start: {told}") from None
                time.sleep(0.05)

    def asked(self, path: str, body: bytes = b"", **headers: str) -> tuple[Any, str]:
        """What was answered (JSON read), and the cookie that came with it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            named["Content-Type"] = "application/json"
            connection.request("POST" if body else "GET", path, body or None, named)
            answer = connection.getresponse()
            told = answer.read()
        finally:
            connection.close()
        assert answer.status == 200, f"{self.name}: {answer.status} {told!r}"
        cookie = answer.getheader("Set-Cookie", "").partition(";")[0]
        return json.loads(told) if told.startswith(b"{") else told, cookie

    def ended(self) -> None:
        """Asked to stop; what it had left to print is read."""
        self._running.terminate()
        self._running.wait(20)
        self._reader.join(5)
        self._running.stdout.close()
