"""An edited sheet imported again: what it made is updated, what a teacher changed stays, and what both
changed is asked about. The course's file keeps its own layout."""

import json

import pytest

from skill.desk.remembered import Remembered
from skill.desk.rewriting import rewritten
from skill.desk.sames import same_key
from skill.desk.statements import stated
from skill.desk.values import typed

SHEET = (
    "Topic,Question,Answer\n"
    "Rivers,What is attrition?,Rocks hit each other and wear smooth.\n"
    "Rivers,When was the Rhine straightened?,Work began in 1817 near Karlsruhe.\n"
    "Rivers,What is a levee?,A bank of silt beside a river.\n"
)
QUIZ = (
    "Question,Option 1,Option 2,Option 3,Correct Answer,Explanation\n"
    "Which rock is igneous?,granite,chalk,slate,granite,It cooled from magma.\n"
    "Which rock fizzes in acid?,basalt,chalk,slate,chalk,It is a carbonate.\n"
)


@pytest.fixture
def sheet(owl, tmp_path):
    """A sheet that is imported, edited and imported again."""

    class Sheet:
        course = tmp_path / "course.json"
        file = tmp_path / "sheet.csv"

        def bring(self, text, *more):
            self.file.write_text(text, encoding="utf-8")
            done = owl("import", self.file, "--out", self.course, *more)
            assert done.exit_code == 0, done.output
            return done.output

        def read(self):
            return json.loads(self.course.read_text(encoding="utf-8"))

        def entries(self):
            return {e["id"]: e for topic in self.read()["topics"] for e in topic["entries"]}

        def items(self):
            return {i["id"]: i for topic in self.read()["topics"] for i in topic["quiz"]}

        def edit(self, old, new):
            text = self.course.read_text(encoding="utf-8")
            assert old in text
            self.course.write_text(text.replace(old, new), encoding="utf-8")

    return Sheet()


def test_what_only_the_sheet_changed_is_updated(sheet):
    sheet.bring(SHEET)
    said = sheet.bring(SHEET.replace("wear smooth", "become round"))
    assert "Updated, as the file has changed: what-attrition." in said and "?" not in said
    assert sheet.entries()["what-attrition"]["answer"] == "Rocks hit each other and become round."


def test_what_only_the_teacher_changed_stays(sheet):
    sheet.bring(SHEET)
    sheet.edit('"Rocks hit each other and wear smooth."', '"My own words."')
    said = sheet.bring(SHEET)
    assert "Kept" not in said and "Updated" not in said
    assert sheet.entries()["what-attrition"]["answer"] == "My own words."


def test_what_both_changed_is_asked_about(sheet, owl):
    sheet.bring(SHEET)
    sheet.edit('"Rocks hit each other and wear smooth."', '"My own words."')
    edited = SHEET.replace("wear smooth", "become round")
    said = sheet.bring(edited)
    assert "line 2: what-attrition, answer: the course says “My own words.”" in said
    assert "--conflicts take" in said
    assert sheet.entries()["what-attrition"]["answer"] == "My own words."
    assert "what-attrition, answer" in sheet.bring(edited), "it is asked again until it is settled"
    sheet.bring(edited, "--conflicts", "take")
    assert sheet.entries()["what-attrition"]["answer"] == "Rocks hit each other and become round."


@pytest.mark.parametrize(("said", "wins"), [("y\n", "Rocks hit"), ("n\n", "My own")])
def test_the_teacher_is_asked_in_a_terminal(sheet, said, wins):
    from click.testing import CliRunner

    from skill.cli import main

    sheet.bring(SHEET)
    sheet.edit('"Rocks hit each other and wear smooth."', '"My own words."')
    sheet.file.write_text(SHEET.replace("wear smooth", "become round"), encoding="utf-8")
    command = ["import", str(sheet.file), "--out", str(sheet.course), "--conflicts", "ask"]
    done = CliRunner().invoke(main, command, input=said)
    assert "Take the file's words?" in done.output
    assert sheet.entries()["what-attrition"]["answer"].startswith(wins)
    assert "Take the file's words?" not in CliRunner().invoke(main, command).output


def test_a_question_in_other_words_is_the_same_entry(sheet):
    sheet.bring(SHEET)
    sheet.bring(SHEET.replace("What is a levee?", "How would you describe a levee?"))
    assert sheet.entries()["what-levee"]["question"] == "How would you describe a levee?"
    assert len(sheet.entries()) == 3


def test_drafts_of_what_changed_are_made_anew_and_accepted_ones_are_named(sheet, owl):
    sheet.bring(SHEET)
    year = next(
        i for i in sheet.items().values() if i["kind"] == "year" and "Rhine" not in i["prompt"]
    )
    assert year["answer"] == "1817"
    sheet.bring(SHEET.replace("1817", "1818"))
    assert sheet.items()[year["id"]]["answer"] == "1818"
    assert owl("accept", sheet.course, "--all").exit_code == 0
    said = sheet.bring(SHEET.replace("1817", "1819"))
    assert f"Look at {year['id']}" in said
    assert sheet.items()[year["id"]]["answer"] == "1818"


def test_a_quiz_sheet_updates_its_items(sheet):
    sheet.bring(QUIZ)
    edited = QUIZ.replace(
        "slate,granite,It cooled from magma.", "gneiss,granite,It was molten once."
    )
    edited = edited.replace("Which rock fizzes in acid?", "Which rock reacts with acid?")
    said = sheet.bring(edited)
    items = sheet.items()
    assert len(items) == 2 and "Taken: 0" in said
    granite = next(i for i in items.values() if i["answer"] == "granite")
    assert granite["options"] == ["granite", "chalk", "gneiss"]
    assert granite["explanation"] == "It was molten once."
    assert any(i["prompt"] == "Which rock reacts with acid?" for i in items.values())


