"""The kinds of file that came out as rubbish once: what each must become."""

import copy
import difflib
import json
from pathlib import Path

import pytest

from skill.content.loading import examine_value
from skill.desk.importing import import_file
from skill.desk.rewriting import rewritten
from skill.desk.tools import open_tools

CASES = Path(__file__).parents[3] / "shared" / "import-cases"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared import cases are not here")


def taken(name, existing=None):
    report = import_file(CASES / name, existing)
    assert examine_value(report.course).faults == ()
    entries = [entry for topic in report.course["topics"] for entry in topic["entries"]]
    items = [item for topic in report.course["topics"] for item in topic["quiz"]]
    return report, entries, items


def marks(course, tmp_path, item_id, said):
    """The mark for an item once it is accepted."""
    made = copy.deepcopy(course)
    for topic in made["topics"]:
        for item in topic["quiz"]:
            item.pop("draft", None)
    course = examine_value(made).course
    return (
        open_tools(tmp_path, meaning=False).marker(course).mark(course.item(item_id), said).verdict
    )


def test_aiken_takes_the_option_that_is_marked():
    _, _, items = taken("quiz-aiken.txt")
    assert [item["answer"] for item in items] == ["deposition", "On the outside of a bend"]
    assert [len(item["options"]) for item in items] == [4, 4]


def test_kahoot_keeps_its_questions_options_and_answers():
    _, entries, items = taken("kahoot.xlsx")
    assert entries[0]["question"] == "Which process builds a delta?"
    assert items[0]["answer"] == "deposition" and len(items[0]["options"]) == 4
    assert "1" not in [item["prompt"] for item in items]


def test_option_columns_and_explanations():
    report, _, items = taken("options.csv")
    assert [item["explanation"] for item in items] == [
        "Slow water drops its load.", "Water there has farther to go.",
    ]  # fmt: skip
    assert not report.dropped and "freeze-thaw" in items[0]["options"]


def test_qnabot_keeps_its_answers():
    _, entries, _ = taken("qnabot.json")
    assert entries[0]["answer"] == "Fast water wears away the outside of a bend."
    assert entries[0]["also_asked"] == ["why do rivers bend"]


def test_gift_is_taken_whole():
    report, entries, items = taken("quiz.gift")
    by_answer = {item.get("answer"): item for item in items}
    assert {"attrition", "gorge", "true", "354", "upper", "middle", "lower"} <= set(by_answer)
    assert by_answer["gorge"]["accept"] == ["canyon"]
    assert by_answer["attrition"]["explanation"] == "Rocks wear each other down."
    assert not report.dropped and len(entries) == 5


def test_terms_with_dashes_are_terms():
    _, entries, _ = taken("quizlet-dash.txt")
    assert [entry["question"] for entry in entries] == [
        "What is attrition?", "What is abrasion?", "What is delta?",
    ]  # fmt: skip


def test_labelled_and_numbered_questions():
    report, entries, items = taken("qa-notes.txt")
    assert [entry["answer"] for entry in entries] == [
        "Fast water wears away the outside of a bend, and slow water drops mud on the inside.",
        "Rocks hitting each other and wearing smooth.", "Deposition.", "Attrition and abrasion.",
    ]  # fmt: skip
    two = next(item for item in items if item["kind"] == "list")
    assert [point["text"] for point in two["points"]] == ["attrition", "abrasion"]
    assert not report.dropped and report.course["topics"][0]["title"] == "RIVERS - year 10"


def test_a_table_answers_with_its_cells():
    _, entries, _ = taken("table-notes.md")
    answers = {entry["question"]: entry["answer"] for entry in entries}
    assert answers["What does ALU do?"] == "ALU: does sums and compares values."
    assert not any(answer.startswith("Job") or answer == "Part" for answer in answers.values())


def test_a_date_is_a_date_and_a_unit_is_kept(tmp_path):
    report, entries, items = taken("cloze-date.txt")
    assert entries[0]["question"] == "Tell me about the River Thing."
    assert entries[0]["answer"].startswith("The River Thing flooded on 5 January 2014")
    date, charge = items[:2]
    assert (date["kind"], date["answer"]) == ("short", "5 January")
    assert charge["answer"] == "30 coulombs"
    said = [
        marks(report.course, tmp_path, date["id"], "the fifth of january"),
        marks(report.course, tmp_path, date["id"], "the fifth of march"),
        marks(report.course, tmp_path, charge["id"], "thirty coulombs"),
        marks(report.course, tmp_path, charge["id"], "thirty newtons"),
    ]
    assert [each == "correct" for each in said] == [True, False, True, False]


def test_cards_into_a_course_find_what_is_there_and_leave_its_layout():
    text = (CASES / "merge-base-rivers.json").read_text(encoding="utf-8")
    base = json.loads(text)
    report, _, _ = taken("quizlet-tab.tsv", copy.deepcopy(base))
    assert report.added == ("what-abrasion",)
    assert [conflict.id for conflict in report.conflicts] == ["attrition", "delta"]
    home = next(
        t for t in report.course["topics"] if any(e["id"] == "what-abrasion" for e in t["entries"])
    )
    assert home["id"] == "processes"
    made = rewritten(text, report.course)
    assert json.loads(made) == report.course
    changed = [
        line
        for line in difflib.ndiff(text.splitlines(), made.splitlines())
        if line[:2] in ("+ ", "- ")
    ]
    assert len(changed) <= 10
