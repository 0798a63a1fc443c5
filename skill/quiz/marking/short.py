"""Marking a short answer: a name or a term by ear, an explanation by meaning."""

import re
from collections.abc import Callable

from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.number_tokens import UNITS
from skill.language.stems import STOP, singular, stem
from skill.quiz.marking.direction import wrong_way
from skill.quiz.marking.explain import mark_explained
from skill.quiz.marking.forms import Form, initials, regnal
from skill.quiz.marking.meaning import Meaning
from skill.quiz.marking.polarity import denied, is_negator
from skill.quiz.marking.prepared import Prepared
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import BAR, Fit, fit
from skill.quiz.marking.trend import compare, is_trend, trend_of
from skill.quiz.marking.utterance import Utterance, repaired

_FORMULAE = {
    "co2": "carbon dioxide", "h2o": "water", "o2": "oxygen", "h2": "hydrogen", "n2": "nitrogen", "ch4": "methane",
    "nacl": "sodium chloride", "hcl": "hydrochloric acid", "nh3": "ammonia", "so2": "sulphur dioxide",
}  # fmt: skip
_WHOLE = 0.75
"""The share of a form that has to be heard for the whole."""
_GIBBERISH = 0.73
"""By ear, when nothing else was said: what sounds like it is meant for it."""
_DOUBTFUL = 0.64


def mark_short(ready: Prepared, said: Utterance, meaning: Callable[[], Meaning]) -> Marking:
    """Marks a short answer."""
    if is_trend(ready.item.answer, ready.item.prompt) and (said_trend := trend_of(said.final)):
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
        result, rule = mark_explained(ready.item, texts, said_as, meaning)
        return marked(result, rule, ready.item.answer if result == "correct" else "")
    return marked("unsure", "nothing_to_compare")


def _mark_term(ready: Prepared, said: Utterance) -> Marking:
    tokens = _spelt_out(said.tokens, ready.terms)
    rival, tokens = _exact_rival(ready, tokens)
    best = _best(ready.terms, tokens)
    if best and best.coverage >= _WHOLE:
        return _settled(ready, best, rival, tokens)
    if rival:
        return marked("incorrect", "rival", rival.form.text, rivals=((rival.form.text, 1.0),))
    if best is None and (sounded := _only_sounds(ready, tokens, said.raw)):
        return sounded
    if best and best.coverage >= 0.14 and not denied(tokens, best.anchor[0]):
        if not _left_over(ready, tokens, best):
            return marked("partial", "part_of_name", best.form.text)
        if best.coverage >= 0.5 and _best(ready.terms, said.text.split()) is None:
            return marked("partial", "part_of_name", best.form.text)
    if _fragment(ready, tokens):
        return marked("partial", "fragment", ready.item.answer)
    if _true_but_vague(ready, tokens):
        return marked("partial", "vague")
    return marked("incorrect", "no_match")


def _settled(ready: Prepared, best: Fit, rival: Fit | None, tokens: list[str]) -> Marking:
    """The mark when the whole answer was heard."""
    answer = ready.item.answer
    if denied(tokens, best.anchor[0]) or _taken_back(tokens, best):
        return marked("incorrect", "denied")
    if rival and _compete(tokens, best, rival):
        return marked("incorrect", "two_rivals", rivals=((rival.form.text, 1.0),))
    if best.sound < 0.97 and (nearer := _sounding_rival(ready, tokens, best)):
        return marked("incorrect", "rival", nearer.form.text, rivals=((nearer.form.text, round(nearer.sound, 3)),))  # fmt: skip  # noqa: E501
    if _other_answer(ready, tokens, best) or _namesake(best, tokens):
        return marked("incorrect", "two_rivals")
    rest = [t for at, t in enumerate(tokens) if not any(a <= at < b for a, b in best.spans)]
    if len(rest) > 3 and wrong_way(ready.item.prompt, " ".join(rest)):
        return marked("incorrect", "contradicted")
    return marked("correct", "named", answer)


