"""What a turn costs once the skill is warm, beside a hello-world skill's turn.

    python -m benchmarks.warm_turn [turns]

Quiz turns are whole: envelope in, response out, through `lambda_handler`. Question turns are
compared with encoding the same question by the same encoder, on a course of 1,000 entries.
"""

import contextlib
import importlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.common import envelope, hello_world, intent, middle, row, size_of

KINDS = ("short", "choice", "true_false", "year", "number", "list")


def main(turns: int = 400) -> None:
    """Print the comparison."""
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", LEARNER_STORE="memory")
    ours = importlib.import_module("lambda_function")
    with tempfile.TemporaryDirectory() as name:
        baseline = _module(hello_world(Path(name) / "hello"))
    asked, sizes = _quiz_turns(ours, turns)
    hello = [
        _timed(baseline.lambda_handler, envelope(intent("HelloIntent", answer="hello"), {"a": 1}))
        for _ in range(turns + 50)
    ][50:]
    print(f"{'warm turn, medians of ' + str(turns):44} {'ours':>12} {'hello world':>12}")
    for kind in KINDS:
        if asked[kind]:
            reach = 4.0 if kind in ("short", "choice", "true_false") else None
            title = f"quiz turn: {kind} ({len(asked[kind])})"
            print(row(title, middle(asked[kind]), middle(hello), reach, "µs"))
    print(f"session attributes in mid-quiz: median {middle(sizes):.0f} bytes, most {max(sizes)}")
    _question_turns()


def _module(folder: Path) -> ModuleType:
    """The baseline's module, beside our own of the same name."""
    spec = importlib.util.spec_from_file_location("hello", folder / "lambda_function.py")  # type: ignore[attr-defined]
    module: ModuleType = importlib.util.module_from_spec(spec)  # type: ignore[attr-defined]
    spec.loader.exec_module(module)
    return module


def _timed(handler: Any, event: dict[str, Any]) -> float:
    # Lambda's runtime decodes the event and encodes the response; neither is the skill's.
    started = time.perf_counter()
    handler(event, None)
    return time.perf_counter() - started


def _quiz_turns(ours: ModuleType, turns: int) -> tuple[dict[str, list[float]], list[float]]:
    """Quiz after quiz, each question answered rightly, wrongly, and in a carrier phrase, in turn."""
    from skill.compose import load
    from skill.settings import from_environment

    course = load(from_environment())
    asked: dict[str, list[float]] = {kind: [] for kind in KINDS}
    sizes: list[float] = []
    attributes: dict[str, Any] = {}
    done = warm = 0
    while done < turns and warm < 20 * turns:
        warm += 1
        state = attributes.get("owl") or {}
        quiz = state.get("quiz")
        item = course.item(quiz["items"][quiz.get("at", 0)]) if quiz else None
        if item is None:
            request = intent("WordsIntent", words="quiz me with five questions")
        else:
            others = item.options or (
                "false" if item.answer == "true" else "true",
                "no idea at all",
            )
            right = item.answer or item.points[0].text[:140]
            answers = (right, others[-1], f"um i think it was {right}")
            request = intent("AnswerIntent", answer=answers[done % 3])
        event = envelope(request, attributes, user=f"u{done // 50}")
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            started = time.perf_counter()
            answer = ours.lambda_handler(event, None)
            taken = time.perf_counter() - started
        if item is not None:
            sizes.append(size_of(attributes))
            if warm > 60:
                asked[item.kind].append(taken)
                done += 1
        attributes = json.loads(json.dumps(answer.get("sessionAttributes") or {}))
        if answer["response"].get("shouldEndSession"):
            attributes = {}
    return asked, sizes


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
    main(*(int(argument) for argument in sys.argv[1:]))
