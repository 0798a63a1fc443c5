"""Marking a short answer: a name or a term by ear, an explanation by meaning."""

import re

from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.stems import STOP, singular, stem
from skill.quiz.marking.direction import wrong_way
from skill.quiz.marking.explain import mark_explained
from skill.quiz.marking.forms import Form
from skill.quiz.marking.formulas import formula_of, spelt_formulas
from skill.quiz.marking.mishearing import AROUND, adjective_of, fragment, only_sounds
from skill.quiz.marking.namesakes import namesake, other_surname
from skill.quiz.marking.polarity import denied, is_negator
from skill.quiz.marking.prepared import Prepared
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.spelt import OR_WHATEVER, spelt_out
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import BAR, Fit, fit
from skill.quiz.marking.trend import Trend, compare, is_trend, trend_of
from skill.quiz.marking.utterance import Utterance, repaired

_COMPARED = re.compile(r"\b(?:more|less) (?!fast|quick|slow|speed|of)\w+")
_DENYING = ("not", "isn't", "wasn't")
_SOMETHING = frozenset(("something", "whatsit", "thingy"))
"""Words that stand for a part of a name that was not remembered."""
_DESCRIBES = re.compile(
    r"^(?:(?:i|i'd|think|is|it|it's|its|was|that's|they're|like|maybe|probably|um) )*"
    r"(?:(?:the|that) (?:\w+ )?ones?|one of|something|some(?:one|body)?|(?:a|some) (?:kind|sort|type) of)\b"
)
"""How a description begins that stands where a name was asked for."""
_WHOLE = 0.75
"""The share of a form that has to be heard for the whole."""


def mark_short(ready: Prepared, said: Utterance) -> Marking:
    """Marks a short answer."""
    if (exact := _formula_said(ready, said)) is not None:
        return exact
    if (whole := _said_whole(ready, said.final)) is not None:
        if not whole:
            return marked("incorrect", "denied")
        return marked("correct", "named", ready.item.answer)
    if is_trend(ready.item.answer, ready.item.prompt) and (said_trend := _trend_said(ready, said)):
        grade = compare(said_trend, ready.item.answer)
        return marked(grade, "trend", ready.item.answer if grade == "correct" else "")
    if is_trend(ready.item.answer, ready.item.prompt) and re.search(
        r"\b(?:chang\w+|different|affected)\b", said.final
    ):
        return marked("partial", "vague")
    if ready.terms:
        verdict = _mark_term(ready, said)
        if verdict.rule != "no_match" or not ready.statements:
            return verdict
    texts = list(ready.statements)
    if (said_as := repaired(said)) and texts:
        result, rule = mark_explained(ready.item, texts, said_as)
        return marked(result, rule, ready.item.answer if result == "correct" else "")
    return marked("unsure", "nothing_to_compare")


def _formula_said(ready: Prepared, said: Utterance) -> Marking | None:
    """The verdict on a chemical formula; None where none is asked for or none was said."""
    if not ready.formulas or not (spelt := _spelt(ready, said)):
        return None
    if spelt & ready.formulas:
        return marked("correct", "formula", ready.item.answer)
    if not formula_of(ready.item.answer) or said.final in ready.item.accept:
        return None
    return marked("incorrect", "other_formula")


def _spelt(ready: Prepared, said: Utterance) -> frozenset[str]:
    return spelt_formulas(said.final if said.dropped else said.raw, ready.formulas)


def _said_whole(ready: Prepared, text: str) -> bool | None:
    """Whether an accepted answer is all that was said, as it is spelt: no rival that one of its
    words also is ("United", in "the United States") tells against it. False: it was denied."""
    forms = [_telling(words(form)) for form in (ready.item.answer, *ready.item.accept)]
    said = _telling(text.split())
    if said and said in forms:
        return True
    undenied = [word for word in said if word not in _DENYING]
    return False if undenied and undenied in forms else None


def _telling(tokens: list[str]) -> list[str]:
    return [word for word in tokens if word not in AROUND or word in _DENYING]


def _trend_said(ready: Prepared, said: Utterance) -> Trend | None:
    """The direction that was said; to "why", how dense or how large something is tells none."""
    asks_why = ready.item.prompt.lower().startswith("why")
    return trend_of(_COMPARED.sub(" ", said.final) if asks_why else said.final)


