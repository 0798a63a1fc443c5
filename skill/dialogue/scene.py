"""Everything one turn is decided from, and what it leads to."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from skill.content.course import Course, Entry, Topic
from skill.dialogue.acts import UserTurn
from skill.dialogue.phrasebook import phrases
from skill.dialogue.reply import Card, Expectation, Reply, Screen
from skill.dialogue.state import State
from skill.learner.record import Learner
from skill.learner.review import Rating
from skill.quiz.selection import asked_by, select
from skill.speech.parts import Part, Pause, Say, Speech
from skill.speech.pronunciation import Pronouncer
from skill.understanding.judges import Marks, Routes
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation

if TYPE_CHECKING:
    from skill.content.shelf import Catalogue, Subject
    from skill.retrieval.routing import Routing
    from skill.tutor.rephrasing import Rephrases


class Hears(Protocol):
    """What understands an utterance."""

    def understand(self, text: str, situation: Situation, also: Sequence[str] = ...) -> Meaning:
        """What was meant."""
        ...


class Shelf(Protocol):
    """The subjects beside each other."""

    here: str
    """The id of the one talked about; "" for the first."""

    def catalogue(self) -> "Catalogue":
        """What every subject is called and speaks of."""
        ...

    def route(self, subject_id: str, text: str) -> "Routing | None":
        """A question as another subject's course would place it; None without that course."""
        ...


@dataclass(frozen=True)
class Tools:
    """What the dialogue is given for one course. All deterministic."""

    course: Course
    router: Routes
    marker: Marks
    pronounce: Pronouncer
    ear: Hears
    remembers: bool = True
    """Whether progress is kept from one session to the next."""
    rephrase: "Rephrases | None" = None
    """A language model behind its check, where the operator has one."""
    shelf: "Shelf | None" = None
    """The other subjects, where there are any."""
    select: Callable[..., tuple[str, ...]] = select
    """Chooses a quiz's questions; takes and gives what `skill.quiz.selection.select` does."""


@dataclass(frozen=True)
class Scene:
    """One turn: what was said, where the conversation stands, who is talking, and when."""

    turn: UserTurn
    state: State
    learner: Learner
    tools: Tools
    now: datetime
    rng: random.Random

    @property
    def course(self) -> Course:
        """The course."""
        return self.tools.course

    def phrase(self, key: str, **values: object) -> str:
        """One of the phrasebook's ways to say that.

        In a quiz every second one, so that two questions in a row never sound the same.
        """
        variants = phrases(self.turn.locale)[key]
        if self.state.quiz and len(variants) > 1:
            variants = variants[self.state.quiz.at % 2 :: 2]
        return self.rng.choice(variants).format(**values)

    def has(self, key: str) -> bool:
        """Whether the phrasebook knows that key."""
        return key in phrases(self.turn.locale)

    def example(self) -> str:
        """A question this course can answer, as something to try."""
        entries = self.entries()
        return self.rng.choice(entries).question if entries else "what can I ask?"

    def entries(self, topic: Topic | None = None) -> list[Entry]:
        """What may be suggested, of the course or a topic: of the learner's board where it can be."""
        every = list(topic.entries if topic else self.course.entries())
        kept = [each for each in every if asked_by(each.exam_boards, self.learner.board)]
        return kept or every

    def topic_name(self) -> str:
        """What the course is about, in the middle of a sentence."""
        return self.course.info.title

    def subjects(self) -> "tuple[Subject, ...]":
        """The subjects of the shelf, the first one first; () for a course that stands alone."""
        return self.tools.shelf.catalogue().subjects if self.tools.shelf else ()

    def subject_name(self) -> str:
        """The subject talked about, as the shelf calls it; "" without a shelf."""
        shelf = self.tools.shelf
        found = shelf.catalogue().subject(shelf.here) if shelf else None
        return found.name if found else ""


@dataclass(frozen=True)
class Moved:
    """A review that belongs to another profile."""

    item: str
    topic: str
    rating: Rating
    to: str
    """The animal."""


@dataclass(frozen=True)
class Switch:
    """On to another subject."""

    subject: str
    """Its id."""
    again: bool = False
    """The same words are meant for that subject."""
    entry: str = ""
    """The entry of it that was asked for."""


@dataclass(frozen=True)
class Outcome:
    """What a turn led to: the reply, and what to remember."""

    reply: Reply
    state: State
    learner: Learner
    facts: dict[str, Any] = field(default_factory=dict)
    """What happened, without any words of the learner, for the log and the simulator."""
    why: Callable[[], dict[str, Any]] | None = None
    """How it was decided, for whoever tries the skill out; worked out only when asked for."""
    forget: bool = False
    """Delete everything kept about this learner."""
    switch: Switch | None = None
    """The turn goes on in another subject."""
    moved: "Moved | None" = None
    """A mark that was another's."""
    unanswered: str = ""
    """A question the course did not cover."""
    disputed: str = ""
    """An answer the learner says was right."""


def speech(*parts: str | Pause | Speech) -> Speech:
    """Speech from sentences, pauses and other speech; empty sentences are left out.

    A sentence that follows another is set off by a space: a part may also end inside a word.
    """
    result: list[Part] = []
    for part in parts:
        for piece in part if isinstance(part, tuple) else (part,):
            if piece == "":
                continue
            each: Part = Say(piece) if isinstance(piece, str) else piece
            if isinstance(each, Say) and result and not isinstance(result[-1], Pause):
                each = Say(f" {each.text.lstrip()}")
            result.append(each)
    return tuple(result)


def before(first: Speech, then: Speech) -> Speech:
    """One speech and another. Only the seam is set off by a space: a name whose pronunciation
    was added already stands in parts, and a full stop may follow it."""
    if not first or not then or isinstance(first[-1], Pause) or isinstance(then[0], Pause):
        return (*first, *then)
    return (*first, Say(" "), *then)


def ask(
    scene: Scene,
    said: Speech,
    reprompt: str | Speech,
    state: State,
    *,
    learner: Learner | None = None,
    card: Card | None = None,
    screen: Screen | None = None,
    expects: Expectation | None = None,
    **facts: Any,
) -> Outcome:
    """A reply that ends with a question and opens the microphone."""
    learner = learner or scene.learner
    pronounce = scene.tools.pronounce
    reply = Reply(
        speech=pronounce(said),
        reprompt=pronounce(speech(reprompt)),
        listen=True,
        card=card,
        screen=screen,
        expects=expects or Expectation(),
        pace=learner.pace,
    )
    return Outcome(reply, state, learner, facts)


def tell(
    scene: Scene,
    said: Speech,
    state: State,
    *,
    learner: Learner | None = None,
    card: Card | None = None,
    screen: Screen | None = None,
    **facts: Any,
) -> Outcome:
    """A reply that ends the session."""
    learner = learner or scene.learner
    reply = Reply(speech=scene.tools.pronounce(said), card=card, screen=screen, pace=learner.pace)
    return Outcome(reply, state, learner, facts)


def led_by(scene: Scene, outcome: Outcome, said: Speech) -> Outcome:
    """The same outcome with something said first."""
    said_first = before(scene.tools.pronounce(said), outcome.reply.speech)
    return replace(outcome, reply=replace(outcome.reply, speech=said_first))


Handler = Callable[[Scene, Meaning], Outcome]
