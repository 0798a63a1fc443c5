"""Drafts by a language model: asked of an OpenAI-compatible server, read, accepted; bad answers and
faults leave the course as it is."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest

from skill.content.loading import examine_value
from skill.desk.enriching import Draft, accepted, drafted, read_drafts
from skill.desk.models import Chat
from skill.errors import ContentError, SkillError

GOOD = {
    "also_asked": ["how do rivers get bendy", "why do rivers bend", 7, "x" * 300],
    "simpler": "Fast water eats the outside of the bend. Slow water drops mud on the inside.",
    "examples": ["It began in 1066.", "Mud settles on the inside."],
    "misconceptions": [
        {"wrong": "Rivers are straight.", "right": "The bend grows."},
        {"wrong": "no right"},
    ],
    "accept": ["calcium rock", "granite"],
}


class Everything:
    def logits(self, task, pairs):
        return np.array([[8.0, -4.0, -4.0, -4.0]] * len(pairs))


def bare(clean):
    for topic in clean["topics"]:
        for entry in topic["entries"]:
            for name in ("simpler", "examples"):
                del entry[name]
    return clean


def test_drafts_have_their_place_and_say_whether_they_are_covered(clean):
    course = examine_value(bare(clean)).course
    asked = []
    speak = lambda system, user: asked.append(user) or f"Here: ```json\n{json.dumps(GOOD)}```"  # noqa: E731
    found = list(drafted(course, speak, Everything(), only=frozenset({"meander", "granite-name"})))
    assert len(asked) == 2 and "Fast water wears away" in asked[0]
    by_field = {}
    for draft in found:
        by_field.setdefault(draft.field, []).append(draft)
    assert [d.text for d in by_field["also_asked"]] == [
        "how do rivers get bendy"
    ]  # known, odd, too long
    assert [d.covered for d in by_field["examples"]] == [False, True]
    assert (
        by_field["misconceptions"][0].right == "The bend grows."
        and len(by_field["misconceptions"]) == 1
    )
    assert [d.text for d in by_field["accept"]] == ["calcium rock"]


@pytest.mark.parametrize("answer", ["I can't do that.", "[1, 2]", '{"simpler": 3}', "{broken", ""])
def test_a_bad_answer_drafts_nothing_and_is_told(clean, answer):
    course = examine_value(bare(clean)).course
    told = []
    found = list(
        drafted(course, lambda s, u: answer, None, only=frozenset({"meander"}), told=told.append)
    )
    assert found == [] and (told or answer.startswith('{"simpler"'))


def test_what_is_accepted_goes_in_and_what_does_not_fit_is_named(clean):
    made, left = accepted(bare(clean), [
        Draft("meander", "simpler", "The bend grows."), Draft("meander", "simpler", "Again."),
        Draft("meander", "examples", "The Thames."), Draft("gone", "simpler", "x"),
        Draft("meander", "misconceptions", "They shrink.", "They grow."),
    ])  # fmt: skip
    entry = made["topics"][0]["entries"][0]
    assert entry["simpler"] == "The bend grows." and entry["examples"] == ["The Thames."]
    assert entry["misconceptions"] == [{"wrong": "They shrink.", "right": "They grow."}]
    assert len(left) == 2 and "gone" in left[1]
    assert "simpler" not in clean["topics"][0]["entries"][0]


def test_what_would_break_the_course_is_refused_whole(clean):
    with pytest.raises(ContentError, match="markup"):
        accepted(bare(clean), [Draft("meander", "simpler", "<b>no</b>")])


def test_another_file_is_no_file_of_drafts():
    with pytest.raises(ContentError, match="no file of drafts"):
        read_drafts(b'{"course": 1}', "x.json")


@pytest.fixture
def server():
    """A chat endpoint whose next answer the test sets."""
    answer = {"status": 200, "body": ""}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            answer["asked"] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            answer["key"] = self.headers.get("Authorization")
            self.send_response(answer["status"])
            self.end_headers()
            self.wfile.write(answer["body"].encode())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/v1", answer
        served.shutdown()


def said(text):
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})


def test_from_a_local_model_to_the_course(owl, server, clean, tmp_path, monkeypatch):
    address, answer = server
    monkeypatch.setenv("OWL_MODEL_KEY", "secret")
    answer["body"] = said(json.dumps(GOOD))
    course = tmp_path / "course.json"
    course.write_text(json.dumps(bare(clean)), encoding="utf-8")
    before = course.read_bytes()
    told = owl("enrich", course, "--endpoint", address, "--model", "small", "--only", "meander")
    assert told.exit_code == 0, told.output
    assert course.read_bytes() == before and answer["key"] == "Bearer secret"
    assert answer["asked"]["model"] == "small"
    told = owl("accept", tmp_path / "drafts.json", "--content", course)
    assert told.exit_code == 0 and "accepted into course.json" in told.output
    entry = json.loads(course.read_text(encoding="utf-8"))["topics"][0]["entries"][0]
    assert entry["simpler"] == GOOD["simpler"] and "how do rivers get bendy" in entry["also_asked"]


@pytest.mark.parametrize(("status", "body", "why"), [
    (429, "slow down", "429"), (200, "no json", "could not be asked"),
    (200, '{"choices": []}', "no chat completion"),
])  # fmt: skip
def test_a_fault_of_the_model_is_one_plain_line(owl, server, clean, tmp_path, status, body, why):
    address, answer = server
    answer.update(status=status, body=body)
    course = tmp_path / "course.json"
    course.write_text(json.dumps(bare(clean)), encoding="utf-8")
    told = owl("enrich", course, "--endpoint", address, "--model", "small")
    assert told.exit_code == 1 and why in told.output and "Traceback" not in told.output


def test_an_address_that_is_none_is_said():
    with pytest.raises(SkillError, match="expected an address"):
        Chat("localhost:11434", "small")


def test_a_model_must_be_named(owl, clean, tmp_path, monkeypatch):
    monkeypatch.delenv("MODEL", raising=False)
    course = tmp_path / "course.json"
    course.write_text(json.dumps(clean), encoding="utf-8")
    told = owl("enrich", course)
    assert told.exit_code == 1 and "which model?" in told.output
