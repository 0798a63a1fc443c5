"""People who share a name: another first name before the surname, another surname after it."""

from skill.language.lexicon import known
from skill.language.stems import STOP
from skill.quiz.marking.forms import form_of
from skill.quiz.marking.prepared import Prepared
from skill.quiz.marking.talk import HEDGES
from skill.quiz.marking.terms import Fit

_TITLES = frozenset(
    "general king queen president emperor empress pope saint st sir lord lady dr mr mrs miss prince princess "
    "captain colonel major admiral chief archbishop bishop cardinal tsar kaiser duke earl count".split()
)
_NICKNAMES = frozenset(
    "bill will bob dick ted ned jack harry peggy betty liz tony sir king queen dr mr mrs miss lord lady".split()
)


def namesake(ready: Prepared, best: Fit, tokens: list[str]) -> bool:
    """Whether another first name stands before the surname ("Lance Armstrong" for Neil)."""
    form = best.form
    if len(form.words) == 1:  # the surname is accepted alone, and belongs to a whole name
        longer = (form_of(text) for text in (ready.item.answer, *ready.item.accept))
        form = next((f for f in longer if len(f.words) > 1 and f.words[-1] == form.words[0]), form)
    if len(form.words) < 2 or len(best.spans) > 1 or not form.text.istitle() or not best.start:
        return False
    if form.words[0] in _TITLES:
        return False  # "George Custer" may well be General Custer
    before = tokens[best.start - 1]
    if before in HEDGES or before in STOP or len(tokens) > 4:
        return False
    entry = known(before)
    if entry is not None and not entry.name:
        return False
    return before[0] not in {word[0] for word in form.words} and before not in _NICKNAMES


def other_surname(ready: Prepared, best: Fit, tokens: list[str]) -> bool:
    """ "Thomas More" for Thomas Cromwell: a first name that another surname follows."""
    after = tokens[best.end : best.end + 1]
    entry = known(best.form.words[0])
    whole = len(best.form.words) == 2 and best.form.text.istitle() and bool(entry and entry.name)
    first = len(best.spans) == 1 and tokens[best.start] == best.form.words[0]
    last = bool(after) and best.end + 1 == len(tokens)
    return whole and first and last and after[0] not in HEDGES
