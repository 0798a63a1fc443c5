"""Rows of a quiz sheet, options in columns of their own → questions as they were put."""

import re
from collections.abc import Sequence

from skill.desk import cells as forms
from skill.desk.cards import Row
from skill.desk.columns import Headings, plain
from skill.desk.entries import clean
from skill.desk.pile import Pile
from skill.desk.put import Put
from skill.desk.rowkinds import KINDS, NOT_ASKED

_PLACE = re.compile(
    r"(?:option|answer|choice|ans)?\s*[#(]?([1-9]|[a-h])[.)]?", re.IGNORECASE
)  # fmt: skip
_AND = re.compile(r"\s*(?:,|;|\||&|\band\b|\n|/)\s*", re.IGNORECASE)


def read_options(rows: Sequence[Row], told: Headings, *, numbered: bool = False) -> Pile:
    """The questions of a sheet whose headings are known.

    Args:
        numbered: the program that made it gives the right options by number, whatever they say.
    """
    pile = Pile()
    body = [(line, cells) for line, cells in rows[told.at + 1 :] if any(map(str.strip, cells))]
    read = [_read(told, cells) for _, cells in body]
    by_place = numbered or _by_place([row for row in read if row["options"]])
    for (line, _), row in zip(body, read, strict=True):
        _put(pile, row, line, by_place)
    return pile


def _read(told: Headings, cells: list[str]) -> dict[str, list[str]]:
    row = {name: [cells[at].strip()] for at, name in told.columns.items() if at < len(cells)}
    options = [cells[at].strip() for at in told.options if at < len(cells)]
    wrong = [cells[at].strip() for at in told.wrong if at < len(cells)]
    inside = forms.parts(row.get("options", [""])[0])
    wrong += forms.parts(row.get("wrong", [""])[0])
    return {**row, "options": options or inside, "wrong": [text for text in wrong if text]}


def _by_place(rows: list[dict[str, list[str]]]) -> bool:
    """Whether the right option is told by its number or letter: it is so in every row, and not in
    every row the text of an option, too."""
    said = [(row.get("correct", [""])[0], row["options"]) for row in rows]
    said = [(text, options) for text, options in said if text]
    placed = [bool(_places(text, options)) for text, options in said]
    texts = [_at(text, options) is not None for text, options in said]
    return bool(said) and all(placed) and not all(texts)


def _at(text: str, options: list[str]) -> str | None:
    wanted = clean(text).lower().rstrip(".")
    return next((each for each in options if clean(each).lower().rstrip(".") == wanted), None)


def _places(text: str, options: list[str]) -> list[str]:
    """The options that numbers or letters name ("2", "B", "1,3", "Option 4"); [] for anything
    else."""
    found = []
    for part in (part for part in _AND.split(text.strip()) if part):
        place = _PLACE.fullmatch(part)
        if not place:
            return []
        sign = place[1].lower()
        at = int(sign) - 1 if sign.isdigit() else ord(sign) - ord("a")
        if at >= len(options) or not options[at]:
            return []
        found.append(options[at])
    return found


def _right(text: str, options: list[str], by_place: bool) -> list[str]:
    named = _at(text, options)
    if by_place or named is None:
        found = _places(text, options)
        if found:
            return found
    if named is not None:
        return [named]
    several = [_at(part, options) for part in _AND.split(text) if part]
    if several and all(several):
        return [each for each in several if each]
    lettered = re.match(r"[(]?([a-h])[.):]\s+(.+)", text, re.IGNORECASE | re.DOTALL)
    return _right(lettered[2], options, by_place) if lettered else []


def _put(pile: Pile, row: dict[str, list[str]], line: int, by_place: bool) -> None:
    cells = {name: values[0] for name, values in row.items() if name not in ("options", "wrong")}
    prompt = cells.get("question") or cells.get("prompt", "")
    said = plain(cells.get("kind", ""))
    if said in NOT_ASKED:
        pile.left(prompt, f"“{cells['kind']}” is nothing that can be marked by ear", line)
        return
    options = [each for each in row["options"] if each]
    wrong: list[str] = []
    order: list[str] = []
    correct = cells.get("correct") or cells.get("answer", "")
    if KINDS.get(said) == "short" and not row["wrong"]:
        # The options of a question that is typed are all right.
        accept = _right(correct, row["options"], by_place) or ([correct] if correct else options)
        rest = [each for each in options if each not in accept] if not correct else []
        right, each_right = [*accept, *rest], True
    elif options:
        right = _right(correct, row["options"], by_place)
        if correct and not right:
            pile.left(prompt, f"the right answer “{correct}” is none of its options", line)
            return
        order, each_right = options, False
    else:
        right = [correct] if correct else []
        wrong, each_right = row["wrong"], True
    accept = forms.parts(cells.get("accept", ""))
    pile.put(
        Put(
            prompt, (*right, *accept), tuple(wrong), tuple(order), each_right and not wrong,
            cells.get("explanation", ""), cells.get("hint", ""), cells.get("topic", ""), line,
        )
    )  # fmt: skip
