"""CSV, XLSX and the tab-separated exports of Anki and Quizlet → rows of text."""

import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from bs4 import BeautifulSoup

from skill.errors import ContentError
from skill.workshop.files import read_text

MAX_ROWS = 100_000


def tsv_rows(text: str) -> tuple[list[list[str]], bool]:
    """The rows of a tab-separated file, and whether they are flash cards (no heading row).

    Anki writes `#separator:tab`, `#html:true`, `#tags column:3` ahead of the cards.
    """
    lines = text.splitlines(keepends=True)
    told = {}
    while lines and lines[0].startswith("#") and ":" in lines[0]:
        name, _, value = lines.pop(0)[1:].strip().partition(":")
        told[name.strip().lower()] = value.strip().lower()
    mark = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}.get(
        told.get("separator", "tab"), told.get("separator", "\t")[:1] or "\t"
    )
    body = "".join(lines)
    rows = _quoted(body, mark) if told or _is_quoted(body) else _plain(body, mark)
    if told.get("html") == "true" or "<br" in body or "&nbsp;" in body:
        rows = [[_without_html(cell) for cell in row] for row in rows]
    if told:
        rows = [_content_columns(row, told) for row in rows]
    first = [cell.strip().lower() for cell in rows[0]] if rows else []
    headed = "question" in first or {"term", "definition"} <= set(first) or "prompt" in first
    return rows, not headed


def csv_rows(text: str) -> list[list[str]]:
    """The rows of a CSV file; commas, semicolons or tabs, whichever it uses."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=first.count)
    return _quoted(text, mark)


def xlsx_rows(path: Path) -> list[list[str]]:
    """The rows of a workbook's sheets, one under the other; a sheet's name is its topic."""
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (BadZipFile, KeyError, ValueError, OSError) as error:
        raise ContentError([f"{path}: this is not an XLSX workbook ({error})"]) from None
    rows: list[list[str]] = []
    for sheet in book.worksheets:
        found = [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]
        found = [row for row in found if any(row)]
        if rows and found and found[0] == rows[0]:
            found = found[1:]
        rows += found
        if len(rows) > MAX_ROWS:
            raise ContentError([f"{path}: more than {MAX_ROWS:,} rows"])
    book.close()
    return rows


def folder_rows(path: Path) -> list[list[str]]:
    """The rows of a CSV file on disk."""
    return csv_rows(read_text(path))


def _quoted(text: str, mark: str) -> list[list[str]]:
    csv.field_size_limit(10_000_000)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if row]
    except csv.Error as error:
        raise ContentError([f"the table cannot be read ({error})"]) from None


def _plain(text: str, mark: str) -> list[list[str]]:
    return [line.split(mark) for line in text.splitlines() if line.strip()]


def _is_quoted(text: str) -> bool:
    """Whether quotes stand round whole fields. Quizlet leaves the text's own quotes bare."""
    fields = [field for line in text.splitlines() for field in line.split("\t")]
    opened = sum(field.startswith('"') and field.count('"') % 2 == 1 for field in fields)
    closed = sum(field.endswith('"') and field.count('"') % 2 == 1 for field in fields)
    return opened == closed and any(field.startswith('"') for field in fields)


def _without_html(cell: str) -> str:
    soup = BeautifulSoup(cell.replace("\xa0", " "), "lxml")
    for line_end in soup.find_all(["br", "div", "p", "li"]):
        line_end.insert_before("\n")
    lines = [" ".join(line.split()) for line in soup.get_text().splitlines()]
    text = "\n".join(line for line in lines if line)
    start = text.find("[sound:")
    while start >= 0 and (end := text.find("]", start)) > 0:
        text = text[:start] + text[end + 1 :]
        start = text.find("[sound:")
    return text.strip()


def _content_columns(row: list[str], told: dict[str, str]) -> list[str]:
    """The row without the columns that hold Anki's own business (ids, tags, decks)."""
    own = set()
    for name in ("tags column", "deck column", "notetype column", "guid column"):
        if told.get(name, "").isdigit():
            own.add(int(told[name]) - 1)
    return [cell for index, cell in enumerate(row) if index not in own]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
