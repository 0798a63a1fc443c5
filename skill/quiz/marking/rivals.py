"""What else could be answered: a course's other answers, indexed once for all its items."""

from dataclasses import dataclass
from functools import cached_property

from skill.content.course import Course, QuizItem
from skill.language.normalise import words
from skill.language.stems import singular
from skill.quiz.marking.forms import Form, alternatives, form_of


@dataclass(frozen=True)
class Rival:
    """An answer somewhere in the course."""

    form: Form
    key: str
    """Its words, folded."""
    items: frozenset[str]
    """The items it stands in."""


@dataclass(frozen=True)
class Rivals:
    """The short answers of a whole course, by word."""

    course: Course

    @cached_property
    def every(self) -> tuple[Rival, ...]:
        """Names and terms of the short and choice items, of three words at most."""
        found: dict[str, set[str]] = {}
        for item in self.course.items():
            if item.kind in ("short", "choice"):
                for text in (item.answer, *item.reject, *item.options):
                    for piece in alternatives(text):
                        found.setdefault(piece, set()).add(item.id)
        keys = {piece: words(piece) for piece in found}
        return tuple(
            Rival(form_of(piece), " ".join(keys[piece]), frozenset(items))
            for piece, items in found.items()
            if len(keys[piece]) <= 3
        )

    @cached_property
    def by_word(self) -> dict[str, list[Rival]]:
        """The same by each of their words, singular."""
        index: dict[str, list[Rival]] = {}
        for rival in self.every:
            for word in set(map(singular, rival.form.words)):
                index.setdefault(word, []).append(rival)
        return index


@dataclass(frozen=True)
class ItemRivals:
    """The rivals of one item's answer."""

    item: QuizItem
    course: Rivals

    @cached_property
    def _own(self) -> set[str]:
        return {" ".join(words(text)) for text in (self.item.answer, *self.item.accept)}

    @cached_property
    def _given(self) -> list[Form]:
        """What the item itself rejects or offers beside the answer."""
        texts = [text for text in self.item.options if " ".join(words(text)) not in self._own]
        return [form_of(text) for text in (*self.item.reject, *texts)]

    def _counts(self, rival: Rival) -> bool:
        return rival.key not in self._own and bool(rival.items - {self.item.id})

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """All of them."""
        others = (rival.form for rival in self.course.every if self._counts(rival))
        return tuple({form.text: form for form in (*self._given, *others)}.values())

    def with_word(self, word: str) -> list[Form]:
        """Those that have the word (singular)."""
        given = [form for form in self._given if word in map(singular, form.words)]
        others = self.course.by_word.get(word, ())
        return [*given, *(rival.form for rival in others if self._counts(rival))]
