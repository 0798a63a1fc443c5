"""From a fresh process to the first reply, beside a hello-world skill packaged as usual.

    python -m benchmarks.cold_start [rounds]

Each measurement is a whole process: interpreter, imports, one request answered. The two
are run in turns, so that whatever else the machine does falls on both; medians are compared.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.common import artefact, envelope, hello_world, intent, launch, middle, row

_RUNNER = """
import json, sys
sys.path.insert(0, sys.argv[1])
with open(sys.argv[2]) as file:
    event = json.load(file)
from lambda_function import lambda_handler
answer = lambda_handler(event, None)
assert answer["response"]["outputSpeech"]["ssml"], answer
"""


def main(rounds: int = 15) -> None:
    """Print the comparison."""
    ours = artefact()
    with tempfile.TemporaryDirectory() as name, _dynamodb() as table:
        folder = Path(name)
        baseline = hello_world(folder / "hello")
        events = {
            "launch": envelope(launch()),
            "question": envelope(intent("WhyIntent", query="did stalin industrialise")),
        }
        for kind, event in events.items():
            (folder / kind).write_text(json.dumps(event), encoding="utf-8")
        memory = {"BUILD": str(ours / "course"), "LEARNER_STORE": "memory"}
        cases = {
            "launch, memory store": (memory, "launch", 0.6),
            "launch, DynamoDB store": ({**memory, **table}, "launch", 1.8),
            "first question (index and encoder)": (memory, "question", 1.8),
        }
        hello: list[float] = []
        times: dict[str, list[float]] = {case: [] for case in cases}
        for number in range(rounds + 2):
            taken = _once(baseline, folder / "launch", {})
            if number >= 2:
                hello.append(taken)
            for case, (environment, kind, _) in cases.items():
                taken = _once(ours, folder / kind, environment)
                if number >= 2:
                    times[case].append(taken)
    print(f"{'cold start, medians of ' + str(rounds):44} {'ours':>12} {'hello world':>12}")
    for case, (_, _, reach) in cases.items():
        print(row(case, middle(times[case]), middle(hello), reach))


def _once(package: Path, event: Path, environment: dict[str, str]) -> float:
    command = [sys.executable, "-I", "-S", "-B", "-c", _RUNNER, str(package), str(event)]
    clean = {"PATH": os.environ["PATH"], "OPENBLAS_NUM_THREADS": "1", **environment}
    started = time.perf_counter()
    done = subprocess.run(command, env=clean, capture_output=True, text=True)
    taken = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(done.stderr)
    return taken


@contextmanager
def _dynamodb() -> Iterator[dict[str, str]]:
    """A stand-in for DynamoDB in its own process; gives the environment that leads to it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    environment = {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{port}",
        "LEARNER_STORE": "dynamodb:learners",
    }
    try:
        _wait_for(port)
        os.environ.update(environment)
        from skill.learner.stores.dynamodb import DynamoStore

        DynamoStore("learners").create_table()
        yield environment
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("moto did not start")


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
