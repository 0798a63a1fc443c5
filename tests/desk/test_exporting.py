"""A course goes out as a sheet and comes back as the same course, with every field in it."""

import json
from pathlib import Path

import openpyxl
import pytest

from skill.desk.exporting import HEADINGS, export_course
from skill.desk.importing import empty_course, import_file, read_existing
from skill.desk.new import new_course
from skill.errors import ContentError

ROOT = Path(__file__).parents[2]


def back(course, path):
    export_course(course, path)
    report = import_file(path, empty_course("Back"))
    assert not report.dropped and not report.drafts
    return report.course


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["content", "new"])
def test_what_goes_out_comes_back(tmp_path, name, ending):
    if name == "content":
        course = json.loads((ROOT / "content.json").read_text(encoding="utf-8"))
    else:
        course = new_course("Novels")
    made = back(course, tmp_path / f"sheet.{ending}")
    for wanted, got in zip(course["topics"], made["topics"], strict=True):
        assert {k: v for k, v in got.items() if v} == wanted
    assert made["exam_questions"] == course["exam_questions"]


def test_what_is_already_there_stays_and_is_not_taken_twice(tmp_path):
    course = new_course("Novels")
    path = tmp_path / "sheet.csv"
    export_course(course, path)
    again = import_file(path, course)
    assert again.course == course and not again.added and not again.kept


def test_a_list_of_one_thing_with_a_mark_in_it(tmp_path):
    course = new_course("Novels")
    course["topics"][0]["entries"][0]["points"] = ["She is poor; she is proud."]
    made = back(course, tmp_path / "sheet.csv")
    assert made["topics"][0]["entries"][0]["points"] == ["She is poor; she is proud."]


def test_a_figure_stays_text_in_a_workbook(tmp_path):
    course = new_course("Novels")
    course["topics"][0]["entries"][0]["answer"] = "=1+1"
    export_course(course, tmp_path / "sheet.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "sheet.xlsx").active
    column = HEADINGS.index("answer")
    cell = next(row[column] for row in sheet.iter_rows(min_row=3) if row[column].value == "=1+1")
    assert cell.data_type == "s"


def test_a_teachers_own_exam_questions_and_words(owl, tmp_path):
    (tmp_path / "exam.csv").write_text(
        "kind,topic,question,answer,marks,command,mark scheme,tip\n"
        'exam question,Coasts,Describe two ways that waves wear away a cliff.,"They hit it, and they '
        'throw stones at it.",4,describe,"Hydraulic action (2) ~ the force of the water | Abrasion '
        '(2 marks) ~ stones hit it",Name it and say how it works.\n'
        "key word,Coasts,fetch,How far the wind has blown over the water.,,,,\n"
        "key word,Coasts,swash,,,,,\n"
        "exam question,Coasts,Explain how a spit forms.,It grows.,six,explain,It grows,Say why.\n",
        encoding="utf-8",
    )
    done = owl("import", "exam.csv", "--out", "coasts.json")
    made = json.loads((tmp_path / "coasts.json").read_text(encoding="utf-8"))
    assert [point["marks"] for point in made["exam_questions"][0]["scheme"]] == [2, 2]
    assert made["exam_questions"][0]["scheme"][1]["accept"] == ["stones hit it"]
    assert made["topics"][0]["glossary"][0]["term"] == "fetch"
    assert "a word without its meaning" in done.output and "marks" in done.output
    assert len(made["exam_questions"]) == 1


def test_mistakes_and_another_way(owl, tmp_path):
    (tmp_path / "sheet.csv").write_text(
        "topic,question,answer,mistakes,lesson\n"
        "Coasts,What is erosion?,Wearing away.,It is the same as weathering -> Weathering does not "
        "carry it off ~ rain does it | no arrow here,2\n"
        "Coasts,What is a wave?,Moving water.,,1\n",
        encoding="utf-8",
    )
    (tmp_path / "items.csv").write_text(
        "topic,kind,prompt,answer,another way,another way answer,another way options\n"
        "Coasts,short,What is wearing away called?,erosion,Erosion or deposition?,erosion,"
        "erosion | deposition\n",
        encoding="utf-8",
    )
    owl("import", "sheet.csv", "--out", "coasts.json")
    done = owl("import", "items.csv", "--out", "coasts.json")
    topic = json.loads((tmp_path / "coasts.json").read_text(encoding="utf-8"))["topics"][0]
    assert topic["entries"][0]["misconceptions"] == [
        {"wrong": "It is the same as weathering", "right": "Weathering does not carry it off",
         "sounds": ["rain does it"]}
    ]  # fmt: skip
    assert topic["lesson"] == [topic["entries"][1]["id"], topic["entries"][0]["id"]]
    assert topic["quiz"][-1]["another_way"]["options"] == ["erosion", "deposition"]
    assert done.exit_code == 0


def test_the_command(owl, tmp_path):
    course = tmp_path / "c.json"
    course.write_text(json.dumps(new_course("Novels")), encoding="utf-8")
    done = owl("export", course, "--out", "c.xlsx")
    assert done.exit_code == 0 and "c.xlsx" in done.output
    assert read_existing(course)
    assert owl("export", course, "--out", "c.pdf").exit_code != 0


def test_another_ending_is_refused(tmp_path):
    with pytest.raises(ContentError):
        export_course(new_course("Novels"), tmp_path / "x.doc")
