"""Installing it, and using it without the net."""

import gzip
import json
import struct

import pytest

from skill.channels.web.files import FOLDER, file_at, names

MOST_BYTES = 150_000
"""Of everything that the page is made of, as it travels, before fonts (it has none of its own)."""
LONGEST_PAINT = 1_000
"""Milliseconds to the first paint here, with nothing kept; about 150 when the machine is idle."""


def test_what_it_weighs():
    sent = {path: len(file_at(path).packed) for path in names()}
    page = {path: size for path, size in sent.items() if not path.endswith(".png")}
    assert sum(page.values()) <= 40_000, page
    assert sum(sent.values()) <= MOST_BYTES, sent
    assert gzip.decompress(file_at("/").packed).startswith(b"<!DOCTYPE html>")


def test_a_visit_takes_no_more_than_it_weighs(open_app):
    """With the greeting; the guide comes later, by the worker or by whoever opens it."""
    app = open_app(service_workers="block")
    came = app.page.evaluate(
        "performance.getEntriesByType('resource').map((each) => [each.name, each.transferSize])"
    )
    assert sum(size for _, size in came) <= MOST_BYTES / 2
    assert not any("guide" in name.rsplit("/", 1)[1] and "api" in name for name, _ in came)


def test_it_can_be_installed(app):
    """What Chromium asks for (its own list of what stands in the way is empty), and Safari."""
    app.installed()
    client = app.page.context.new_cdp_session(app.page)
    ours = [
        each["errorId"]
        for each in client.send("Page.getInstallabilityErrors")["installabilityErrors"]
    ]
    assert set(ours) <= {"in-incognito"}  # a test's windows are private ones
    manifest = json.loads(client.send("Page.getAppManifest")["data"])
    assert manifest["display"] == "standalone" and manifest["start_url"] == manifest["scope"] == "/"
    sizes = {(each["sizes"], each.get("purpose", "any")) for each in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes
    for icon in manifest["icons"]:
        name = icon["src"].rsplit("/", 1)[1]
        width, height = struct.unpack(">II", (FOLDER / name).read_bytes()[16:24])
        assert f"{width}x{height}" == icon["sizes"]
    assert app.page.locator("link[rel=apple-touch-icon]").count() == 1


def test_the_first_paint_waits_for_nobody(open_app):
    page = open_app().page
    painted = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
    )
    assert 0 < painted < LONGEST_PAINT


@pytest.fixture
def away(app):
    """The app, opened once and then without the net."""
    app.installed()
    app.until("caches.open('owl-guide').then((c) => c.match('/api/guide')).then(Boolean)")
    app.page.context.set_offline(True)
    app.page.reload()
    app.page.wait_for_selector("body[data-ready=true]")
    return app


def test_it_opens_and_says_plainly_that_the_net_is_away(away):
    away.until("document.getElementById('net').textContent.startsWith(\"You're offline\")")
    away.go("today")
    away.page.locator("#today").get_by_text("You're offline").wait_for()
    away.page.context.set_offline(False)
    away.page.evaluate("window.dispatchEvent(new Event('online'))")
    away.until("document.getElementById('net').hidden")


def test_the_guide_can_be_read(away):
    away.go("guide")
    away.page.locator("#guide summary").first.click()
    away.page.get_by_text("It makes up a fifth of the air.").wait_for()
    away.page.get_by_text("A thin piece of wood.").wait_for()


def take(app, right=True):
    """A self-test, taken from the first question to the last."""
    page = app.page
    page.click("#test button.main")
    for at in range(1, 6):
        page.get_by_text(f"{at} of 5").wait_for()
        prompt = page.inner_text("#test h3")
        words = {"Which gas r": "oxygen", "Name two no": "neon and argon", "Neon burns.": "False",
                 "In which ye": "1898", "Which gas d": "oxygen"}[prompt[:11]]  # fmt: skip
        option = page.locator("#test .options button", has_text=words)
        if option.count():
            option.first.tap()
        else:
            page.fill("#test-answer", words)
            page.press("#test-answer", "Enter")


def test_a_self_test_is_taken_offline_and_marked_when_the_net_is_back(away):
    page = away.page
    away.go("test")
    take(away)
    page.get_by_text("5 answers kept on this device").wait_for()
    assert page.locator(".result").count() == 0
    # It outlives the page.
    page.reload()
    page.wait_for_selector("body[data-ready=true]")
    page.get_by_text("5 answers kept on this device").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("Your last answers: 5 of 5").wait_for()
    assert page.locator(".result.right").count() == 5
    assert page.evaluate("localStorage['owl.test']") == "[]"
    away.go("today")
    page.get_by_text("5 of 5 questions met").wait_for()


def test_with_the_net_it_is_marked_at_once(app):
    app.go("test")
    take(app)
    app.page.get_by_text("Your last answers: 5 of 5").wait_for()


def test_the_questions_in_the_browser_hold_no_answers(app):
    guide = app.page.evaluate("fetch('/api/guide').then((r) => r.json())")
    text = json.dumps([topic["questions"] for topic in guide["topics"]])
    assert "1898" not in text and "argon" not in text


def test_a_new_release_takes_the_place_of_the_old(app):
    app.installed()
    kept = app.page.evaluate("caches.keys()")
    assert sorted(kept)[0].startswith("owl-") and "owl-guide" in kept and len(kept) == 2


def test_where_the_browser_keeps_nothing_a_test_is_marked_all_the_same(open_app):
    app = open_app("Storage.prototype.setItem = () => { throw new Error('full'); };")
    app.go("test")
    take(app)
    app.page.get_by_text("Your last answers: 5 of 5").wait_for()
    app.go("talk")
    assert "fires" in app.say("what is oxygen")
