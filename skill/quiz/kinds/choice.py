"""Marking a choice: by letter, by its sound, by position, by the option's words."""

import re
from dataclasses import replace
from fractions import Fraction

from skill.content.course import QuizItem
from skill.language.lexicon import is_everyday, known
from skill.language.normalise import words
from skill.language.number_tokens import number_tokens
from skill.language.numbers import digit_runs, numbers_in
from skill.language.phonetics import likeness
from skill.language.stems import STOP, singular
from skill.language.years import years_in
from skill.quiz.marking.direction import reverses
from skill.quiz.marking.formulas import spelt_formulas
from skill.quiz.marking.options import OptionsReady
from skill.quiz.marking.places import places_in
from skill.quiz.marking.polarity import denied, is_negator
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import Fit, fit
from skill.quiz.marking.utterance import Utterance

_ENOUGH = 0.3
"""The share of an option's own words that picks it, when no other has them."""
_ALIKE, _APART = 0.62, 0.12
"""How like an option it must sound, and how much more than any other."""
_NEAR = 0.75
"""Another option that fits this well beside the best leaves it undecided."""
_ONE_OF = re.compile(
    r"\b(?:one|either) of the (?:two )?(first|last|middle)(?: (?:two|ones|couple|options))?$"
)
_REASON = frozenset(
    "because cos since as which that who when after unlike than whereas while like for but so".split()
)


def mark_choice(  # noqa: C901
    ready: OptionsReady,
    said: Utterance,
    order: tuple[int, ...] | None,
) -> Marking:
    """Marks a choice whose options were read out in `order` (indexes into the file's)."""
    item, right, tokens = ready.item, ready.right, said.tokens
    order = order or tuple(range(len(item.options)))
    if not said.dropped and ready.said.count(tokens) == 1:
        return _verdict(item, {ready.said.index(tokens)}, right)
    if (by_formula := _formula_chosen(ready, said)) is not None:
        return _verdict(item, {by_formula}, right)
    both = re.search(
        r"\b(?:both|neither|all of (?:them|the above|those)|all (?:three|four)|none of)\b",
        said.final,
    )
    if both and not any(both[0] in " ".join(words(option)) for option in item.options):
        return marked("incorrect", "both")
    placed = {order[place] for place in places_in(tokens, len(order)) if place < len(order)}
    if (
        not placed
        and right >= 0
        and (_shared_only(ready, tokens) or _among(said.final, right, order))
    ):
        return marked("partial", "part_of_option")
    valued = _by_value(ready, said.final)
    if valued and not (placed and len(valued) > 1):
        return _verdict(item, valued, right)
    fits = _fits(ready, tokens)
    named = _named(fits, tokens)
    if len(named) > 1 and said.dropped:  # named again only to say why it was taken back
        dropped = said.dropped.split()
        named = named - _named(_fits(ready, dropped), dropped) or named
    if len(named) > 1 and _same_words(fits, named):
        if placed and len(placed & named) == 1:
            return _verdict(item, placed & named, right)
        return marked("partial" if right in named else "incorrect", "part_of_option")
    if not named and not placed and right >= 0 and said.dropped:
        named = _named(_fits(ready, said.text.split()), said.text.split())
    if not named and not placed and (alike := _alike(ready, tokens)):
        return replace(_verdict(item, alike, right), rule="sounds_like")
    texts = (item.answer, *item.accept)
    turned = not any(map(is_negator, tokens)) and all(reverses(t, said.final) for t in texts)
    if named == {right} and not placed and turned:
        return marked("incorrect", "reversed", item.answer)
    return _verdict(item, named or placed, right)


def _formula_chosen(ready: OptionsReady, said: Utterance) -> int | None:
    """The option whose formula was spelt out."""
    if not any(ready.formulas):
        return None
    spelt = spelt_formulas(said.final if said.dropped else said.raw, frozenset(ready.formulas))
    return next((n for n, each in enumerate(ready.formulas) if each in spelt), None)


def _shared_only(ready: OptionsReady, tokens: list[str]) -> bool:
    """Whether all that was said stands in the right option and in another ("black", of a black
    dwarf and a black hole)."""
    said = {singular(t) for t in tokens if t not in HEDGES and t not in STOP}
    own = [{singular(w) for w in option if w not in STOP} for option in ready.said]
    holding = [n for n, option in enumerate(own) if said and said <= option]
    settled = any(said == option for option in own) or any(map(is_negator, tokens))
    return len(holding) > 1 and ready.right in holding and not settled


def _among(text: str, right: int, order: tuple[int, ...]) -> bool:
    """ "One of the middle two", where the right one is."""
    found = _ONE_OF.search(text)
    at, half = order.index(right), len(order) // 2
    within = {"first": at < half, "last": at >= half, "middle": 0 < at < len(order) - 1}
    return bool(found and within[found[1]])


