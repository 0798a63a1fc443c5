"""The course's guide as resources: a page of contents, and a page in Markdown for each topic.

What a learner may read; the quiz's questions and their answers are not in it.
"""

from collections.abc import Iterator

from skill.content.course import Course, Entry, Topic

CONTENTS = "owl://guide"
"""The address of the page of contents."""


def address(topic: Topic) -> str:
    """The address of a topic's page."""
    return f"{CONTENTS}/{topic.id}"


def contents(course: Course) -> str:
    """The topics, each with its address."""
    boards = ", ".join(course.info.exam_boards)
    lines = [f"# {course.info.title}", "", *([f"Written for {boards}.", ""] if boards else [])]
    lines += [f"* [{topic.title}]({address(topic)})" for topic in course.topics if topic.entries]
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
