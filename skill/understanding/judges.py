"""What the ear asks: the marker and the router. Light to import: a launch needs the names alone."""

from typing import Protocol

from skill.content.course import QuizItem
from skill.quiz.marking.result import Marking
from skill.retrieval.routing import Context, Routing


class Marks(Protocol):
    """What marks a spoken answer."""

    def mark(
        self, item: QuizItem, heard: str, *, options: tuple[int, ...] | None = ...,
        earned: frozenset[int] = ...,
    ) -> Marking:  # fmt: skip
        """The verdict on one utterance."""
        ...

    def by_words(
        self, item: QuizItem, heard: str, *, options: tuple[int, ...] | None = ...,
        earned: frozenset[int] = ...,
    ) -> Marking:  # fmt: skip
        """The verdict without comparing meanings: quick."""
        ...


class Routes(Protocol):
    """What finds the entry a question is about."""

    def route(self, text: str, context: Context = ...) -> Routing:
        """The ranking and the decision for one utterance."""
        ...
