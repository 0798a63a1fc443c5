"""Rows of a spreadsheet or of flash cards → questions and quiz items."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from skill.desk import cells as forms
from skill.desk.blocks import Dropped, Found, Source
from skill.desk.cards import Row
from skill.desk.columns import OURS, Headings, headings, names_facts, plain
from skill.desk.entries import clean
from skill.desk.facts import read_facts
from skill.desk.flash import CLOZE, about, asks, card_draft, in_sentence
from skill.desk.limits import LONGEST_CARD, MOST_CLOZES
from skill.desk.optionrows import read_options
from skill.desk.pile import Pile
from skill.desk.rowkinds import KINDS
from skill.desk.rowrecords import cleaned, exam_of, item_of, topic_of, whole
from skill.errors import ContentError

_OURS = {"correct": "answer", "wrong": "reject"}
"""What a column of another program's is in a sheet that is built as ours are."""


def read_rows(rows: Sequence[Row], *, cards: bool = False) -> Source:
    """A table: with a heading row, or two columns of question and answer.

    Args:
        rows: line numbers and the cells' text, the heading row (if any) among the first.
        cards: flash cards: no headings are looked for, and each card gives a draft item too.

    Raises:
        ContentError: the table has neither headings that are known nor two columns of cards.
    """
    told = Headings(-1, {}) if cards or not rows else headings(rows)
    if (told.is_quiz or _is_others(rows, told)) and not {"id", "entry"} & told.names:
        pile = read_options(rows, told)
        return _with_dropped(pile.source(), above(rows, told))
    reader = _Rows()
    if told.at < 0 and not cards and names_facts(rows):
        read_facts(reader.pile, rows, "")
        return reader.source()
    if told.at < 0:
        told = Headings(-1, {0: "question", 1: "answer"})
        _refuse_no_cards(rows, cards)
    for line, row in rows[told.at + 1 :]:
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[i].strip() for i, name in told.columns.items() if i < len(row)}
        cells = {_OURS.get(name, name): cell for name, cell in cells.items() if cell}
        reader.take(cells, line)
    return _with_dropped(reader.source(), above(rows, told))


def _is_others(rows: Sequence[Row], told: Headings) -> bool:
    """Whether the rows are questions of another program's, which its names for their kinds tell."""
    at = next((at for at, name in told.columns.items() if name == "kind"), -1)
    if at < 0 or told.names & OURS or not {"question", "answer"} <= told.names:
        return False
    kinds = {plain(cells[at]) for _, cells in rows[told.at + 1 :] if at < len(cells)} - {""}
    own = {KINDS[kind] for kind in kinds if kind in KINDS}
    return bool(own) and not {"exam", "word", "topic", "entry"} & own


def headed(rows: Sequence[Row]) -> bool:
    """Whether a row near the top names two columns at least, one of them the question."""
    told = headings(rows)
    return told.at >= 0 and len(told.names) + len(told.options) > 1


def above(rows: Sequence[Row], told: Headings) -> list[Dropped]:
    """What stands above the headings, and the columns that are none of ours."""
    if told.at < 0:
        return []
    above = [(line, " ".join(" ".join(cells).split())) for line, cells in rows[: told.at]]
    left = [Dropped(text, "stands above the heading row", line) for line, text in above if text]
    line = rows[told.at][0]
    return left + [
        Dropped(" ".join(name.split()), "a column with an unknown heading", line)
        for name in told.unknown
    ]


def _with_dropped(source: Source, more: list[Dropped]) -> Source:
    return replace(source, dropped=(*source.dropped, *more))


def _refuse_no_cards(rows: Sequence[Row], cards: bool) -> None:
    """Refuses a table that is no pack of cards: what its columns mean would be a guess."""
    if cards or not rows:
        return
    wide = sum(len([cell for cell in row if cell.strip()]) > 2 for _, row in rows)
    if wide * 2 > len(rows) or _are_marks(rows):
        line, first = rows[0]
        named = ", ".join(f"“{clean(cell)[:30]}”" for cell in first[:6] if cell.strip())
        raise ContentError([
            f"row {line}: no heading row was found that says what the columns are (the first row has "
            f"{named}); put one above the rest: question, answer, or question, option 1, option 2, "
            "correct answer, explanation (docs/course-format.md has them all)"
        ])  # fmt: skip


def _are_marks(rows: Sequence[Row]) -> bool:
    """Whether the second column is all small numbers beside names: a list of pupils, no cards."""
    pairs = [row for _, row in rows if len(row) > 1 and row[0].strip() and row[1].strip()]
    small = [row for row in pairs if re.fullmatch(r"\d{1,3}(?:\.\d+)?\s*%?", row[1].strip())]
    return (
        len(pairs) > 2
        and len(small) * 3 > len(pairs) * 2
        and not any(asks(row[0]) for row in pairs)
    )


