"""Marking list recall: which points were named, each once, in the learner's own words."""

import re
from dataclasses import dataclass
from functools import cached_property

from skill.content.course import QuizItem
from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import STOP, content_words, singular, stem
from skill.quiz.marking.direction import denials, reverses
from skill.quiz.marking.explain import by_ear
from skill.quiz.marking.forms import Form, alternatives, distinct, form_of
from skill.quiz.marking.formulas import formulas_of, spelt_formulas
from skill.quiz.marking.outright import said_outright
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking
from skill.quiz.marking.sharing import nears
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import Fit, fit
from skill.quiz.marking.trend import trend_of
from skill.quiz.marking.utterance import Utterance

_BREAKS = frozenset("and also plus then another oh firstly secondly thirdly finally or but".split())
_BETWEEN = re.compile(r"\b(?:and|also|then|or|oh and)\b|[,;]")
ALIKE = 0.75
"""The share of two texts' telling words from which one says the other."""
_BAR = 0.43
"""The chance from which a point was said."""
_IS = frozenset("is it's was are were they're be being he's she's".split())


@dataclass(frozen=True)
class ListReady:
    """A list item with what marking it needs, worked out once."""

    item: QuizItem
    texts: tuple[tuple[int, str], ...]
    """(point, a text that says it): its own, what it accepts, and what the course calls it."""

    @cached_property
    def terms(self) -> list[tuple[int, Form]]:
        """The points short enough to be heard as names, words they share weighed down."""
        pairs = [
            (n, form_of(piece, self.item.prompt))
            for n, point in enumerate(self.item.points)
            for text in (point.text, *point.accept)
            for piece in alternatives(text)
        ]
        short = [
            (n, form)
            for n, form in pairs
            if len(form.words) <= 3 and len(words(form.text)) <= 4 and not denials(words(form.text))
        ]
        groups = [
            {singular(w) for m, f in pairs if m == n for w in f.words}
            for n in range(len(self.item.points))
        ]
        return [(n, distinct(form, groups)) for n, form in short]

    @cached_property
    def names(self) -> list[set[str]]:
        """For each point, the people and places it names."""
        return [
            {w for text in (p.text, *p.accept) for w in words(text) if (k := known(w)) and k.name}
            for p in self.item.points
        ]

    @cached_property
    def formulas(self) -> list[frozenset[str]]:
        """For each point, its chemical formulas."""
        return [formulas_of((point.text, *point.accept)) for point in self.item.points]

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems of the prompt."""
        return frozenset(stem(word) for word in words(self.item.prompt) if word not in STOP)


def mark_list(ready: ListReady, said: Utterance, earned: frozenset[int]) -> Marking:
    """Marks what one utterance adds to a list."""
    item = ready.item
    if (spelt := _formulas_named(ready, said)) is not None:
        return _earning(item, spelt, earned)
    text = said.final if said.dropped and len(said.final.split()) > 3 else said.text
    text = by_ear(text, [accepted for _, accepted in ready.texts])
    text = without_rejected(item, text)
    tokens = text.split()
    outright = _outright(ready, tokens)
    rest = [
        token
        for at, token in enumerate(tokens)
        if not any(a <= at < b for a, b in outright.values())
    ]
    named = set(outright) | _terms_named(ready, rest if outright else tokens)
    if len(named) < len(item.points) and _more_said(ready, rest, named):
        named |= _meant(ready, text, named)
    return _earning(item, named, earned)


def without_rejected(item: QuizItem, text: str) -> str:
    """What was said less the stretches that say what the course rejects: nothing is earned by those."""
    tokens, wrong = text.split(), [words(each) for each in item.reject]
    if not wrong:
        return text
    told = [tokens[start:end] for start, end in clauses(tokens)]
    spared = [each for each in told if not any(_says_same(each, other) for other in wrong)]
    return text if len(spared) == len(told) else " and ".join(map(" ".join, spared))


def _says_same(said: list[str], other: list[str]) -> bool:
    """Whether two texts have nearly the same telling words, and deny as much."""
    a, b = (frozenset(map(stem, content_words(each))) for each in (said, other))
    alike = bool(a & b) and len(a & b) >= ALIKE * len(a | b)
    return alike and denials(said) % 2 == denials(other) % 2


def _earning(item: QuizItem, named: set[int], earned: frozenset[int]) -> Marking:
    """The marking of points that were named."""
    new = tuple(sorted(named - earned))
    wanted = max(1, item.wanted)
    if len(new) + len(earned) >= wanted and new:
        return Marking("correct", points=new, rule="points", credit=min(1.0, len(new) / wanted))
    if new:
        return Marking("partial", points=new, rule="points", credit=len(new) / wanted)
    return Marking("incorrect", rule="points")


def _formulas_named(ready: ListReady, said: Utterance) -> set[int] | None:
    """The points whose chemical formulas were spelt out; None where anything else was said, too."""
    if not any(ready.formulas):
        return None
    parts = _BETWEEN.split(said.final if said.dropped else said.raw.lower())
    wanted = frozenset().union(*ready.formulas)
    spelt = [spelt_formulas(part, wanted) for part in parts if words(part)]
    if not spelt or not all(spelt):
        return None
    return {n for n, each in enumerate(ready.formulas) if any(each & some for some in spelt)}


def _terms_named(ready: ListReady, tokens: list[str]) -> set[int]:
    found: list[tuple[float, int, Fit]] = []
    for number, form in ready.terms:
        heard = fit(form, tokens)
        if heard and heard.coverage >= 0.6 and not denied(tokens, heard.anchor[0]):
            alone = len(heard.spans) < len(form.words) and heard.coverage < 0.99
            if (
                alone
                and tokens[heard.anchor[0] - 1 : heard.anchor[0]]
                and tokens[heard.anchor[0] - 1] in _IS
            ):
                continue
            found.append((heard.coverage * heard.sound, number, heard))
    named: set[int] = set()
    taken: set[int] = set()
    for _, number, heard in sorted(found, key=lambda f: -f[0]):
        anchor = set(range(*heard.anchor))
        if number not in named and not anchor & taken:
            named.add(number)
            taken |= anchor
    return named


def _outright(ready: ListReady, tokens: list[str]) -> dict[int, tuple[int, int]]:
    """The points said in the course's own words, and where."""
    found: dict[int, tuple[int, int]] = {}
    for number, text in ready.texts:
        if len(words(text)) > 1 and (place := said_outright(text, tokens)):
            before = found.get(number)
            if before is None or place[1] - place[0] > before[1] - before[0]:
                found[number] = place
    return found


