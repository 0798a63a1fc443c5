"""What many tests share: the course of the repository and the tools over it, made once."""

import pytest

from skill.compose import tools_for
from skill.content.course import Course
from skill.content.loading import load_course
from skill.dialogue.scene import Tools
from skill.settings import Settings


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def course(settings: Settings) -> Course:
    return load_course(settings.content)


@pytest.fixture(scope="session")
def tools(course: Course, settings: Settings) -> Tools:
    return tools_for(course, settings)
