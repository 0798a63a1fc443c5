"""The three line-by-line contracts that other programs build on: ask, mark and hear."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TextIO

from skill.content.course import Course, QuizItem
from skill.dialogue.scene import Hears
from skill.retrieval.routing import Context
from skill.understanding.judges import Routes
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation

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
        told = {"text": text, "decision": routing.decision, "entries": entries}
        return told | ({"mention": routing.mention} if routing.mention else {})

    return answer


def examiner(course: Course, ear: Hears) -> Answer:
    """Answers `{"item", "heard"}` with the verdict, or with what the words are instead."""

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        item_id, heard = _text(line, "item"), _text(line, "heard")
        item = _item(course, item_id, "item")
        meaning = ear.understand(heard, Situation(item=item, meant=True))
        marking, act = meaning.marking, meaning.act
        command = meaning.detail if act == "command" else "why" if act == "explain" else None
        verdict = marking.verdict if marking else _WITHOUT_A_MARK.get(act, "unsure")
        return {
            "item": item_id,
            "heard": heard,
            "verdict": verdict,
            "points": list(marking.points) if marking else [],
            "command": command,
        }

    return answer


_WITHOUT_A_MARK = {
    "dont_know": "dont_know", "question": "question", "command": "command", "explain": "command",
}  # fmt: skip
_OFFERS = {
    "points": "list", "another_quiz": "more_quiz", "did_you_mean": "choice", "resume": "resume",
}  # fmt: skip
"""What the contract calls an offer, and the dialogue."""


def hearer(course: Course, ear: Hears, router: Routes) -> Answer:
    """Answers `{"heard", "open", "offer", "last"}` with what was meant."""

    def answer(line: dict[str, Any]) -> dict[str, Any]:
        situation = situation_of(course, line)
        meaning = ear.understand(_text(line, "heard"), situation)
        return {"heard": line["heard"], **told(meaning, situation, router)}

    return answer


def situation_of(course: Course, line: dict[str, Any]) -> Situation:
    """The situation that a line of the contract describes. ValueError where it is none."""
    offer = line.get("offer")
    if offer is not None and offer not in _OFFERS:
        raise ValueError(f"offer: expected one of {', '.join(_OFFERS)} or null")
    context = _context(course, line.get("last"))
    opened = line.get("open")
    if opened is None:
        return Situation(
            offer=_OFFERS.get(offer or "", ""), entry=context.entry_id, topic=context.topic_id,
            over=offer == "another_quiz",
        )  # fmt: skip
    item = _item(course, opened, "open")
    topic = course.topic_of(item.id)
    return Situation(item=item, entry=context.entry_id, topic=topic.id if topic else None)


def told(meaning: Meaning, situation: Situation, router: Routes) -> dict[str, Any]:
    """A meaning as the contract tells it."""
    act = "aside" if meaning.act == "chat" else meaning.act
    verdict = meaning.marking.verdict if act == "answer" and meaning.marking else None
    entry = None
    if act == "question":
        context = Context(entry_id=situation.entry, topic_id=situation.topic)
        routing = meaning.routing or router.route(meaning.text, context)
        if routing.decision != "unknown" and routing.candidates:
            entry = routing.candidates[0].entry_id
    found: dict[str, Any] = {
        "act": act, "detail": meaning.detail, "verdict": verdict, "entry": entry,
        "probability": round(meaning.probability, 4),
    }  # fmt: skip
    return found | ({"asks": True} if meaning.asks else {})


def _item(course: Course, item_id: Any, name: str) -> QuizItem:
    item = course.item(item_id) if isinstance(item_id, str) else None
    if item is None:
        raise ValueError(f"{name}: no quiz item has the id {json.dumps(item_id)[:80]}")
    return item