def test_what_the_sheet_takes_back_goes(sheet):
    sheet.bring(QUIZ)
    sheet.bring(QUIZ.replace("It cooled from magma.", ""))
    granite = next(i for i in sheet.items().values() if i["answer"] == "granite")
    assert "explanation" not in granite


def test_an_exported_sheet_comes_back_edited(sheet, owl, tmp_path):
    sheet.bring(SHEET)
    owl("export", sheet.course, "--out", tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    (tmp_path / "out.csv").write_text(text.replace("wear smooth", "become round"), encoding="utf-8")
    done = owl("import", tmp_path / "out.csv", "--out", sheet.course)
    assert "Updated" in done.output and "Taken: 0" in done.output
    assert sheet.entries()["what-attrition"]["answer"].endswith("become round.")


def test_without_what_was_remembered_everything_is_asked_about(sheet):
    sheet.bring(SHEET)
    sheet.course.with_name("course.imports.json").write_text("{ spoilt", encoding="utf-8")
    said = sheet.bring(SHEET.replace("wear smooth", "become round"))
    assert "Kept your words where the file says something else" in said
    assert Remembered.beside(sheet.course).records


def test_new_entries_go_where_their_words_belong(sheet, clean, tmp_path):
    sheet.course.write_text(json.dumps(clean), encoding="utf-8")
    sheet.bring("question,answer\nWhat is basalt?,A dark rock whose crystals are small as it cooled fast.\n"
                "What is a variable?,A named place in memory.\n")  # fmt: skip
    homes = {e["id"]: t["title"] for t in sheet.read()["topics"] for e in t["entries"]}
    assert homes["what-basalt"] == "Rocks"
    assert homes["what-variable"] == "sheet"


@pytest.mark.parametrize(
    "said", ["What is Delta?", "what is a delta", "What's the delta?", "What are deltas?"]
)
def test_one_question_however_it_is_written(said):
    assert same_key(said) == same_key("What is a delta?")


LAYOUTS = {
    "four spaces": json.dumps({"b": 1, "a": [{"id": "x", "t": ["p", "q"]}]}, indent=4),
    "tabs": json.dumps({"b": 1, "a": [{"id": "x", "t": ["p", "q"]}]}, indent="\t"),
    "one line": json.dumps({"b": 1, "a": [{"id": "x", "t": ["p", "q"]}]}),
    "no spaces": json.dumps({"b": 1, "a": [{"id": "x", "t": ["p", "q"]}]}, separators=(",", ":")),
    "records on lines": '{\n  "b": 1,\n  "a": [\n    {"id": "x", "t": ["p", "q"]}\n  ]\n}\n',
    "Windows lines": '{\r\n  "b": 1,\r\n  "a": [\r\n    {"id": "x", "t": ["p", "q"]}\r\n  ]\r\n}\r\n',
    "escapes": '{"b": 1, "a": [{"id": "x", "t": ["\\u0070", "q"]}]}',
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_file_keeps_its_layout(layout):
    text = LAYOUTS[layout]
    assert rewritten(text, json.loads(text)) == text
    new = json.loads(text)
    new["a"].append({"id": "y", "t": ["r"]})
    new["a"][0]["z"] = "new"
    del new["b"]
    made = rewritten(text, new)
    assert json.loads(made) == new and list(json.loads(made)) == ["a"]
    if "\n" not in text:
        assert "\n" not in made
    else:
        assert ("\r\n" in made) == ("\r\n" in text) and ("\t" in made) == ("\t" in text)
    old = text[text.index('"x"') : text.index('"q"')]
    assert old in made, "what did not change stands as it stood"


@pytest.mark.parametrize(
    ("answer", "about", "made"),
    [
        ("5 January", "", ("short", "5 January")),
        ("the 5th of January", "", ("short", "the 5th of January")),
        ("05/01/2014", "", ("short", "5 January 2014")),
        ("1953", "", ("year", "1953")),
        ("30C", "a charge of blank", ("number", "30 coulombs")),
        ("30C", "a temperature of blank", ("number", "30 degrees Celsius")),
        ("30 °C", "", ("number", "30 degrees Celsius")),
        ("9.8 m/s²", "", ("number", "9.8 metres per second squared")),
        ("1 kg", "", ("number", "1 kilogram")),
        ("40 years", "", ("number", "40 years")),
        ("£40 million", "", ("number", "£40 million")),
        ("35%", "", ("number", "35 per cent")),
        ("3 Gorges Dam", "", ("short", "3 Gorges Dam")),
        ("H2O", "", ("short", "H2O")),
    ],
)
def test_answers_are_what_they_are(answer, about, made):
    assert typed(answer, about) == made


@pytest.mark.parametrize(
    ("text", "gap", "question"),
    [
        ("Paris is the capital of France.", "Paris", "What is the capital of France?"),
        ("The Berlin Wall was built in 1961.", "1961", "When was the Berlin Wall built?"),
        ("The capital of Norway is Oslo.", "Oslo", "What is the capital of Norway?"),
        ("Longshore drift needs wind.", "wind", "Tell me about Longshore drift."),
        ("Acids react with metals.", "metals", "Tell me about acids."),
    ],
)
def test_a_statement_can_be_asked_for(text, gap, question):
    assert stated(text, (gap,), "", 1).question == question
