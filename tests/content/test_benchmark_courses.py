"""The courses that we measure with are courses: each loads, with every check of its structure."""

import json
from pathlib import Path

import pytest

from skill.content.loading import examine_value
from skill.settings import HOME
from training.student.authored import Authored, courses

DATA = HOME / "benchmarks" / "data"
FILES = sorted((*DATA.rglob("*.course.json"), *(DATA / "routing" / "courses").glob("*.json")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_measured_course_passes_the_checks(path: Path) -> None:
    raw = json.loads(path.read_text(encoding="utf-8"))
    assert examine_value(raw if "topics" in raw else raw["course"]).faults == ()


@pytest.mark.parametrize("made", courses(), ids=lambda made: made.name)
def test_an_authored_course_passes_the_checks(made: Authored) -> None:
    assert examine_value(made.as_file()).faults == ()


def test_every_labelled_answer_has_its_item() -> None:
    for path in DATA.rglob("*.answers.jsonl"):
        raw = json.loads(
            path.with_name(path.name.replace(".answers.jsonl", ".course.json")).read_text()
        )
        items = {item["id"] for topic in raw["topics"] for item in topic["quiz"]}
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not line or json.loads(line)["item"] in items, line
