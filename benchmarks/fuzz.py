"""Bent requests through the whole skill: every reply must be one that Alexa accepts.

    python -m benchmarks.fuzz [--requests 20000] [--seed 1] [--envelopes FOLDER]

Envelopes come from conversations held in the simulator (both captures, with their session
state) and, where given, from a folder of recorded ones. Each is bent at one to four places:
a value replaced, removed, doubled or swapped for another envelope's. Prints what went wrong
and exits with 1 if anything did.
"""

import argparse
import copy
import json
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.bench.models import course_models
from skill.bench.session import Session
from skill.channels.alexa.composition import skill_handler
from skill.channels.alexa.wellformed import problems
from skill.compose import build_service
from skill.errors import ForeignRequest
from skill.learner.stores.memory import MemoryStore
from skill.settings import Settings

LINES = (
    "open revision owl", "why did it happen", "yes", "quiz me", "hint", "nineteen twenty nine", "b",
    "true", "what are the options", "i don't know", "because they wanted to", "skip", "repeat",
    "help", "ten questions", "the second one", "stop", "open revision owl", "what can i ask",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1e308, 10**30, "", " ", "?", "<speak>&", "\x00\x1f", "\ud800", "a" * 9000,
    "{words}", "日本語", "../../etc", "'; --", [], [[]], [None] * 50, {}, {"type": "List"},
    {"value": {"name": 3}}, "LaunchRequest", "IntentRequest", "SessionEndedRequest",
    "AlexaSkillEvent.SkillDisabled", "Alexa.Presentation.APL.UserEvent", "AMAZON.StopIntent",
)  # fmt: skip


def recorded(folder: Path | None) -> Iterator[Any]:
    """The envelopes of a folder; files that hold none are left out."""
    for path in sorted(folder.rglob("*.json")) if folder else ():
        try:
            yield json.loads(path.read_text("utf-8-sig"))
        except ValueError:
            continue


def simulated(service: Any) -> Iterator[Any]:
    """The envelopes of one conversation in each capture, with and without a screen."""
    for capture in ("elicit", "intents"):
        handler = skill_handler(Settings(capture=capture), service=lambda: service)
        for device in ("no-screen", "screen"):
            session = Session(handler, course_models(service.tools.course, capture), device=device)
            exchanges = [session.say(line) for line in LINES] + [session.touch(["option:1"])]
            yield from (e.request for e in (*exchanges, session.end()) if e.request)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value, but for the whole."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            found += places(inner, (*path, at))
    return found


def bent(event: Any, others: list[Any], rng: random.Random) -> Any:
    """A copy of an envelope with one to four faults."""
    event = copy.deepcopy(event)
    for _ in range(rng.randint(1, 4)):
        found = places(event)
        if not found:
            return copy.deepcopy(rng.choice(VALUES))
        *inward, last = rng.choice(found)
        target = event
        for key in inward:
            target = target[key]
        kind = rng.random()
        if kind < 0.2:
            del target[last]
        elif kind < 0.3:
            target[last] = [target[last], target[last]]
        elif kind < 0.4:
            other = rng.choice(others)
            target[last] = copy.deepcopy(other.get("request") if isinstance(other, dict) else other)
        else:
            target[last] = copy.deepcopy(rng.choice(VALUES))
    return event


def main() -> int:
    """Run; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--envelopes", type=Path)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rng = random.Random(given.seed)
    service = build_service(
        Settings(store="memory"), store=MemoryStore(), rng=random.Random(given.seed)
    )
    seeds = [*simulated(service), *recorded(given.envelopes)]
    wrong: Counter[str] = Counter()

    def note(facts: Any) -> None:
        # The service turns its own faults into a kind sentence; here they count.
        if "fault" in facts:
            wrong[f"the service stumbled: {facts['fault']}"] += 1

    handlers = [
        skill_handler(Settings(capture=capture), service=lambda: service, write_log=note)
        for capture in ("elicit", "intents")
    ]
    slowest = 0.0
    started = time.perf_counter()
    for _ in range(given.requests):
        event = bent(rng.choice(seeds), seeds, rng)
        began = time.process_time()
        try:
            response = rng.choice(handlers)(event, None)
            json.dumps(response)
            found = problems(response, event if isinstance(event, dict) else {})
        except ForeignRequest:
            found = []
        except Exception as error:
            found = [f"{type(error).__name__}: {error}"]
        slowest = max(slowest, time.process_time() - began)
        wrong.update(found)
    seconds = time.perf_counter() - started
    print(f"{given.requests} bent requests from {len(seeds)} envelopes in {seconds:.0f} s, at most "
          f"{1000 * slowest:.0f} ms of the processor for one; {sum(wrong.values())} wrong")  # fmt: skip
    for problem, count in wrong.most_common(20):
        print(f"  {count} x {problem[:160]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