def _mark_term(ready: Prepared, said: Utterance) -> Marking:  # noqa: C901
    tokens = spelt_out(OR_WHATEVER.sub("", said.final).split() or said.tokens, ready.terms)
    rival, tokens = _exact_rival(ready, tokens)
    best = _best(ready.terms, tokens)
    if best and best.coverage >= _WHOLE:
        return _settled(ready, best, rival, tokens, said.dropped.split())
    if rival:
        return marked("incorrect", "rival", rival.form.text, rivals=((rival.form.text, 1.0),))
    if best is None and (sounded := only_sounds(ready, tokens, said.raw)):
        return sounded
    if best is None and adjective_of(ready, tokens):
        return marked("correct", "named", ready.item.answer)
    if best and best.coverage < _WHOLE and other_surname(ready, best, tokens):
        return marked("incorrect", "other_name")
    if best and best.coverage >= 0.14 and not denied(tokens, best.anchor[0]):
        if not _left_over(ready, tokens, best):
            return marked("partial", "part_of_name", best.form.text)
        if best.coverage >= 0.5 and _best(ready.terms, said.text.split()) is None:
            return marked("partial", "part_of_name", best.form.text)
    if fragment(ready, tokens):
        return marked("partial", "fragment", ready.item.answer)
    if _true_but_vague(ready, tokens) or _described(ready, tokens):
        return marked("partial", "vague")
    return marked("incorrect", "no_match")


def _settled(
    ready: Prepared, best: Fit, rival: Fit | None, tokens: list[str], dropped: list[str]
) -> Marking:
    """The mark when the whole answer was heard."""
    answer = ready.item.answer
    if denied(tokens, best.anchor[0]) or denied(tokens, best.head) or _taken_back(tokens, best):
        return marked("incorrect", "denied")
    if rival and _compete(tokens, best, rival) and not _was_dropped(rival, dropped):
        return marked("incorrect", "two_rivals", rivals=((rival.form.text, 1.0),))
    if best.sound < 0.97 and (nearer := _sounding_rival(ready, tokens, best)):
        return marked("incorrect", "rival", nearer.form.text, rivals=((nearer.form.text, round(nearer.sound, 3)),))  # fmt: skip  # noqa: E501
    if _other_answer(ready, tokens, best) or namesake(ready, best, tokens):
        return marked("incorrect", "two_rivals")
    rest = [t for at, t in enumerate(tokens) if not any(a <= at < b for a, b in best.spans)]
    if len(rest) > 3 and wrong_way(ready.item.prompt, " ".join(rest)):
        return marked("incorrect", "contradicted")
    if _SOMETHING & set(tokens) and len(best.spans) < len(best.form.words):
        return marked("partial", "part_of_name", answer)
    return marked("correct", "named", answer)


def _was_dropped(rival: Fit, dropped: list[str]) -> bool:
    """Whether the rival is what a correction took back: "raven, no, the raven's hoarse, ..."."""
    return (
        bool(dropped) and (heard := fit(rival.form, dropped)) is not None and heard.coverage > 0.9
    )


def _best(forms: tuple[Form, ...], tokens: list[str]) -> Fit | None:
    fits = []
    for form in forms:
        if found := fit(form, tokens):
            if found.coverage > 0.999 and found.sound == 1.0:
                return found
            fits.append(found)
    return max(fits, key=lambda f: (min(f.coverage, 1.0) * f.sound, -f.start), default=None)


def _exact_rival(ready: Prepared, tokens: list[str]) -> tuple[Fit | None, list[str]]:
    """A rival that was named outright and not denied; rivals that hold the answer are masked."""
    found: list[Fit] = []
    near = {id(f): f for token in tokens for f in ready.rivals.with_word(singular(token))}
    for form in near.values():
        heard = fit(form, tokens, 0.97)
        if heard is None or heard.coverage < 0.95 or heard.end - heard.start > len(form.words) + 1:
            continue
        holds = any(
            set(map(singular, own.words)) < set(map(singular, form.words)) for own in ready.terms
        )
        inside = all(
            singular(word) in ready.own or singular(word) in ready.kind for word in form.words
        )
        if inside:
            continue
        if holds:
            masked = ["~" if heard.start <= at < heard.end else t for at, t in enumerate(tokens)]
            if denied(tokens, heard.start):
                tokens = masked
                continue
            tokens = masked
        if not denied(tokens, heard.start):
            found.append(heard)
    return max(found, key=lambda f: (len(f.form.words), f.start), default=None), tokens


