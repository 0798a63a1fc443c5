"""What marking a choice needs of its options, worked out once."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import numbers_in
from skill.language.stems import STOP, singular
from skill.language.years import years_in
from skill.quiz.marking.forms import Form, distinct, form_of
from skill.quiz.marking.formulas import formula_of


@dataclass(frozen=True)
class OptionsReady:
    """A choice's options as words, as forms to be heard, as sounds and as figures."""

    item: QuizItem

    @cached_property
    def said(self) -> list[list[str]]:
        """Each option's words, folded."""
        return [words(option) for option in self.item.options]

    @cached_property
    def right(self) -> int:
        """The right option's index, -1 when the answer is none of them."""
        answer = words(self.item.answer)
        return next((n for n, option in enumerate(self.said) if option == answer), -1)

    @cached_property
    def forms(self) -> list[Form]:
        """Each option's form, its words weighed by how far they set it apart."""
        forms = [form_of(option, self.item.prompt) for option in self.item.options]
        groups = [{singular(word) for word in form.words} for form in forms]
        return [distinct(form, groups) for form in forms]

    @cached_property
    def accepted(self) -> list[Form]:
        """Other wordings of the right option."""
        texts = self.item.accept if self.right >= 0 else ()
        return [form_of(text, self.item.prompt) for text in texts]

    @cached_property
    def formulas(self) -> list[str]:
        """Each option as a chemical formula, "" where it is none."""
        return [formula_of(option) for option in self.item.options]

    @cached_property
    def names(self) -> list[set[str]]:
        """For each option what its name may sound like: the whole and each long word."""
        own = [[word for word in said if word not in STOP] or said for said in self.said]
        return [{"".join(o), *(word for word in o if len(word) > 3)} if o else set() for o in own]

    @cached_property
    def values(self) -> list[set[Fraction | int]]:
        """For each option the figures and years it holds; empty unless every option holds some."""
        found: list[set[Fraction | int]] = []
        for option in self.item.options:
            tokens = number_tokens(option)
            numbers = numbers_in(tokens)
            if not numbers:
                return []
            years: set[Fraction | int] = {year.low for year in years_in(tokens)}
            found.append(years | {number.value for number in numbers})
        return found
