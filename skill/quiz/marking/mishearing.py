"""Terms that a recogniser mangled past what single words show, or that broke off."""

from itertools import pairwise

from skill.language.lexicon import known
from skill.language.normalise import words
from skill.language.phonetics import likeness, skeleton
from skill.language.stems import STOP, singular, stem
from skill.quiz.marking.forms import Form
from skill.quiz.marking.polarity import denied, is_negator, opposite
from skill.quiz.marking.prepared import Prepared
from skill.quiz.marking.result import Marking, marked
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import fit

_WHOLE = 0.75
_GIBBERISH = 0.72
"""By ear, when nothing else was said: what sounds like it is meant for it."""


_DOUBTFUL = 0.64


AROUND = HEDGES | frozenset(
    "the a an um it it's its in on of them those these things thing to".split()
)


def only_sounds(ready: Prepared, tokens: list[str], raw: str) -> Marking | None:
    """When nothing but a few strange words were said: they are what they sound most like."""
    if len(tokens) > 8 or any(is_negator(token) for token in tokens):
        return None
    best: tuple[float, Form] | None = None
    cores = [tokens, words(raw), _clause_of_where(tokens)]
    for at, core in enumerate(cores):
        if core in cores[:at]:
            continue
        for form in ready.terms:
            heard = fit(form, core, _DOUBTFUL)
            if heard is None or heard.coverage < _WHOLE:
                continue
            outside = [t for at, t in enumerate(core) if not heard.start <= at < heard.end]
            if all(token in AROUND for token in outside) and (
                best is None or heard.sound > best[0]
            ):
                best = (heard.sound, form)
    if best is None:
        return _misheard_word(ready, tokens)
    others = [
        heard.sound
        for rival in ready.rivals.forms
        if (heard := fit(rival, tokens, _DOUBTFUL)) and heard.coverage >= _WHOLE
    ]
    if max(others, default=0.0) > best[0] - 0.05:
        return None
    if best[0] >= _GIBBERISH:
        return marked("correct", "named", ready.item.answer)
    return marked("unsure", "sounds_like", _read_back(ready, best[1]))


def _read_back(ready: Prepared, form: Form) -> str:
    """A form as it is said back. One that only spells the answer by ear ("stack an off") is
    there to be heard, not to be said."""
    own = ready.terms[0]
    heard = fit(own, words(form.text), _DOUBTFUL)
    by_ear = heard is not None and heard.coverage >= _WHOLE
    return ready.item.answer if by_ear and own.text == ready.item.answer else form.text


def _clause_of_where(tokens: list[str]) -> list[str]:
    """What stands before a description: "an jam ment | where it runs on"."""
    ends = ("where", "when", "which", "because", "cos", "like", "that's", "you")
    return tokens[: next((n for n, token in enumerate(tokens) if token in ends), len(tokens))]


def _misheard_word(ready: Prepared, tokens: list[str]) -> Marking | None:
    """An everyday word that keeps every sound of the answer but a vowel ("inferred" for
    infrared): a recogniser wrote it. A word that the course has for another answer is a rival."""
    core = [token for token in tokens if token not in AROUND]
    if len(core) != 1 or len(core[0]) < 6 or ready.rivals.with_word(singular(core[0])):
        return None
    heard, entry = core[0], known(core[0])
    for form in ready.terms:
        if len(form.words) != 1 or entry is None or entry.tier > 1 or entry.name:
            continue
        word = form.words[0]
        other = stem(word) != stem(heard) and not opposite(heard, word)
        if other and skeleton(heard) == skeleton(word) and likeness(heard, word) > 0.85:
            return marked("correct", "named", ready.item.answer)
    return None


def adjective_of(ready: Prepared, tokens: list[str]) -> bool:
    """ "The synaptic gap", asked what the gap is called: the term as an adjective."""
    for word, after in pairwise(tokens):
        if not word.endswith(("ic", "al", "ar", "ous")) or singular(after) not in ready.asked:
            continue
        for form in ready.terms:
            size = max(5, len(form.words[0]) - 2)
            if len(form.words) == 1 and word[:size] == form.words[0][:size]:
                return not denied(tokens, tokens.index(word))
    return False


def fragment(ready: Prepared, tokens: list[str]) -> bool:
    """ "mito something", "something globin": the beginning or the end of the name."""
    vague = bool({"something", "thing", "summat", "whatever", "somethings", "thingy"} & set(tokens))
    joined = ["".join(pair) for pair in pairwise(tokens)] if vague else []
    clips = [singular(token) for token in tokens if singular(token) != token]
    for token in [*tokens, *joined, *clips]:
        if len(token) < (2 if vague else 4) or token in STOP or token in HEDGES:
            continue
        for form in ready.terms:
            for word in (form.joined.replace(" ", ""), *form.words):
                if len(token) < len(word) and (
                    word.startswith(token) or (len(token) >= 4 and word.endswith(token))):  # fmt: skip
                    # "carbs": a clipped form is a word by now, and still short for the other.
                    clipped = len(word) >= 8 and word.startswith(token)
                    return vague or clipped or known(token) is None
    return False
