"""What marking a short answer needs of an item, worked out once."""

import re
from dataclasses import dataclass
from functools import cached_property

from skill.content.course import Course, QuizItem
from skill.language.normalise import words
from skill.language.stems import singular, stem
from skill.quiz.marking.explain import is_explanation
from skill.quiz.marking.forms import Form, accepted_forms
from skill.quiz.marking.formulas import formulas_of
from skill.quiz.marking.rivals import ItemRivals, Rivals


@dataclass(frozen=True)
class Prepared:
    """An item's accepted forms, its rivals, and what the course says around it."""

    course: Course
    item: QuizItem
    terms: tuple[Form, ...]
    """Accepted names and terms, to be recognised by ear."""
    statements: tuple[str, ...]
    """Accepted explanations, to be compared in meaning."""
    rivals: ItemRivals
    """What else could be answered."""

    @cached_property
    def formulas(self) -> frozenset[str]:
        """Chemical formulas among the accepted texts."""
        return formulas_of((self.item.answer, *self.item.accept))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The prompt's words, singular."""
        return frozenset(singular(word) for word in words(self.item.prompt))

    @cached_property
    def kind(self) -> frozenset[str]:
        """What the prompt asks for ("which disease"): said beside the answer, it is no rival."""
        found = re.search(r"\b(?:which|what) (\w+)", self.item.prompt.lower())
        return frozenset((singular(found[1]),)) if found else frozenset()

    @cached_property
    def own(self) -> frozenset[str]:
        """The accepted forms' words, singular."""
        return frozenset(singular(word) for form in self.terms for word in words(form.text))

    @cached_property
    def around(self) -> tuple[frozenset[str], ...]:
        """Stems of the course's sentences that hold the answer: what is true of it."""
        texts = [self.item.explanation, self.item.hint]
        for entry in self.course.entries():
            texts += [entry.answer, *entry.points]
        names = [" ".join(map(singular, form.words)) for form in self.terms]
        found = []
        for text in texts:
            said = words(text)
            plain = " ".join(map(singular, said))
            near = text in (self.item.explanation, self.item.hint)
            if text and (near or any(name in plain for name in names)):
                found.append(frozenset(stem(word) for word in said))
        return tuple(found)


def prepare(course: Course, item: QuizItem, rivals: Rivals) -> Prepared:
    """Works out what an item needs."""
    forms = accepted_forms(item)
    statements = [form.text for form in forms if is_explanation(item, form.text)]
    terms = tuple(form for form in forms if form.text not in statements)
    return Prepared(course, item, terms, tuple(statements), ItemRivals(item, rivals))