def _more_said(ready: ListReady, tokens: list[str], named: set[int]) -> bool:
    """Whether there are words left that may say another point."""
    known = {singular(w) for n, form in ready.terms if n in named for w in form.words}
    return any(singular(w) not in known and w not in HEDGES for w in content_words(tokens))


def _meant(ready: ListReady, text: str, named: set[int]) -> set[int]:
    """The points that are said in other words, each stretch of speech one point."""
    tokens = text.split()
    found: set[int] = set()
    for start, end in clauses(tokens):
        part = tokens[start:end]
        best = _likeliest(ready, part, set(range(len(ready.item.points))) - named - found)
        if best is not None and not _contradicts(ready, best, _clause(part, range(len(part)))):
            found.add(best)
    return found


def _likeliest(ready: ListReady, tokens: list[str], left: set[int]) -> int | None:
    """The point that was most probably said."""
    near = nears(tokens, [text for _, text in ready.texts], ready.asked)
    chances = {
        number: each.said
        for (number, _), each in sorted(
            zip(ready.texts, near, strict=True), key=lambda pair: pair[1].said
        )
        if number in left
    }
    best = max(chances, key=lambda number: chances[number], default=None)
    return best if best is not None and chances[best] >= _BAR else None


def _clause(tokens: list[str], place: range) -> str:
    """The words of a place, and those around it up to the next "and"."""
    start, end = place.start, max(place.stop, place.start + 1)
    while start < end - 1 and tokens[start] in _BREAKS:
        start += 1
    while end - 1 > start and tokens[end - 1] in _BREAKS:
        end -= 1
    while start > 0 and tokens[start - 1] not in _BREAKS:
        start -= 1
    while end < len(tokens) and tokens[end] not in _BREAKS:
        end += 1
    return " ".join(tokens[start:end])


def clauses(tokens: list[str]) -> list[tuple[int, int]]:
    """The utterance in pieces that may each name a point: (first word, end)."""
    ends = [at for at, token in enumerate(tokens) if token in _BREAKS] + [len(tokens)]
    starts = [0] + [end + 1 for end in ends[:-1]]
    return [(a, b) for a, b in zip(starts, ends, strict=True) if content_words(tokens[a:b])][:12]


def _turned(text: str, piece: str) -> bool:
    """Whether the same thing is said to rise where the point says that it falls."""
    if {trend_of(text), trend_of(piece)} != {"up", "down"}:
        return False
    shared = {stem(w) for w in content_words(words(text))} & {stem(w) for w in piece.split()}
    return any(trend_of(word) is None for word in shared)


def _contradicts(ready: ListReady, number: int, piece: str) -> bool:
    """Whether a clause turns the point round, or tells it of another's doer."""
    point = ready.item.points[number]
    texts = (point.text, *point.accept)
    if all(reverses(text, piece) or _turned(text, piece) for text in texts):
        return True
    own = ready.names[number]
    others = set().union(*ready.names) - own
    said = piece.split()
    tells_of = own & set(words(point.text)[:3])
    return bool(tells_of) and not own & set(said) and bool(others & set(said[:2]))
