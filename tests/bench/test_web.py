"""The bench over HTTP: who may use it, and what it does."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from skill.bench.web import simulator_blueprint
from skill.bench.web_course import CourseDesk
from skill.bench.web_talks import loaded
from skill.errors import ContentError

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
PAGE = "http://localhost"
BASE = "/simulator/conversations"


class Page:
    """The page's side of the talk."""

    def __init__(self, settings, check=lambda path: [], now=lambda: NOW):
        self.app = Flask("skill", static_folder=None)
        self.app.register_blueprint(simulator_blueprint(settings, now=now, check=check))
        self.client = self.app.test_client()
        self.id = ""

    def post(self, path, data, **headers):
        headers = {"Origin": PAGE, **headers}
        return self.client.post(path, json=data, headers=headers)

    def begin(self, **setup):
        answer = self.post(BASE, setup)
        assert answer.status_code == 200, answer.json
        self.id = answer.json["id"]
        return answer.json["state"]

    def do(self, what, value="", **more):
        answer = self.post(f"{BASE}/{self.id}/steps", {"do": what, "value": value, **more})
        assert answer.status_code == 200, answer.json
        self.state = answer.json["state"]
        return answer.json["turn"]

    def say(self, said, **more):
        return self.do("say", said, **more)

    def change(self, **what):
        return self.post(f"{BASE}/{self.id}/setup", what)


@pytest.fixture
def page(settings):
    page = Page(settings)
    page.begin()
    return page


# Who may use it


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.nip.io", "10.0.0.7"]
)
def test_a_foreign_name_for_this_machine_is_refused(page, host):
    for path in ("/", "/simulator/course", f"{BASE}/{page.id}"):
        answer = page.client.get(path, headers={"Host": host})
        assert answer.status_code == 403
    origin = {"Host": host, "Origin": f"http://{host}"}
    assert page.post(BASE, {}, **origin).status_code == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8310", "[::1]:8310"])
def test_this_machines_own_names_are_served(page, host):
    assert page.client.get("/", headers={"Host": host}).status_code == 200
    assert page.post(BASE, {}, Host=host, Origin=f"http://{host}").status_code == 200


@pytest.mark.parametrize("address", ["192.168.1.20", "::ffff:8.8.8.8", ""])
def test_other_machines_are_refused(page, address):
    answer = page.client.get("/", environ_base={"REMOTE_ADDR": address})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "", "http://localhost:9999", "file://localhost"]
)
def test_orders_come_from_the_page_alone(page, origin):
    for path in (BASE, f"{BASE}/{page.id}/steps", f"{BASE}/{page.id}/setup", "/simulator/files"):
        assert page.post(path, {"do": "end"}, Origin=origin).status_code == 403


def test_a_form_cannot_give_orders(page):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        answer = page.client.post(BASE, data="{}", content_type=kind, headers={"Origin": PAGE})
        assert answer.status_code == 415


def test_nothing_foreign_can_run_or_frame_the_page(page):
    for path in ("/", "/simulator/course", "/simulator/static/main.js", f"{BASE}/none"):
        with page.client.get(path) as reply:
            headers = reply.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    html = page.client.get("/").text
    assert "http" not in html.replace("http-equiv", "") and "style=" not in html


def test_every_file_of_the_page_is_served(page):
    import skill.bench.web as web

    for path in (Path(web.__file__).parent / "static").iterdir():
        with page.client.get(f"/simulator/static/{path.name}") as reply:
            assert reply.status_code == 200
    assert page.client.get("/simulator/static/../web.py").status_code == 404


