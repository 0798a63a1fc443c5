"""Lists of terms: "Term: definition", "Term - definition", or "term,definition" as Quizlet writes it."""

import re

from skill.desk.blocks import Source
from skill.desk.formats.brought import Brought
from skill.desk.pile import Pile
from skill.desk.tables import headed

NAME = "a list of terms"
_BULLET = re.compile(r"^\s*(?:[•◦▪●*–—-]|\(?\d{1,3}[.)])\s+")
_FORMS = (
    re.compile(r"^(?P<term>[^\t]{1,200}?)\s*(?:::|\|)\s*(?P<says>\S.*)$"),
    re.compile(r"^(?P<term>[^\t]{1,200}?)\s+[-–—=]\s+(?P<says>\S.*)$"),
    re.compile(r"^(?P<term>[^:\t]{1,60}?)\s*:\s+(?P<says>\S.*)$"),
    re.compile(r"^(?P<term>[^,\t]{1,60}),(?P<says>[^\s,].*)$"),
)
_ENOUGH = 0.6
_LONGEST_TERM = 7
"""Words."""
_TITLE = re.compile(
    r"^(?:key ?words?|key terms?|glossary|vocabulary|definitions?|revision|notes|terms)\W*$",
    re.IGNORECASE,
)
"""What a title says of its list."""
_LABELS = re.compile(
    r"^(?:Q|A|Question|Answer|Ans|Note|NB|Source|Date|Name|Class|Subject)\d*$", re.IGNORECASE
)


def recognise(brought: Brought) -> float | None:
    """Most lines are a term and what it means, parted in one way; none asks."""
    if brought.ending not in ("", ".txt", ".text") or headed(brought.rows):
        return None
    return 0.7 if _form(_lines(brought.text)) is not None else None


def read(brought: Brought) -> Source:
    """Each line a term; lines that are none are left, and the first of them is the title."""
    pile = Pile()
    lines = _lines(brought.text)
    form = _form(lines)
    assert form is not None
    topic = ""
    open_at: list[tuple[str, str, int]] = []
    for number, line in lines:
        bare = _BULLET.sub("", line).strip()
        found = form.match(bare) or next(
            (m for each in _FORMS[:3] if (m := each.match(bare))), None
        )
        if found and _is_term(found["term"]) and not (_TITLE.match(found["says"]) and not open_at):
            open_at.append((found["term"].strip("* "), found["says"].strip(), number))
        elif open_at and (line[:1].isspace() or bare[:1].islower()):
            term, says, at = open_at[-1]
            open_at[-1] = (term, f"{says} {bare}", at)
        elif len(bare) <= 80 and not bare.endswith("."):
            _flush(pile, open_at, topic)
            topic = bare.strip("#*: ")
            pile.title = pile.title or topic
        else:
            pile.left(bare, "no term with what it means", number)
    _flush(pile, open_at, topic)
    return pile.source()


def _flush(pile: Pile, cards: list[tuple[str, str, int]], topic: str) -> None:
    for term, says, line in cards:
        pile.card(term, says, topic, line)
    cards.clear()


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines that hold something; where Quizlet's semicolons part the cards, each is a line."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) == 1 and lines[0][1].count(";") >= 1:
        return [(1, part.strip()) for part in lines[0][1].split(";") if part.strip()]
    if lines and all(line.rstrip().endswith(";") for _, line in lines):
        return [(number, line.rstrip().rstrip(";")) for number, line in lines]
    return lines


def _is_term(text: str) -> bool:
    if text.rstrip().endswith("?"):
        return True
    return len(text.split()) <= _LONGEST_TERM and not _LABELS.match(text.strip())


def _form(lines: list[tuple[int, str]]) -> re.Pattern[str] | None:
    """How terms and meanings are parted; None where this is no list of terms."""
    bare = [_BULLET.sub("", line).strip() for _, line in lines]
    if any(line.endswith("?") for line in bare) or any("\t" in line for line in bare):
        return None
    for form in _FORMS:
        found = [match for line in bare if (match := form.match(line))]
        terms = [match for match in found if _is_term(match["term"])]
        told = [line for line in bare if not form.match(line) and (line[:1].islower())]
        if len(terms) >= 2 and len(terms) >= _ENOUGH * (len(bare) - len(told)):
            return form
    return None
