"""`owl accept`: drafts in bulk, by name, or one by one."""

import json

import pytest
from click.testing import CliRunner

from skill.cli import main

NOTES = (
    "Rivers\n\nWhen was the Rhine straightened?\nWork on the Rhine began in 1817.\n"
    "Why do rivers flood?\nThere are two reasons:\n- Heavy rain falls.\n- Snow melts in spring.\n"
)


@pytest.fixture
def course(owl, tmp_path):
    (tmp_path / "notes.txt").write_text(NOTES, encoding="utf-8")
    assert owl("import", "notes.txt", "--out", "c.json").exit_code == 0
    return tmp_path / "c.json"


def drafts(course):
    items = [i for t in json.loads(course.read_text(encoding="utf-8"))["topics"] for i in t["quiz"]]
    return [i["id"] for i in items if i.get("draft")], [
        i["id"] for i in items if not i.get("draft")
    ]


def test_all_at_once(owl, course):
    before, _ = drafts(course)
    done = owl("accept", course, "--all")
    assert f"{len(before)} drafts accepted into c.json" in done.output
    assert drafts(course) == ([], before)
    assert "no drafts to accept" in owl("accept", course).output


def test_some_by_name_and_some_thrown_away(owl, course):
    before, _ = drafts(course)
    done = owl("accept", course, "--id", before[0], "--throw", before[1])
    assert done.exit_code == 0, done.output
    left, taken = drafts(course)
    assert taken == [before[0]] and before[1] not in left
    assert owl("accept", course, "--id", "nowhere").exit_code == 1


def test_an_entrys_drafts_by_its_id(owl, course):
    done = owl("accept", course, "--id", "why-rivers-flood")
    assert done.exit_code == 0 and all("flood" in taken for taken in drafts(course)[1])
    assert drafts(course)[1] and drafts(course)[0]


def test_one_by_one(course):
    before, _ = drafts(course)
    done = CliRunner().invoke(main, ["accept", str(course), "--one-by-one"], input="y\nd\nq\n")
    assert "Which year is missing?" in done.output and done.exit_code == 0
    left, taken = drafts(course)
    assert taken == [before[0]] and left == before[2:]
    done = CliRunner().invoke(main, ["accept", str(course), "--one-by-one"], input="n\na\n")
    assert drafts(course)[0] == before[2:3]


def test_without_a_terminal_they_are_listed_and_nothing_is_changed(owl, course):
    before = course.read_bytes()
    done = owl("accept", course)
    assert "= 1817" in done.output and "--one-by-one" in done.output
    assert course.read_bytes() == before


def test_the_file_keeps_its_layout(owl, course):
    text = json.dumps(json.loads(course.read_text(encoding="utf-8")), indent="\t")
    course.write_text(text, encoding="utf-8")
    owl("accept", course, "--all")
    made = course.read_text(encoding="utf-8")
    assert "\n\t\t" in made and '"draft"' not in made


def test_what_was_just_imported_can_be_tried_by_voice(owl, tmp_path, monkeypatch):
    (tmp_path / "rocks.txt").write_text(
        "Granite - cooled slowly\nBasalt - cooled fast\n", encoding="utf-8"
    )
    owl("import", "rocks.txt", "--out", "rocks.json")
    turns = "quiz me\nrepeat\nyes\ngranite\n"
    command = ["run", "--content", "rocks.json", "--forgetful"]
    done = CliRunner().invoke(main, command, input=turns)
    said = " ".join(done.output.split())
    assert "Shall we try them?" in said and "no quiz questions" not in said
    assert "What is this?" in said


def test_drafts_are_not_offered_where_there_are_questions(course, owl):
    first = drafts(course)[0][0]
    owl("accept", course, "--id", first)
    command = ["run", "--content", str(course), "--forgetful"]
    done = CliRunner().invoke(main, command, input="quiz me\n")
    assert "drafts" not in done.output and "one question" in done.output
