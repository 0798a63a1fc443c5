"""The marker: what a learner said, against a quiz item, as a fair examiner hears it."""

from collections.abc import Callable

from skill.content.course import Course, QuizItem
from skill.language.commands import command_in, is_question, says_dont_know
from skill.language.normalise import words
from skill.language.stems import singular
from skill.quiz.marking.choice import mark_choice
from skill.quiz.marking.figures import mark_number, mark_year
from skill.quiz.marking.forms import accepted_forms, form_of, rival_texts
from skill.quiz.marking.meaning import Encodes, Meaning
from skill.quiz.marking.recall import mark_list
from skill.quiz.marking.result import Marking, Verdict, marked
from skill.quiz.marking.short import Prepared, mark_short
from skill.quiz.marking.truth import mark_truth
from skill.quiz.marking.utterance import Utterance, read

__all__ = ["Marker", "Marking", "Verdict"]
_MAX_HEARD = 2_000
"""Characters that are read of an utterance; nobody says more in one breath."""


class Marker:
    """Marks answers to one course. Deterministic; keeps what it worked out for each item.

    encoder: gives the sentence encoder when meaning is first compared, or None to mark by
    words alone.
    """

    def __init__(self, course: Course, encoder: Callable[[], Encodes | None] | None = None):
        self.course = course
        self._meaning = Meaning(encoder)
        self._prepared: dict[str, Prepared] = {}

    def mark(
        self,
        item: QuizItem,
        heard: str,
        *,
        options: tuple[int, ...] | None = None,
        earned: frozenset[int] = frozenset(),
    ) -> Marking:
        """Marks what was heard.

        options: the order in which a choice was read out (indexes into item.options); None is
        the file's order. earned: points of a list that were named before.
        """
        heard = heard[:_MAX_HEARD]
        said = read(heard)
        if not said.text:
            return marked("dont_know" if words(heard) else "incorrect", "nothing_said")
        talk = self._talk(item, heard)
        answer = self._answer(item, said, options, earned)
        if talk is None or (
            answer.verdict in ("correct", "partial") and talk.verdict != "question"
        ):
            return answer
        if talk.verdict == "dont_know" and answer.understood:
            return answer
        return talk

    def _talk(self, item: QuizItem, heard: str) -> Marking | None:
        """What was said to the owl rather than as an answer."""
        if command := command_in(heard):
            return marked("command", "command", command=command)
        if says_dont_know(heard):
            return marked("dont_know", "dont_know")
        if is_question(heard):
            return marked("question", "question")
        return None

    def _answer(
        self,
        item: QuizItem,
        said: Utterance,
        options: tuple[int, ...] | None,
        earned: frozenset[int],
    ) -> Marking:
        match item.kind:
            case "year":
                return mark_year(item, said)
            case "number":
                return mark_number(item, said)
            case "choice" if item.options:
                return mark_choice(item, said, options)
            case "true_false":
                return mark_truth(item, said)
            case "list" if item.points:
                return mark_list(item, said, earned, lambda: self._meaning)
        return mark_short(self._ready(item), said, lambda: self._meaning)

    def _ready(self, item: QuizItem) -> Prepared:
        if item.id not in self._prepared:
            self._prepared[item.id] = Prepared(
                item,
                tuple(accepted_forms(item)),
                tuple(form_of(text) for text in rival_texts(self.course, item)),
                frozenset(singular(word) for word in words(item.prompt)),
            )
        return self._prepared[item.id]