def _spelt_out(tokens: list[str], forms: tuple[Form, ...]) -> list[str]:
    """Letters said one by one joined ("n e p"), and initials put for the words they stand for."""
    out: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and (token.isalpha() or (run and token.isdigit())):
            run.append(token)
            continue
        out += ["".join(run)] if len(run) > 1 else run
        run = []
        out.append(token)
    out = " ".join(_FORMULAE.get(token, token) for token in _with_digits(out[:-1])).split()
    if any(word.isdigit() for form in forms for word in form.words):
        out = regnal(out)
    for form in forms:
        short = initials(form)
        if short and short in out:
            at = out.index(short)
            return [*out[:at], *form.words, *out[at + 1 :]]
        if len(form.words) == 1 and 3 <= len(form.words[0]) <= 5 and form.text.isupper():
            letters = "".join(token[0] for token in out if token not in ("the", "a", "an"))
            if letters == form.words[0]:
                return [form.words[0]]
    return out


def _with_digits(tokens: list[str]) -> list[str]:
    """ "co", "two" → "co2", where that is a formula."""
    out: list[str] = []
    for token in tokens:
        digit = str(UNITS[token]) if token in UNITS else token
        if out and out[-1] + digit in _FORMULAE:
            out[-1] += digit
        else:
            out.append(token)
    return out


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
        inside = all(singular(word) in ready.own for word in form.words)
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
        content = [w for w in other if w not in HEDGES and w not in STOP]
        content = [w for w in content if singular(w) not in ready.own | ready.asked]
        if token == "or" and 0 < len(content) <= 3 and at - best.end <= 2:
            return True
        if token == "and" and len(content) == 1 and len(tokens) <= best.end - best.start + 5:
            entry = known(content[0])
            if (entry is None or entry.name or entry.tier > 1) and len(content[0]) > 3:
                return True
    return False


def _namesake(best: Fit, tokens: list[str]) -> bool:
    """Whether another first name stands before the surname ("Lance Armstrong" for Neil)."""
    form = best.form
    if len(form.words) < 2 or len(best.spans) > 1 or not form.text.istitle() or not best.start:
        return False
    before = tokens[best.start - 1]
    if before in HEDGES or before in STOP or len(tokens) > 4:
        return False
    entry = known(before)
    if entry is not None and not entry.name:
        return False
    return before[0] not in {word[0] for word in form.words} and before not in _NICKNAMES


def _only_sounds(ready: Prepared, tokens: list[str], raw: str) -> Marking | None:
    """When nothing but a few strange words were said: they are what they sound most like."""
    if len(tokens) > 8 or any(is_negator(token) for token in tokens):
        return None
    best: tuple[float, Form] | None = None
    for core in (tokens, words(raw)):
        for form in ready.terms:
            heard = fit(form, core, _DOUBTFUL)
            if heard is None or heard.coverage < _WHOLE:
                continue
            outside = [t for at, t in enumerate(core) if not heard.start <= at < heard.end]
            if all(token in _AROUND for token in outside) and (
                best is None or heard.sound > best[0]
            ):
                best = (heard.sound, form)
    if best is None:
        return None
    others = [
        heard.sound
        for rival in ready.rivals.forms
        if (heard := fit(rival, tokens, _DOUBTFUL)) and heard.coverage >= _WHOLE
    ]
    if max(others, default=0.0) > best[0] - 0.05:
        return None
    if best[0] >= _GIBBERISH:
        return marked("correct", "named", ready.item.answer)
    return marked("unsure", "sounds_like", best[1].text)


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


def _fragment(ready: Prepared, tokens: list[str]) -> bool:
    """ "mito something", "something globin": the beginning or the end of the name."""
    vague = bool({"something", "thing", "summat", "whatever", "somethings", "thingy"} & set(tokens))
    for token in tokens:
        if len(token) < (2 if vague else 4) or token in STOP or token in HEDGES:
            continue
        for form in ready.terms:
            for word in (form.joined.replace(" ", ""), *form.words):
                if len(token) < len(word) and (
                    word.startswith(token) or (len(token) >= 4 and word.endswith(token))):  # fmt: skip
                    return vague or known(token) is None
    return False


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


_NICKNAMES = frozenset(
    "bill will bob dick ted ned jack harry peggy betty liz tony sir king queen dr mr mrs miss lord lady".split()
)
_AROUND = HEDGES | frozenset(
    "the a an um it's its in on of them those these things thing to".split()
)
