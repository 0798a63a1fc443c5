"""The words of a short answer with what was spelt, numbered or said by formula put in words."""

import re

from skill.language.number_tokens import UNITS
from skill.quiz.marking.forms import Form, initials, regnal, spelt_initials

_FORMULAE = {
    "co2": "carbon dioxide", "h2o": "water", "o2": "oxygen", "h2": "hydrogen", "n2": "nitrogen", "ch4": "methane",
    "nacl": "sodium chloride", "hcl": "hydrochloric acid", "nh3": "ammonia", "so2": "sulphur dioxide",
}  # fmt: skip


_ORDINAL_WORDS = {f"{n}{e}": w for n, e, w in (
    (1, "st", "first"), (2, "nd", "second"), (3, "rd", "third"), (4, "th", "fourth"), (5, "th", "fifth"),
    (6, "th", "sixth"), (7, "th", "seventh"), (8, "th", "eighth"), (9, "th", "ninth"), (10, "th", "tenth"),
)}  # fmt: skip


OR_WHATEVER = re.compile(
    r" or (?:whatever|something|summat)(?: (?:it's|he's|she's|that's|its|it is|they're|you) call(?:ed)?(?: it)?| like that)?$"
)


def spelt_out(tokens: list[str], forms: tuple[Form, ...]) -> list[str]:
    """Letters said one by one joined ("n e p"), and initials put for the words they stand for."""
    out: list[str] = []
    run: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and (token.isalpha() or (run and token.isdigit())):
            run.append(token)
            continue
        if len(run) > 1 and (meant := _initialled("".join(run), forms)):
            out += meant
        else:
            out += ["".join(run)] if len(run) > 1 else run
        run = []
        out.append(token)
    out = [_ORDINAL_WORDS.get(token, token) for token in out]
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


def _initialled(letters: str, forms: tuple[Form, ...]) -> tuple[str, ...] | None:
    """The words that letters said one by one stand for: "s t m" for short-term memory."""
    return next((form.words for form in forms if spelt_initials(form) == letters), None)


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
