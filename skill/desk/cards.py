"""CSV, XLSX and the tab-separated exports of Anki and Quizlet → rows of text."""

import csv
import io
import re
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from bs4 import BeautifulSoup

from skill.desk.limits import LARGEST_UNPACKED, MOST_CELLS, PACKED_TIMES, too_much
from skill.errors import ContentError

MAX_ROWS = 100_000


Row = tuple[int, list[str]]
"""The line of the file (or the row of the sheet) that it begins in, and its cells."""

_MARKS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}
_BROKEN = re.compile(r"<(?:br|div|p|li|ul|ol|b|i|u|em|strong|span)\b", re.IGNORECASE)
_SAMPLE = 30
"""Rows by which a table's mark is told."""


def tsv_rows(text: str) -> tuple[list[Row], bool]:
    """The rows of a tab-separated file, and whether they are flash cards (no heading row).

    Anki writes `#separator:tab`, `#html:true`, `#tags column:3` ahead of the cards.
    """
    lines = text.splitlines(keepends=True)
    told: dict[str, str] = {}
    while lines and lines[0].startswith("#") and ":" in lines[0]:
        name, _, value = lines.pop(0)[1:].strip().partition(":")
        told[name.strip().lower()] = value.strip().lower()
    said = told.get("separator", "tab")
    mark, body, skipped = _MARKS.get(said, said[:1] or "\t"), "".join(lines), len(told)
    rows = _quoted(body, mark) if told or _is_quoted(body) else _plain(body, mark)
    if told.get("html") == "true" or _BROKEN.search(body):
        rows = [(line, [without_html(cell) for cell in row]) for line, row in rows]
    if told:
        rows = [(line + skipped, _content_columns(row, told)) for line, row in rows]
        if deck := _deck(told):
            rows.insert(0, (0, deck))
            return rows, False
    first = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    headed = "question" in first or {"term", "definition"} <= set(first) or "prompt" in first
    return rows, not headed


def csv_rows(text: str) -> list[Row]:
    """The rows of a CSV file; commas, semicolons or tabs, whichever it uses.

    Excel may write the mark ahead of the table (`sep=;`).
    """
    first, _, rest = text.partition("\n")
    if told := re.fullmatch(r"sep=(.)\s*", first, re.IGNORECASE):
        return [(line + 1, row) for line, row in _quoted(rest, told[1])]
    return max((_quoted(text, mark) for mark in ",;\t"), key=_evenness)


def _evenness(rows: list[Row]) -> int:
    """How many rows have as many cells as the first, where that is more than one."""
    wide = len(rows[0][1]) if rows else 0
    return sum(len(row) == wide > 1 for _, row in rows[:_SAMPLE])


def xlsx_sheets(path: Path, data: bytes) -> list[tuple[str, list[Row]]]:
    """The sheets of a workbook that hold something: title and rows.

    Raises:
        ContentError: it is no workbook, or a damaged or oversized one.
    """
    import openpyxl

    check_parts(path, data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, _sheet(sheet)) for sheet in book.worksheets]
        book.close()
    except ContentError:
        raise
    except Exception as error:  # openpyxl raises whatever it stumbles over
        said = str(error).splitlines()[0][:80] if str(error) else type(error).__name__
        raise ContentError([
            f"{path}: this is not an XLSX workbook, or a damaged one ({said}); open it in a spreadsheet "
            "program and save it again as .xlsx or .csv"
        ]) from None  # fmt: skip
    sheets = [(title, rows) for title, rows in sheets if rows]
    if sum(len(rows) for _, rows in sheets) > MAX_ROWS:
        raise ContentError([f"{path}: more than {MAX_ROWS:,} rows"])
    return sheets


def check_parts(path: Path, data: bytes) -> None:
    """Refuses a workbook whose parts unpack to far more than any lesson."""
    try:
        with ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (BadZipFile, OSError):
        return  # said below, with the reason
    whole = sum(part.file_size for part in parts)
    bombs = [p for p in parts if p.file_size > PACKED_TIMES * max(p.compress_size, 50_000)]
    if whole > LARGEST_UNPACKED or bombs:
        raise too_much(str(path), LARGEST_UNPACKED, "bytes once unpacked")


def _sheet(sheet: Any) -> list[Row]:
    width = read = 0
    found: list[Row] = []
    for line, row in enumerate(sheet.iter_rows(), 1):
        read += max(1, len(row))
        # Counted while it is read: a small file can hold millions of empty rows.
        if len(found) > MAX_ROWS or read > MOST_CELLS:
            raise too_much(f"sheet “{sheet.title}”", min(MAX_ROWS, MOST_CELLS), "rows or cells")
        cells = [_cell(cell.value, cell.number_format) for cell in row]
        if any(cells):
            found.append((line, cells))
            width = max(width, *(at for at, text in enumerate(cells, 1) if text))
    return [(line, [*cells[:width], *[""] * (width - len(cells))]) for line, cells in found]


def _quoted(text: str, mark: str) -> list[Row]:
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    found: list[Row] = []
    line = 1
    try:
        for row in reader:
            if row:
                found.append((line, row))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ContentError([f"the table cannot be read: line {line}: {error}"]) from None
    return found


def _plain(text: str, mark: str) -> list[Row]:
    """Cards without quotes. A line without the mark goes on the card before it; where cards are
    parted by semicolons (as Quizlet offers), each is a row."""
    found: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        cells = line.split(mark)
        if len(cells) == 1 and found and len(found[-1][1]) > 1:
            found[-1][1][-1] += f"\n{line}"
        elif len(cells) > 2 and all(";" in cell for cell in cells[1:-1]):
            for first, rest in pairwise(cells):
                front = first if first is cells[0] else first.rpartition(";")[2]
                back = rest if rest is cells[-1] else rest.rpartition(";")[0]
                found.append((number, [front, back.rstrip(";")]))
        elif line.strip():
            found.append((number, cells))
    return found


def _is_quoted(text: str) -> bool:
    """Whether quotes stand round whole fields. Quizlet leaves the text's own quotes bare."""
    fields = [field for line in text.splitlines() for field in line.split("\t")]
    opened = sum(field.startswith('"') and field.count('"') % 2 == 1 for field in fields)
    closed = sum(field.endswith('"') and field.count('"') % 2 == 1 for field in fields)
    return opened == closed and any(field.startswith('"') for field in fields)


def without_html(cell: str) -> str:
    """A card's text without its markup, with its lines kept, and without its sounds."""
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
    """The row without the columns that hold Anki's own business (ids, tags); its deck, which
    is as good as a topic, comes last, without the decks that it lies in."""
    own = {_own(told, name) for name in ("tags", "deck", "notetype", "guid")}
    kept = [cell for index, cell in enumerate(row) if index not in own]
    deck = _own(told, "deck")
    if deck is None:
        return kept
    kept = [*kept, "", ""][:2]
    return [*kept, row[deck].rpartition("::")[2] if deck < len(row) else ""]


def _own(told: dict[str, str], name: str) -> int | None:
    value = told.get(f"{name} column", "")
    return int(value) - 1 if value.isdigit() else None


def _deck(told: dict[str, str]) -> list[str]:
    return [] if _own(told, "deck") is None else ["question", "answer", "topic"]


def _cell(value: Any, form: str | None) -> str:
    if value is None:
        return ""
    if "%" in str(form) and type(value) in (int, float):
        return f"{100 * value:.10g} per cent"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime | date):
        return f"{value.day} {value:%B %Y}"
    return str(value)
