"""The tutor's fields: optional, checked by name and place, and old files load unchanged."""

import copy
import json

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.content.loading import examine_value
from tests.conversation import FROZEN

RAW = json.loads(FROZEN.read_text(encoding="utf-8"))
NEW = {
    "entries": ("simpler", "examples", "why_it_matters", "remember", "misconceptions"),
    "quiz": ("hints", "another_way"),
}


def without_tutoring():
    raw = copy.deepcopy(RAW)
    del raw["exam_questions"]
    for topic in raw["topics"]:
        for name in ("lesson", "glossary"):
            topic.pop(name)
        for kind, fields in NEW.items():
            for record in topic[kind]:
                for name in fields:
                    record.pop(name, None)
    return raw


def test_a_file_without_them_loads_as_before():
    examined = examine_value(without_tutoring())
    assert examined.course is not None and not examined.faults
    entry = examined.course.entry("nep")
    assert (
        entry.simpler == "" and entry.examples == () and examined.course.file.exam_questions == ()
    )


def test_what_is_read_is_written_again():
    course = Course(msgspec.convert(RAW, CourseFile))
    again = msgspec.json.decode(msgspec.json.encode(course.file))
    assert again["exam_questions"] == RAW["exam_questions"]
    assert again["topics"][0]["entries"][0]["simpler"] == RAW["topics"][0]["entries"][0]["simpler"]
    assert [t["lesson"] for t in again["topics"]] == [t["lesson"] for t in RAW["topics"]]


def faulty(change):
    raw = copy.deepcopy(RAW)
    change(raw)
    return [str(problem) for problem in examine_value(raw).faults]


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        (lambda r: r["topics"][0]["lesson"].append("gone"), "topics[0].lesson[5]", "nowhere in the course"),
        (lambda r: r["topics"][0]["lesson"].append("gulag"), "topics[0].lesson[5]", "in another topic"),
        (lambda r: r["exam_questions"][0].update(topic="gone"), "exam_questions[0].topic", "no topic"),
        (
            lambda r: r["exam_questions"][0]["entries"].append("gone"),
            "exam_questions[0].entries[1]", "no entry",
        ),
        (lambda r: r["exam_questions"][0].update(marks=30), "exam_questions[0].scheme", "earn 8 at most"),
        (lambda r: r["exam_questions"][0].update(id="nep"), "exam_questions[0].id", "already the id"),
        (lambda r: r["exam_questions"][0].pop("tip"), "exam_questions[0]", "tip"),
        (
            lambda r: r["topics"][0]["quiz"][2]["another_way"].update(answer="1931"),
            "topics[0].quiz[2].another_way.answer", "expected one of the options",
        ),
        (lambda r: r["topics"][0]["entries"][0].update(simpler="<b>x</b>"), "simpler", "markup"),
        (lambda r: r["topics"][0]["entries"][0].update(examples="one"), "examples", "list"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(change, where, why):
    found = faulty(change)
    assert len(found) == 1 and where in found[0] and why in found[0], found


def test_a_slip_of_the_pen_is_pointed_out():
    raw = copy.deepcopy(RAW)
    raw["topics"][0]["entries"][0]["exampels"] = ["x"]
    raw["topics"][0]["quiz"][2]["another_way"]["promt"] = "x"
    warned = " ".join(str(each) for each in examine_value(raw).warnings)
    assert 'did you mean "examples"?' in warned or '"examples"' in warned
    assert "promt" in warned
