"""Conversations as text, run through the core and through the simulator into the handler.

    learner: what is typed or said        ("alexa open revision owl" starts a session)
    owl: what must be said, in this order ... anything between
    (silence)                             the learner says nothing
    (days pass: 3)                        the clock goes on
    (end)                                 the session must be over
    ---                                   a new session
    # a remark
    # questions: q-bukharin q-nep-year    the next quiz asks these, in this order

`{right}`, `{wrong}` and `{miss}` stand for an answer to whatever question is open: the
right one, a wrong one, "I don't know".
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skill.content.course import QuizItem
from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.scene import Tools
from skill.learner.stores.memory import MemoryStore
from skill.service import Service
from skill.speech.parts import plain

_QUESTIONS = "# questions:"
TRANSCRIPTS = Path(__file__).parent / "transcripts"
START = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that a transcript moves."""

    now: datetime = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=7)
        return self.now


@dataclass(frozen=True)
class Line:
    """One line of a transcript."""

    number: int
    who: str
    text: str = ""


def lines(path: Path) -> Iterator[Line]:
    """The lines of a transcript file."""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = raw.strip()
        if text.startswith(_QUESTIONS):
            yield Line(number, "questions", text.removeprefix(_QUESTIONS))
        if not text or text.startswith("#"):
            continue
        if text == "---":
            yield Line(number, "new")
        elif text.startswith("("):
            yield Line(
                number, text.strip("()").split(":")[0].strip(), text.strip("()").partition(":")[2]
            )
        else:
            who, _, said = text.partition(":")
            if who not in ("learner", "owl"):
                raise ValueError(f"{path.name}:{number}: expected learner or owl, got {who!r}")
            yield Line(number, who, said.strip())


def matches(expected: str, said: str) -> bool:
    """Whether the pieces between "..." are said, in order, without regard to case or marks."""
    rest = _bare(said)
    for piece in expected.split("..."):
        found = rest.find(_bare(piece))
        if found < 0:
            return False
        rest = rest[found + len(_bare(piece)) :]
    return True


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s%']", " ", text.lower()).split())


def open_item(state: dict | None) -> str | None:
    """The id of the question that a dialogue state has open."""
    quiz = (state or {}).get("quiz")
    return quiz["items"][quiz.get("at", 0)] if quiz else None


def filled(text: str, item: QuizItem | None) -> str:
    """The words with `{right}` and its like put in."""
    if "{" not in text:
        return text
    assert item is not None, f"no question is open for {text}"
    return text.format(right=right(item), wrong=wrong(item), miss="i don't know")


def right(item: QuizItem) -> str:
    """What a learner who knows would say."""
    if item.kind == "list":
        return " and ".join(p.text for p in item.points[: item.wanted])
    return item.answer


def wrong(item: QuizItem) -> str:
    """What a learner who is wrong would say."""
    if item.kind == "true_false":
        return "true" if item.answer == "false" else "false"
    if item.kind == "choice":
        return next(option for option in item.options if option != item.answer)
    if item.kind == "list":
        return "that's all"
    if item.kind in ("year", "number"):
        return "1066" if item.kind == "year" else "seven thousand"
    return item.reject[0] if item.reject else "a purple elephant"


class CoreTalk:
    """A conversation with the dialogue core, without any channel."""

    def __init__(self, tools: Tools, seed: int = 1):
        self.clock = Clock()
        self.service = Service(
            tools, MemoryStore(), clock=self.clock, rng=random.Random(seed), sleep=lambda _: None
        )
        self.state: dict | None = None
        self.open = False
        self.reprompt = ""
        self.course = tools.course

    def say(self, text: str) -> str:
        """Say something; what the owl says."""
        text = filled(text, self.course.item(open_item(self.state)))
        woken = re.fullmatch(r"(?:alexa )?(?:open|launch|start) revision owl", text)
        one_shot = re.fullmatch(r"(?:alexa )?(?:ask|tell) revision owl (?:for |to )?(.+)", text)
        if woken:
            return self._turn(UserTurn(Act.LAUNCH, opens=True), None)
        if one_shot:
            return self._turn(UserTurn(Act.SAID, one_shot[1], opens=True), None)
        return self._turn(UserTurn(Act.SAID, text), self.state)

    def silence(self) -> str:
        """Say nothing."""
        return self.reprompt

    def new(self) -> None:
        """Walk away."""
        self.state, self.open = None, False

    def _turn(self, turn: UserTurn, state: dict | None) -> str:
        turned = self.service.take_turn(turn, state, "somebody")
        assert "fault" not in turned.log, turned.log
        self.state, self.open = turned.state, turned.reply.listen
        self.reprompt = plain(turned.reply.reprompt or ())
        return plain(turned.reply.speech)


def hold(path: Path, talk) -> None:
    """Hold a transcript's conversation; AssertionError at the first line that differs."""
    said = ""
    for line in lines(path):
        here = f"{path.name}:{line.number}"
        if line.who == "questions":
            wanted = tuple(line.text.split())
            assert all(talk.course.item(item) for item in wanted), f"{here}: no such question"
            tools = replace(talk.service.tools, select=lambda *_, wanted=wanted: wanted)
            talk.service.tools = tools
        elif line.who == "learner":
            said = talk.say(line.text)
        elif line.who == "owl":
            assert matches(line.text, said), f"{here}\nexpected: {line.text}\ngot:      {said}"
        elif line.who == "silence":
            said = talk.silence()
        elif line.who == "new":
            talk.new()
        elif line.who == "days pass":
            talk.clock.now += timedelta(days=float(line.text))
        elif line.who == "end":
            assert not talk.open, f"{here}: the microphone is still open after: {said}"
        elif line.who == "open":
            assert talk.open, f"{here}: the session is over after: {said}"
        else:
            raise ValueError(f"{here}: what is ({line.who})?")
