"""Talking through the app: turns, the open question, how one stands, a self-test."""

import json

from skill.channels.web.files import FOLDER, build, names
from skill.doors.devices import device_in, new_device, signed
from skill.learner.links import DOOR
from skill.learner.stores.protocol import partition
from tests.channels.web.conftest import KEY, Site


def test_a_talk_keeps_its_place_by_the_cookie(visitor):
    hello = visitor.turn("launch")
    assert "Revision Owl" in hello["text"] and visitor.cookie.startswith("owl=")
    asked = visitor.say("quiz me")
    assert asked["question"]["number"] == 1 and asked["question"]["of"] == 5
    again = visitor.say("repeat")
    assert again["question"] == asked["question"]


def test_options_are_touched_and_say_nothing_of_which_is_right(visitor):
    visitor.turn("launch")
    told = visitor.say("true or false quiz")
    while told["question"] and not told["question"]["options"]:
        told = visitor.say("skip")
    options = told["question"]["options"]
    assert [each["touch"] for each in options] == ["say:true", "say:false"]
    after = visitor.turn("touched", touched=options[0]["touch"])
    assert after["marked"] in (0, 1, 1.0) and "answer" not in json.dumps(told["question"])


def test_a_list_fills_in_as_points_are_earned(visitor, course):
    visitor.turn("launch")
    told = visitor.say("quiz me on lists")
    for _ in range(60):
        if told["question"] and told["question"]["kind"] == "list":
            break
        told = visitor.say("skip" if told["question"] else "another quiz on lists")
    assert told["question"]["kind"] == "list" and told["question"]["earned"] == []
    item = next(each for each in course.items() if each.prompt == told["question"]["prompt"])
    told = visitor.say(item.points[0].text)
    assert item.wanted > 1 and told["question"]["earned"] == [item.points[0].text]


def test_what_was_typed_is_not_the_rooms_and_what_was_heard_may_be(visitor):
    visitor.turn("launch")
    asked = visitor.say("quiz me on why stalin industrialised")
    typed = visitor.turn(text="josh has nicked my charger again", typed=True)
    assert "count" in typed["text"] and "for me" not in typed["text"]
    heard = visitor.turn(text="josh your dinner is ready")
    assert typed["question"] == heard["question"] == asked["question"]
    visitor.turn(text="stop")
    visitor.turn("launch")
    visitor.turn("touched", touched="say:yes")
    assert "Was that" in visitor.turn(text="josh your dinner is ready")["text"]


def test_what_is_touched_is_for_the_owl():
    from skill.channels.web.requests import Asked, turn_of

    assert turn_of(Asked("touched", touched="say:hint")).typed
    assert (
        not turn_of(Asked("said", "hint")).typed
        and turn_of(Asked("said", "hint", typed=True)).typed
    )


def test_a_request_code_is_shown_and_not_looked_for_at_alexa(visitor):
    visitor.turn("launch")
    said = visitor.say("give me my request code")["text"]
    assert "Note it down" in said and "Alexa" not in said


def test_goodbye_ends_it_and_the_next_words_begin_anew(visitor):
    visitor.turn("launch")
    assert visitor.say("stop")["listen"] is False
    assert visitor.say("hello")["listen"] is True


def test_words_sent_twice_count_once(visitor):
    visitor.turn("launch")
    visitor.say("quiz me")
    first = visitor.turn(text="i don't know", once="m1")
    again = visitor.turn(text="i don't know", once="m1")
    assert again["repeated"] and again["text"] == "" and again["question"] == first["question"]


def test_somebody_new_stands_at_nothing_and_leaves_nothing(site, visitor):
    found = visitor.get("/api/standing")
    assert found["met"] == 0 and found["total"] > 20 and found["links"] is False
    assert visitor.cookie == "" and list(site.store.every()) == []


def test_progress_and_the_plan_are_seen_without_a_turn(visitor):
    visitor.turn("launch")
    visitor.say("my exam is on the tenth of May")
    visitor.say("quiz me")
    asked = visitor.say("i don't know")
    found = visitor.get("/api/standing")
    assert found["met"] == 1 and found["exam"] and found["plan"]["days"] > 0
    assert any(topic["seen"] for topic in found["topics"])
    assert visitor.say("repeat")["question"] == asked["question"]


def test_the_guide_has_everything_to_read_and_no_answers_to_questions(visitor, course):
    guide = visitor.get("/api/guide")
    assert [topic["id"] for topic in guide["topics"]] == [topic.id for topic in course.topics]
    asked = [question for topic in guide["topics"] for question in topic["questions"]]
    assert len(asked) == sum(1 for _ in course.items())
    allowed = {"id", "kind", "q", "options", "wanted", "hint"}
    assert all(set(question) <= allowed for question in asked)
    tag = visitor.send("GET", "/api/guide").header("etag")
    assert visitor.send("GET", "/api/guide", if_none_match=tag).status == 304


