"""What an utterance turned out to mean."""

from dataclasses import dataclass, field
from enum import StrEnum

from skill.quiz.selection import QuizRequest


class Kind(StrEnum):
    """Every meaning the dialogue acts on."""

    LAUNCH = "launch"
    QUESTION = "question"
    YES = "yes"
    NO = "no"
    CHOICE = "choice"
    REPEAT = "repeat"
    SLOWER = "slower"
    FASTER = "faster"
    NEXT = "next"
    PREVIOUS = "previous"
    MORE = "more"
    LIST = "list"
    POINT = "point"
    TOPICS = "topics"
    TOPIC = "topic"
    QUIZ = "quiz"
    SKIP = "skip"
    HINT = "hint"
    OPTIONS = "options"
    DONT_KNOW = "dont_know"
    WHY = "why"
    OVERRIDE = "override"
    WAIT = "wait"
    STOP = "stop"
    HELP = "help"
    HOME = "home"
    START_OVER = "start_over"
    SCORE = "score"
    PROGRESS = "progress"
    REVISE = "revise"
    DUE = "due"
    FORGET = "forget"
    BOARD = "board"
    RESUME = "resume"
    PAUSE = "pause"
    THANKS = "thanks"
    HELLO = "hello"
    ABOUT = "about"
    JOKE = "joke"
    DOUBTED = "doubted"
    NERVES = "nerves"
    GRUMBLE = "grumble"
    KNOWN = "known"
    MISSED = "missed"
    NORMAL = "normal"
    BACK = "back"
    SORROW = "sorrow"
    NO_QUIZ = "no_quiz"
    LEFT = "left"
    EASIER = "easier"
    HARDER = "harder"
    CHATTER = "chatter"
    READY = "ready"
    DISTRESS = "distress"
    UNHEARD = "unheard"


@dataclass(frozen=True)
class Meaning:
    """One utterance, understood."""

    kind: Kind
    text: str = ""
    """The words, for a question."""
    number: int = 0
    """A point's or a choice's place, from 1; from the end when negative. For QUIZ: 1 when more
    questions were asked for than a quiz has."""
    request: QuizRequest = field(default_factory=QuizRequest)
    """For QUIZ."""
    name: str = ""
    """A topic's id for TOPIC, a board as spoken for BOARD, an unknown topic for QUIZ."""
