"""A course's text as HTML: escaped, with the small figures of formulas and units set as they are printed.

"CO2" and "25 cm3" are hard to read and are no answer in an exam: CO<sub>2</sub>, 25 cm<sup>3</sup>.
"""

import re
from html import escape

from skill.content.course import CourseInfo
from skill.quiz.marking.formulas import formula_of

_TOKEN = re.compile(r"(?<![\w+])(?:[A-Z][a-z]?|[()]|\d)*[A-Z)](?:[a-z])?\d*(?:\d*[+-])?(?![\w+])")
_UNIT = re.compile(
    r"(?P<unit>(?:(?<!\w)|(?<=\d))[mcdk]m|(?<=\d )m|(?<=/)[ms])(?P<power>[23])(?![\w.]\w)(?!\w)"
)
_ATOM = re.compile(r"(?:[A-Z][a-z]?|\))")
_CHARGE = re.compile(r"(?P<count>\d*)(?P<sign>[+-])$")


class Writer:
    """Writes a course's texts as HTML."""

    def __init__(self, info: CourseInfo):
        self._spelt = {each.text for each in info.pronunciations}

    def __call__(self, text: str) -> str:
        """The text as HTML, with nothing in it that a text could smuggle in."""
        out, done = [], 0
        for found in _TOKEN.finditer(text):
            token = found[0]
            if not self._is_formula(token):
                continue
            out += [_units(text[done : found.start()]), _formula(token)]
            done = found.end()
        return "".join((*out, _units(text[done:])))

    def _is_formula(self, token: str) -> bool:
        """Whether a word with figures or a charge is a formula: the course says how to read it, or it
        names several elements ("H2SO4"; "B12" and "M25" do not)."""
        if not re.search(r"\d|[+-]$", token) or not formula_of(token):
            return False
        return token in self._spelt or len(re.findall(r"[A-Z]", token)) > 1


def _formula(token: str) -> str:
    charge = _CHARGE.search(token)
    body, power = token, ""
    if charge:
        body, count = token[: charge.start()], charge["count"]
        # "Mg2+": a charge of two. "NH4+": four atoms. "SO42-": four atoms, and a charge of two.
        alone = len(_ATOM.findall(body)) == 1
        body, count = (body, count) if alone else (body + count[:-1], count[-1:])
        if not alone and len(charge["count"]) == 1:
            body, count = body + count, ""
        power = f"<sup>{count}{'−' if charge['sign'] == '-' else '+'}</sup>"
    return re.sub(r"\d+", r"<sub>\g<0></sub>", body) + power


def _units(text: str) -> str:
    return _UNIT.sub(r"\g<unit><sup>\g<power></sup>", escape(text))
