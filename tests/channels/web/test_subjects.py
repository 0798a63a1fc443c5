"""The guide and the marks of a shelf's several subjects."""

import random
from dataclasses import replace

import pytest

from skill.compose import build_service
from skill.settings import Settings
from tests.channels.web.conftest import Site
from tests.conversation import Clock, right
from tests.shelf.test_shelf import shelf_folder


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    content = shelf_folder(tmp_path_factory.mktemp("shelf"))
    settings = replace(Settings(), content=content, store="memory")
    return build_service(settings, clock=Clock(), rng=random.Random(3))


@pytest.fixture
def visitor(service):
    site = Site(service.tools)
    site.service = service
    return site.visitor()


def test_every_subjects_guide_names_them_all(visitor):
    named = [{"id": "", "name": "History"}, {"id": "chemistry", "name": "Chemistry"}]
    first, second = visitor.get("/api/guide"), visitor.get("/api/guide?subject=chemistry")
    assert first["subjects"] == second["subjects"] == named
    assert (first["subject"], second["subject"]) == ("", "chemistry")
    assert first["title"] != second["title"] and not {topic["id"] for topic in first["topics"]} & {
        topic["id"] for topic in second["topics"]
    }


def test_one_course_alone_names_none(site):
    assert site.visitor().get("/api/guide")["subjects"] == []


def test_what_the_shelf_does_not_have_is_not_there(visitor):
    for subject in ("latin", "..", "Chemistry", "%00"):
        found = visitor.send("GET", f"/api/guide?subject={subject}")
        # What is no subject's name asks for the first.
        assert found.status == (404 if subject == "latin" else 200)


def test_answers_are_marked_as_their_subjects_and_stand_in_its_record(service, visitor):
    course = service.tools_of("chemistry").course
    item = next(course.items())
    answers = [{"item": item.id, "heard": right(item), "at": int(Clock().now.timestamp())}]
    told = visitor.post("/api/marks", {"answers": answers, "subject": "chemistry"})
    assert b'"verdict":"right"' in told.body and b'"counted":true' in told.body
    elsewhere = visitor.post("/api/marks", {"answers": answers, "subject": ""})
    assert b'"verdict":"gone"' in elsewhere.body
    assert visitor.get("/api/standing")["met"] == 0  # of the subject that is talked about
    visitor.turn("launch")
    visitor.say("chemistry please")
    assert visitor.get("/api/standing")["met"] == 1