def test_nonsense_is_refused_in_words(page):
    steps = f"{BASE}/{page.id}/steps"
    for wrong in (
        {}, {"do": "dance"}, {"do": "say"}, {"do": "say", "value": 3}, {"do": "say", "value": "x" * 2001},
        {"do": "touch", "value": "x"}, {"do": "wait", "value": -1}, {"do": "send", "value": {"a": 1}},
        [], "x", 3,
    ):  # fmt: skip
        answer = page.post(steps, wrong)
        assert answer.status_code == 400 and answer.json["error"]
    assert page.client.post(steps, data="{", content_type="application/json",
                            headers={"Origin": PAGE}).status_code == 400  # fmt: skip
    for setup in ({"locale": "xx-XX"}, {"device": "toaster"}, {"capture": "x"}, {"start": "soon"}):
        assert page.post(BASE, setup).status_code == 400
    for change in ({"locale": "xx-XX"}, {"device": "toaster"}, {"capture": "x"}, {"learner": "x"}):
        assert page.change(**change).status_code == 400
    assert page.client.get(f"{BASE}/none").status_code == 404
    assert page.client.get(f"{BASE}/{page.id}/none").status_code == 404


# What it does


def test_a_turn_is_told_from_the_words_to_the_milliseconds(page):
    page.say("open revision owl")
    turn = page.say("why did stalin industrialise the ussr")
    assert turn["understood"]["intent"]
    assert turn["request"]["request"]["type"] == "IntentRequest"
    assert turn["response"]["response"]["outputSpeech"]["ssml"].startswith("<speak>")
    best = turn["why"]["routing"]["candidates"][0]
    assert best["question"] and 0 < best["score"] <= 1 and best["signals"]
    assert 0 <= turn["why"]["routing"]["nothing"] <= 1
    assert "Decision: answer" in turn["why"]["routing"]["explained"]
    stages = {each["stage"]: each["ms"] for each in turn["stages"]}
    assert set(stages) == {"envelope", "dialogue", "routing", "hearing", "storing"}
    assert stages["hearing"] > 0 and sum(stages.values()) <= turn["ms"] * 1.01 + 1
    assert any(change["path"] == "owl.entry" for change in turn["attributes"]["changes"])
    assert turn["screen"]["type"] == "Alexa.Presentation.APL.RenderDocument"
    assert turn["faults"] == []


def test_a_mark_is_explained(page):
    page.say("ask revision owl to quiz me")
    turn = page.say("{wrong}")
    marking = turn["why"]["marking"]
    assert marking["verdict"] == "incorrect" and marking["rule"] and marking["prompt"]
    assert "rivals" in marking and marking["credit"] == 0


def test_silence_plays_the_reprompt_and_then_ends(page):
    opened = page.say("open revision owl")
    first = page.do("silence")
    assert first["speech"] == opened["reprompt"] and first["request"] is None
    assert page.state["open"]
    second = page.do("silence")
    assert second["request"]["request"]["reason"] == "EXCEEDED_MAX_REPROMPTS"
    assert not page.state["open"]


def test_a_one_shot_question_is_answered(page):
    turn = page.say("ask revision owl what was gosplan")
    assert turn["request"]["session"]["new"] and turn["speech"]


def test_what_is_touched_arrives_as_an_event(page):
    page.say("open revision owl")
    turn = page.do("touch", ["touch", "say:what was gosplan"])
    assert turn["request"]["request"]["type"] == "Alexa.Presentation.APL.UserEvent"
    assert turn["why"]["routing"]["decision"] == "answer"


def test_device_locale_and_capture_can_be_changed(page):
    page.say("open revision owl")
    state = page.change(device="round-screen", locale="en-US").json["state"]
    assert state["viewport"]["shape"] == "ROUND" and state["open"]
    turn = page.say("help")
    assert turn["request"]["request"]["locale"] == "en-US" and turn["screen"] is None
    assert page.change(device="no-screen").json["state"]["viewport"] is None
    state = page.change(capture="intents").json["state"]
    assert not state["open"]
    assert "Dialog.ElicitSlot" not in json.dumps(page.say("open revision owl")["response"])


def test_a_refused_change_changes_nothing(page):
    page.say("open revision owl")
    page.change(locale="xx-XX")
    state = page.client.get(f"{BASE}/{page.id}").json["state"]
    assert state["locale"] == "en-GB" and state["open"]


