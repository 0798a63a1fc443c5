"""Marking list recall: which points were named, each once, in the learner's own words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from skill.content.course import QuizItem
from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import STOP, content_words, singular, stem
from skill.quiz.marking.direction import denials, reverses
from skill.quiz.marking.explain import by_ear
from skill.quiz.marking.forms import Form, alternatives, distinct, form_of
from skill.quiz.marking.meaning import Meaning, Nearness, shared_words
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking
from skill.quiz.marking.terms import Fit, fit
from skill.quiz.marking.utterance import Utterance

_SPLIT = re.compile(
    r"\b(?:and then|and also|and|also|plus|then|as well as|another(?: one)?(?: is)?|oh|secondly|firstly|thirdly|finally|or|but)\b|[,;.]"  # noqa: E501
)
_BAR = 0.37
_TERM_BAR = 0.55
"""The same for a point of one or two words, of which a vector says little."""
_MOST_PIECES = 10
"""Pieces of one utterance that are compared; each costs the encoder a few milliseconds."""
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

    def only_names(self, number: int, piece: str) -> bool:
        """Whether a clause shares nothing with a point but whom it is about."""
        point = self.item.points[number]
        own = {stem(w) for text in (point.text, *point.accept) for w in content_words(words(text))}
        shared = own & {stem(word) for word in content_words(piece.split())}
        return bool(self.names[number]) and shared <= {stem(name) for name in self.names[number]}

    @cached_property
    def asked(self) -> frozenset[str]:
        """Stems of the prompt."""
        return frozenset(stem(word) for word in words(self.item.prompt) if word not in STOP)


def mark_list(
    ready: ListReady, said: Utterance, earned: frozenset[int], meaning: Callable[[], Meaning]
) -> Marking:
    """Marks what one utterance adds to a list."""
    item = ready.item
    text = said.final if said.dropped and len(said.final.split()) > 3 else said.text
    text = by_ear(text, [accepted for _, accepted in ready.texts])
    named = _terms_named(ready, text.split())
    if len(named) < len(item.points) and _more_said(ready, text, named):
        named |= _meant(ready, text, named, meaning())
    new = tuple(sorted(named - earned))
    wanted = max(1, item.wanted)
    if len(new) + len(earned) >= wanted and new:
        return Marking("correct", points=new, rule="points", credit=min(1.0, len(new) / wanted))
    if new:
        return Marking("partial", points=new, rule="points", credit=len(new) / wanted)
    return Marking("incorrect", rule="points")


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


def _more_said(ready: ListReady, text: str, named: set[int]) -> bool:
    """Whether there are words left that may say another point."""
    known = {singular(w) for n, form in ready.terms if n in named for w in form.words}
    return any(singular(w) not in known for w in content_words(text.split()))


def clauses(text: str) -> list[str]:
    """The utterance in pieces that may each name a point."""
    return [
        piece
        for part in _SPLIT.split(text)
        if (piece := part.strip()) and content_words(piece.split())
    ][:12]


def _meant(ready: ListReady, text: str, named: set[int], meaning: Meaning) -> set[int]:
    """The points that a clause says, each clause one point and each point one clause."""
    pieces = windows(clauses(text) or [text])
    chances = nearness(ready, pieces, meaning)
    pairs = sorted(
        ((near.chance, row, n) for row, line in enumerate(chances) for n, near in line.items()),
        reverse=True,
    )
    found: set[int] = set()
    used: dict[int, int] = {}
    for chance, row, number in pairs:
        if chance < _BAR:
            break
        if chance < _TERM_BAR and len(content_words(words(ready.item.points[number].text))) <= 2:
            continue
        if number in found or number in named or pieces[row][1] in used:
            continue
        if _contradicts(ready, number, pieces[row][0]):
            used[pieces[row][1]] = -1 if chance > 0.8 else used.get(pieces[row][1], -2)
            continue
        found.add(number)
        used[pieces[row][1]] = number
    return found


def _contradicts(ready: ListReady, number: int, piece: str) -> bool:
    """Whether a clause turns the point round, or tells it of someone else."""
    point = ready.item.points[number]
    if all(reverses(text, piece) for text in (point.text, *point.accept)):
        return True
    own = ready.names[number]
    others = set().union(*ready.names) - own
    said = set(piece.split())
    return bool(own) and not own & said and bool(others & said)


def windows(pieces: list[str]) -> list[tuple[str, int]]:
    """(text, its own number): long clauses also in overlapping parts, as speech has no commas."""
    out: list[tuple[str, int]] = []
    for piece in pieces:
        tokens = piece.split()
        out.append((piece, len(out)))
        if len(tokens) > 7:
            for start in range(0, len(tokens) - 3, 3):
                out.append((" ".join(tokens[start : start + 6]), len(out)))
    return out[:_MOST_PIECES]


def nearness(
    ready: ListReady, pieces: list[tuple[str, int]], meaning: Meaning
) -> list[dict[int, Nearness]]:
    """For each piece, how near it comes to each point."""
    texts = [text for _, text in ready.texts]
    cosines = meaning.similarity([piece for piece, _ in pieces], texts)
    out: list[dict[int, Nearness]] = []
    for row, (piece, _) in enumerate(pieces):
        by_point: dict[int, tuple[float, float, float]] = {}
        for column, (number, text) in enumerate(ready.texts):
            share, rare = shared_words(text, piece, ready.asked)
            cosine = cosines[row][column] if cosines else 0.0
            old = by_point.get(number, (-1.0, 0.0, 0.0))
            by_point[number] = (max(old[0], cosine), max(old[1], share), max(old[2], rare))
        line = {}
        for number, (cosine, share, rare) in by_point.items():
            at = 0 if cosines else 1
            other = max((v[at] for m, v in by_point.items() if m != number), default=0.0)
            line[number] = Nearness(
                cosine if cosines else None, share, rare, other, ready.only_names(number, piece)
            )
        out.append(line)
    return out
