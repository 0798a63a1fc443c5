"""Sheets: CSV and XLSX, with a heading row, or two columns of question and answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from skill.desk.blocks import Dropped, Source
from skill.desk.cards import Row, check_parts
from skill.desk.columns import headings
from skill.desk.formats.brought import Brought
from skill.desk.tables import headed, read_rows
from skill.errors import ContentError

NAME = "a sheet (CSV or XLSX)"


def recognise(brought: Brought) -> float | None:
    """A workbook, a .csv file, or text whose first lines are headings and rows of as many cells."""
    if brought.is_workbook or brought.ending in (".xlsx", ".xlsm"):
        return 0.6
    if brought.json is not None:
        return None
    if brought.ending == ".csv":
        return 0.6
    if brought.ending in (".html", ".htm", ".md") or not headed(brought.rows):
        return None
    return 0.55


def read(brought: Brought) -> Source:
    """Each sheet by its own headings; of several sheets, each is a topic.

    Raises:
        ContentError: no sheet holds anything that is known.
    """
    sheets = brought.sheets
    if brought.ending in (".xlsx", ".xlsm") and not brought.is_workbook:
        check_parts(brought.path, brought.data)
        damaged(brought)
    if not sheets and brought.is_workbook:
        raise ContentError([f"{brought.path}: the workbook is empty"])
    if not sheets:
        damaged(brought)
    return each_sheet(sheets, lambda rows: read_rows(rows))


def damaged(brought: Brought) -> None:
    """The refusal of what calls itself a sheet and is none."""
    if brought.ending in (".xlsx", ".xlsm"):
        raise ContentError([
            f"{brought.path}: this is not an XLSX workbook, or a damaged one; open it in a spreadsheet "
            "program and save it again as .xlsx or .csv"
        ])  # fmt: skip
    raise ContentError([f"{brought.path}: the table in it cannot be read"])


def each_sheet(
    sheets: list[tuple[str, list[Row]]], reader: Callable[[list[Row]], Source]
) -> Source:
    """What the sheets hold, read one by one; a sheet that holds nothing known is left and named.

    Args:
        reader: from the rows of a sheet to what it holds.
    """
    if len(sheets) == 1:
        return reader(sheets[0][1])
    whole = Source()
    refused: list[ContentError] = []
    first = next((rows for _, rows in sheets if headings(rows).at >= 0), [])
    for title, rows in sheets:
        if headings(rows).at < 0 and first:
            whole = _left(whole, title, rows)
            continue
        try:
            whole = _with(whole, reader(rows), title)
        except ContentError as error:
            refused.append(error)
            whole = replace(
                whole,
                dropped=(*whole.dropped, Dropped(title, f"a sheet that is not read: {error}")),
            )
    if refused and len(refused) == len(sheets):
        raise refused[0]
    return whole


def _left(whole: Source, title: str, rows: list[Row]) -> Source:
    why = f"a sheet without a heading row that is known; its {len(rows)} rows are left"
    return replace(whole, dropped=(*whole.dropped, Dropped(title, why)))


def _with(whole: Source, more: Source, title: str) -> Source:
    """Both; what names no topic belongs to its sheet's."""
    return replace(
        whole,
        found=(
            *whole.found,
            *(replace(each, topic=each.topic or title, sheet=title) for each in more.found),
        ),
        quiz=(*whole.quiz, *(_titled(each, title) for each in more.quiz)),
        exam=(*whole.exam, *(_titled(each, title) for each in more.exam)),
        terms=(*whole.terms, *(_titled(each, title) for each in more.terms)),
        topics=(*whole.topics, *more.topics),
        dropped=(*whole.dropped, *(replace(each, sheet=title) for each in more.dropped)),
    )


def _titled(record: dict[str, Any], title: str) -> dict[str, Any]:
    return {**record, "topic": record.get("topic") or title, "sheet": title}
