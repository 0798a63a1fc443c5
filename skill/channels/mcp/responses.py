"""Replies as tool results: the owl's own words, and the facts beside them.

An assistant is given what a screen would show, never what it would have to invent: which question is
open and with which options, how the last answer was marked, how the quiz stands.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from skill.dialogue.reply import Reply, Screen
from skill.speech.parts import plain

Verdict = Literal["right", "partly", "wrong", "not_known", "skipped", "still_open", "not_sure"]
_VERDICTS: dict[str, Verdict] = {
    "correct": "right", "partial": "partly", "incorrect": "wrong", "dont_know": "not_known",
    "skipped": "skipped", "open": "still_open", "unsure": "not_sure",
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """The question that is open."""

    number: int
    """From 1."""
    of: int
    text: str
    options: list[str]
    """What to choose from; empty where the answer is free."""


@dataclass(frozen=True)
class Marked:
    """How what was answered was marked."""

    verdict: Verdict
    credit: float | None
    """From 0 to 1; null while it is not settled."""


@dataclass(frozen=True)
class Standing:
    """How the quiz stands."""

    points: float
    marked: int
    """Questions marked so far."""
    of: int


@dataclass(frozen=True)
class Told:
    """One reply."""

    says: str
    """The owl's own words, to be passed on as they are."""
    waits: bool
    """Whether it waits for the learner; false after a goodbye."""
    title: str
    """What it is about, such as an entry's question; empty where a screen would show nothing."""
    lines: list[str]
    """Points of an answer, rows of a summary, topics."""
    question: Question | None
    marked: Marked | None
    quiz: Standing | None


def told(reply: Reply, state: Mapping[str, Any], facts: Mapping[str, Any]) -> Told:
    """A reply as it is handed over.

    Args:
        reply: what the owl says and shows.
        state: the dialogue's state after it.
        facts: what happened in the turn, as the log has it.
    """
    screen, quiz = reply.screen, state.get("quiz")
    lines = list(screen.lines) if screen and not quiz else []
    return Told(
        says=plain(reply.speech), waits=reply.listen, title=screen.title if screen else "",
        lines=lines, question=_question(screen, quiz), marked=_marked(facts),
        quiz=_standing(quiz or (state.get("over") if facts.get("finished") else None)),
    )  # fmt: skip


def plain_told(words: str) -> Told:
    """Something said beside the dialogue."""
    return Told(words, True, "", [], None, None, None)


def as_json(reply: Told) -> dict[str, Any]:
    """A reply as JSON values."""
    return asdict(reply)


def _question(screen: Screen | None, quiz: Mapping[str, Any] | None) -> Question | None:
    if quiz is None or screen is None or screen.kind not in ("question", "verdict"):
        return None
    # After a verdict the next question stands in the footer, behind its number.
    text = screen.text if screen.kind == "question" else screen.footer.partition(": ")[2]
    return Question(quiz.get("at", 0) + 1, len(quiz["items"]), text, list(screen.lines))


def _marked(facts: Mapping[str, Any]) -> Marked | None:
    credit, verdict = facts.get("credit"), str(facts.get("verdict", ""))
    if verdict == "closed" and credit is not None:
        # A list that was ended counts as what was named of it.
        verdict = "correct" if credit >= 1 else "partial" if credit else "incorrect"
    return Marked(_VERDICTS[verdict], credit) if verdict in _VERDICTS else None


def _standing(quiz: Mapping[str, Any] | None) -> Standing | None:
    if quiz is None:
        return None
    marks = [mark for mark in quiz["marks"] if mark >= 0]
    return Standing(round(sum(marks) / 100, 2), len(marks), len(quiz["items"]))
