import copy
import json
from pathlib import Path

import openpyxl
import pytest

from skill.content.loading import examine_value
from skill.desk.check import check_course
from skill.desk.files import write_course
from skill.desk.findings import exit_code
from skill.desk.importing import import_file, read_existing, read_source
from skill.errors import ContentError

SEED = Path(__file__).parents[3] / "shared" / "seed" / "industrialisation.txt"

NOTES = """Photosynthesis

What is photosynthesis?
Photosynthesis is how plants make glucose from carbon dioxide and water, with the energy of
light. Jan Ingenhousz saw it first in 1779.
Which things limit the rate of photosynthesis?
There are 3 limiting factors:
  • Light intensity, which gives the energy.
  • Air holds 0.04% of carbon dioxide.
  • Temperature sets the speed of the enzymes that Calvin described.

Respiration

What is respiration?
Respiration sets energy free in every living cell.
Sign up for our newsletter
Biology Club logo
Home
Turbocharge your grades with our app!
"""

PAGE = """<!DOCTYPE html><html><head><title>Bio</title><style>p{}</style></head><body>
<header role="banner"><img alt="logo"><a href="/">Home</a></header>
<nav><ul><li>Physics</li><li>Chemistry</li></ul></nav>
<div class="cookie-banner"><p>We use cookies. Is that all right?</p></div>
<main><h1>Photosynthesis</h1>
<h2>What is photosynthesis?</h2><p>Photosynthesis is how plants make <b>glucose</b> from carbon
dioxide &amp; water.<sup>[1]</sup></p>
<h2>Which things limit the rate of photosynthesis?</h2>
<p>There are 3 limiting factors:</p>
<ul><li>Light intensity.</li><li>Carbon dioxide.</li><li>Temperature.</li></ul>
<details><summary>Where does it happen?</summary>In the chloroplasts.</details>
<div class="share-buttons">Share this page</div>
<form><p>What is your e-mail?</p><button>Sign up</button></form></main>
<footer>© 2020 Biology Club. Questions?</footer><script>alert(1)</script></body></html>"""

MARKDOWN = """---
title: x
---
# Photosynthesis

## What is photosynthesis?

Plants make *glucose* from carbon dioxide and **water**.

## Limiting factors

- Light intensity
- Carbon dioxide
- `Temperature`
"""


def written(tmp_path, name, text):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def entries(course):
    return [entry for topic in course["topics"] for entry in topic["entries"]]


def items(course):
    return [item for topic in course["topics"] for item in topic["quiz"]]


def sound(course):
    examined = examine_value(course)
    assert (examined.faults, examined.warnings) == ((), ())
    return examined.course


def test_text_in_the_form_of_a_revision_page(tmp_path):
    report = import_file(written(tmp_path, "notes.txt", NOTES))
    sound(report.course)
    assert [topic["title"] for topic in report.course["topics"]] == [
        "Photosynthesis",
        "Respiration",
    ]
    first, second, third = entries(report.course)
    assert first["question"] == "What is photosynthesis?"
    assert first["answer"].endswith(
        "with the energy of light. Jan Ingenhousz saw it first in 1779."
    )
    assert len(second["points"]) == 3
    assert second["answer"] == "There are 3 limiting factors."
    assert third["answer"] == "Respiration sets energy free in every living cell."
    dropped = " ".join(map(str, report.dropped))
    for clutter in ("newsletter", "logo", "Home", "Turbocharge"):
        assert clutter in dropped
        assert clutter not in json.dumps(report.course)


def test_drafts_are_of_several_kinds_tied_to_entries_and_not_asked(tmp_path):
    report = import_file(written(tmp_path, "notes.txt", NOTES))
    drafts = items(report.course)
    assert {item["kind"] for item in drafts} >= {"list", "year", "number", "short", "true_false"}
    assert all(item["draft"] and item["entry"] for item in drafts)
    assert {item["id"] for item in drafts} == set(report.drafts)
    assert list(sound(report.course).items()) == []
    by_kind = {item["kind"]: item for item in drafts}
    assert by_kind["year"]["answer"] == "1779" and "1779" not in by_kind["year"]["prompt"]
    assert by_kind["number"]["answer"] == "0.04 per cent"
    assert by_kind["list"]["want"] == 3


