"""The tools: typed, each with a short description, each one sentence to the owl."""

import json
from collections.abc import Callable
from typing import Annotated, Any

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from skill.channels.mcp import requests
from skill.channels.mcp.handler import Handler
from skill.channels.mcp.responses import Told, as_json
from skill.dialogue.acts import UserTurn

DeviceOf = Callable[[Any], str]
"""Whose call it is, from the SDK's context."""
Topic = Annotated[
    str,
    Field(description="A topic, event or person of the course; empty for all of it.",
          max_length=requests.LONGEST_NAME),
]  # fmt: skip
Words = Annotated[
    str,
    Field(description="The learner's own words.", min_length=1, max_length=requests.LONGEST),
]
Result = Annotated[CallToolResult, Told]

_LOOKS = ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False)
_KEEPS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
# "Forget me" and "yes" go through `answer`, and delete what is kept.
_DELETES = ToolAnnotations(read_only_hint=False, destructive_hint=True, open_world_hint=False)


def add_tools(server: Any, handler: Handler, device_of: DeviceOf) -> None:
    """Every tool, on the server."""
    take = _Takes(handler, device_of)
    _add_answers(server, take)
    _add_quiz(server, take)
    _add_record(server, take)
    if handler.links_doors:
        _add_link(server, handler, device_of)


class _Takes:
    """Takes a turn of whoever calls."""

    def __init__(self, handler: Handler, device_of: DeviceOf):
        self._handler, self._device_of = handler, device_of

    def __call__(self, ctx: Any, turn: UserTurn) -> CallToolResult:
        return _result(self._handler.take(self._device_of(ctx), turn))


def _result(told: Told) -> CallToolResult:
    """The owl's words for whoever reads; the same with the facts for whoever computes."""
    facts = as_json(told)
    shown = {
        key: value
        for key, value in facts.items()
        if value and key not in ("says", "waits", "title")
    }
    content: list[Any] = [TextContent(type="text", text=told.says)]
    if shown:
        # Clients of before structured content see the facts as well.
        content.append(TextContent(type="text", text=json.dumps(shown, ensure_ascii=False)))
    return CallToolResult(content=content, structured_content=facts)


def _add_answers(server: Any, take: _Takes) -> None:
    @server.tool(title="Ask the owl", annotations=_KEEPS)
    def ask(question: Words, ctx: Context) -> Result:
        """Answer a question on the course, from the course. A quiz that is open stays open."""
        return take(ctx, requests.said(question))

    @server.tool(title="Put it another way", annotations=_KEEPS)
    def explain(
        ctx: Context,
        how: Annotated[requests.How, Field(description="In which way.")] = "simpler",
        term: Annotated[
            str,
            Field(description="A word to explain instead.", max_length=requests.LONGEST_NAME),
        ] = "",
    ) -> Result:
        """Explain what was told last another way, or what a term means."""
        return take(ctx, requests.explained(how, term))

    @server.tool(title="Teach a topic", annotations=_KEEPS)
    def teach(ctx: Context, topic: Topic = "") -> Result:
        """Begin a lesson: one piece at a time, with a question after each for `answer`."""
        return take(ctx, requests.taught(topic))


def _add_quiz(server: Any, take: _Takes) -> None:
    @server.tool(title="Start a quiz", annotations=_KEEPS)
    def quiz_start(
        ctx: Context,
        topic: Topic = "",
        questions: Annotated[
            int | None, Field(description="How many; the owl's choice if not given.", ge=1, le=20)
        ] = None,
    ) -> Result:
        """Begin a quiz and ask its first question. Show the question; never its answer."""
        return take(ctx, requests.quiz(topic, questions))

    @server.tool(title="Answer the owl", annotations=_DELETES)
    def answer(words: Words, ctx: Context) -> Result:
        """Hand over what the learner replied, word for word, to be marked by the owl.

        Also for yes, no, stop, pause, carry on, repeat, I don't know, and forget me.
        """
        return take(ctx, requests.said(words))

    @server.tool(title="Give a hint", annotations=_KEEPS)
    def hint(ctx: Context) -> Result:
        """Give the next hint to the open question. It costs part of the mark."""
        return take(ctx, requests.plain("hint"))

    @server.tool(title="Skip the question", annotations=_KEEPS)
    def skip(ctx: Context) -> Result:
        """Put the open question off; the second time its answer is told."""
        return take(ctx, requests.plain("skip"))

    @server.tool(title="Exam question", annotations=_KEEPS)
    def exam_question(
        ctx: Context,
        topic: Topic = "",
        marks: Annotated[
            int | None, Field(description="How many marks it is for.", ge=1, le=40)
        ] = None,
    ) -> Result:
        """Ask an exam question; `answer` takes it in several goes, and "that's it" ends it."""
        return take(ctx, requests.exam(topic, marks))


def _add_record(server: Any, take: _Takes) -> None:
    @server.tool(title="Progress", annotations=_KEEPS)
    def progress(ctx: Context) -> Result:
        """Say how the learner's revision goes, topic by topic; in a quiz, its score."""
        return take(ctx, requests.plain("progress"))

    @server.tool(title="What is due", annotations=_KEEPS)
    def due(ctx: Context) -> Result:
        """Say what is due for review, and offer a quiz on it."""
        return take(ctx, requests.plain("what's due"))


def _add_link(server: Any, handler: Handler, device_of: DeviceOf) -> None:
    @server.tool(title="Link code", annotations=_LOOKS)
    def link_code(ctx: Context) -> Result:
        """Show six digits by which the learner takes this assistant into their own progress.

        They are to be said where the owl knows the learner already, and typed in nowhere.
        """
        return _result(handler.link_code(device_of(ctx)))