def test_a_returning_learner_has_a_history_and_a_new_one_none(page):
    assert "Hello! I'm" in page.say("open revision owl")["speech"]
    answer = page.change(learner="returning").json
    assert answer["turns"] == [] and not answer["state"]["open"]
    assert answer["state"]["clock"] == NOW.isoformat(timespec="seconds")
    assert "Hello! I'm" not in page.say("open revision owl")["speech"]
    page.change(learner="new")
    assert "Hello! I'm" in page.say("open revision owl")["speech"]


def test_memory_switched_off_stays_off(settings):
    from dataclasses import replace

    page = Page(replace(settings, memory=False))
    page.begin(learner="returning")
    assert "Hello! I'm" in page.say("open revision owl")["speech"]


def test_the_clock_moves_requests_and_memory(page):
    page.do("wait", 7)
    turn = page.say("open revision owl")
    assert turn["request"]["request"]["timestamp"] == "2026-03-09T16:00:00Z"
    assert page.state["moved"] == timedelta(days=7).total_seconds()


ENVELOPES = Path(__file__).parents[3] / "shared" / "alexa-requests"


@pytest.mark.skipif(not ENVELOPES.is_dir(), reason="../shared is not here")
def test_envelopes_of_other_skills_are_survived(page):
    sent = 0
    for path in sorted(ENVELOPES.rglob("*.json")):
        try:
            event = json.loads(path.read_text("utf-8-sig"))
        except ValueError:
            continue
        if isinstance(event, dict) and isinstance(event.get("request"), dict):
            assert page.do("send", event)["response"]["version"] == "1.0"
            sent += 1
    assert sent > 10
    for odd in ({"request": {}}, {"request": {"type": 3}, "session": 1, "context": []}):
        page.do("send", odd)


def test_an_envelope_by_hand_is_sent_as_it_stands(page):
    turn = page.do("send", {"request": {"type": "LaunchRequest"}, "session": {"new": True}})
    assert turn["request"] == {"request": {"type": "LaunchRequest"}, "session": {"new": True}}
    assert turn["speech"]


def test_words_are_data_wherever_they_go(page):
    words = "</script><img src=x onerror=alert(1)> ${payload.owl} {right} & \u202e \ud83d"
    page.say("open revision owl")
    assert page.say(words)["faults"] == []
    for form in ("saved", "replay", "transcript"):
        answer = page.client.get(f"{BASE}/{page.id}/{form}")
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"]
        assert answer.mimetype in ("application/json", "text/plain")


def test_a_saved_conversation_plays_again_without_a_difference(page):
    page.say("open revision owl")
    page.say("quiz me")
    page.say("{right}")
    page.do("silence")
    page.do("wait", 3)
    page.say("{wrong}")
    text = page.client.get(f"{BASE}/{page.id}/saved").text
    read = page.post("/simulator/files", {"name": "talk.json", "text": text}).json
    page.begin(
        seed=read["seed"], start=read["start"], learner=read["learner"], device=read["device"]
    )
    turns = [page.do(step.pop("do"), step.pop("value"), **step) for step in read["steps"]]
    assert [turn["difference"] for turn in turns] == [""] * 6
    changed = {**read["steps"][0], "owl": ["Something else."], "exact": True}
    assert "Something else." in page.say("open revision owl", **changed)["difference"]


def test_an_exported_transcript_says_what_was_said_and_when_it_ends(page):
    page.say("open revision owl")
    page.say("stop")
    steps = loaded("t.txt", page.client.get(f"{BASE}/{page.id}/transcript").text).steps
    assert [step.microphone for step in steps] == ["open", "closed"]
    assert "Revision Owl" in steps[0].owl[0]


def test_a_file_that_is_no_conversation_is_explained(page):
    answer = page.post("/simulator/files", {"name": "x.txt", "text": "hello"})
    assert answer.status_code == 400 and "x.txt:1" in answer.json["error"]


def test_conversations_are_kept_apart_and_come_back(page):
    first = page.id
    page.say("open revision owl")
    page.begin()
    assert page.client.get(f"{BASE}/{page.id}").json["turns"] == []
    assert len(page.client.get(f"{BASE}/{first}").json["turns"]) == 1