def _alike(ready: OptionsReady, tokens: list[str]) -> set[int]:
    """The option that what was heard sounds most like; only the options are in question, so
    a form more mangled than would do for an open answer is enough, if no other is near."""
    core = [t for t in tokens if t not in HEDGES and t not in STOP and not is_negator(t)]
    every = {word for option in ready.said for word in option}
    if set(core) & every and any(is_everyday(t) for t in core if t not in every):
        return set()  # "a white dwarf" is not "a black dwarf" misheard
    if any(len(token) == 1 for token in core):
        return set()  # "u shaped" is not "V-shaped" misheard
    if not 0 < len(core) <= 4 or len(core) < len(tokens) - 6 or any(map(is_negator, tokens)):
        return set()
    heard = {"".join(core[a:b]) for a in range(len(core)) for b in range(a + 1, len(core) + 1)}
    scores = [
        max((likeness(h, n) for h in heard for n in names), default=0.0) for names in ready.names
    ]
    ranked = sorted(scores, reverse=True)
    sure = ranked[0] >= _ALIKE and ranked[0] - ranked[1] >= _APART
    return {scores.index(ranked[0])} if sure else set()


def _verdict(item: QuizItem, picked: set[int], right: int) -> Marking:
    if not picked:
        return marked("incorrect", "no_option")
    if len(picked) > 1:
        return marked("incorrect", "two_rivals")
    chosen = next(iter(picked))
    return marked("correct" if chosen == right else "incorrect", "option", item.options[chosen])


def _by_value(ready: OptionsReady, text: str) -> set[int]:
    """Options that are figures, by their value: "nineteen twenty nine" for "1929"."""
    if not ready.values:
        return set()
    tokens = number_tokens(text)
    numbers = numbers_in(tokens)
    heard: set[Fraction | int] = {
        n.value for n in (*numbers, *digit_runs(tokens, numbers)) if not denied(tokens, n.start)
    }
    heard |= {year.low for year in years_in(tokens) if not denied(tokens, year.start)}
    return {n for n, values in enumerate(ready.values) if values & heard}


def _fits(ready: OptionsReady, tokens: list[str]) -> list[Fit | None]:
    """How each option is heard, its words weighed by how far they set it apart."""
    fits = [fit(form, tokens) for form in ready.forms]
    for form in ready.accepted:
        if (old := fits[ready.right]) and old.coverage >= 0.75:
            break
        heard = fit(form, tokens)
        if heard and heard.coverage >= 0.75:
            fits[ready.right] = heard
    return fits


def _named(fits: list[Fit | None], tokens: list[str]) -> set[int]:
    """The options named and not denied; one that is only mentioned in a reason is not."""
    live = {
        n: f
        for n, f in enumerate(fits)
        if f
        and not denied(tokens, f.anchor[0])
        and not denied(tokens, f.head)
        and not _substituted(f, tokens)
    }
    scores = {n: f.coverage * f.sound for n, f in live.items()}
    top = max(scores.values(), default=0.0)
    if top < _ENOUGH:
        return set()
    # A word heard exactly in one option is not also a mangled form of another's.
    named = {n for n, score in scores.items() if score >= top * _NEAR}
    if len(named) > 1 and top > 0.95:
        named = {
            n
            for n in named
            if scores[n] > 0.9 or not _overlap(live[n], live[max(scores, key=lambda k: scores[k])])
        }
    surest = max((live[n].sound for n in named), default=0.0)
    named = {
        n
        for n in named
        if live[n].sound > surest - 0.03 or not any(_overlap(live[n], live[m]) for m in named - {n})
    }
    if len(named) < 2:
        return named
    ordered = sorted(named, key=lambda n: live[n].anchor)
    first, second = live[ordered[0]], live[ordered[1]]
    between = tokens[first.anchor[1] : second.anchor[0]]
    if set(between) & _REASON and "or" not in between:
        return {ordered[1]} if "so" in (between[0], between[-1]) else {ordered[0]}
    return named


def _overlap(one: Fit, other: Fit) -> bool:
    return one.anchor[0] < other.anchor[1] and other.anchor[0] < one.anchor[1]


def _same_words(fits: list[Fit | None], named: set[int]) -> bool:
    """Whether the options were picked by the same heard words ("the ventricle")."""
    found = [fits[n] for n in named]
    return all(a and b and _overlap(a, b) for a in found for b in found)


def _substituted(found: Fit, tokens: list[str]) -> bool:
    """Whether another word stands where the option's missing one belongs ("u shaped valley")."""
    if found.coverage > 0.8 or len(found.spans) == len(found.form.words):
        return False
    before = tokens[found.start - 1] if found.start else ""
    entry = known(found.form.words[0])
    if entry and entry.name and tokens[found.start] == found.form.words[0]:
        after = tokens[found.end : found.end + 1]  # "Jane Grey" for Jane Seymour
        if found.end + 1 == len(tokens) and after[0] not in HEDGES:
            return len(found.form.words) == 2
    return (
        bool(before)
        and before not in STOP
        and before not in HEDGES
        and before not in ("one", "the")
        and not before.isdigit()
    )


__all__ = ["mark_choice"]
