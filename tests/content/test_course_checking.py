import copy
import json
import time
from pathlib import Path

import jsonschema
import pytest

from skill.content.invocation import invocation_faults
from skill.content.loading import examine_value, load_course
from skill.content.schema import editor_schema, schema_text
from skill.errors import ContentError


def put(raw, path, value):
    for step in path[:-1]:
        raw = raw[step]
    raw[path[-1]] = value


ENTRY = ("topics", 0, "entries", 0)
QUIZ = ("topics", 0, "quiz")


def faults(raw):
    return [str(fault) for fault in examine_value(raw).faults]


def test_a_sound_course_has_no_fault_and_no_warning(raw):
    examined = examine_value(raw)
    assert (examined.faults, examined.warnings) == ((), ())
    assert examined.course.item("two").wanted == 2


TEN = [
    ((*ENTRY, "answer"), "a" * 1204, "expected text of at most 600 characters, got 1,204"),
    ((*ENTRY, "points"), ["fine", "<break time='2s'/> wait"], "markup"),
    ((*QUIZ, 0, "entry"), "meanders", 'no entry with the id "meanders"'),
    ((*QUIZ, 0, "answer"), "x" * 141, "Alexa takes at most 140 characters here, got 141"),
    ((*QUIZ, 1, "want"), 3, "expected at most 2, the number of points, got 3"),
    ((*QUIZ, 2, "answer"), "ox-bow", 'one of the options ("Delta", "Estuary"), got "ox-bow"'),
    ((*QUIZ, 3, "id"), "meander", "already the id of topics[0].entries[0]"),
    ((*QUIZ, 3, "answer"), "perhaps", 'expected "true" or "false"'),
    ((*QUIZ, 4, "prompt"), "When\u0007?", "control character (U+0007)"),
    (("course", "invocation_name"), "open river", '"open" is a launch word'),
]


def test_ten_planted_faults_are_all_named_at_once_in_the_files_order(raw, tmp_path):
    for path, value, _ in TEN:
        put(raw, path, value)
    file = tmp_path / "content.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_course(file)
    lines = caught.value.problems
    assert len(lines) == 10
    assert "content.json: topics[0].quiz[1].want: expected at most 2" in "\n".join(lines)
    for _, _, reason in TEN:
        assert sum(reason in line for line in lines) == 1, reason
    assert lines[0].startswith("content.json: course.invocation_name: ")
    quiz = [line.split(":")[1].strip() for line in lines if "quiz" in line]
    places = "0].answer 0].entry 1].want 2].answer 3].id 3].answer 4].prompt".split()
    assert quiz == [f"topics[0].quiz[{place}" for place in places]


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        (("format",), 2, "format: expected 1, got 2"),
        (("topics",), [], "topics: expected at least one, got none"),
        (("course", "title"), "  ", "course.title: expected text, got only blanks"),
        ((*ENTRY, "id"), "Meander!", "expected an id of 1 to 40"),
        ((*ENTRY, "question"), "", "expected text, got none"),
        ((*ENTRY, "question"), None, "expected text, got null"),
        ((*ENTRY, "also_asked"), "why", "expected a list, got"),
        ((*ENTRY, "points", 0), 'x & y are <p class="a">z</p>', "markup"),
        ((*ENTRY, "points", 0), "war &amp; peace", "'&amp;'"),
        ((*ENTRY, "points", 0), "in\u00addustry", "invisible character (U+00AD)"),
        ((*ENTRY, "points", 0), "one\ntwo", "line break"),
        ((*QUIZ, 0, "kind"), "shrt", 'did you mean "short"?'),
        ((*QUIZ, 0, "accept"), ["y" * 141], "at most 140 characters, got 141"),
        ((*QUIZ, 1, "points"), [], "a list item needs points"),
        ((*QUIZ, 2, "options"), ["Delta"], "at least 2 options, got 1"),
        ((*QUIZ, 2, "options"), ["Delta", "delta"], "twice"),
        ((*QUIZ, 4, "answer"), 1953, 'put it in double quotes, "1953"'),
        ((*QUIZ, 4, "answer"), "long ago", "expected a year"),
        ((*QUIZ, 5, "answer"), "plenty", "expected a number"),
        (("topics", 0, "also_called"), ["z" * 141], "Alexa takes at most 140"),
        (("topics", 0), 3, "topics[0]: expected an object, got 3"),
    ],
)
def test_each_fault_is_named_with_found_and_expected(raw, path, value, reason):
    put(raw, path, value)
    found = faults(raw)
    assert any(reason in line for line in found), found


@pytest.mark.parametrize("field", ["answer", "prompt", "id", "kind"])
def test_a_missing_field_is_named(raw, field):
    del raw["topics"][0]["quiz"][0][field]
    assert faults(raw) == [f"topics[0].quiz[0].{field}: this field is needed, and it is missing"]


@pytest.mark.parametrize("text", ["if a < b and c > d", "AT&T; R&D", "5 < 6", "x <- 3", "a<b, c>d"])
def test_ordinary_signs_are_not_taken_for_markup(raw, text):
    put(raw, (*ENTRY, "points", 0), text)
    assert faults(raw) == []


def test_unknown_fields_are_warnings_that_guess_what_was_meant(raw):
    raw["topics"][0]["entries"][0]["also_aksed"] = []
    raw["course"]["examBoards"] = []
    raw["topics"][0]["zzz"] = 1
    examined = examine_value(raw)
    assert examined.course is not None
    first, second, third = map(str, examined.warnings)
    assert first.startswith("course.examBoards") and 'did you mean "exam_boards"?' in first
    assert 'did you mean "also_asked"?' in second
    assert third.startswith("topics[0].zzz") and "known are id, title" in third


@pytest.mark.parametrize(
    ("name", "faulty"),
    [
        ("revision owl", False),
        ("the river of time", False),
        ("the owl", True),
        ("Revision Owl", True),
        ("owl 2", True),
        ("ask the owl", True),
        ("echo valley school", True),
        ("history app", True),
        ("you and me", True),
        ("sam's owl", False),
        ("owl!", True),
    ],
)
def test_invocation_names(name, faulty):
    assert bool(invocation_faults(name)) is faulty


def test_the_committed_schema_is_fresh_and_agrees_with_the_checks(raw):
    committed = Path(__file__).parents[2] / "content.schema.json"
    assert committed.read_text(encoding="utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(editor_schema())
    validator = jsonschema.Draft202012Validator(editor_schema())
    assert validator.is_valid({"$schema": "content.schema.json", **raw})
    for path, value in [
        ((*QUIZ, 1, "points"), []),
        ((*QUIZ, 3, "answer"), "maybe"),
        ((*QUIZ, 2, "options"), ["one"]),
        ((*ENTRY, "aswer"), "x"),
    ]:
        spoilt = copy.deepcopy(raw)
        put(spoilt, path, value)
        assert not validator.is_valid(spoilt), path


def test_ten_thousand_entries_are_checked_in_seconds(raw, tmp_path):
    entry, items = raw["topics"][0]["entries"][0], raw["topics"][0]["quiz"]
    raw["topics"][0]["entries"] = [{**entry, "id": f"e{i}"} for i in range(10_000)]
    raw["topics"][0]["quiz"] = [
        {**items[i % 6], "id": f"q{i}", "entry": f"e{i // 2}"} for i in range(20_000)
    ]
    file = tmp_path / "big.json"
    file.write_text(json.dumps(raw), encoding="utf-8")
    start = time.process_time()
    assert len(list(load_course(file).entries())) == 10_000
    assert time.process_time() - start < 8
