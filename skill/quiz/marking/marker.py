"""The marker: what a learner said, against a quiz item, as a fair examiner hears it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from skill.content.course import Course, QuizItem
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.kinds.choice import mark_choice
from skill.quiz.kinds.list import ListReady, mark_list
from skill.quiz.kinds.number import mark_number
from skill.quiz.kinds.short import mark_short
from skill.quiz.kinds.true_false import mark_truth
from skill.quiz.kinds.year import mark_year
from skill.quiz.marking.glosses import glosses
from skill.quiz.marking.meaning import Encodes, Meaning
from skill.quiz.marking.options import OptionsReady
from skill.quiz.marking.polarity import is_negator
from skill.quiz.marking.prepared import Prepared, prepare
from skill.quiz.marking.result import Marking, Verdict, marked
from skill.quiz.marking.rivals import Rivals
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.utterance import Utterance, read

if TYPE_CHECKING:
    from skill.reader.reader import Reads

__all__ = ["Marker", "Marking", "Verdict"]
_MAX_HEARD = 2_000
"""Characters that are read of an utterance; nobody says more in one breath."""
BRIEF = 5
"""Words up to which a name that was recognised, by ear too, is the answer and nothing else."""
_CERTAIN = frozenset(
    ("year", "other_year", "number", "other_number", "near_number", "option", "letter", "both",
     "two_rivals", "stance", "span", "period", "part_of_option", "sounds_like", "vague", "beside")
)  # fmt: skip
"""Rules on figures, letters, options and plain stands: what is exact stays exact."""


def settled(item: QuizItem, said: Utterance, by_words: Marking) -> bool:
    """Whether words settle it, so that nothing has to be read."""
    if item.kind in ("year", "number"):
        return True
    if by_words.rule in ("rejected", "formula", "other_formula"):
        return True
    if item.kind in ("choice", "true_false"):
        return by_words.rule in _CERTAIN
    if by_words.rule == "sounds_like" and by_words.verdict == "unsure":
        return True  # "did you say ...?" is asked
    heard = _bare(said.final)
    if item.kind == "list":
        return heard in {_bare(t) for p in item.points for t in (p.text, *p.accept)}
    # Word for word it is what the course takes for right or wrong, a "no" in it or not.
    if by_words.verdict == "correct" and heard in {_bare(t) for t in (item.answer, *item.accept)}:
        return True
    if by_words.verdict == "incorrect" and heard in {_bare(text) for text in item.reject}:
        return True
    if any(is_negator(word) for word in said.tokens):
        return False
    return item.kind == "short" and by_words.rule == "named" and len(said.tokens) <= BRIEF


def _foreseen(item: QuizItem, heard: str) -> str:
    """The wrong answer that the course names, where it was said and nothing else; "" for none."""
    if not item.reject or item.kind == "list":
        return ""
    said = _bare(heard)
    if said in {_bare(text) for text in (item.answer, *item.accept)}:
        return ""
    return next((text for text in item.reject if said and _bare(text) == said), "")


def _bare(text: str) -> tuple[str, ...]:
    """The words without articles, hedges and what carries an answer: "I think it was the NEP"."""
    return tuple(word for word in words(text) if word not in HEDGES and word not in _CARRIERS)


_CARRIERS = frozenset("a an the it it's is was they were he she that that's its i um er oh".split())


class Marker:
    """Marks answers to one course. Deterministic; keeps what it worked out for each item.

    reader: gives what reads an answer beside the accepted texts, or None to mark by words alone.
    encoder: gives the encoder whose likeness of lists and explanations is one more signal.
    """

    def __init__(
        self,
        course: Course,
        reader: Callable[[], Reads | None] | None = None,
        encoder: Callable[[], Encodes | None] | None = None,
    ):
        self.course = course
        self._reader = reader
        self.meaning = Meaning(encoder)
        self._rivals = Rivals(course)
        self._prepared: dict[str, Prepared] = {}
        self._lists: dict[str, ListReady] = {}
        self._choices: dict[str, OptionsReady] = {}

    @cached_property
    def _glosses(self) -> dict[str, tuple[str, ...]]:
        return glosses(self.course)

    def mark(
        self,
        item: QuizItem,
        heard: str,
        *,
        options: tuple[int, ...] | None = None,
        earned: frozenset[int] = frozenset(),
    ) -> Marking:
        """Marks what was heard as an answer; what else it may be is the ear's to say.

        options: the order in which a choice was read out (indexes into item.options); None is
        the file's order. earned: points of a list that were named before.
        """
        by_words = self.by_words(item, heard, options=options, earned=earned)
        reader = self._reader() if self._reader else None
        said = read(heard[:_MAX_HEARD], bare_no=item.kind != "list")
        if reader is None or not said.text or settled(item, said, by_words):
            return by_words
        from skill.quiz.marking import reading

        match item.kind:
            case "short":
                return reading.read_short(item, said, by_words, reader, self.meaning)
            case "list":
                return reading.read_list(item, said, by_words, earned, reader, self.meaning)
            case "choice":
                return reading.read_choice(item, said, by_words, reader, self.meaning)
            case "true_false":
                return reading.read_truth(item, said, by_words, reader)
        return by_words

    def by_words(
        self,
        item: QuizItem,
        heard: str,
        *,
        options: tuple[int, ...] | None = None,
        earned: frozenset[int] = frozenset(),
    ) -> Marking:
        """The same by words, figures and sounds alone: no meaning is compared."""
        heard = heard[:_MAX_HEARD]
        said = read(heard, bare_no=item.kind != "list")
        if not words(heard):
            return marked("unsure", "nothing_said")
        if item.kind == "choice" and words(heard) == ["eh"]:
            said = read("a")  # the letter A, as it is heard
        if not said.text:
            return marked("unsure", "nothing_said")
        if wrong := _foreseen(item, said.final):
            return marked("incorrect", "rejected", wrong)
        return self._answer(item, said, options, earned)

    def _about(self, item: QuizItem) -> frozenset[str]:
        """Stems of what puts an item right."""
        texts = [item.explanation, *item.accept, *item.reject]
        return frozenset(stem(word) for text in texts for word in content_words(words(text)))

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
                return mark_choice(self._choice(item), said, options)
            case "true_false":
                return mark_truth(item, said, self._about(item))
            case "list" if item.points:
                return mark_list(self._list(item), said, earned)
        return mark_short(self._ready(item), said)

    def _list(self, item: QuizItem) -> ListReady:
        if item.id not in self._lists:
            texts = [(n, t) for n, p in enumerate(item.points) for t in (p.text, *p.accept)]
            glossed = [(n, g) for n, t in texts for g in self._glosses.get(" ".join(words(t)), ())]
            self._lists[item.id] = ListReady(item, tuple(texts + glossed))
        return self._lists[item.id]

    def _choice(self, item: QuizItem) -> OptionsReady:
        if item.id not in self._choices:
            self._choices[item.id] = OptionsReady(item)
        return self._choices[item.id]

    def _ready(self, item: QuizItem) -> Prepared:
        if item.id not in self._prepared:
            self._prepared[item.id] = prepare(self.course, item, self._rivals)
        return self._prepared[item.id]
