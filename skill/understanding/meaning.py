"""One utterance, understood: everything after reads this, and nothing looks at the words again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from skill.language.days import SaidDay
from skill.quiz.marking.result import Marking
from skill.quiz.selection import QuizRequest
from skill.retrieval.routing import Routing
from skill.understanding.intents import ROWS, Intent


@dataclass(frozen=True)
class Meaning:
    """What was meant, how sure that is, and why it was taken so."""

    intent: Intent
    text: str = ""
    """The words, for a question or an answer."""
    number: int = 0
    """A point's or a choice's place, from 1; from the end when negative. For QUIZ: 1 when more
    questions were asked for than a quiz has. For TOPIC: 1 when it was asked to switch to it. For
    EXAM_PRACTICE: the marks wanted, 0 for any."""
    request: QuizRequest = field(default_factory=QuizRequest)
    """For QUIZ."""
    name: str = ""
    """A topic's id for TOPIC, TEACH, EXAM_PRACTICE and PLAYERS, a board as spoken for BOARD, an
    unknown topic for QUIZ, a word of the glossary for WHAT_MEAN and QUESTION, an animal for PROFILE and NOT_ME."""
    entry: str | None = None
    """The entry that TEACH or EXAM_PRACTICE names."""
    subject: str | None = None
    """For SUBJECT: the subject's id on the shelf ("" for the first). For anything else: the other
    subject that it is meant for."""
    command: str = ""
    """For EXAM_PRACTICE: the command word wanted, such as "how far"; "" for any."""
    elsewhere: bool = False
    """For TEACH: something was named that the course does not have."""
    day: SaidDay | None = None
    """For PLAN: when the exam is."""
    marking: Marking | None = None
    """For ANSWER."""
    routing: Routing | None = None
    """For QUESTION, where it was looked up already."""
    probability: float = 1.0
    runners_up: tuple[tuple[str, float], ...] = ()
    """What else it could have been, as acts of the contract."""
    signals: Mapping[str, float] = field(default_factory=dict)
    """What spoke for it, by name."""
    asks: bool = False
    """Not sure that it was meant for the owl: to be asked."""
    danger: bool = False
    """For DISTRESS: something that cannot wait has happened."""

    @property
    def act(self) -> str:
        """The act of the contract, without its detail."""
        return ROWS[self.intent].act.partition(":")[0]

    @property
    def detail(self) -> str | None:
        """The detail of a command or of an explanation."""
        return ROWS[self.intent].act.partition(":")[2] or None