def test_a_saved_page_without_its_menus_forms_and_logos(tmp_path):
    report = import_file(written(tmp_path, "page.html", PAGE))
    sound(report.course)
    assert report.course["course"]["title"] == "Photosynthesis"
    questions = [entry["question"] for entry in entries(report.course)]
    assert questions == [
        "What is photosynthesis?",
        "Which things limit the rate of photosynthesis?",
        "Where does it happen?",
    ]
    answer = entries(report.course)[0]["answer"]
    assert answer == "Photosynthesis is how plants make glucose from carbon dioxide & water."
    assert len(entries(report.course)[1]["points"]) == 3
    why = {dropped.why for dropped in report.dropped}
    assert "a <nav> element" in why and any("cookie-banner" in reason for reason in why)


def test_markdown_with_headings_that_are_no_questions(tmp_path):
    report = import_file(written(tmp_path, "notes.md", MARKDOWN))
    sound(report.course)
    first, second = entries(report.course)
    assert first["answer"] == "Plants make glucose from carbon dioxide and water."
    assert second["question"] == "Tell me about limiting factors."
    assert second["points"] == ["Light intensity", "Carbon dioxide", "Temperature"]


CSV = (
    "Topic,Question,Answer,Also asked,Points,Exam boards,Kind,Accept,Options,Want,Colour\n"
    "Cells,What is a cell?,The smallest living unit.,what are cells|define cell,,AQA; OCR,,,,,red\n"
    'Cells,Name the parts of a cell,,,"nucleus\nmembrane\ncytoplasm",,,,,,\n'
    "Cells,Which part holds the DNA?,nucleus,,,,Multiple choice,,nucleus; membrane; wall,,\n"
    "Cells,All cells have walls.,F,,,,True or false,,,,\n"
    "Cells,Name two parts.,,,nucleus|membrane|wall,,list,,,2,\n"
    "Cells,A lonely question?,,,,,,,,,\n"
)


def test_a_table_with_columns_by_name(tmp_path):
    report = import_file(written(tmp_path, "cells.csv", CSV))
    course = sound(report.course)
    first, second = entries(report.course)
    assert first["also_asked"] == ["what are cells", "define cell"]
    assert first["exam_boards"] == ["AQA", "OCR"]
    assert second["points"] == ["nucleus", "membrane", "cytoplasm"]
    choice, truth, listed = (item for item in course.items())
    assert (choice.kind, choice.options) == ("choice", ("nucleus", "membrane", "wall"))
    assert (truth.kind, truth.answer) == ("true_false", "false")
    assert (listed.kind, listed.want, len(listed.points)) == ("list", 2, 3)
    why = {dropped.text: dropped.why for dropped in report.dropped}
    assert why == {
        "A lonely question?": "a question without an answer",
        "Colour": "a column with an unknown heading",
    }


def test_ids_of_a_table_are_kept_and_matched(tmp_path):
    first = "id,question,answer\nbig-cell,What is a cell?,The smallest living unit.\n"
    course = import_file(written(tmp_path, "a.csv", first)).course
    assert entries(course)[0]["id"] == "big-cell"
    again = "id,question,answer,detail\nbig-cell,What on earth is a cell?,Other.,More.\n"
    report = import_file(written(tmp_path, "a.csv", again), course)
    (entry,) = entries(report.course)
    assert (entry["question"], entry["detail"]) == ("What is a cell?", "More.")
    assert report.kept == report.filled == ("big-cell",)


def test_a_workbook_gives_what_its_csv_gives(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["question", "answer", "kind"], ["When did it end?", 1945, "year"],
                ["What is rain?", "Water that falls.", None]):  # fmt: skip
        sheet.append(row)
    file = tmp_path / "cards.xlsx"
    book.save(file)
    report = import_file(file)
    sound(report.course)
    assert [entry["question"] for entry in entries(report.course)] == ["What is rain?"]
    year = next(item for item in items(report.course) if item["kind"] == "year")
    assert year["answer"] == "1945"


