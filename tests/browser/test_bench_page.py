"""The bench in a real browser."""

import json
import os
import re

import pytest

OPEN = "open revision owl"


def test_a_conversation_by_keyboard_alone(bench):
    keys = bench.page.keyboard
    bench.page.locator("h1").click()
    keys.press("/")
    bench.after(lambda: (keys.type(OPEN), keys.press("Enter")))
    assert "Revision Owl" in bench.heard()
    assert bench.page.locator("#mic").get_attribute("data-open") == "true"
    assert "relights" in bench.say("quiz me") or "Which gas" in bench.heard()
    # The first suggestion is a right letter, and Alt+1 says it.
    bench.after(lambda: keys.press("Alt+Digit1"))
    assert "oxygen" in bench.heard().lower()
    keys.press("ArrowUp")
    assert bench.page.input_value("#words") != ""
    bench.page.fill("#words", "")
    bench.say("stop")
    assert bench.page.locator("#mic").get_attribute("data-open") == "false"
    assert "The session is closed" in bench.page.locator("#log").inner_text()


def test_the_turn_panel_says_what_why_and_how_long(bench):
    bench.say(OPEN)
    bench.say("what is oxygen")
    panel = bench.page.locator("#panel-turn")
    text = panel.inner_text()
    for part in ("Understood", "Why: which entry", "Milliseconds", "Session attributes", "Logged"):
        assert part in text
    assert "What is oxygen?" in text and "routing" in text and "owl.entry" in text
    worth = [
        float(each) for each in re.findall(r"-?\d\.\d\d", panel.locator(".worths").inner_text())
    ]
    assert len(worth) == 3 and worth == sorted(worth, reverse=True)
    assert "to answer" in panel.locator(".worths b").inner_text()
    panel.locator("summary", has_text="Request").first.click()
    assert "IntentRequest" in panel.locator("details.json").first.inner_text()
    assert panel.get_by_role("button", name="Copy").count() == 2
    bench.page.get_by_role("button", name="Look inside turn 1").click()
    assert "LaunchRequest" in panel.inner_text()


def test_silence_plays_the_reprompt_then_ends_the_session(bench):
    bench.say(OPEN)
    expected = (
        bench.page.locator("#log .reprompt").last.inner_text().removeprefix("After silence: ")
    )
    assert bench.after(lambda: bench.page.keyboard.press("Alt+s")) == expected
    bench.page.locator("#silence").click()
    bench.page.locator("#log .closed").wait_for()
    assert bench.page.locator("#silence").is_disabled()


def test_an_option_can_be_touched(bench):
    bench.say(OPEN)
    bench.say("quiz me")
    option = bench.screen().get_by_role("button", name="oxygen")
    assert option.count() == 1
    said = bench.after(option.click)
    assert "oxygen" in said.lower() and "not" not in said.lower().split()[:2]
    panel = bench.page.locator("#panel-turn").inner_text()
    assert "Alexa.Presentation.APL.UserEvent" in panel and "correct" in panel


def test_devices_can_be_switched(bench):
    bench.say(OPEN)
    for device, (width, height) in {
        "round-screen": (480, 480), "small-screen": (960, 480), "large-screen": (1920, 1080),
    }.items():  # fmt: skip
        bench.page.select_option("#device", device)
        drawn = bench.page.locator(f"#glass .apl[data-width='{width}']")
        drawn.wait_for()
        box = bench.screen().bounding_box()
        assert abs(box["width"] / box["height"] - width / height) < 0.02
    bench.page.select_option("#device", "no-screen")
    bench.page.get_by_text("This device has no screen").wait_for()
    bench.say("what is neon")
    assert bench.page.locator("#glass .apl").count() == 0


def test_the_same_conversation_plays_again(bench):
    bench.say(OPEN)
    bench.say("what is oxygen")
    bench.say("quiz me")
    bench.tab("tools")
    bench.page.locator("#play-again").click()
    bench.page.locator("#replay-result .agrees").wait_for()
    assert "all 3 replies as expected" in bench.page.locator("#replay-result").inner_text()


def test_a_transcript_is_loaded_and_its_differences_are_shown(bench, tmp_path):
    path = tmp_path / "talk.txt"
    path.write_text(
        "learner: open revision owl\nowl: ... Revision Owl ...\n(open)\n"
        "learner: what is oxygen\nowl: A kind of <b>cheese</b>\nlearner: stop\n(end)\n"
    )
    bench.tab("tools")
    bench.page.set_input_files("#file", str(path))
    bench.page.locator("#replay-result .differs").wait_for()
    result = bench.page.locator("#replay-result").inner_text()
    assert "1 of 3 replies differ" in result and "A kind of <b>cheese</b>" in result
    assert bench.page.locator("#log .differs").count() == 1


