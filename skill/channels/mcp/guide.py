"""The course's guide as resources: a page of contents, and a page in Markdown for each topic.

What a learner may read; the quiz's questions and their answers are not in it.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from skill.content.course import Course, Entry, Topic

CONTENTS = "owl://guide"
"""The address of the page of contents."""


class Page(NamedTuple):
    """One page of the guide."""

    address: str
    title: str
    text: str
    """In Markdown."""


def pages(course: Course, others: Mapping[str, Course] | None = None) -> Iterator[Page]:
    """The page of contents, then a page for each topic that has entries.

    others: a shelf's further courses by id; their topics' addresses begin with it.
    """
    shelf = {"": course, **(others or {})}
    text = "\n".join(_contents(each, at) for at, each in shelf.items())
    yield Page(CONTENTS, f"Guide: {' and '.join(each.info.title for each in shelf.values())}", text)
    for at, each in shelf.items():
        for topic in each.topics:
            if topic.entries:
                yield Page(_address(topic, at), topic.title, page(topic))


def _address(topic: Topic, subject: str) -> str:
    return "/".join(filter(None, (CONTENTS, subject, topic.id)))


def _contents(course: Course, subject: str) -> str:
    boards = ", ".join(course.info.exam_boards)
    lines = [f"# {course.info.title}", "", *([f"Written for {boards}.", ""] if boards else [])]
    lines += [
        f"* [{topic.title}]({_address(topic, subject)})" for topic in course.topics if topic.entries
    ]
    return "\n".join(lines) + "\n"


def page(topic: Topic) -> str:
    """One topic: its questions with their answers, and its words."""
    lines = [f"# {topic.title}", ""]
    for entry in topic.entries:
        lines += _entry(entry)
    if topic.glossary:
        lines += ["## Words", ""]
        lines += [f"* **{term.term}**: {term.meaning}" for term in topic.glossary]
    return "\n".join(lines).rstrip() + "\n"


def _entry(entry: Entry) -> Iterator[str]:
    yield from (f"## {entry.question}", "", entry.answer, "")
    if entry.points:
        yield from (f"* {point}" for point in entry.points)
        yield ""
    if entry.detail:
        yield from (entry.detail, "")