def test_an_excel_csv_with_semicolons_in_windows_1252(tmp_path):
    data = "Question;Answer\nWho wrote Émile?;Rousseau – in 1762.\n".encode("cp1252")
    report = import_file(written(tmp_path, "cards.csv", data))
    assert entries(report.course)[0]["question"] == "Who wrote Émile?"
    assert entries(report.course)[0]["answer"] == "Rousseau – in 1762."


QUIZLET = (
    "Gosplan\tThe State Planning Committee of the USSR\n"
    'the "right"\tBukharin and his friends\n'
    "When was the Berlin Wall built?\t1961\n"
    "\tan orphan\n"
)


def test_a_quizlet_export(tmp_path):
    report = import_file(written(tmp_path, "set.txt", QUIZLET))
    course = sound(report.course)
    questions = [entry.question for entry in course.entries()]
    assert questions == [
        "What is Gosplan?",
        'What is the "right"?',
        "When was the Berlin Wall built?",
    ]
    assert "define Gosplan" in next(course.entries()).also_asked
    kinds = {item["answer"]: item["kind"] for item in items(report.course)}
    assert kinds["Gosplan"] == "short" and kinds["1961"] == "year"
    assert all(item["draft"] for item in items(report.course))
    assert [dropped.why for dropped in report.dropped] == ["an answer without a question"]


ANKI = (
    "#separator:tab\n#html:true\n#tags column:3\n"
    "What is an <b>ion</b>?\tA charged&nbsp;atom[sound:ion.mp3]\tchemistry\n"
    '"Name the noble gases"\t"helium<br>neon<br>argon"\tchemistry\n'
    "{{c1::Paris::a city}} is the capital of France.\t\tgeo\n"
)


def test_an_anki_export_with_markup_tags_and_gaps(tmp_path):
    report = import_file(written(tmp_path, "deck.txt", ANKI))
    sound(report.course)
    first, second, third = entries(report.course)
    assert (first["question"], first["answer"]) == ("What is an ion?", "A charged atom")
    assert third["question"] == "What is the capital of France?"
    assert third["answer"] == "Paris is the capital of France."
    assert second["points"] == ["helium", "neon", "argon"]
    gap = next(item for item in items(report.course) if item["answer"] == "Paris")
    assert gap["prompt"] == "Fill the gap: blank is the capital of France."
    assert gap["hint"] == "a city" and gap["draft"]
    assert "chemistry" not in json.dumps(report.course)


def test_a_second_import_changes_nothing(tmp_path):
    for name, text in (("notes.txt", NOTES), ("cells.csv", CSV), ("set.txt", QUIZLET),
                       ("deck.txt", ANKI), ("page.html", PAGE)):  # fmt: skip
        file = written(tmp_path, name, text)
        first = import_file(file).course
        again = import_file(file, copy.deepcopy(first))
        assert again.course == first, name
        assert (again.added, again.drafts) == ((), ())


def test_merging_keeps_what_a_teacher_wrote(tmp_path):
    file = written(tmp_path, "notes.txt", NOTES)
    course = import_file(file).course
    first, second, third = entries(course)
    first["answer"] = "My own words."
    first["also_asked"] = ["what's photosynthesis"]
    first["question"] = "What on earth is photosynthesis?"
    first["also_asked"].append("What is photosynthesis?")
    first["my_note"] = "kept"
    del second["points"]
    course["topics"][0]["quiz"] = course["topics"][0]["quiz"][:1]  # the other drafts are rejected
    accepted = course["topics"][0]["quiz"][0]
    del accepted["draft"]
    accepted["prompt"] = "Mine?"
    before = copy.deepcopy(course)
    longer = NOTES.replace("Respiration sets", "What is osmosis?\nWater moves.\n\nRespiration sets")
    report = import_file(written(tmp_path, "more.txt", longer), course)
    assert course == before, "the course that was given is left alone"
    merged = {entry["id"]: entry for entry in entries(report.course)}
    assert merged[first["id"]] == first
    assert merged[second["id"]]["points"][0].startswith("Light intensity")
    assert merged[third["id"]] == third
    assert report.kept and first["id"] in report.kept
    assert report.filled == (second["id"],)
    assert accepted in items(report.course)
    assert [entry["question"] for entry in entries(report.course)].count("What is osmosis?") == 1
    new = set(report.drafts) - {item["id"] for item in items(before)}
    assert all(item["entry"] in report.added for item in items(report.course) if item["id"] in new)


