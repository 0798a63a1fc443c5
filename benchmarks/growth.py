"""How load and turn grow with the course: 100 to 10,000 entries, 50,000 on request.

    python -m benchmarks.growth [--most 10000] [--plot build/growth.png]

Courses are put together from entries of all the courses beside the benchmarks, each made
new by a number and a place in its words, so that the word index grows as a real one does.
Vectors are those of the source entries, slightly turned: encoding 50,000 entries would
measure nothing that is asked here.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.common import HERE, middle

SIZES = (100, 300, 1_000, 3_000, 10_000, 30_000, 50_000)
_SYLLABLES = "ba ke lo mi nu ra se ti vo wa gre stan pol dun mer hal".split()


def main() -> None:
    """Print load time, quiz turn and question turn for each size; plot them on request."""
    parser = argparse.ArgumentParser(description="Growth of load and turn with the course.")
    parser.add_argument("--most", type=int, default=10_000)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args()
    print(f"{'entries':>8} {'course.json':>12} {'load':>10} {'first question':>15} "
          f"{'quiz turn':>11} {'question turn':>14}")  # fmt: skip
    rows = []
    for entries in (size for size in SIZES if size <= options.most):
        with tempfile.TemporaryDirectory() as name:
            build = build_large(entries, Path(name))
            measured = _measure(build, entries)
        rows.append((entries, *measured))
        size, load, first, quiz, question = measured
        print(f"{entries:8,} {size / 1e6:9.1f} MB {load * 1e3:7.1f} ms {first * 1e3:12.1f} ms "
              f"{quiz * 1e6:8.0f} µs {question * 1e3:11.2f} ms", flush=True)  # fmt: skip
    by_size = {row[0]: row for row in rows}
    for most in (10_000, 50_000):
        if most in by_size:
            few, many = by_size[100], by_size[most]
            verdict = "" if most > 10_000 else "  (reach 2.0)"
            print(f"100 to {most:,} entries: quiz turn x {many[4] / few[4]:.2f}, "
                  f"question turn x {many[5] / few[5]:.2f}{verdict}")  # fmt: skip
    if options.plot:
        _plot(rows, options.plot)


@cache
def _sources() -> list[dict[str, Any]]:
    courses = sorted((HERE / "data" / "routing" / "courses").glob("*.json"))
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in courses]
    return [
        entry
        for course in loaded
        for topic in course["course"]["topics"]
        for entry in topic["entries"]
    ]


def large_course(entries: int) -> dict[str, Any]:
    """A course of so many entries, a topic to every fifty, a quiz item to every entry."""
    sources, rng = _sources(), random.Random(entries)
    topics = []
    for start in range(0, entries, 50):
        here = range(start, min(start + 50, entries))
        topics.append({
            "id": f"t-{start}",
            "title": f"{_place(start)} studies",
            "entries": [_entry(sources[n % len(sources)], n) for n in here],
            "quiz": [_item(sources[n % len(sources)], n, rng) for n in here],
        })  # fmt: skip
    return {"format": 1, "course": {"title": "Everything"}, "topics": topics}


def _place(number: int) -> str:
    rng = random.Random(number)
    return "".join(rng.choice(_SYLLABLES) for _ in range(3))


def _entry(source: dict[str, Any], number: int) -> dict[str, Any]:
    place = _place(number)
    return {
        "id": f"e-{number}",
        "question": f"{source['question'].rstrip('?')[:150]} in {place}?",
        "also_asked": [f"{a[:150]} in {place}" for a in source.get("also_asked", ())[:4]],
        "answer": source["answer"][:500],
        "points": source.get("points", [])[:6],
    }


def _item(source: dict[str, Any], number: int, rng: random.Random) -> dict[str, Any]:
    year = str(rng.randrange(1000, 2000))
    prompt = f"In which year was this in {_place(number)}: {source['question'][:120]}"
    return {"id": f"q-{number}", "kind": "year", "prompt": prompt, "answer": year,
            "explanation": f"It was {year}.", "entry": f"e-{number}"}  # fmt: skip


def build_large(entries: int, folder: Path) -> Path:
    """A build of such a course, as `owl build` lays it out."""
    from skill.compose import COURSE, INDEX, WEIGHTS
    from skill.content.course import Course, CourseFile
    from skill.reader.weights import quantise_weights
    from skill.retrieval.index import build_index
    from skill.settings import Settings

    course = Course(msgspec.convert(large_course(entries), CourseFile))
    build = folder / "build"
    build.mkdir()
    (build / COURSE).write_bytes(msgspec.json.encode(course.file, order="deterministic"))
    weights = quantise_weights(Settings().cache / WEIGHTS)
    (build / WEIGHTS).symlink_to(weights.resolve())
    build_index(course, _Turned(weights)).save(build / INDEX)
    return build


class _Turned:
    """Vectors of the source texts, turned a little by what was added to each."""

    known: dict[str, Any] = {}

    def __init__(self, weights: Path):
        from skill.retrieval.open import open_encoder

        self._encoder = open_encoder(weights)

    def encode(self, texts: Any) -> Any:
        """One unit vector a text."""
        stems = [text[:40] for text in texts]
        new = list(dict.fromkeys(stem for stem in stems if stem not in self.known))
        if new and self._encoder is not None:
            self.known.update(zip(new, self._encoder.encode(new), strict=True))
        found = np.stack([self.known[stem] for stem in stems])
        seeds = [sum(map(ord, text)) * 131 + len(text) for text in texts]
        noise = np.stack([np.random.default_rng(s).standard_normal(384) for s in seeds])
        turned = found + 0.02 * noise
        unit = turned / np.linalg.norm(turned, axis=1, keepdims=True)
        return unit.astype(np.float32)


def with_questions(entries: int, count: int) -> list[str]:
    """Questions about that course, each once."""
    rng, sources = random.Random(7), _sources()
    numbers = [rng.randrange(entries) for _ in range(count)]
    return [
        f"{sources[n % len(sources)]['question'].rstrip('?')} in {_place(n)}".lower()
        for n in numbers
    ]


def service_for(build: Path) -> Callable[[str], Any]:
    """A function that asks one question of a build, as a whole turn, and gives its facts."""
    from skill.compose import build_service
    from skill.dialogue.acts import Act, UserTurn
    from skill.settings import Settings

    service = build_service(Settings(build=build, store="memory"))
    return lambda text: service.take_turn(UserTurn(Act.SAID, text), None, "learner").log


def _measure(build: Path, entries: int) -> tuple[float, float, float, float, float]:
    """Bytes of the course; seconds to load it and launch, to answer first, and by turn."""
    from skill.compose import build_service
    from skill.dialogue.acts import Act, UserTurn
    from skill.settings import Settings

    started = time.perf_counter()
    service = build_service(Settings(build=build, store="memory"))
    service.take_turn(UserTurn(Act.LAUNCH, opens=True), None, "learner")
    load = time.perf_counter() - started
    questions = with_questions(entries, 60)
    times = []
    for question in questions:
        started = time.perf_counter()
        service.take_turn(UserTurn(Act.SAID, question), None, "learner")
        times.append(time.perf_counter() - started)
    quiz, state = [], None
    for number in range(300):
        text = "quiz me" if state is None or not state.get("quiz") else "nineteen twenty nine"
        started = time.perf_counter()
        turned = service.take_turn(UserTurn(Act.SAID, text), state, "learner")
        quiz.append(time.perf_counter() - started)
        state = turned.state
        if number == 1 and "quiz" not in state:
            sys.exit(f"no quiz was begun: {turned.log}")
    size = float((build / "course.json").stat().st_size)
    return size, load, times[0], middle(quiz[50:]), middle(times[10:])


def _plot(rows: list[tuple[float, ...]], path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots()
    names = ("load and launch", "first question", "quiz turn", "question turn")
    for column, name in enumerate(names, start=2):
        axes.loglog([r[0] for r in rows], [1e3 * r[column] for r in rows], "o-", label=name)
    axes.set(xlabel="entries", ylabel="milliseconds", title="Growth with the course")
    axes.legend()
    axes.grid(True, which="both", alpha=0.3)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)
    print(f"plotted in {path}")


if __name__ == "__main__":
    main()
