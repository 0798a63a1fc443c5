"""An assistant's tool calls, read into turns: each tool is a sentence a learner could have said.

What an assistant passes on it passes on to the owl: none of it is talk in the room.
"""

from typing import Literal

from skill.dialogue.acts import Act, UserTurn

LONGEST = 2_000
"""Characters of a learner's words that are read."""
LONGEST_NAME = 140
"""Characters of a topic, an event or a person."""
How = Literal["simpler", "example", "why", "remember", "in_an_exam", "in_short", "more"]
"""The ways of putting what was told last."""

_HOW: dict[How, str] = {
    "simpler": "say it more simply", "example": "give me an example", "why": "why",
    "remember": "how do i remember that", "in_an_exam": "how would i write that in an exam",
    "in_short": "give me the short version", "more": "tell me more",
}  # fmt: skip


def said(words: str) -> UserTurn:
    """The learner's own words."""
    return UserTurn(Act.SAID, " ".join(words[:LONGEST].split()), typed=True)


def quiz(topic: str, questions: int | None) -> UserTurn:
    """A quiz: on a topic or on everything, of so many questions or as many as usual."""
    name = _name(topic)
    if questions:
        noun = "question" if questions == 1 else "questions"
        return said(f"{questions} {noun} on {name}" if name else f"{questions} {noun}")
    return said(f"quiz me on {name}" if name else "quiz me")


def explained(how: How, term: str) -> UserTurn:
    """What was told last, put another way; with a term, what that means."""
    name = _name(term)
    return said(f"what does {name} mean" if name else _HOW[how])


def taught(topic: str) -> UserTurn:
    """A lesson."""
    name = _name(topic)
    return said(f"teach me about {name}" if name else "teach me something new")


def exam(topic: str, marks: int | None) -> UserTurn:
    """An exam question, of so many marks."""
    name = _name(topic)
    asked = f"give me a {marks} mark question" if marks else "give me an exam question"
    return said(f"{asked} on {name}" if name else asked)


def plain(wish: Literal["hint", "skip", "progress", "what's due"]) -> UserTurn:
    """A wish that needs no more words."""
    return said(wish)


def _name(text: str) -> str:
    return " ".join(text[:LONGEST_NAME].split())