def test_the_oldest_conversation_makes_room(page):
    first = page.id
    for _ in range(50):
        page.begin()
    assert page.client.get(f"{BASE}/{first}").status_code == 404


# The course beside it


@pytest.fixture
def copied(tmp_path, settings):
    from dataclasses import replace

    path = tmp_path / "content.json"
    path.write_bytes(settings.content.read_bytes())
    return replace(settings, content=path, build=None)


def rewrite(path, change):
    """Save the course as an editor would, at a later time."""
    data = json.loads(path.read_text("utf-8"))
    change(data)
    path.write_text(json.dumps(data), "utf-8")
    later = path.stat().st_mtime_ns + 10_000_000
    os.utime(path, ns=(later, later))


def test_the_course_is_read_again_when_it_changes(copied):
    page = Page(copied)
    page.begin()
    page.say("open revision owl")
    rewrite(copied.content, lambda data: data["course"].update(title="Tea and biscuits"))
    turn = page.say("help")
    assert "Tea and biscuits" in turn["speech"] and page.state["open"]
    status = page.client.get("/simulator/course").json
    assert (status["title"], status["edition"], status["problems"]) == ("Tea and biscuits", 2, [])


def test_a_broken_course_is_told_and_the_last_good_one_goes_on(copied):
    page = Page(copied)
    page.begin()
    good = copied.content.read_text("utf-8")
    rewrite(copied.content, lambda data: data.pop("topics"))
    status = page.client.get("/simulator/course").json
    assert status["edition"] == 1 and any("topics" in line for line in status["problems"])
    assert page.say("open revision owl")["speech"]
    copied.content.unlink()
    assert page.client.get("/simulator/course").json["problems"]
    copied.content.write_text(good, "utf-8")
    status = page.client.get("/simulator/course").json
    assert status["problems"] == [] and status["edition"] == 2


def test_a_course_that_never_was_readable_is_refused(copied):
    copied.content.write_text("{", "utf-8")
    with pytest.raises(ContentError):
        simulator_blueprint(copied)


def test_each_edition_is_checked_once(copied):
    import threading

    seen, done = [], threading.Event()

    def check(path):
        seen.append(path)
        done.set()
        return [[{"severity": "note", "reason": f"look {len(seen)}"}]]

    desk = CourseDesk(copied, lambda: NOW, check)

    def found():
        assert done.wait(5)
        while (status := desk.status())["checking"]:
            pass
        return [finding["reason"] for finding in status["findings"]]

    desk.status()
    assert found() == found() == ["look 1"]
    done.clear()
    rewrite(copied.content, lambda data: data["course"].update(title="Other"))
    desk.status()
    assert found() == ["look 2"]


def test_a_check_that_fails_is_told_beside_the_course(copied):
    desk = CourseDesk(copied, lambda: NOW, lambda path: 1 / 0)
    desk.status()
    while (status := desk.status())["checking"]:
        pass
    assert "ZeroDivisionError" in status["findings"][0]["reason"]


def test_the_check_is_owl_check(copied):
    from skill.bench.web_course import owl_check

    rewrite(copied.content, lambda data: data["topics"][0]["entries"][0].update(also_asked=[]))
    quick = next(iter(owl_check(copied.content)))
    few = [finding for finding in quick if finding["path"][:4] == ["topics", 0, "entries", 0]]
    assert few and all({"severity", "place", "reason", "fix"} <= set(finding) for finding in few)


def test_a_check_that_gives_no_report_is_told(copied):
    from skill.bench.web_course import owl_check
    from skill.errors import SkillError

    copied.content.unlink()
    rows = next(iter(owl_check(copied.content)), None)
    assert rows and rows[0]["severity"] == "error"
    copied.content.mkdir()
    with pytest.raises(SkillError):
        list(owl_check(Path("--help")))


def test_the_page_shows_what_its_learners_lack(page):
    page.say("open revision owl")
    page.say("who was the best king of england")
    parts = page.client.get("/simulator/learners").json["parts"]
    here = [part["title"] for part in parts if "here" in part["title"]]
    assert here == ["Asked here, not in the course"]
