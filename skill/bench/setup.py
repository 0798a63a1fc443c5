"""The simulator put together from settings: the terminal as `owl run` starts it."""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from skill.bench.models import course_models
from skill.bench.replay import load_replay
from skill.bench.terminal import run
from skill.channels.alexa.composition import skill_handler
from skill.compose import TURNS, build_service, heard, load
from skill.settings import Settings


def turn_log(settings: Settings) -> Callable[[Mapping[str, Any]], None]:
    """Keeps a line of facts a turn in the cache, for `owl stats`."""

    def write(facts: Mapping[str, Any]) -> None:
        settings.cache.mkdir(parents=True, exist_ok=True)
        with (settings.cache / TURNS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(facts, ensure_ascii=False) + "\n")

    return write


def terminal(
    settings: Settings,
    *,
    locale: str = "en-GB",
    device: str = "no-screen",
    replay: Path | None = None,
    record: Path | None = None,
) -> int:
    """Hold a conversation in the terminal; the exit code.

    Args:
        replay: an `ask dialog` file whose lines are said instead of typed ones; its locale
            is used when the course has it.
        record: where to write what was said, in the same format.

    Raises:
        ContentError: the course or the replay file cannot be used.
    """
    course = load(settings)
    talk = load_replay(replay) if replay else None
    if talk and talk.locale in course.info.locales:
        locale = talk.locale
    if locale not in course.info.locales:
        print(f"The course has {', '.join(course.info.locales)}, not {locale}.", file=sys.stderr)
        return 2
    service = build_service(settings, course=course)
    # The simulated skill has its own id: a real one in the environment must not refuse it.
    handler = skill_handler(
        replace(settings, skill_id=""), service=lambda: service, write_log=turn_log(settings)
    )
    run(
        handler,
        course_models(heard(course, settings), settings.capture),
        locale=locale,
        device=device,
        source=talk.lines if talk else None,
        record=record,
    )
    return 0
