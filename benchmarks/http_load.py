"""The Flask server under load, beside a hello-world skill behind the same server.

    python -m benchmarks.http_load [seconds] [connections]

Real HTTP on loopback: 16 connections kept open, each twelve learners going from quiz to quiz,
for a minute (waitress with 8 threads, as `owl serve` has). The baseline answers as many
connections with the same envelopes through its own lambda_handler. Signatures are not checked
for either: checking costs both the same and would flatter the ratio. Server and client share
the machine, so the server's own processor time a request is told as well.
"""

import contextlib
import http.client
import importlib
import json
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.common import envelope, hello_world, intent, middle

REACH = 0.4
FLAT = 1.05
"""How much more memory the server may hold at the end than after a third of the time."""


@dataclass
class Load:
    """What one server did."""

    turns: int = 0
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0
    """Seconds of processor time that the server took."""
    memory: list[float] = field(default_factory=list)
    """MB held, a sample a second."""
    taken: list[float] = field(default_factory=list)
    """Seconds a turn, as the client sees it."""

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


def serve(kind: str, port: int, folder: str) -> None:
    """One server, until it is killed."""
    from waitress import serve as serve_forever

    from skill.server import create_app
    from skill.settings import Settings

    logging.disable(logging.WARNING)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the log is the deployment's to keep
    if kind == "ours":
        handler = importlib.import_module("lambda_function").lambda_handler
    else:
        spec = importlib.util.spec_from_file_location("hello", Path(folder) / "lambda_function.py")  # type: ignore[attr-defined]
        module: Any = importlib.util.module_from_spec(spec)  # type: ignore[attr-defined]
        spec.loader.exec_module(module)
        handler = module.lambda_handler
    app = create_app(handler, Settings(), verify=False)
    serve_forever(app, host="127.0.0.1", port=port, threads=8, ident=None)


@contextlib.contextmanager
def running(kind: str, folder: Path) -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its port and its process's number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "benchmarks.http_load",
        "--serve",
        kind,
        str(port),
        str(folder),
    ]
    environment = {**os.environ, "LEARNER_STORE": "memory", "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(command, env=environment)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port, process.pid
    finally:
        process.kill()
        process.wait()


class Learner(threading.Thread):
    """One connection: quiz after quiz, right, wrong and vaguely in turn."""

    def __init__(self, number: int, port: int, load: Load, stop: threading.Event, course: Any):
        super().__init__(daemon=True)
        self._number, self._port, self._load, self._stop_at = number, port, load, stop
        self._course = course
        self._attributes: dict[str, Any] = {}
        self._asked = self._quizzes = 0

    def run(self) -> None:
        """Go on until told to stop."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._stop_at.is_set():
            body = json.dumps(self._event()).encode()
            started = time.perf_counter()
            try:
                connection.request("POST", "/alexa", body, {"Content-Type": "application/json"})
                answer = connection.getresponse()
                data = answer.read()
                told = json.loads(data) if answer.status == 200 else None
            except (OSError, ValueError, http.client.HTTPException) as problem:
                self._load.errors.append(repr(problem))
                connection.close()
                continue
            if told is None or "outputSpeech" not in told.get("response", {}):
                self._load.errors.append(f"{answer.status}: {data[:80]!r}")
                continue
            self._load.taken.append(time.perf_counter() - started)
            self._load.turns += 1
            closed = told["response"].get("shouldEndSession")
            self._attributes = {} if closed else told.get("sessionAttributes") or {}
        connection.close()

    def _event(self) -> dict[str, Any]:
        self._asked += 1
        quiz = (self._attributes.get("owl") or {}).get("quiz")
        item = self._course.item(quiz["items"][quiz.get("at", 0)]) if quiz else None
        if item is None:
            self._quizzes += 1
            request = intent("WordsIntent", words="quiz me with five questions")
        else:
            right = item.answer or " and ".join(p.text for p in item.points[: item.wanted])
            wrong = item.options[-1] if item.options else "no idea at all"
            request = intent(
                "AnswerIntent", answer=(right, wrong, f"um is it {right}")[self._asked % 3]
            )
        return envelope(request, self._attributes, user=f"u{self._number}-{self._quizzes % 12}")


def measured(kind: str, folder: Path, seconds: float, connections: int, course: Any) -> Load:
    """The load that one server carries."""
    with running(kind, folder) as (port, pid):
        warm, stop = Load(), threading.Event()
        _go(port, warm, stop, course, connections, 4.0)
        load, stop = Load(), threading.Event()
        before, started = _processor(pid), time.perf_counter()
        _go(
            port, load, stop, course, connections, seconds, lambda: load.memory.append(_memory(pid))
        )
        load.seconds = time.perf_counter() - started
        load.processor = _processor(pid) - before
        load.errors += warm.errors
    return load


def _go(
    port: int, load: Load, stop: threading.Event, course: Any, connections: int, seconds: float,
    tick: Any = lambda: None,
) -> None:  # fmt: skip
    learners = [Learner(n, port, load, stop, course) for n in range(connections)]
    for learner in learners:
        learner.start()
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        time.sleep(min(1.0, max(0.0, end - time.perf_counter())))
        tick()
    stop.set()
    for learner in learners:
        learner.join()


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main(seconds: float = 60, connections: int = 16) -> None:
    """Print the comparison."""
    from skill.compose import load
    from skill.settings import from_environment

    course = load(from_environment())
    with tempfile.TemporaryDirectory() as name:
        folder = hello_world(Path(name) / "hello")
        found = {
            kind: measured(kind, folder, seconds, connections, course) for kind in ("hello", "ours")
        }
    ours, hello = found["ours"], found["hello"]
    print(f"{connections} connections, {seconds:.0f} s each")
    for kind, one in found.items():
        print(
            f"{kind:6} {one.rate:7.0f} turns/s, median {middle(one.taken) * 1e3:5.1f} ms, "
            f"99th of 100 {sorted(one.taken)[int(len(one.taken) * 0.99)] * 1e3:6.1f} ms, "
            f"processor {one.processor / one.turns * 1e6:5.0f} µs a turn, errors {len(one.errors)}"
        )
    ratio, cost = (
        ours.rate / hello.rate,
        (ours.processor / ours.turns) / (hello.processor / hello.turns),
    )
    verdict = "met" if ratio >= REACH else "MISSED"
    print(f"throughput {ratio:.2f} x (reach {REACH}: {verdict}); processor time {cost:.2f} x")
    third = len(ours.memory) // 3
    early, late = middle(ours.memory[third : third + 3]), middle(ours.memory[-3:])
    flat = "flat" if late <= early * FLAT else "GROWS"
    print(f"memory of ours: {early:.0f} MB after a third, {late:.0f} MB at the end: {flat}")
    for problem in ours.errors[:5]:
        print("error:", problem)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--serve"]:
        serve(sys.argv[2], int(sys.argv[3]), sys.argv[4])
    else:
        main(*(int(argument) for argument in sys.argv[1:]))
