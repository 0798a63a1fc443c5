"""`owl guide`: a course as a study guide, one HTML page that needs nothing else.

Read on a phone, tested by, and printed: one topic to a sheet. It works without scripts, apart from the
score; a policy of its own forbids it the network.
"""

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path

from skill.content.course import Course, Topic
from skill.desk.guidebook.section import items_of, topic_section
from skill.desk.guidebook.selftest import answers
from skill.desk.guidebook.sheet import print_sizes
from skill.desk.guidebook.written import Writer

_HERE = Path(__file__).parent / "guidebook"


def study_guide(course: Course) -> str:
    """The whole page. Every text of the course is escaped."""
    title = escape(course.info.title)
    write = Writer(course.info)
    topics = [topic for topic in course.topics if topic.entries or items_of(topic)]
    items = [item for topic in topics for item in items_of(topic)]
    style, script = _file("guide.css") + print_sizes(), _file("selftest.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    body = [
        f'<header><h1>{title}</h1>\n<p class="small">A study guide to read, print, and test yourself '
        f"with.{_boards(course)}</p></header>",
        _contents(topics, write),
        "<main>",
        *(topic_section(course, topic, write) for topic in topics),
        "</main>",
        f'<script type="application/json" id="answers">{answers(items)}</script>',
        f"<script>{script}</script>",
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}: study guide</title>\n<style>{style}</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


@cache
def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a content security policy calls an inline style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _boards(course: Course) -> str:
    boards = ", ".join(map(escape, course.info.exam_boards))
    return f" Written for {boards}; no board has endorsed it." if boards else ""


def _contents(topics: Sequence[Topic], write: Writer) -> str:
    lines = [f'<li><a href="#{topic.id}">{write(topic.title)}</a></li>' for topic in topics]
    return f'<nav aria-label="Contents"><ol>{"".join(lines)}</ol></nav>'
