"""Files made to exhaust the machine are refused with a reason, and quickly leave no trace."""

import zipfile

import openpyxl
import pytest

from skill.desk import cards, limits
from skill.desk.importing import import_file
from skill.errors import ContentError


def refused(path) -> str:
    with pytest.raises(ContentError) as refusal:
        import_file(path)
    return "\n".join(refusal.value.problems)


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul", "table"])
def test_markup_nested_deeper_than_any_page_is_refused(tmp_path, tag):
    page = tmp_path / "deep.html"
    page.write_text(f"<html><body>{f'<{tag}>' * 500}What is it?<p>It.</p>", encoding="utf-8")
    assert "elements" in refused(page) or "no questions" in refused(page)


def test_a_page_of_ordinary_depth_is_read(tmp_path):
    page = tmp_path / "page.html"
    inner = (
        "<div>" * 40 + "<h2>What is a delta?</h2><p>Land that a river builds.</p>" + "</div>" * 40
    )
    page.write_text(f"<html><body>{inner}</body></html>", encoding="utf-8")
    assert len(import_file(page).added) == 1


def test_a_card_with_a_thousand_gaps_is_left_out_and_named(tmp_path):
    sheet = tmp_path / "cards.tsv"
    gaps = "{{c1::" * 1_000 + "x" + "}}" * 1_000
    sheet.write_text(f"What is a delta?\tLand that a river builds.\n{gaps}\tx\n", encoding="utf-8")
    report = import_file(sheet)
    assert len(report.added) == 1 and any("gaps" in str(each) for each in report.dropped)


def test_rows_are_counted_while_they_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(cards, "MOST_CELLS", 500)
    book = openpyxl.Workbook()
    for number in range(600):
        book.active.append([f"What is {number}?", "a number"])
    path = tmp_path / "rows.xlsx"
    book.save(path)
    assert "more than 500" in refused(path)


def test_a_workbook_that_unpacks_to_far_more_is_refused_unread(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (limits.LARGEST_UNPACKED + 1))
    assert "once unpacked" in refused(path)