class _Rows:
    def __init__(self) -> None:
        self.pile = Pile()
        self.found: list[Found] = []
        self.quiz: list[dict[str, Any]] = []
        self.exam: list[dict[str, Any]] = []
        self.terms: list[dict[str, Any]] = []
        self.topics: list[dict[str, Any]] = []
        self.dropped: list[Dropped] = []

    def source(self) -> Source:
        stated = self.pile.source()
        return Source(
            "", (*self.found, *stated.found), (*self.quiz, *stated.quiz),
            (*self.dropped, *stated.dropped), tuple(self.exam),
            tuple(self.terms), tuple(self.topics),
        )  # fmt: skip

    def take(self, cells: dict[str, str], line: int) -> None:
        if any(len(cell) > LONGEST_CARD for cell in cells.values()):
            why = f"a field of more than {LONGEST_CARD:,} characters"
            self.dropped.append(Dropped(next(iter(cells.values()))[:60], why, line))
            return
        if cells.get("question", "").count("{{c") > MOST_CLOZES:
            why = f"a card with more than {MOST_CLOZES} gaps"
            self.dropped.append(Dropped(cells["question"][:60], why, line))
            return
        kind = plain(cells.get("kind", ""))
        kind = KINDS.get(kind, kind)
        if kind == "exam":
            self.exam.append(exam_of(cells, line))
        elif kind == "word":
            self._word(cells, line)
        elif kind == "topic":
            self.topics.append(topic_of(cells))
        elif kind != "entry" and (kind or "prompt" in cells):
            self.quiz.append(item_of(cells, line))
        elif CLOZE.search(cells.get("question", "")):
            more = "" if CLOZE.search(cells.get("answer", "")) else cells.get("answer", "")
            self.pile.cloze(cells["question"], clean(cells.get("topic", "")), line, more)
        else:
            self._entry(cells, line)

    def _entry(self, cells: dict[str, str], line: int) -> None:
        front, back = clean(cells.get("question", "")), cells.get("answer", "")
        points = forms.parts(cells.get("points", ""))
        if not front or not (clean(back) or points):
            why = "a question without an answer" if front else "an answer without a question"
            self.dropped.append(Dropped(front or clean(back) or "an empty card", why, line))
            return
        lines = [clean(text) for text in back.splitlines() if clean(text)]
        if len(lines) > 2 and not points:  # a card that lists
            lines, points = [], lines
        # What has an id was written for the owl: it is taken as it stands.
        asked = "id" in cells or asks(front)
        also = forms.parts(cells.get("also_asked", ""))
        question = front if asked else f"What is {in_sentence(front)}?"
        mistakes, odd = forms.mistakes(cells.get("misconceptions", ""))
        for part in odd:
            why = "a mistake without an arrow (→) and what puts it right"
            self.dropped.append(Dropped(part, why, line))
        self.found.append(
            Found(
                question=question,
                topic=clean(cells.get("topic", "")),
                paragraphs=tuple(lines),
                points=tuple(
                    points if "id" in cells else (re.sub(r"^\W+", "", point) for point in points)
                ),
                also_asked=tuple(also if asked else [*also, *about(front)]),
                detail=cells.get("detail", ""),
                boards=tuple(forms.parts(cells.get("exam_boards", ""))),
                simpler=cells.get("simpler", ""),
                examples=tuple(forms.parts(cells.get("examples", ""))),
                why_it_matters=cells.get("why_it_matters", ""),
                remember=cells.get("remember", ""),
                misconceptions=tuple(cleaned(mistakes)),
                lesson=whole(cells.get("lesson", "")),
                id=cells.get("id", ""),
                line=line,
            )
        )
        if draft := card_draft(front, " ".join(lines), asked):
            self.quiz.append(
                {**draft, "tests": question, "topic": clean(cells.get("topic", "")), "line": line}
            )

    def _word(self, cells: dict[str, str], line: int) -> None:
        term, meaning = clean(cells.get("question", "")), clean(cells.get("answer", ""))
        if not term or not meaning:
            why = "a word without its meaning" if term else "a meaning without its word"
            self.dropped.append(Dropped(term or meaning or "an empty row", why, line))
            return
        record: dict[str, Any] = {"term": term, "meaning": meaning}
        if also := [clean(part) for part in forms.parts(cells.get("also_asked", ""))]:
            record["also_called"] = also
        self.terms.append({**record, "topic": clean(cells.get("topic", "")), "line": line})
