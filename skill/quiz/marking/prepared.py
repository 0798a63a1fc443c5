"""What marking a short answer needs of an item, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from skill.content.course import Course, QuizItem
from skill.language.normalise import words
from skill.language.stems import singular, stem
from skill.quiz.marking.explain import is_explanation
from skill.quiz.marking.forms import Form, accepted_forms, form_of, rival_texts


@dataclass(frozen=True)
class Prepared:
    """An item's accepted forms, its rivals, and what the course says around it."""

    item: QuizItem
    terms: tuple[Form, ...]
    """Accepted names and terms, to be recognised by ear."""
    statements: tuple[str, ...]
    """Accepted explanations, to be compared in meaning."""
    rivals: tuple[Form, ...]
    """What else could be answered."""
    around: tuple[frozenset[str], ...]
    """Stems of the course's sentences that hold the answer: what is true of it."""

    @cached_property
    def asked(self) -> frozenset[str]:
        """The prompt's words, singular."""
        return frozenset(singular(word) for word in words(self.item.prompt))

    @cached_property
    def own(self) -> frozenset[str]:
        """The accepted forms' words, singular."""
        return frozenset(singular(word) for form in self.terms for word in words(form.text))

    @cached_property
    def by_word(self) -> dict[str, list[Form]]:
        """Rivals by each of their words, singular."""
        index: dict[str, list[Form]] = {}
        for form in self.rivals:
            for word in set(map(singular, form.words)):
                index.setdefault(word, []).append(form)
        return index


def prepare(course: Course, item: QuizItem) -> Prepared:
    """Works out what an item needs."""
    forms = accepted_forms(item)
    statements = [form.text for form in forms if is_explanation(item, form.text)]
    terms = tuple(form for form in forms if form.text not in statements)
    rivals = tuple(form_of(text) for text in rival_texts(course, item))
    return Prepared(item, terms, tuple(statements), rivals, _around(course, item, terms))


def _around(course: Course, item: QuizItem, terms: tuple[Form, ...]) -> tuple[frozenset[str], ...]:
    """Sentences of the course that name one of the terms, as stems."""
    texts = [item.explanation, item.hint]
    for entry in course.entries():
        texts += [entry.answer, *entry.points]
    names = [" ".join(map(singular, form.words)) for form in terms]
    found = []
    for text in texts:
        said = words(text)
        plain = " ".join(map(singular, said))
        if text and (text in (item.explanation, item.hint) or any(name in plain for name in names)):
            found.append(frozenset(stem(word) for word in said))
    return tuple(found)
