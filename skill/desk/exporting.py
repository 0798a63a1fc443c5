"""`owl export`: a course → a spreadsheet, one row a topic, entry, word, quiz item or exam question.

The sheet is what `owl import` reads: with every field in it, edited or not.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from skill.desk import cells as forms
from skill.desk.files import write_bytes, write_text
from skill.errors import ContentError

HEADINGS = (
    "kind", "topic", "id", "question", "answer", "also asked", "points", "detail", "simpler", "examples",
    "why it matters", "remember", "misconceptions", "lesson", "prompt", "options", "accept", "reject",
    "want", "hint", "hints", "explanation", "another way", "another way answer",
    "another way options", "another way accept", "entry", "command", "marks", "scheme", "model answer",
    "tip", "exam boards", "draft",
)  # fmt: skip
Row = dict[str, str]


def sheet_rows(course: dict[str, Any]) -> list[Row]:
    """The course (as its file holds it) as rows; each has the headings that it fills."""
    titles = {topic["id"]: topic["title"] for topic in course["topics"]}
    found: list[Row] = []
    for topic in course["topics"]:
        also = forms.joined(topic.get("also_called", ()))
        rows: list[Row] = [{"kind": "topic", "id": topic["id"], "also asked": also}]
        lesson = {some_id: str(n) for n, some_id in enumerate(topic.get("lesson", ()), 1)}
        rows += [_entry(entry, lesson) for entry in topic.get("entries", ())]
        rows += [_word(term) for term in topic.get("glossary", ())]
        rows += [_item(item) for item in topic.get("quiz", ())]
        found += [{**row, "topic": topic["title"]} for row in rows]
    for question in course.get("exam_questions", ()):
        found.append({**_exam(question), "topic": titles[question["topic"]]})
    return found


def records(course: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every record that has a row and an id."""
    for topic in course["topics"]:
        yield from topic.get("entries", ())
        yield from topic.get("quiz", ())
    yield from course.get("exam_questions", ())


def export_course(course: dict[str, Any], path: Path) -> int:
    """Write the sheet, `.csv` or `.xlsx`; the number of rows.

    Raises:
        ContentError: another ending, or the file cannot be written.
    """
    rows = [list(HEADINGS)] + [[row.get(h, "") for h in HEADINGS] for row in sheet_rows(course)]
    ending = path.suffix.lower()
    if ending == ".csv":
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(rows)
        # Excel takes a file for UTF-8 only with this mark ahead.
        write_text(path, "\ufeff" + made.getvalue())
    elif ending == ".xlsx":
        write_bytes(path, _workbook(rows))
    else:
        raise ContentError([f"{path}: a sheet is a .csv or an .xlsx file"])
    return len(rows) - 1


def _workbook(rows: list[list[str]]) -> bytes:
    import openpyxl
    from openpyxl.styles import Alignment, Font

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Course"
    for row in rows:
        sheet.append(row)
    for line in sheet.iter_rows():
        for cell in line:
            cell.data_type = "s"  # "1929" stays as it is written, and "=..." is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column in sheet.columns:
        longest = max(len(str(cell.value or "")) for cell in column)
        sheet.column_dimensions[column[0].column_letter].width = min(48, max(10, longest))
    sheet.freeze_panes = "D2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _entry(record: dict[str, Any], lesson: dict[str, str]) -> Row:
    row = {"kind": "entry", "id": record["id"], "question": record["question"]}
    row |= {"answer": record["answer"], "lesson": lesson.get(record["id"], "")}
    row |= {name: record.get(name, "") for name in ("detail", "simpler", "remember")}
    row["why it matters"] = record.get("why_it_matters", "")
    row["also asked"] = forms.joined(record.get("also_asked", ()))
    row["exam boards"] = forms.joined(record.get("exam_boards", ()))
    row["misconceptions"] = forms.mistakes_cell(record.get("misconceptions", ()))
    row |= {name: forms.joined(record.get(name, ())) for name in ("points", "examples")}
    return row


def _word(term: dict[str, Any]) -> Row:
    also = forms.joined(term.get("also_called", ()))
    return {"kind": "word", "question": term["term"], "answer": term["meaning"], "also asked": also}


def _item(record: dict[str, Any]) -> Row:
    row = {name: record.get(name, "") for name in (
        "id", "kind", "prompt", "answer", "hint", "explanation", "entry",
    )}  # fmt: skip
    row |= {
        name: forms.joined(record.get(name, ()))
        for name in ("options", "accept", "reject", "hints")
    }
    row["points"] = forms.points_cell(record.get("points", ()))
    row["want"] = str(record.get("want", ""))
    row["exam boards"] = forms.joined(record.get("exam_boards", ()))
    row["draft"] = "yes" if record.get("draft") else ""
    if way := record.get("another_way"):
        row |= {"another way": way["prompt"], "another way answer": way["answer"]}
        row["another way options"] = forms.joined(way.get("options", ()))
        row["another way accept"] = forms.joined(way.get("accept", ()))
    return row


def _exam(record: dict[str, Any]) -> Row:
    row = {name: record.get(name, "") for name in ("id", "prompt", "command", "tip")}
    return row | {
        "kind": "exam question",
        "marks": str(record["marks"]),
        "scheme": forms.points_cell(record["scheme"]),
        "model answer": record["model_answer"],
        "entry": forms.joined(record.get("entries", ())),
        "exam boards": forms.joined(record.get("exam_boards", ())),
    }
