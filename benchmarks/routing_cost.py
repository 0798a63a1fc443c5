"""What routing costs: `python -m benchmarks.routing_cost --weights FOLDER`.

Courses of 100, 1,000, 10,000 (and with --large 50,000) entries, each with three phrasings, an
answer of two sentences and three points, put together from the development courses with made-up
names in them. Run with OMP_NUM_THREADS=1 for one core. Vectors of the larger courses are
not encoded but drawn near those of real texts (the build time says what was encoded): the
time of a question does not depend on what the vectors mean.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.routing_data import Trial, teacher_courses
from benchmarks.routing_plot import plot_cost
from skill.content.course import Course, CourseFile, CourseInfo, Entry, Topic
from skill.reader.encoder import Encoder, load_encoder
from skill.retrieval.index import ADAPTER, Index, build_index
from skill.retrieval.router import Router

ENCODED = 1_000
"""Courses up to this many entries are encoded for real."""
SYLLABLES = (
    "ba co di fra gu hel in jo kar lo mi nor os pra qui ros sta tu vel wo xan yor zi".split()
)


class Near:
    """Encodes questions for real and draws the rows of large courses."""

    def __init__(self, encoder: Encoder, real: bool):
        self._encoder, self._real = encoder, real
        self._rng = np.random.default_rng(0)
        self._pool: npt.NDArray[np.float32] | None = None

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """As Encoder.encode."""
        if self._real or len(texts) < 16:
            return self._encoder.encode(texts)
        if self._pool is None:
            self._pool = self._encoder.encode(list(texts)[:64])
        noise = self._rng.normal(0, 0.05, (len(texts), 384)).astype(np.float32)
        drawn = self._pool[self._rng.integers(len(self._pool), size=len(texts))] + noise
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def made_course(trials: Sequence[Trial], entries: int) -> Course:
    """So many entries in topics of 25, no two alike."""
    rng = random.Random(entries)
    models = [entry for trial in trials for entry in trial.course.entries()]
    made = []
    for number in range(entries):
        name = "".join(rng.choices(SYLLABLES, k=3)).capitalize()
        model = rng.choice(models)

        def told(text: str, name: str = name) -> str:
            return f"{text[:150].rstrip('.?')} of {name}"

        made.append(
            Entry(
                id=f"entry-{number}",
                question=told(model.question) + "?",
                also_asked=tuple(told(phrase) for phrase in model.also_asked[:2]),
                answer=told(model.answer) + f". {name} mattered.",
                points=tuple(told(point) for point in model.points[:3]),
            )
        )
    topics = tuple(
        Topic(id=f"topic-{at}", title=f"Part {at}", entries=tuple(made[at : at + 25]))
        for at in range(0, entries, 25)
    )
    return Course(CourseFile(format=1, course=CourseInfo(title="Large"), topics=topics))


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds, and what came of it."""
    start = time.perf_counter()
    result = action()
    return (time.perf_counter() - start) * 1000, result


def measure(entries: int, trials: Sequence[Trial], encoder: Encoder) -> dict[str, Any]:
    """Build, size, load and question times of one course."""
    course = made_course(trials, entries)
    near = Near(encoder, entries <= ENCODED)
    build, index = timed(lambda: build_index(course, near))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "index"
        index.save(place)
        size = sum(file.stat().st_size for file in place.rglob("*") if file.is_file())
        loads = [timed(lambda: Index.load(place, index.course))[0] for _ in range(5)]
        ready, router = timed(lambda: Router(course, Index.load(place, index.course), encoder))
        texts = [asked.text for trial in trials for asked in trial.asked]
        random.Random(0).shuffle(texts)
        for text in texts[:20]:
            router.route(text)
        times = [timed(lambda text=text: router.route(text))[0] for text in texts[20:420]]  # type: ignore[misc]
    return {
        "entries": entries,
        "rows": len(index.kinds),
        "encoded": entries <= ENCODED,
        "build_s": build / 1000,
        "size_mb": size / 1e6,
        "load_ms": float(np.median(loads)),
        "load_and_router_ms": ready,
        "query_median_ms": float(np.median(times)),
        "query_p99_ms": float(np.quantile(times, 0.99)),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    """Measure and print, a course a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="quantised encoder")
    parser.add_argument("--large", action="store_true", help="50,000 entries too")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--plot", type=Path)
    choices = parser.parse_args()
    trials = teacher_courses()
    adapter = ADAPTER if ADAPTER.is_file() else None
    load, encoder = timed(lambda: load_encoder(choices.weights, adapter))
    texts = [asked.text for asked in trials[0].asked]
    encode = [timed(lambda text=text: encoder.encode([text]))[0] for text in texts]  # type: ignore[misc]
    weights = sum(file.stat().st_size for file in choices.weights.iterdir()) / 1e6
    print(f"encoder: {weights:.0f} MB, load {load:.0f} ms, a question {np.median(encode):.1f} ms")
    rows = []
    for entries in (100, 1_000, 10_000, *([50_000] if choices.large else [])):
        rows.append(measure(entries, trials, encoder))
        shown = (
            f"{k}={v:.1f}" if isinstance(v, float) else f"{k}={v}" for k, v in rows[-1].items()
        )
        print(" ".join(shown), flush=True)
    if choices.json:
        choices.json.write_text(json.dumps(rows, indent=1) + "\n")
    if choices.plot:
        plot_cost(rows, choices.plot)


if __name__ == "__main__":
    main()
