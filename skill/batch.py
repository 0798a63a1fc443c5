"""The two line-by-line contracts that teachers and other programs build on: ask and mark."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from skill.content.course import Course
from skill.dialogue.scene import Marks, Routes
from skill.retrieval.routing import Context

Answer = Callable[[dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class BadLine:
    """A line that could not be answered."""

    number: int
    reason: str


def run_batch(lines: Iterable[str], answer: Answer, out: TextIO) -> list[BadLine]:
    """Answer each line of JSON with one line of JSON; the bad lines are returned."""
    bad = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            out.write(json.dumps(answer(_object(line)), ensure_ascii=False) + "\n")
        except ValueError as error:
            bad.append(BadLine(number, str(error)))
    return bad


def _object(line: str) -> dict[str, Any]:
    try:
        value = json.loads(line.removeprefix("\ufeff"))
    except ValueError as error:
        raise ValueError(f"not JSON: {error}") from None
    if not isinstance(value, dict):
        raise ValueError(f"expected a JSON object, got {type(value).__name__}")
    return value


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    if not isinstance(found, str):
        raise ValueError(f"{name}: expected text, got {json.dumps(found)[:80]}")
    return found


def _context(course: Course, named: Any) -> Context:
    """What the conversation was about: an entry's id, or a topic's."""
    if named is None or named == "":
        return Context()
    if isinstance(named, str) and (topic := course.topic_of(named)) and course.entry(named):
        return Context(entry_id=named, topic_id=topic.id)
    if isinstance(named, str) and course.topic(named):
        return Context(topic_id=named)
    raise ValueError(f"context: no entry has the id {json.dumps(named)[:80]}")


def asker(course: Course, router: Routes) -> Answer:
    """Answers `{"text", "context"}` with the decision and the ranking."""

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        text = _text(line, "text")
        context = _context(course, line.get("context"))
        routing = router.route(text, context)
        entries = [{"id": c.entry_id, "score": round(c.score, 4)} for c in routing.candidates]
        return {"text": text, "decision": routing.decision, "entries": entries}

    return answer


def examiner(course: Course, marker: Marks) -> Answer:
    """Answers `{"item", "heard"}` with the verdict."""

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        item_id, heard = _text(line, "item"), _text(line, "heard")
        item = course.item(item_id)
        if item is None:
            raise ValueError(f"item: no quiz item has the id {json.dumps(item_id)[:80]}")
        marking = marker.mark(item, heard)
        return {
            "item": item_id,
            "heard": heard,
            "verdict": marking.verdict,
            "points": list(marking.points),
            "command": marking.command,
        }

    return answer
