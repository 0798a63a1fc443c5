import json

from skill.cli import main


def test_from_new_through_import_to_a_guide(owl, tmp_path):
    course = tmp_path / "course.json"
    assert owl("new", course, "--title", "Novels & plays").exit_code == 0
    assert json.loads(course.read_text())["course"]["title"] == "Novels & plays"
    assert "exists already" in owl("new", course).output
    checked = owl("check", course, "--strict", "--quick")
    assert checked.exit_code == 0 and "nothing to mend" in checked.output, checked.output

    (tmp_path / "plays.txt").write_text("Plays\nWho wrote Hamlet?\nShakespeare wrote it in 1600.\n")
    dry = owl("import", "plays.txt", "--out", course, "--dry-run")
    assert "Nothing was written" in dry.output and "Hamlet" not in course.read_text()
    done = owl("import", "plays.txt", "--out", course)
    assert done.exit_code == 0 and "entry wrote-hamlet" in done.output
    topics = json.loads(course.read_text())["topics"]
    assert [topic["title"] for topic in topics][-1] == "Plays"

    assert owl("guide", "--content", course, "--out", "g.html").exit_code == 0
    assert "Who wrote Hamlet?" in (tmp_path / "g.html").read_text()


def test_faults_give_exit_code_1_and_json_for_editors(owl, clean, tmp_path):
    clean["topics"][0]["quiz"][0]["entry"] = "nowhere"
    course = tmp_path / "course.json"
    course.write_text(json.dumps(clean))
    told = owl("check", course)
    assert told.exit_code == 1 and "topics[0].quiz[0].entry" in told.output
    report = json.loads(owl("check", course, "--json").output)
    assert report["findings"][0]["path"] == ["topics", 0, "quiz", 0, "entry"]
    assert report["findings"][0]["severity"] == "error"


def test_warnings_fail_only_when_strict_and_levels_hide(owl, clean, tmp_path):
    clean["topics"][0]["entries"][0]["also_asked"] = []
    del clean["topics"][0]["quiz"][0]["hint"]
    course = tmp_path / "course.json"
    course.write_text(json.dumps(clean))
    assert owl("check", course, "--quick").exit_code == 0
    assert owl("check", "--content", course, "--quick", "--strict").exit_code == 1
    shown = owl("check", course, "--quick", "--level", "warning").output
    assert "can be asked in 1 way" in shown and "has no hint" not in shown
    assert "1 warning, 1 note" in shown


def test_forty_faults_are_told_at_once_each_with_its_line(owl, clean, tmp_path):
    del clean["exam_questions"]
    entry = clean["topics"][0]["entries"][0]
    clean["topics"][0]["entries"] = [
        {**entry, "id": f"e-{n}", "question": n, "detail": "<b>x</b>"} for n in range(20)
    ]
    course = tmp_path / "course.json"
    course.write_text(json.dumps(clean, indent=1))
    lines = course.read_text().splitlines()
    told = owl("check", course)
    assert told.exit_code == 1 and "43 errors" in told.output  # three items lost their entry
    assert "entries[7].question): expected" in told.output
    for finding in json.loads(owl("check", course, "--json").output)["findings"]:
        assert str(finding["path"][-1]) in lines[finding["line"] - 1]


def test_a_large_course_has_a_bar_and_json_has_none(owl, clean, tmp_path, monkeypatch):
    from skill.desk import commands

    monkeypatch.setattr(commands, "_MEANING_TO", 0)
    course = tmp_path / "course.json"
    course.write_text(json.dumps(clean))
    assert "Checking" not in owl("check", course).stderr
    monkeypatch.setattr(commands, "_BAR_FROM", 1)
    assert "100%" in owl("check", course).stderr
    told = owl("check", course, "--json")
    assert told.stderr == "" and json.loads(told.stdout)["findings"] == []


def test_a_course_that_cannot_be_read_is_not_written_over(owl, tmp_path):
    course = tmp_path / "course.json"
    course.write_text('{"format": 1,')
    (tmp_path / "cards.csv").write_text("question,answer\nWho?,Me.\n")
    told = owl("import", "cards.csv", "--out", course)
    assert told.exit_code == 1 and "line 1: the curly bracket" in told.output
    assert course.read_text() == '{"format": 1,'
    assert not list(tmp_path.glob(".course*"))


def test_a_file_that_is_no_course_is_one_finding(owl, tmp_path):
    course = tmp_path / "course.json"
    course.write_text('{"format": 1,}')
    told = owl("check", course, "--json")
    assert told.exit_code == 1
    (finding,) = json.loads(told.output)["findings"]
    assert "line 1, column 14" in finding["reason"]


def test_every_option_is_documented(owl):
    for name in ("check", "new", "import", "listen", "guide"):
        command = main.get_command(None, name)
        assert command.help
        for parameter in command.params:
            assert parameter.param_type_name == "argument" or parameter.help, (name, parameter.name)