def _sounding_rival(ready: Prepared, tokens: list[str], best: Fit) -> Fit | None:
    """A rival that the same words sound more like."""
    window = tokens[best.start : best.end]
    close = [
        heard
        for form in ready.rivals.forms
        if not all(singular(word) in ready.own for word in form.words)
        and (heard := fit(form, window, max(BAR, best.sound)))
        and heard.coverage >= _WHOLE
    ]
    nearest = max(close, key=lambda f: f.sound, default=None)
    return nearest if nearest and nearest.sound > best.sound else None


def _taken_back(tokens: list[str], best: Fit) -> bool:
    """ "... but it isn't": a denial with nothing else to deny after the answer."""
    rest = tokens[best.end :]
    if not any(is_negator(token) for token in rest):
        return False
    hollow = HEDGES | STOP | {"but", "that", "wrong", "right", "definitely"}
    return all(token in hollow or is_negator(token) for token in rest) and rest[-1] not in (
        "not",
        "know",
    )


def _compete(tokens: list[str], best: Fit, rival: Fit) -> bool:
    """Whether two answers stand side by side, with nothing but talk between them."""
    first, second = (best, rival) if best.start < rival.start else (rival, best)
    between = tokens[first.end : second.start]
    return all(
        token in HEDGES or token in ("or", "and", "the", "a", "an", "~") for token in between
    )


def _other_answer(ready: Prepared, tokens: list[str], best: Fit) -> bool:
    """ "X or Y" with any Y, "X and Y" with another term: no choice was made."""
    if {"or", "and"} & set(words(best.form.text)):
        return False
    for at, token in enumerate(tokens):
        if token not in ("or", "and"):
            continue
        other = tokens[at + 1 :] if at >= best.end else tokens[:at] if at < best.start else []
        content = [w for w in _clause(other) if w not in HEDGES and w not in STOP]
        content = [w for w in content if singular(w) not in ready.own | ready.asked]
        if token == "or" and 0 < len(content) <= 3 and at - best.end <= 2:
            return True
        if token == "and" and len(content) == 1 and len(tokens) <= best.end - best.start + 5:
            entry = known(content[0])
            if (entry is None or entry.name or entry.tier > 1) and len(content[0]) > 3:
                return True
    return False


def _clause(tokens: list[str]) -> list[str]:
    """The words up to where something else is said: "ions | I always mix those up"."""
    ends = ("i", "but", "because", "cos", "it", "they", "which", "where", "i'm", "i've")
    return tokens[: next((n for n, token in enumerate(tokens) if n and token in ends), len(tokens))]


def _left_over(ready: Prepared, tokens: list[str], best: Fit) -> list[str]:
    taken = {at for span in best.spans for at in range(*span)}
    return [
        word
        for at, word in enumerate(tokens)
        if at not in taken
        and word not in HEDGES
        and word not in STOP
        and singular(word) not in ready.asked
    ]


def _described(ready: Prepared, tokens: list[str]) -> bool:
    """Whether it tells of something without a name for it: "the one in the brain".

    What the prompt says itself tells nothing.
    """
    telling = [t for t in tokens if t not in HEDGES and t not in STOP]
    plain = all((word := known(t)) is not None and not word.name for t in telling)
    return (
        len(tokens) > 2
        and any(singular(t) not in ready.asked for t in telling)
        and plain
        and not any(is_negator(token) for token in tokens)
        and _DESCRIBES.search(" ".join(tokens)) is not None
    )


def _true_but_vague(ready: Prepared, tokens: list[str]) -> bool:
    """Whether all that was said stands in the course's own words about the answer."""
    content = [
        t for t in tokens if t not in STOP and t not in HEDGES and t not in ("type", "kind", "sort")
    ]
    fresh = [token for token in content if singular(token) not in ready.asked]
    if (
        not re.search(r"\b(?:type|kind|sort|one|part|form|some) of\b", " ".join(tokens))
        or not fresh
        or len(content) > 5
        or any(is_negator(token) for token in tokens)
    ):
        return False
    stems = {stem(token) for token in content}
    return any(stems <= sentence for sentence in ready.around)
