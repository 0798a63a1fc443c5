"""A table in notes, whose first column names things and whose others say something of each: every
row can be asked for, by its name and by what it says."""

import re
from collections.abc import Sequence

from skill.desk.blocks import Found
from skill.desk.cards import Row
from skill.desk.entries import clean
from skill.desk.flash import asks, short_item
from skill.desk.midsentence import inside
from skill.desk.pile import Pile
from skill.desk.put import sentence
from skill.language.normalise import words

_MEANS = frozenset(
    "definition meaning description explanation means what details information".split()
)
_DOES = frozenset("job function role purpose use uses does".split())
_MOST_WORDS = 6
"""Of an answer that is asked for by itself."""


def read_facts(pile: Pile, rows: Sequence[Row], topic: str) -> list[str]:
    """The rows into the pile; each row as one point, for the notes that they stand in.

    Args:
        rows: the heading row first.
    """
    head = [clean(cell) for cell in rows[0][1]]
    told = []
    for line, cells in rows[1:]:
        name = clean(cells[0]) if cells else ""
        facts = [
            (head[at] if at < len(head) else "", text)
            for at, cell in enumerate(cells[1:], 1)
            if (text := clean(cell))
        ]
        if not name or not facts:
            if name or facts:
                pile.left(name or facts[0][1], "a row that says nothing of anything", line)
            continue
        _row(pile, name, facts, topic, line, head[0] if head else "")
        first, *others = facts
        said = "; ".join([_first(*first), *(f"{inside(h)}: {_plain(t)}" for h, t in others)])
        told.append(sentence(f"{name}: {said}"))
    return told


def _row(
    pile: Pile, name: str, facts: list[tuple[str, str]], topic: str, line: int, kind: str
) -> None:
    wordings = [_question(heading, name) for heading, _ in facts]
    question = (
        name if asks(name) else wordings[0] if len(facts) == 1 else f"Tell me about {inside(name)}."
    )
    also = [*wordings, f"What is {inside(name)}?", f"Tell me about {inside(name)}."]
    also = [wording for wording in dict.fromkeys(also) if wording != question and not asks(name)]
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    if len(facts) == 1:
        paragraphs = (sentence(f"{name}: {_plain(facts[0][1])}"),)
        if asks(name):
            paragraphs = (sentence(facts[0][1]),)
    else:
        paragraphs = (sentence(f"{name}: {_first(*facts[0])}"),)
        points = tuple(sentence(f"{heading}: {_plain(text)}") for heading, text in facts[1:])
    pile.found.append(
        Found(question, topic, paragraphs, points, tuple(also[:6]), line=line)
    )  # fmt: skip
    for (_, text), wording in zip(facts, wordings, strict=True):
        brief = len(words(text)) <= _MOST_WORDS
        which = f"Which {inside(kind)} is this?" if 0 < len(kind.split()) <= 2 else "What is this?"
        item = short_item(wording, text) if brief else short_item(f"{which} {text}", name)
        if item:
            pile.quiz.append(
                {**item, "draft": True, "tests": question, "topic": topic, "line": line}
            )


def _first(heading: str, text: str) -> str:
    """The first of several facts, with its heading where that says more than "description"."""
    first = heading.lower().split()[:1]
    told = first and first[0] not in _MEANS | _DOES
    return f"{inside(heading)}, {_plain(text)}" if told else _plain(text)


def _question(heading: str, name: str) -> str:
    plain = [re.sub(r"\W", "", word) for word in heading.lower().split()]
    name = inside(name)
    if not plain or plain[0] in _MEANS:
        return f"What is {name}?"
    if len(plain) == 1 and plain[0] in _DOES:
        return f"What does {name} do?"
    if plain[0] in ("what", "how", "where", "when", "who", "why", "which"):
        return f"{heading.rstrip('?')}: {name}?"
    if plain[0] in ("date", "year", "when"):
        return f"When was {name}?"
    article = "an" if plain[0] == "example" else "the"
    return f"What is {article} {inside(heading)} of {name}?"


def _plain(text: str) -> str:
    """A cell behind a colon: a name that stands alone keeps its capital."""
    text = text.rstrip(".")
    return inside(text) if " " in text else text