def test_a_self_test_is_marked_and_counts_once(site, visitor, course):
    item = next(each for each in course.items() if each.kind == "short")
    other = next(each for each in course.items() if each.kind == "year")
    visitor.turn("launch")
    now = int(site.clock().timestamp())
    answers = [
        {"item": item.id, "heard": item.answer, "at": now - 60},
        {"item": other.id, "heard": "no idea", "at": now - 50},
        {"item": "not-there", "heard": "x", "at": now - 40},
    ]
    first = json.loads(visitor.post("/api/marks", {"answers": answers}).body)["marks"]
    assert [each["verdict"] for each in first] == ["right", "not_known", "gone"]
    assert [each["counted"] for each in first] == [True, True, False]
    again = json.loads(visitor.post("/api/marks", {"answers": answers}).body)["marks"]
    assert [each["counted"] for each in again] == [False, False, False]
    assert visitor.get("/api/standing")["met"] == 2


def test_what_is_worrying_in_a_self_test_is_answered_and_not_marked(site, visitor, course):
    item = next(each for each in course.items() if each.kind == "short")
    answer = {"item": item.id, "heard": "i want to kill myself", "at": 1_700_000_000}
    (mark,) = json.loads(visitor.post("/api/marks", {"answers": [answer]}).body)["marks"]
    assert mark["verdict"] == "talk" and not mark["counted"] and "nine nine nine" in mark["text"]


def test_digits_are_shown_only_where_doors_are_linked(tools, visitor):
    assert visitor.post("/api/link", {}).status == 404
    linked = Site(tools, linking=True).visitor()
    code = json.loads(linked.post("/api/link", {}).body)
    assert len(code["digits"]) == 6 and linked.get("/api/standing")["links"] is True
    for _ in range(5):
        last = linked.post("/api/link", {})
    assert last.status == 429


def test_the_log_has_facts_and_no_words(site, visitor):
    visitor.turn("launch")
    visitor.say("why did stalin industrialise")
    told = json.dumps(site.logged)
    assert '"door": "web"' in told and "did stalin" not in told


def test_a_record_lies_under_a_digest_of_the_device(site, visitor):
    visitor.turn("launch")
    device = device_in(visitor.cookie.partition("=")[2], KEY)
    kept = [str(each) for each, _ in site.store.every()]
    assert device and kept == [partition(f"{DOOR}web:{device}")] and device not in kept[0]


def test_the_page_and_its_files_are_there(visitor):
    for path in names():
        response = visitor.send("GET", path)
        assert response.status == 200, path
        assert response.header("content-security-policy").startswith("default-src 'none'")
    page = visitor.send("GET", "/")
    assert visitor.send("GET", "/", if_none_match=page.header("etag")).status == 304
    assert visitor.send("HEAD", "/").status == 200
    assert visitor.send("GET", f"/s/{build()}/../app.css").status == 404
    assert visitor.send("GET", "/nothing").status == 404


def test_what_the_page_has_to_touch_is_understood(site, visitor, course):
    """The words that its buttons stand for, as they stand in its scripts."""
    visitor.turn("launch")
    begun = visitor.turn("touched", touched="say:quiz me on everything that's due")
    assert begun["question"]["number"] == 1
    for topic in course.topics:
        told = site.visitor().turn("touched", touched=f"say:quiz me on {topic.title}")
        assert told["question"], topic.title
    for words in ("hint", "repeat", "skip", "i don't know"):
        assert visitor.turn("touched", touched=f"say:{words}")["question"], words
    assert visitor.turn("touched", touched="say:hello")["listen"]
    script = (FOLDER / "today.js").read_text("utf-8") + (FOLDER / "talk.js").read_text("utf-8")
    assert "say:quiz me on everything that's due" in script and "say:quick quiz" in script
    assert site.visitor().turn("touched", touched="say:quick quiz")["question"]
    planned = site.visitor().say("my exam is on 14 June 2027")
    assert "June" in planned["text"] or "days" in planned["text"]


def test_a_cookie_of_another_key_is_replaced_at_once(visitor):
    visitor.cookie = "owl=" + signed(new_device(), b"another key" * 4)
    before = visitor.cookie
    visitor.say("quiz me")
    assert visitor.cookie != before
    assert visitor.say("repeat")["question"]["number"] == 1
