"""Marking a short answer: a name, a term, or an explanation in a sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from skill.content.course import QuizItem
from skill.language.normalise import words
from skill.language.stems import STOP, singular
from skill.quiz.marking.forms import Form, initials
from skill.quiz.marking.meaning import Meaning, says_same
from skill.quiz.marking.polarity import denied
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.terms import BAR, Fit, fit
from skill.quiz.marking.utterance import Utterance, repaired

HEDGES = frozenset(
    "i think it's is was would be i'd say maybe perhaps probably possibly guess guessing reckon believe suppose "
    "sure definitely pretty fairly answer called named something someone somebody whatever wanna want going gonna go "
    "with must gotta might could has have either one them ones both say said not no yeah oh him her he she "
    "please deffo honestly innit mate right thing stuff like dunno know don't remember can't decide".split()
)


@dataclass(frozen=True)
class Prepared:
    """An item's forms and rivals, worked out once."""

    item: QuizItem
    forms: tuple[Form, ...]
    rivals: tuple[Form, ...]
    asked: frozenset[str]
    """The prompt's words, singular."""


def mark_short(ready: Prepared, said: Utterance, meaning: Callable[[], Meaning]) -> Marking:
    """Marks a short answer."""
    tokens = _spelt_out(said.tokens, ready.forms)
    best = _best(ready.forms, tokens)
    rival = _best_rival(ready, tokens, best)
    heard_rivals = ((rival.form.text, round(rival.coverage * rival.sound, 3)),) if rival else ()
    answer = ready.item.answer
    if best and best.coverage >= 0.75:
        verdict = _settled(best, rival, tokens, ready)
        if verdict:
            return marked(
                verdict[0],
                verdict[1],
                answer if verdict[0] == "correct" else "",
                rivals=heard_rivals,
            )
    if rival and (best is None or rival.sound * rival.coverage > best.sound * best.coverage):
        if not denied(tokens, rival.start) and not any(not form.term for form in ready.forms):
            return marked("incorrect", "rival", rival.form.text, rivals=heard_rivals)
    if any(not form.term for form in ready.forms):
        return _by_meaning(ready, said, meaning())
    if best and best.coverage >= 0.25 and not denied(tokens, best.start):
        left = _left_over(tokens, best, ready)
        if not left:
            return marked("partial", "part_of_name", best.form.text)
    return marked("incorrect", "no_match", rivals=heard_rivals)


def _by_meaning(ready: Prepared, said: Utterance, meaning: Meaning) -> Marking:
    texts = [form.text for form in ready.forms if not form.term] or [ready.item.answer]
    same = says_same(meaning, texts, repaired(said), ready.item.prompt)
    return marked(same.verdict, same.rule, ready.item.answer if same.verdict == "correct" else "")


def _spelt_out(tokens: list[str], forms: tuple[Form, ...]) -> list[str]:
    """Letters said one by one joined ("n e p"), where an answer is made of letters."""
    out: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and (token.isalpha() or (run and token.isdigit())):
            run.append(token)
            continue
        out += ["".join(run)] if len(run) > 1 else run
        run = []
        out.append(token)
    out = out[:-1]
    for form in forms:
        short = initials(form)
        if short and short in out:
            at = out.index(short)
            return [*out[:at], *form.words, *out[at + 1 :]]
    return out


def _best(forms: tuple[Form, ...], tokens: list[str]) -> Fit | None:
    fits = [found for form in forms if form.term and (found := fit(form, tokens))]
    return max(fits, key=lambda f: (f.coverage * f.sound, -f.start), default=None)


def _best_rival(ready: Prepared, tokens: list[str], best: Fit | None) -> Fit | None:
    """The rival heard most surely; one that is part of the answer is none."""
    own = {singular(word) for form in ready.forms for word in form.words}
    found: list[Fit] = []
    for form in ready.rivals:
        if all(singular(word) in own for word in form.words):
            continue
        heard = fit(form, tokens, 0.86)
        if heard and heard.coverage >= 0.75:
            found.append(heard)
    return max(found, key=lambda f: (f.sound * f.coverage, f.start), default=None)


def _settled(
    best: Fit, rival: Fit | None, tokens: list[str], ready: Prepared
) -> tuple[str, str] | None:
    """The verdict when the whole answer was heard."""
    if denied(tokens, best.start):
        return "incorrect", "denied"
    if rival is not None and not denied(tokens, rival.start):
        overlaps = rival.start < best.end and best.start < rival.end
        if overlaps and rival.sound > best.sound + 0.02:
            return "incorrect", "rival"
        if not overlaps and _compete(tokens, best, rival):
            return "incorrect", "two_rivals"
    if _or_other(tokens, best, ready):
        return "incorrect", "two_rivals"
    return ("correct", "named") if best.sound >= BAR else None


def _compete(tokens: list[str], best: Fit, rival: Fit) -> bool:
    """Whether two answers stand side by side, with nothing but talk between them."""
    first, second = (best, rival) if best.start < rival.start else (rival, best)
    between = tokens[first.end : second.start]
    return all(token in HEDGES or token in ("or", "and", "the", "a", "an") for token in between)


def _or_other(tokens: list[str], best: Fit, ready: Prepared) -> bool:
    """ "X or Y" with any Y: no choice was made."""
    own = {singular(word) for form in ready.forms for word in form.words} | ready.asked
    for at, token in enumerate(tokens):
        if token != "or" or "or" in words(best.form.text):
            continue
        other = tokens[at + 1 :] if at >= best.end else tokens[:at] if at < best.start else []
        content = [w for w in other if w not in HEDGES and w not in STOP and singular(w) not in own]
        if content and len(content) <= 3:
            return True
    return False


def _left_over(tokens: list[str], best: Fit, ready: Prepared) -> list[str]:
    taken = {at for span in best.spans for at in range(*span)}
    return [
        w
        for at, w in enumerate(tokens)
        if at not in taken and w not in HEDGES and w not in STOP and singular(w) not in ready.asked
    ]
