"""Marking a choice: by letter, by its sound, by position, by the option's words."""

import re

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.numbers import ordinal_value
from skill.language.stems import STOP, singular
from skill.quiz.marking.forms import Form, form_of
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.terms import fit
from skill.quiz.marking.utterance import Utterance

_LETTERS = {
    "a": 0, "ay": 0, "hey": 0, "eh": 0, "eight": None, "b": 1, "bee": 1, "be": 1, "c": 2, "sea": 2, "see": 2,
    "cee": 2, "d": 3, "dee": 3, "de": 3, "e": 4, "ee": 4, "f": 5, "eff": 5, "ef": 5,
}  # fmt: skip
_CARDINALS = {"one": 0, "two": 1, "three": 2, "four": 3, "five": 4, "six": 5}
_SAFE = frozenset(("b", "bee", "c", "cee", "d", "dee", "f", "eff"))
_CARRIER = frozenset(
    "i think it's is it the option answer letter number go going with for please choice would be was say i'd i'll "
    "reckon maybe probably definitely pick choose one that's that for gonna guess um must my final yeah ok okay so "
    "well let's try said mean took take just right like has gotta have deffo sure pretty innit".split()
)


def mark_choice(item: QuizItem, said: Utterance, order: tuple[int, ...] | None) -> Marking:
    """Marks a choice whose options were read out in `order` (indexes into the file's)."""
    order = order or tuple(range(len(item.options)))
    right = next((n for n, o in enumerate(item.options) if words(o) == words(item.answer)), -1)
    tokens = said.tokens
    by_words = _by_words(item, tokens)
    by_place = _by_place(tokens, order)
    picked = by_words | by_place if not by_words or not by_place else (
        by_place if by_place == by_words else by_words)  # fmt: skip
    if (
        re.search(r"\b(?:both|all of (?:them|the above)|all (?:three|four))\b", said.final)
        and len(picked) != 1
    ):
        return marked("incorrect", "both")
    if len(picked) > 1:
        return marked("incorrect", "two_rivals")
    if not picked:
        partial = _shared_part(item, tokens, right)
        return marked("partial", "part_of_option") if partial else marked("incorrect", "no_option")
    chosen = picked.pop()
    return marked("correct" if chosen == right else "incorrect", "option", item.options[chosen])


def _by_place(tokens: list[str], order: tuple[int, ...]) -> set[int]:
    """Options picked by letter or position, as the learner heard them."""
    found: set[int] = set()
    content = [t for t in tokens if t not in _CARRIER]
    for at, token in enumerate(tokens):
        place = _place(tokens, at, content, len(order))
        if place is not None and 0 <= place < len(order) and not denied(tokens, at):
            found.add(order[place])
    return found


def _place(tokens: list[str], at: int, content: list[str], size: int) -> int | None:
    token = tokens[at]
    alone = len(content) <= 1 or tokens[at - 1 : at] in (["option"], ["letter"], ["answer"])
    if (
        token in _LETTERS
        and (alone or (token in _SAFE))
        and not (token == "a" and tokens[at + 1 :])
    ):
        return _LETTERS[token]
    if (value := ordinal_value(token)) and (
        tokens[at + 1 :] in ([], ["one"], ["option"]) or "one" in tokens[at + 1 : at + 2]
    ):
        return value - 1
    before = tokens[at - 1] if at else ""
    if (token in _CARDINALS or token.isdigit()) and (
        before in ("number", "option") or len(tokens) == 1
    ):
        return _CARDINALS[token] if token in _CARDINALS else int(token) - 1
    if token in ("last", "bottom", "final") and tokens[at + 1 :] in ([], ["one"], ["option"]):
        return size - 1
    if token in ("top",) and tokens[at + 1 :] in ([], ["one"], ["option"]):
        return 0
    return None


def _by_words(item: QuizItem, tokens: list[str]) -> set[int]:
    """Options whose words, or the part that sets them apart, were heard."""
    forms = [form_of(option, item.prompt) for option in item.options]
    distinct = _distinct(forms)
    scores: list[float] = []
    for form in distinct:
        heard = fit(form, tokens)
        usable = heard is not None and not denied(tokens, heard.start)
        scores.append(heard.coverage * heard.sound if heard and usable else 0.0)
    top = max(scores)
    if top < 0.45:
        return set()
    return {n for n, score in enumerate(scores) if score >= top - 0.12}


def _distinct(forms: list[Form]) -> list[Form]:
    """The forms with words that several options share weighed down."""
    out = []
    for form in forms:
        raw = []
        for word, weight in zip(form.words, form.weights, strict=True):
            shared = sum(singular(word) in {singular(w) for w in other.words} for other in forms)
            raw.append(weight / shared**2)
        total = sum(raw) or 1.0
        out.append(Form(form.text, form.words, tuple(w / total for w in raw)))
    return out


def _shared_part(item: QuizItem, tokens: list[str], right: int) -> bool:
    """Whether what was said fits the right option and another one too."""
    if right < 0:
        return False
    own = {singular(w) for w in words(item.options[right]) if w not in STOP}
    return any(singular(token) in own for token in tokens if token not in STOP)
