"""The owl as an MCP server: its tools, the guide as resources, and prompts to begin with.

The only files that know the protocol's SDK are this one, `tools` and `serving`.
"""

from collections.abc import Mapping
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.resources import TextResource

from skill.channels.mcp import guide
from skill.channels.mcp.handler import Handler
from skill.channels.mcp.tools import DeviceOf, add_tools
from skill.content.course import Course

NAME = "revision-owl"
_INSTRUCTIONS = """\
Revision Owl revises with a learner for their exams ({title}). It answers from its own course, quizzes,
teaches, and marks. Pass its words on as they are: do not mark an answer yourself, do not tell an answer
before the learner has tried, and do not add facts of your own to its answers. Hand the learner's words
to `answer` as they wrote them, right or wrong, and also when they say yes, no, stop, pause, carry on
or forget me. Learners are 14 to 16: if one says something worrying, pass that on too and then the
owl's reply, word for word."""


def build_server(
    course: Course, handler: Handler, device_of: DeviceOf, version: str = "",
    others: Mapping[str, Course] | None = None,
) -> Any:  # fmt: skip
    """The server, for any of the protocol's transports.

    Args:
        course: what the guide's pages are made of.
        handler: takes the turns.
        device_of: who calls, from the SDK's context of the call.
        version: the skill's, as clients are shown it.
        others: a shelf's further courses, by id.
    """
    titles = " and ".join(each.info.title for each in (course, *(others or {}).values()))
    server = MCPServer(
        NAME, title=course.info.skill_name, version=version, log_level="WARNING",
        instructions=_INSTRUCTIONS.format(title=titles),
        # Nothing here changes while it runs, so there is nothing to listen for.
        subscriptions=False,
    )  # fmt: skip
    add_tools(server, handler, device_of)
    _add_guide(server, course, others)
    _add_prompts(server, course)
    return server


def _add_guide(server: Any, course: Course, others: Mapping[str, Course] | None) -> None:
    for uri, title, text in guide.pages(course, others):
        name = uri.removeprefix("owl://")
        page = TextResource(uri=uri, name=name, title=title, text=text, mime_type="text/markdown")
        server.add_resource(page)


def _add_prompts(server: Any, course: Course) -> None:
    @server.prompt(title="Quiz me")
    def quiz_me(topic: str = "") -> str:
        """A short quiz, one question at a time."""
        on = f" on {topic}" if topic else f" on {course.info.title}"
        return (
            f"Quiz me{on} with Revision Owl: start with quiz_start, show me each question with its "
            "options, give my words to answer just as I wrote them, and tell me what the owl says."
        )

    @server.prompt(title="Teach me")
    def teach_me(topic: str) -> str:
        """A lesson with a question after each piece."""
        return (
            f"Teach me about {topic} with Revision Owl's teach tool, piece by piece. I answer its "
            "questions in my own words; hand them to answer and tell me what the owl says."
        )

    @server.prompt(title="What should I revise?")
    def what_next() -> str:
        """What is due, and how it goes."""
        return (
            "Ask Revision Owl for due and for progress, tell me in a few lines what waits for me, "
            "and offer me a quiz on it."
        )
