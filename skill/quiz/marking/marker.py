"""The marker: what a learner said, against a quiz item, as a fair examiner hears it."""

import re
from collections.abc import Callable
from functools import cached_property

from skill.content.course import Course, QuizItem
from skill.language.commands import command_in, is_question, says_dont_know, without_dont_know
from skill.language.normalise import words
from skill.language.stems import STOP, stem
from skill.quiz.kinds.choice import mark_choice
from skill.quiz.kinds.list import ListReady, mark_list
from skill.quiz.kinds.number import mark_number
from skill.quiz.kinds.short import mark_short
from skill.quiz.kinds.true_false import mark_truth
from skill.quiz.kinds.year import mark_year
from skill.quiz.marking.glosses import glosses
from skill.quiz.marking.meaning import Encodes, Meaning
from skill.quiz.marking.options import OptionsReady
from skill.quiz.marking.prepared import Prepared, prepare
from skill.quiz.marking.result import Marking, Verdict, marked
from skill.quiz.marking.rivals import Rivals
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.utterance import Utterance, read

__all__ = ["Marker", "Marking", "Verdict"]
_MAX_HEARD = 2_000
"""Characters that are read of an utterance; nobody says more in one breath."""
_EVIDENCE = (
    "rival",
    "two_rivals",
    "denied",
    "option",
    "other_year",
    "other_number",
    "stance",
    "both",
)
"""Rules that decided on an answer, right or wrong, rather than on finding none."""
_ASIDE = re.compile(
    r"(?:is|are|was|were) (?:that|they|it|those) (?:an? |the |like |when ).*(?<!true)(?<!false)"
)  # noqa: E501
"""Asked beside a statement that is to be judged, where no name is wanted."""
_SWORN = re.compile(r"(?:\w+ ){0,3}(?:f|eff|fuck|piss|sod|bugger|bog|naff) off(?: \w+){0,3}")
"""Said to the owl; "F" alone is false."""
_SHRUGS = frozenset(
    ("maybe", "perhaps", "possibly", "could be", "might be", "either", "whatever", "who knows")
)


def _whole_answer(item: QuizItem, tokens: list[str]) -> bool:
    """Whether the telling words are whole answers of the item as they are spelt, and nothing
    else: "stop", where the answer is "stop", but not where it is "to stop people moving"."""
    points = [text for point in item.points for text in (point.text, *point.accept)]
    forms = [_telling(words(text)) for text in (item.answer, *item.accept, *points)]
    said = _telling([word for word in tokens if word not in HEDGES] or tokens)
    return said == frozenset().union(*(form for form in forms if form <= said))


def _telling(tokens: list[str]) -> frozenset[str]:
    """Stems of the words that tell something; of all of them where none does."""
    return frozenset(stem(word) for word in tokens if word not in STOP) or frozenset(
        map(stem, tokens)
    )


def _counts(tokens: list[str]) -> bool:
    """Whether doubtful words leave a count: "one", "I think one hundred"."""
    return tokens[-1] in ("one", "hundred", "hundreds") or tokens[0] == "one"


class Marker:
    """Marks answers to one course. Deterministic; keeps what it worked out for each item.

    encoder: gives the sentence encoder when meaning is first compared, or None to mark by
    words alone.
    """

    def __init__(self, course: Course, encoder: Callable[[], Encodes | None] | None = None):
        self.course = course
        self._meaning = Meaning(encoder)
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
        """Marks what was heard.

        options: the order in which a choice was read out (indexes into item.options); None is
        the file's order. earned: points of a list that were named before.
        """
        heard = heard[:_MAX_HEARD]
        said = read(heard, bare_no=item.kind != "list")
        if not words(heard):
            return marked("unsure", "nothing_said")
        if item.kind == "choice" and words(heard) == ["eh"]:
            return self._answer(item, read("a"), options, earned)  # the letter A, as it is heard
        if not said.text:
            return marked("dont_know", "only_fillers")
        if command := command_in(heard):
            return self._unless_answered(item, said, options, earned, command)
        if says_dont_know(heard):
            return self._doubted(item, heard, options, earned)
        if self._asks(item, said.text):
            return marked("question", "question")
        if (
            all(word in HEDGES for word in said.tokens)
            and item.kind not in ("true_false", "choice")
            and not (item.kind == "number" and _counts(said.tokens))
        ):
            return marked("dont_know", "only_doubt")
        if said.text in _SHRUGS:
            return marked("dont_know", "only_doubt")
        return self._answer(item, said, options, earned)

    def _asks(self, item: QuizItem, text: str) -> bool:
        """Whether it asks something new."""
        if item.kind == "true_false" and _ASIDE.fullmatch(text):
            return True
        return is_question(text) and (
            not self._told_in_clauses(item) or is_question(text, clause=True)
        )

    def _told_in_clauses(self, item: QuizItem) -> bool:
        """Whether "how much ..." may answer: a list, an explanation, a meaning."""
        return item.kind == "list" or (item.kind == "short" and bool(self._ready(item).statements))

    def _unless_answered(
        self,
        item: QuizItem,
        said: Utterance,
        options: tuple[int, ...] | None,
        earned: frozenset[int],
        command: str,
    ) -> Marking:
        """A command, unless the words are the right answer ("stop" may be one)."""
        if item.kind in ("short", "choice", "list"):
            answer = self._answer(item, said, options, earned)
            sure = answer.verdict == "correct" and answer.rule in ("named", "option", "points")
            # "I didn't catch that" is no answer, though "I" sounds like "eye".
            if sure and _whole_answer(item, said.tokens):
                return answer
        return marked("command", "command", command=command)

    def _doubted(
        self, item: QuizItem, heard: str, options: tuple[int, ...] | None, earned: frozenset[int]
    ) -> Marking:
        """Doubt with an answer is marked on the answer; doubt alone is not knowing."""
        said = read(without_dont_know(heard), bare_no=item.kind != "list")
        if any(word not in HEDGES and word not in STOP for word in said.tokens) or said.tokens:
            answer = self._answer(item, said, options, earned)
            stated = answer.verdict in ("correct", "partial") and answer.rule != "restated"
            if stated or answer.rule in _EVIDENCE:
                return answer
        return marked("dont_know", "dont_know")

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
                return mark_choice(self._choice(item), said, options, lambda: self._meaning)
            case "true_false" if _SWORN.fullmatch(said.text):
                return marked("incorrect", "no_stance")
            case "true_false":
                return mark_truth(item, said, self._meaning)
            case "list" if item.points:
                return mark_list(self._list(item), said, earned, lambda: self._meaning)
        return mark_short(self._ready(item), said, lambda: self._meaning)

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
