"""What many tests share: the course of the repository and the tools over it, made once."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pytest

from skill.compose import tools_for
from skill.content.course import Course
from skill.content.loading import load_course
from skill.dialogue.scene import Tools
from skill.reader.reader import Pair, Reader
from skill.settings import Settings
from tests.conversation import FROZEN


def pytest_sessionstart(session: pytest.Session) -> None:
    """Encodes the course that ships, once for all workers: their processes find it in the cache."""
    if hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    if (
        not session.config.pluginmanager.hasplugin("xdist")
        or not session.config.option.numprocesses
    ):
        return
    settings = Settings()
    tools_for(load_course(settings.content), settings).router.route("warm")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(content=FROZEN)


@pytest.fixture(scope="session")
def course(settings: Settings) -> Course:
    return load_course(settings.content)


@pytest.fixture(scope="session")
def tools(course: Course, settings: Settings) -> Tools:
    return tools_for(course, settings)


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Nothing is read twice in a run: many tests say the same words over the same questions."""
    known: dict[tuple[int, str, Pair], Any] = {}
    plain = Reader.logits

    def logits(self: Reader, task: str, pairs: Sequence[Pair]) -> Any:
        missing = [pair for pair in dict.fromkeys(pairs) if (id(self), task, pair) not in known]
        if missing:
            rows = plain(self, task, missing)
            known.update(
                ((id(self), task, pair), row) for pair, row in zip(missing, rows, strict=True)
            )
        return np.array([known[id(self), task, pair] for pair in pairs])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "logits", logits)
        yield
