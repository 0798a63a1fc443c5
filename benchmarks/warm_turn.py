"""What a turn costs once the skill is warm, beside a hello-world skill's turn.

    python -m benchmarks.warm_turn [turns] [processes]

Quiz turns are whole: envelope in, response out, through `lambda_handler`; after each, the
hello-world skill answers one too, so that whatever else the machine does falls on both. A
question is heard for the first time in a process, or again: both are told, over several fresh
processes, and all turns together. Question turns are compared with encoding the same question
by the same encoder, on a course of 1,000 entries.
"""

import contextlib
import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import envelope, hello_world, intent, middle, row, size_of

KINDS = ("short", "choice", "true_false", "year", "number", "list")
REACH = {"short": 4.0, "choice": 4.0, "true_false": 4.0}
WARMED = 60
"""Turns before anything is counted."""
ONCE = "--once"
Taken = list[tuple[str, bool, float, float]]
"""Kind of question, whether it was answered before, seconds of ours and of hello-world's."""


def main(turns: int = 600, processes: int = 4) -> None:
    """Print the comparison."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", LEARNER_STORE="memory")
    taken: Taken = []
    sizes: list[float] = []
    alone: list[float] = []
    for _ in range(processes):
        command = [sys.executable, "-m", "benchmarks.warm_turn", ONCE, str(turns)]
        told = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        taken += [tuple(each) for each in told["taken"]]
        sizes += told["sizes"]
        alone += told["alone"]
    hello = middle([baseline for *_, baseline in taken])
    print(f"{f'warm turn, medians over {processes} processes':44} {'ours':>12} {'hello world':>12}")
    for kind in KINDS:
        print(_row(f"quiz turn: {kind}", [t for t in taken if t[0] == kind], hello, kind))
        for again in (False, True):
            chosen = [each for each in taken if each[0] == kind and each[1] is again]
            if chosen:
                print(_row("    again" if again else "    for the first time", chosen, hello))
    loop = middle(alone)
    print(f"hello world in a loop of its own {loop * 1e6:.1f} µs; against that: " + ", ".join(
        f"{kind} {middle([t[2] for t in taken if t[0] == kind]) / loop:.2f} x" for kind in REACH
    ))  # fmt: skip
    print(f"session attributes in mid-quiz: median {middle(sizes):.0f} bytes, most {max(sizes)}")
    _question_turns()


def _row(title: str, chosen: Taken, hello: float, kind: str = "") -> str:
    times = [ours for _, _, ours, _ in chosen]
    return row(f"{title} ({len(times)})", middle(times), hello, REACH.get(kind), "µs")


def once(turns: int) -> None:
    """The quiz turns of one process, as JSON."""
    ours = importlib.import_module("lambda_function")
    with tempfile.TemporaryDirectory() as name:
        baseline = _module(hello_world(Path(name) / "hello"))
    taken, sizes = _quiz_turns(ours, baseline, turns)
    event = envelope(intent("HelloIntent", answer="hello"), {"a": 1})
    alone = [_timed(baseline.lambda_handler, event)[0] for _ in range(turns)]
    print(json.dumps({"taken": taken, "sizes": sizes, "alone": alone[WARMED:]}))


def _module(folder: Path) -> ModuleType:
    """The baseline's module, beside our own of the same name."""
    spec = importlib.util.spec_from_file_location("hello", folder / "lambda_function.py")  # type: ignore[attr-defined]
    module: ModuleType = importlib.util.module_from_spec(spec)  # type: ignore[attr-defined]
    spec.loader.exec_module(module)
    return module


def _timed(handler: Any, event: dict[str, Any]) -> tuple[float, dict[str, Any]]:
    # Lambda's runtime decodes the event and encodes the response; neither is the skill's.
    started = time.perf_counter()
    answer = handler(event, None)
    return time.perf_counter() - started, answer


def _quiz_turns(ours: ModuleType, baseline: ModuleType, turns: int) -> tuple[Taken, list[float]]:
    """Quiz after quiz, each question answered rightly, wrongly, and in a carrier phrase, in turn."""
    from skill.compose import load
    from skill.settings import from_environment

    course = load(from_environment())
    hello = envelope(intent("HelloIntent", answer="hello"), {"a": 1})
    taken: Taken = []
    sizes: list[float] = []
    heard: set[tuple[str, int]] = set()
    attributes: dict[str, Any] = {}
    answered = 0
    while len(taken) < turns:
        state = attributes.get("owl") or {}
        quiz = state.get("quiz")
        item = course.item(quiz["items"][quiz.get("at", 0)]) if quiz else None
        way = answered % 3
        request = intent("WordsIntent", words="quiz me with five questions")
        if item is not None:
            request = intent("AnswerIntent", answer=_answer(item, way))
        event = envelope(request, attributes, user=f"u{answered // 50}")
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            spent, answer = _timed(ours.lambda_handler, event)
            beside, _ = _timed(baseline.lambda_handler, hello)
        if item is not None:
            answered += 1
            if answered > WARMED:
                taken.append((item.kind, (item.id, way) in heard, spent, beside))
                sizes.append(size_of(attributes))
            heard.add((item.id, way))
        attributes = json.loads(json.dumps(answer.get("sessionAttributes") or {}))
        if answer["response"].get("shouldEndSession"):
            attributes = {}
    return taken, sizes


def _answer(item: Any, way: int) -> str:
    right: str = item.answer or item.points[0].text[:140]
    other = "false" if item.answer == "true" else "no idea at all"
    return (right, item.options[-1] if item.options else other, f"um i think it was {right}")[way]


def _question_turns(entries: int = 1_000, turns: int = 100) -> None:
    from benchmarks.growth import build_large, service_for, with_questions
    from skill.retrieval.open import open_encoder

    with tempfile.TemporaryDirectory() as name:
        build = build_large(entries, Path(name))
        take, encoder = service_for(build), open_encoder(build / "encoder")
        assert encoder is not None
        taken, encoded = [], []
        for question in with_questions(entries, turns):
            started = time.perf_counter()
            take(question)
            taken.append(time.perf_counter() - started)
            started = time.perf_counter()
            encoder.encode([question])
            encoded.append(time.perf_counter() - started)
    title = f"question turn, {entries:,} entries / encoding"
    print(row(title, middle(taken[10:]), middle(encoded[10:]), 1.5))


if __name__ == "__main__":
    if sys.argv[1:2] == [ONCE]:
        once(int(sys.argv[2]))
    else:
        main(*(int(argument) for argument in sys.argv[1:]))
