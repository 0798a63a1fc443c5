"""The teacher's reference names every field, every rule and every column."""

import json
import re
from pathlib import Path

import pytest

from skill.content.course import (
    AnotherWay,
    CourseFile,
    CourseInfo,
    Entry,
    ExamQuestion,
    Misconception,
    Pronunciation,
    QuizItem,
    SchemePoint,
    Term,
    Topic,
)
from skill.content.loading import examine_value
from skill.desk.columns import COLUMNS

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "course-format.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "record", [CourseFile, CourseInfo, Pronunciation, Topic, Entry, QuizItem, ExamQuestion]
)
def test_every_field_is_explained(record):
    for name in record.__struct_encode_fields__:
        assert f"`{name}`" in TEXT, name


@pytest.mark.parametrize("record", [AnotherWay, Misconception, SchemePoint, Term])
def test_every_field_of_a_part_is_shown(record):
    for name in record.__struct_encode_fields__:
        assert f'"{name}":' in TEXT, name


def test_every_rule_of_the_check_is_explained():
    rules = set()
    for file in (ROOT / "skill" / "desk").rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        rules |= set(re.findall(r'Finding\(\s*(?:"\w+"|severity),\s*"([a-z-]+)"', source))
    assert len(rules) > 15
    assert [rule for rule in sorted(rules) if f"`{rule}`" not in TEXT] == []


def test_every_column_is_named():
    assert [name for name in COLUMNS if f"`{name}`" not in TEXT] == []


def test_the_example_is_a_sound_course():
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    examined = examine_value(json.loads(example))
    assert (examined.faults, examined.warnings) == ((), ())
