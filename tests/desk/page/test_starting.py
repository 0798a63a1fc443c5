"""A new course from the page: made, named, on the shelf, and taken off it again by Undo."""

import json

import pytest

from skill.content.loading import load_course
from skill.content.shelf import further
from skill.desk.page.shelf import Shelf
from skill.desk.page.soundness import Unsound
from skill.desk.page.starting import start_course
from skill.errors import ContentError
from skill.settings import Settings
from tests.desk.page.test_web import Page


@pytest.fixture
def path(tmp_path, clean):
    clean["course"] |= {"subject": "geography", "locales": ["en-GB", "en-IN"]}
    path = tmp_path / "rivers.json"
    path.write_text(json.dumps(clean, indent=4), "utf-8")
    return path


@pytest.fixture
def shelf(path, tmp_path):
    return Shelf(path, tmp_path / "cache")


@pytest.fixture
def page(path, tmp_path):
    return Page(Settings(content=path, cache=tmp_path / "cache"))


def test_it_stands_on_the_shelf_with_a_question_of_each_kind(page, path):
    told = page.post("courses", title="Atoms &  bonds", subject="chemistry").json
    assert told["key"] == "chemistry"
    assert [each["title"] for each in told["courses"]] == ["Rivers and rocks", "Atoms & bonds"]
    made = load_course(path.with_name("chemistry.json"))
    kinds = {item.kind for item in made.items()}
    assert kinds == {"short", "number", "year", "choice", "true_false", "list"}
    assert made.info.subject == "chemistry" and made.info.id == "chemistry"
    assert made.info.locales == ("en-GB", "en-IN") and made.info.invocation_name == "river owl"
    assert list(further(path, load_course(path))) == ["chemistry"]
    assert page.get("courses/chemistry").json["course"]["topics"]
    assert page.get("courses/chemistry/findings").json["findings"] == []
    # The first course was changed where it had to be, and nowhere else.
    lines = path.read_text("utf-8").splitlines()
    assert len([line for line in lines if '"also"' in line or "chemistry.json" in line]) == 2
    assert '    "format": 1,' in lines


def test_undo_takes_it_off_the_shelf_and_keeps_its_file(page, path):
    before = path.read_bytes()
    page.post("courses", title="Atoms", subject="")
    state = page.get("courses/rivers").json
    assert state["undo"] == "Put “Atoms” on the shelf"
    page.post("courses/rivers/steps", by=-1, version=state["version"])
    assert path.read_bytes() == before and path.with_name("atoms.json").exists()
    assert len(page.get("shelf").json["courses"]) == 1
    # Its file is somebody's work: another one of that name gets a name of its own.
    assert page.post("courses", title="Atoms", subject="").json["key"] == "atoms-2"


@pytest.mark.parametrize(
    ("title", "subject", "field"),
    [
        ("", "", "title"),
        ("rivers AND rocks", "", "title"),
        ("Coasts", "Geography", "subject"),
        ("geography", "", "title"),
        ("x" * 201, "", "title"),
        ("<b>Atoms</b>", "", "title"),
        ("Atoms", "<i>science</i>", "subject"),
    ],
)
def test_a_name_that_will_not_do_is_told_at_its_field(page, path, title, subject, field):
    answer = page.post("courses", title=title, subject=subject)
    assert answer.status_code == 422
    assert [each["field"] for each in answer.json["faults"]] == [field]
    assert [file.name for file in path.parent.glob("*.json")] == ["rivers.json"]


def test_no_file_is_written_over(shelf, path):
    path.with_name("atoms.json").write_text("{}", "utf-8")
    path.with_name("ATOMS-2.JSON").write_text("{}", "utf-8")
    assert start_course(shelf, "Atoms", "") == "atoms-3"
    assert path.with_name("atoms.json").read_text("utf-8") == "{}"


def test_a_title_without_a_letter_of_ours_has_a_name_too(shelf):
    assert start_course(shelf, "Атомы", "") == "course"


def test_nothing_is_left_behind_where_the_first_course_cannot_name_it(shelf, path, monkeypatch):
    first = shelf.first
    monkeypatch.setattr(
        type(first), "change", lambda *_: (_ for _ in ()).throw(ContentError(["no"]))
    )
    with pytest.raises(ContentError):
        start_course(shelf, "Atoms", "")
    assert not path.with_name("atoms.json").exists()


def test_a_full_shelf_says_so(shelf, path, clean):
    for n in range(19):
        start_course(shelf, f"Course {n}", "")
    with pytest.raises(Unsound, match="20 courses"):
        start_course(shelf, "One more", "")


def test_the_first_course_of_all(tmp_path):
    page = Page(Settings(content=tmp_path / "mine.json", cache=tmp_path / "cache"))
    assert page.get("shelf").json["courses"][0]["broken"]
    assert page.post("courses", title="Atoms", subject="").json["key"] == "mine"
    assert load_course(tmp_path / "mine.json").info.title == "Atoms"


@pytest.mark.parametrize("body", [{}, {"title": 3, "subject": ""}, {"title": "Atoms"}])
def test_what_is_no_order_is_refused(page, body):
    assert page.post("courses", **body).status_code == 400