def test_a_conversation_is_saved_and_exported(bench):
    bench.say(OPEN)
    bench.tab("tools")
    texts = {}
    for name in ("save", "export-transcript", "export-replay"):
        with bench.page.expect_download() as download:
            bench.page.locator(f"#{name}").click()
        with open(download.value.path(), encoding="utf-8") as file:
            texts[name] = file.read()
    assert json.loads(texts["save"])["steps"][0]["value"] == OPEN
    assert f"learner: {OPEN}\nowl: " in texts["export-transcript"]
    assert json.loads(texts["export-replay"])["userInput"] == [OPEN, ".quit"]


def test_the_clock_moves_and_a_learner_comes_back(bench):
    bench.tab("tools")
    before = bench.page.locator("#clock").get_attribute("datetime")
    bench.page.get_by_role("button", name="+ 1 week").click()
    bench.page.locator(f"#clock:not([datetime='{before}'])").wait_for()
    bench.page.select_option("#learner", "returning")
    bench.page.get_by_text("Nothing was said yet").wait_for()
    assert "Ask me anything" not in bench.say(OPEN)


def test_a_request_by_hand(bench):
    bench.say(OPEN)
    bench.tab("tools")
    bench.page.locator("#last-request").click()
    envelope = json.loads(bench.page.input_value("#envelope"))
    assert envelope["request"]["type"] == "LaunchRequest"
    assert bench.after(bench.page.locator("#send-envelope").click)
    bench.page.fill("#envelope", "{")
    bench.page.locator("#send-envelope").click()
    bench.page.get_by_text("That is not JSON").wait_for()


def test_nothing_that_is_said_or_written_becomes_markup(bench):
    hostile = "<img src=x onerror=alert(1)> <b>bold</b>"
    bench.say(OPEN)
    bench.say(hostile)
    bench.tab("course")
    course = bench.page.locator("#panel-course")
    course.get_by_text("<i>Two</i> phrasings.").wait_for()
    assert "Gases & flames, 1 < 2" in course.inner_text()
    assert hostile in bench.page.locator("#log").inner_text()
    assert bench.page.locator("#log img, #log b:text-is('bold'), #course i, #glass b").count() == 0
    bench.say("stop")
    bench.say(OPEN)
    assert "Gases & flames, 1 < 2" in bench.screen().inner_text()


def test_the_course_is_read_again_when_its_file_changes(bench, content):
    good = content.read_text("utf-8")

    def save(text):
        content.write_text(text, "utf-8")
        later = content.stat().st_mtime_ns + 10_000_000
        os.utime(content, ns=(later, later))

    try:
        bench.say(OPEN)
        save(good.replace("fires and living cells", "rockets"))
        bench.page.get_by_text("content.json was read again").wait_for()
        assert "rockets" in bench.say("what is oxygen")
        save(good[:-10])
        bench.page.locator("#course-line.trouble").wait_for()
        assert bench.say("what is neon")
    finally:
        save(good)
    bench.page.locator("#course-line:not(.trouble)").wait_for()


def test_the_words_stand_there_at_once_and_only_once(bench):
    """The owl may think for a while; nobody should wonder whether they were heard."""
    bench.say(OPEN)
    bench.page.route("**/steps", lambda route: (seen.append(waiting.count()), route.continue_()))
    waiting, seen = bench.page.locator("#turns .waiting"), []
    bench.say("what is neon")
    assert seen == [2] and waiting.count() == 0
    assert bench.page.locator("#log .learner", has_text="what is neon").count() == 1
    bench.page.unroute("**/steps")
    bench.page.route("**/steps", lambda route: route.abort())
    bench.page.fill("#words", "what is oxygen")
    bench.page.keyboard.press("Enter")
    bench.page.locator("#toast:not([hidden])").wait_for()
    assert waiting.count() == 0
    bench.faults.clear()  # the console tells of the request that was cut off


def test_what_learners_lack_stands_beside_the_course_at_once(bench):
    bench.say(OPEN)
    bench.tab("course")
    bench.say("who was the king of france")
    bench.page.locator("#learners").get_by_text("who was the king of france").wait_for()


def test_on_a_phone_the_settings_fold_away_and_name_themselves(open_bench):
    bench = open_bench(viewport={"width": 390, "height": 844})
    line = bench.page.locator("#setup-line")
    assert "Show 8" in line.inner_text() and not bench.page.locator("#device").is_visible()
    line.click()
    bench.page.select_option("#device", "round-screen")
    bench.page.get_by_text("Round, small · en-GB").wait_for()
    assert bench.page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_one_shot_is_asked_and_over(bench):
    bench.page.check("#one-shot")
    assert "living cells" in bench.say("what is oxygen")
    assert (
        "ask revision owl what is oxygen" in bench.page.locator("#log .learner").last.inner_text()
    )
    assert bench.page.locator("#mic").get_attribute("data-open") == "false"
    bench.page.uncheck("#one-shot")
    bench.say(OPEN)
    assert bench.page.locator("#mic").get_attribute("data-open") == "true"


