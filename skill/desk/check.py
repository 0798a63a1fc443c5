"""`owl check`: everything a second reader would say about a course."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from skill.content.course import Course
from skill.content.loading import examine
from skill.content.problems import Problem
from skill.desk.checks import answers, completeness, facts, hearing, pronouncing, telling, wording
from skill.desk.checks.answers import Marks
from skill.desk.checks.routing import RouterFactory, confusable_questions, wordings
from skill.desk.findings import Finding, from_problem, in_order, with_lines
from skill.errors import ContentError

MarkerFactory = Callable[[Course], Marks]
_PLAIN = (
    wording.few_phrasings,
    wording.same_phrasings,
    wording.same_items,
    hearing.too_long_to_hear,
    hearing.too_long_lists,
    hearing.written_for_the_eye,
    pronouncing.unknown_words,
    facts.unfounded_answers,
    completeness.missing_help,
    completeness.missing_tutoring,
    completeness.spoilt_items,
    telling.giving_away,
    telling.told_elsewhere,
    completeness.one_sided_truths,
    completeness.boards,
    completeness.names_and_drafts,
    answers.command_answers,
)


Progress = Callable[[int], object]
"""Hears how many steps were done since it was last called; `steps(course)` are all."""


def check_file(
    path: str | Path,
    router_factory: RouterFactory | None = None,
    marker_factory: MarkerFactory | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Check a course file: its structure, and if that is sound, its contents.

    Args:
        router_factory: makes a router for a course; None leaves confusable questions out.
        marker_factory: makes a marker for a course; None leaves out what only it can tell.

    Raises:
        ContentError: the file cannot be read or is not JSON.
    """
    examined = examine(path)
    found = [from_problem(problem, "error") for problem in examined.faults]
    found += [from_problem(problem, "warning") for problem in examined.warnings]
    if examined.course is not None:
        found += check_course(examined.course, router_factory, marker_factory, progress)
    return with_lines(in_order(found), examined.text)


def check_course(
    course: Course,
    router_factory: RouterFactory | None = None,
    marker_factory: MarkerFactory | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Everything editorial about a sound course, warnings first."""
    return in_order(_findings(course, router_factory, marker_factory, progress))


def steps(course: Course) -> int:
    """How many steps a progress bar has."""
    return len(_PLAIN) + 2 + wordings(course)


def _findings(
    course: Course,
    router_factory: RouterFactory | None,
    marker_factory: MarkerFactory | None,
    progress: Progress | None,
) -> Iterator[Finding]:
    tell = progress or (lambda done: None)
    for check in _PLAIN:
        yield from check(course)
        tell(1)
    yield from answers.alike_answers(course, marker_factory)
    tell(1)
    if marker_factory:
        yield from answers.unmarkable_answers(course, marker_factory)
    tell(1)
    if router_factory and sum(1 for _ in course.entries()) > 1:
        yield from confusable_questions(course, router_factory, tell)


def problems_as_findings(error: ContentError) -> Iterable[Finding]:
    """A file that cannot be read, as findings, so that --json has one form for everything."""
    found = []
    for told in error.problems:
        line = re.search(r"\bline (\d+)", told)
        finding = from_problem(Problem((), told), "error")
        found.append(replace(finding, line=int(line[1])) if line else finding)
    return found
