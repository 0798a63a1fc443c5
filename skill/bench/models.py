"""The interaction models as files: written, compared, linted; and as the simulator reads them."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from skill.channels.alexa.intents import Capture
from skill.channels.alexa.lint import Problem, lint
from skill.channels.alexa.model import CAPTURES, build_model, model_files
from skill.content.course import Course
from skill.errors import SkillError


def course_models(course: Course, capture: Capture) -> Callable[[str], Mapping[str, Any]]:
    """Gives the model of a locale, built from the course when first asked for.

    The function given raises ValueError for a locale that the course does not have.
    """

    @cache
    def model(locale: str) -> Mapping[str, Any]:
        if locale not in course.info.locales:
            raise ValueError(f"expected one of {', '.join(course.info.locales)}, got {locale}")
        return build_model(course, locale, capture)

    return model


def write_models(course: Course, folder: Path, keep_fallback: bool = False) -> list[Problem]:
    """Write every model of the course; what the lint finds in them comes back."""
    for path, text in model_files(course, folder, keep_fallback).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for path in _strays(course, folder):
        path.unlink()
    return _lint(course, keep_fallback)


def check_models(course: Course, folder: Path, keep_fallback: bool = False) -> list[Problem]:
    """What is wrong with the files in `folder`: stale, missing, left over, or against a rule."""
    stale = "not what the course gives now; run `owl model`"
    found = []
    for path, text in model_files(course, folder, keep_fallback).items():
        if not path.is_file() or path.read_text("utf-8") != text:
            found.append(Problem(str(path.relative_to(folder)), stale))
    for path in _strays(course, folder):
        found.append(Problem(str(path.relative_to(folder)), "the course has no such locale"))
    return found + _lint(course, keep_fallback)


def _strays(course: Course, folder: Path) -> list[Path]:
    """Model files of locales that the course no longer has."""
    wanted = model_files(course, folder)
    folders = {path.parent for path in wanted}
    return sorted(p for f in folders if f.is_dir() for p in f.glob("*.json") if p not in wanted)


def _lint(course: Course, keep_fallback: bool) -> list[Problem]:
    locale = course.info.locales[0] if course.info.locales else "en-GB"
    if not course.info.locales:
        raise SkillError("course.locales: expected at least one locale, got none")
    return [
        Problem(f"{capture}: {problem.place}", problem.rule)
        for capture in CAPTURES
        for problem in lint(build_model(course, locale, capture, keep_fallback), keep_fallback)
    ]