def test_locale_and_capture_reach_the_request(bench):
    def request():
        return bench.page.locator("#panel-turn details.json").first.inner_text()

    bench.page.select_option("#locale", "en-US")
    bench.say(OPEN)
    bench.say("what is neon")
    bench.page.locator("#panel-turn summary", has_text="Request").first.click()
    assert '"en-US"' in request()
    assert "As WordsIntent" in bench.page.locator("#panel-turn").inner_text()
    bench.page.select_option("#capture", "intents")
    bench.page.locator("#mic[data-open=false]").wait_for()
    bench.say(OPEN)
    bench.say("what is neon")
    heard = bench.page.locator("#panel-turn").inner_text()
    assert "WordsIntent" not in heard and "neon" in heard


def test_what_is_said_while_a_choice_is_on_its_way_stays_on_the_page(bench):
    """The choice's answer, with the turns as they stood before, used to come last and undo it."""

    def late(route):
        answer = route.fetch()
        bench.page.wait_for_timeout(500)
        route.fulfill(response=answer)

    bench.page.route("**/setup", late)
    bench.page.select_option("#locale", "en-US")
    assert bench.say(OPEN)
    bench.page.wait_for_timeout(800)
    assert bench.page.locator("#log .owl").count() == 1


def test_a_new_session_keeps_the_learner_and_starting_over_does_not(bench):
    first = bench.say(OPEN)
    bench.say("quiz me")
    bench.say("a")
    bench.page.locator("#new-session").click()
    bench.page.get_by_text("walks away").wait_for()
    again = bench.say(OPEN)
    assert again != first and "Ask me anything" not in again
    bench.page.locator("#start-over").click()
    bench.page.get_by_text("Nothing was said yet").wait_for()
    assert bench.say(OPEN) == first


def test_a_conversation_survives_a_reload_of_the_page(bench):
    said = bench.say(OPEN)
    bench.page.reload()
    bench.page.wait_for_selector("body[data-ready=true]")
    assert bench.heard() == said


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_accessible(open_bench, axe, width, scheme):
    window = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme}
    bench = open_bench(**window, bypass_csp=True)
    bench.say(OPEN)
    bench.say("what is oxygen")
    bench.say("quiz me")
    bench.say("neon")
    bench.page.evaluate(axe)
    names = ["talk", "screen", "turn", "course", "tools"]
    for name in names if width < 900 else names[2:]:
        bench.tab(name)
        found = bench.page.evaluate("axe.run().then(found => found.violations)")
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found] == [], name


def test_a_phone_shows_everything_without_scrolling_sideways(bench):
    bench.say(OPEN)
    bench.say("what is oxygen")
    bench.page.set_viewport_size({"width": 360, "height": 740})
    for name in ("talk", "screen", "turn", "course", "tools"):
        bench.tab(name)
        wide = bench.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360, name
        panel = bench.page.locator(f"#panel-{name}")
        assert panel.is_visible()
        assert panel.bounding_box()["width"] <= 360


def test_tabs_move_with_the_arrow_keys(bench):
    bench.page.focus("#tab-turn")
    bench.page.keyboard.press("ArrowRight")
    assert bench.page.evaluate("document.activeElement.id") == "tab-course"
    assert bench.page.locator("#panel-course").is_visible()
    assert bench.page.locator("#tab-turn").get_attribute("tabindex") == "-1"


def test_speech_keeps_its_pauses_and_its_pace(bench):
    read = """async () => {
      const { segments } = await import("/simulator/static/voice.js");
      return [segments('<speak>One <break time="700ms"/>two</speak>'),
              segments('<speak><prosody rate="80%">a <sub alias="en ee pee">NEP</sub></prosody></speak>'),
              segments('<speak>x &lt; y &amp; <phoneme alphabet="ipa" ph="x">z</phoneme></speak>')];
    }"""
    assert bench.page.evaluate(read) == [
        [{"text": "One ", "rate": 1}, {"pause": 700}, {"text": "two", "rate": 1}],
        [{"text": "a en ee pee", "rate": 0.8}],
        [{"text": "x < y & z", "rate": 1}],
    ]


def test_one_shots_end_the_session(bench):
    bench.page.locator("#one-shot").check()
    assert "fires" in bench.say("what is oxygen")
    assert re.search("ask revision owl what is oxygen", bench.page.locator("#log").inner_text())


def test_a_lesson_and_a_plan_are_held_on_the_page(bench):
    bench.say(OPEN)
    assert "and then a question" in bench.say("teach me about oxygen")
    assert bench.say("i don't know")
    assert bench.say("stop")
    bench.say(OPEN)
    assert "day" in bench.say("my exam is in three weeks")
