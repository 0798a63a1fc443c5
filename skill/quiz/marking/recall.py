"""Marking list recall: which points were named, each once."""

import re
from collections.abc import Callable

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.stems import STOP, content_words, stem
from skill.quiz.marking.forms import Form, alternatives, form_of
from skill.quiz.marking.meaning import Meaning, coverage, reverses
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking
from skill.quiz.marking.terms import fit
from skill.quiz.marking.utterance import Utterance

_SPLIT = re.compile(
    r"\b(?:and then|and also|and|also|plus|then|because of|as well as|another(?: one)?(?: is)?|oh|second(?:ly)?|first(?:ly)?|third(?:ly)?|finally|or)\b|[,;.]"
)


def mark_list(
    item: QuizItem, said: Utterance, earned: frozenset[int], meaning: Callable[[], Meaning]
) -> Marking:
    """Marks what one utterance adds to a list."""
    named = _terms_named(item, said.text.split())
    phrases = [
        n for n, point in enumerate(item.points) if n not in named and not _is_term(point.text)
    ]
    if phrases:
        named |= _phrases_named(item, said, phrases, meaning())
    new = tuple(sorted(named - earned))
    credit = min(1.0, len(new) / max(1, item.wanted))
    total = len(new)
    verdict = (
        "correct"
        if total >= item.wanted - len(earned) and new
        else "partial"
        if new
        else "incorrect"
    )
    return Marking(verdict, points=new, rule="points", credit=credit)  # type: ignore[arg-type]


def _is_term(text: str) -> bool:
    return len(content_words(words(text))) <= 2


def _terms_named(item: QuizItem, tokens: list[str]) -> set[int]:
    named = set()
    for number, point in enumerate(item.points):
        for text in (point.text, *point.accept):
            for piece in alternatives(text):
                form: Form = form_of(piece, item.prompt)
                if len(form.words) > 3:
                    continue
                heard = fit(form, tokens)
                if heard and heard.coverage >= 0.75 and not denied(tokens, heard.start):
                    named.add(number)
    return named


def clauses(text: str) -> list[str]:
    """The utterance in pieces that may each name a point."""
    return [
        piece
        for part in _SPLIT.split(text)
        if (piece := part.strip()) and content_words(piece.split())
    ]


def _phrases_named(
    item: QuizItem, said: Utterance, phrases: list[int], meaning: Meaning
) -> set[int]:
    pieces = clauses(said.final) or [said.final]
    texts = [(n, text) for n in phrases for text in (item.points[n].text, *item.points[n].accept)]
    asked = frozenset(stem(w) for w in words(item.prompt) if w not in STOP)
    cosines = meaning.similarity(pieces, [text for _, text in texts])
    pairs: list[tuple[float, int, int]] = []
    for row, piece in enumerate(pieces):
        for column, (number, text) in enumerate(texts):
            shared = coverage(text, piece, asked)
            near = cosines[row][column] if cosines else 0.0
            score = max(shared, near, 0.5 * (shared + near) + 0.1 if cosines else 0.0)
            if score >= 0.5 and not reverses(text, piece):
                pairs.append((score, row, number))
    named: set[int] = set()
    used: set[int] = set()
    for _, row, number in sorted(pairs, reverse=True):
        if row not in used and number not in named:
            named.add(number)
            used.add(row)
    return named