def test_what_cannot_be_read_is_refused_with_a_reason(tmp_path):
    for name, data, said in (
        ("a.pdf", b"%PDF", "this is a PDF, which is not read; save it as"),
        ("a.xlsx", b"no zip", "not an XLSX workbook"),
        ("a.txt", b"\x00\x01\x02\xff", "not a text file"),
        ("a.txt", b"just words", "no questions were found"),
        ("a.csv", b"", "the file is empty"),
        ("a.html", b" \n", "the file is empty"),
        ("a.json", b"{}", "this JSON is none that is known"),
        ("a.json", b'{"format": 1, "course": {}, "topics": []}', "an owl's course already"),
    ):
        with pytest.raises(ContentError, match=said):
            import_file(written(tmp_path, name, data))
    with pytest.raises(ContentError, match="no such file"):
        import_file(tmp_path / "none.txt")


def test_a_course_is_written_whole_in_its_own_order(tmp_path):
    file = tmp_path / "course.json"
    write_course(file, {"b": "é", "a": [1]})
    assert file.read_text(encoding="utf-8") == '{\n  "b": "é",\n  "a": [\n    1\n  ]\n}\n'
    with pytest.raises(ContentError, match="cannot be written"):
        write_course(tmp_path / "no" / "such.json", {})
    assert [path.name for path in tmp_path.iterdir()] == ["course.json"]


def test_merging_into_a_course_with_faults_is_refused(tmp_path):
    file = written(tmp_path, "course.json", '{"format": 1}')
    with pytest.raises(ContentError, match="topics: this field is needed"):
        read_existing(file)


def test_a_paragraph_after_a_list_is_no_part_of_what_led_to_it(tmp_path):
    text = "What are the parts?\nThere are two parts:\n- The top.\n- The base.\nSome have more.\n"
    (entry,) = entries(import_file(written(tmp_path, "r.txt", text)).course)
    assert entry["answer"] == "There are two parts. Some have more."


def test_gaps_have_one_right_answer_only(tmp_path):
    text = (
        "How big are cells?\nMost cells are 10 to 30 micrometres across.\n"
        "- The nucleus, which holds the DNA.\n- It was drawn by Hooke.\n"
    )
    report = import_file(written(tmp_path, "r.txt", text))
    assert [item["kind"] for item in items(report.course)] == ["list", "true_false"]


def test_hard_wrapped_lists_and_numbered_points(tmp_path):
    text = (
        "Rivers\n\nWhy do rivers flood?\n1. Heavy rain falls on\n   hard ground.\n2) Snow melts.\n"
        "- 1947 was a famous year for it.\n"
    )
    (found,) = read_source(written(tmp_path, "r.txt", text)).found
    assert found.points == (
        "Heavy rain falls on hard ground.",
        "Snow melts.",
        "1947 was a famous year for it.",
    )


def test_pages_that_are_built_otherwise(tmp_path):
    page = """<html><head><title>Rocks | Site</title></head><body>
    <ul><li><a href=1>Home</a></li><li><a href=2>Rocks</a></li></ul>
    <ul class="accordion"><li><h4>What is granite?</h4><div><p>A hard rock.</p>
    <ol><li><p><b>Slow:</b></p><p>it cooled slowly.</p></li><li>Large<br>crystals.</li></ol></div>
    </li></ul><p><strong>What is basalt?</strong> A dark rock.</p>
    <button>What is chalk?</button><div>A white rock.</div>
    <dl><dt>Marble</dt><dd>Limestone that was baked.</dd></dl></body></html>"""
    source = read_source(written(tmp_path, "r.html", page))
    assert source.title == "Rocks"
    assert [(found.question, found.paragraphs, found.points) for found in source.found] == [
        ("What is granite?", ("A hard rock.",), ("Slow: it cooled slowly.", "Large crystals.")),
        ("What is basalt?", ("A dark rock.",), ()),
        ("What is chalk?", ("A white rock.",), ()),
        ("Tell me about Marble.", ("Limestone that was baked.",), ()),
    ]
    assert [(dropped.text, dropped.why) for dropped in source.dropped] == [
        ("Home Rocks", "a list of links")
    ]


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_questions_with_numbers_and_labels(tmp_path, ending):
    text = "1. What is granite?\n\nA hard rock.\n\n2. What is basalt?\n\nA dark rock.\n"
    found = read_source(written(tmp_path, f"r{ending}", text)).found
    assert [(one.question, one.paragraphs) for one in found] == [
        ("What is granite?", ("A hard rock.",)),
        ("What is basalt?", ("A dark rock.",)),
    ]


def test_labels_and_bold_questions(tmp_path):
    text = "Q1: What is granite?\nA: A hard rock.\nQ2: What is basalt?\nA: A dark rock.\n"
    found = read_source(written(tmp_path, "r.txt", text)).found
    assert [(one.question, one.paragraphs) for one in found] == [
        ("What is granite?", ("A hard rock.",)),
        ("What is basalt?", ("A dark rock.",)),
    ]
    text = "**What is granite?** A hard *rock*.\n\n**What is basalt?**\n\nA dark rock.\n"
    found = read_source(written(tmp_path, "r.md", text)).found
    assert [(one.question, one.paragraphs) for one in found] == [
        ("What is granite?", ("A hard rock.",)),
        ("What is basalt?", ("A dark rock.",)),
    ]


TABLES = {
    "semicolons with commas inside": ("a.csv", '"What, when, and why?";"Because; so."\n"Who?";"Me."\n'),
    "Excel's own mark": ("a.csv", "sep=;\nquestion;answer\nWhat, when, and why?;Because; \nWho?;Me.\n"),
    "a byte order mark": ("a.csv", b'\xef\xbb\xbf"question",answer\n"What, when, and why?",Because\nWho?,Me'),
    "commas in a text file": ("a.txt", 'term,definition\n"What, when, and why?",Because.\nWho?,Me.\n'),
    "a definition in several lines": ("a.txt", "What, when, and why?\tBecause.\nAnd so.\nWho?\tMe.\n"),
    "cards parted by semicolons": ("a.txt", "What, when, and why?\tBecause; so;Who?\tMe."),
    "entities": ("a.txt", "What&#44; when, and&nbsp;why?\tBecause\nWho&quest;\tMe &amp;amp; you\n"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data"), TABLES.values(), ids=TABLES)
def test_tables_and_cards_as_programs_write_them(tmp_path, name, data):
    report = import_file(written(tmp_path, name, data))
    sound(report.course)
    found = entries(report.course)
    assert [entry["question"] for entry in found] == ["What, when, and why?", "Who?"]
    assert found[0]["answer"].startswith("Because") and found[1]["answer"].startswith("Me")
    assert report.dropped == ()


def test_ankis_decks_are_topics_and_each_gap_a_card(tmp_path):
    deck = (
        "#separator:tab\n#html:true\n#deck column:1\n#tags column:4\n"
        'History::Cold War\tWhat is <i>d&eacute;tente</i>?\t"A relaxing,\nfrom ""1969"" on"\ttag\n'
        "History::Cold War\t{{c1::Truman}} led the {{c3::USA::country}} in {{c2::1945}}.\t\ttag\n"
        'History::WW2\t"List the Axis"\t"<ul><li>Germany</li><li>Italy</li><li>Japan</li></ul>"\t\n'
        'History::WW2\t<img src=""x.png"">\tA map\t\n'
    )
    report = import_file(written(tmp_path, "deck.txt", deck))
    sound(report.course)
    assert [topic["title"] for topic in report.course["topics"]] == ["Cold War", "WW2"]
    assert entries(report.course)[0]["answer"] == 'A relaxing, from "1969" on'
    gaps = [item for item in items(report.course) if item["prompt"].startswith("Fill")]
    assert [(item["answer"], item["prompt"][14:]) for item in gaps] == [
        ("Truman", "blank led the USA in 1945."),
        ("USA", "Truman led the blank in 1945."),
        ("1945", "Truman led the USA in blank."),
    ]
    assert gaps[1]["hint"] == "country" and gaps[2]["kind"] == "year"
    lists = next(item for item in items(report.course) if item["kind"] == "list")
    assert lists["prompt"] == "List the Axis. Give all three."
    (dropped,) = report.dropped
    assert (dropped.line, dropped.text) == (9, "A map")


def test_the_sheets_of_a_workbook_are_topics_and_its_percentages_are_said(tmp_path):
    book = openpyxl.Workbook()
    for title, question in (("Rivers", "How much floods?"), ("Coasts", "How much erodes?")):
        sheet = book.create_sheet(title)
        sheet.append(["question", "answer"])
        sheet.append([question, 0.285])
        sheet["B2"].number_format = "0.0%"
    file = tmp_path / "cards.xlsx"
    book.save(file)
    course = sound(import_file(file).course)
    assert [(topic.title, topic.entries[0].answer) for topic in course.topics] == [
        ("Rivers", "28.5 per cent"), ("Coasts", "28.5 per cent"),
    ]  # fmt: skip


def test_a_line_under_a_marked_heading_is_no_topic(tmp_path):
    page = (
        "<h1>Rocks</h1><p>Get help with your revision</p><h3>What is chalk?</h3><p>It is white.</p>"
    )
    source = read_source(written(tmp_path, "r.html", page))
    assert [found.topic for found in source.found] == ["Rocks"]
    assert [dropped.text for dropped in source.dropped] == ["Get help with your revision"]


@pytest.mark.skipif(not SEED.is_file(), reason="the shared seed page is not here")
class TestSeedPage:
    POINTS = [0, 0, 6, 4, 6, 8, 4, 0, 4, 6]

    def test_ten_questions_with_their_points_and_a_course_that_passes(self):
        report = import_file(SEED)
        course = sound(report.course)
        assert [len(entry.points) for entry in course.entries()] == self.POINTS
        assert exit_code(check_course(course)) == 0
        assert "Lili" not in json.dumps(report.course)

    def test_the_same_page_as_html_with_menus_and_logos(self, tmp_path):
        lines = SEED.read_text(encoding="utf-8").split("Scroll to")[0].splitlines()
        body = [f"<h1>{lines[0]}</h1>"]
        for line in lines[1:]:
            text = line.strip()
            if text.startswith("•"):
                body.append(f"<ul><li>{text[1:].strip()}</li></ul>")
            elif text.endswith("?"):
                body.append(f"<h3>{text}</h3>")
            elif text:
                body.append(f"<p>{text}</p>")
        page = (
            "<html><body><div class='navbar'><ul><li>Ask Lili</li></ul></div><div class='page'>"
            + "\n".join(body)
            + "<img src='x.png' alt='Clever Lili logo'><p>Welcome to Clever Lili!</p>"
            "<p>Turbocharge your history revision with our app!</p>"
            "<ul><li>AQA</li></ul></div><footer>Sign Up</footer></body></html>"
        )
        report = import_file(written(tmp_path, "page.html", page))
        course = sound(report.course)
        assert [len(entry.points) for entry in course.entries()] == self.POINTS
        assert "Lili" not in json.dumps(report.course)
