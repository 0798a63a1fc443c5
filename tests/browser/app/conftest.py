"""The app in a real browser, over a small course with one question of every kind."""

import json
import logging
import random
import threading
from dataclasses import replace

import pytest
from werkzeug.serving import make_server

from skill.channels.web.composition import app_for
from skill.channels.web.guard import Front
from skill.channels.web.wsgi import application
from skill.compose import build_service

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 768}


def _course():
    quiz = [
        {"id": "which", "kind": "choice", "prompt": "Which gas relights a glowing splint?",
         "options": ["oxygen", "neon", "helium"], "answer": "oxygen", "entry": "what-is-oxygen",
         "explanation": "Oxygen feeds the flame."},
        {"id": "two", "kind": "list", "prompt": "Name two noble gases.", "want": 2, "points": [
            {"text": "neon"}, {"text": "argon"}, {"text": "helium"}], "hint": "One is in red lamps."},
        {"id": "tf", "kind": "true_false", "prompt": "Neon burns.", "answer": "false",
         "explanation": "It hardly reacts at all."},
        {"id": "year", "kind": "year", "prompt": "In which year was neon found?", "answer": "1898"},
        {"id": "word", "kind": "short", "prompt": "Which gas do living cells need?",
         "answer": "oxygen", "entry": "what-is-oxygen"},
    ]  # fmt: skip
    entries = [
        {"id": "what-is-oxygen", "question": "What is oxygen?", "also_asked": ["tell me about oxygen"],
         "answer": "Oxygen is the gas that fires and living cells need.",
         "points": ["It makes up a fifth of the air.", "It relights a glowing splint."]},
        {"id": "what-is-neon", "question": "What is neon?", "also_asked": ["tell me about neon"],
         "answer": "Neon is a gas that glows red in a lamp and hardly reacts."},
    ]  # fmt: skip
    topic = {"id": "gases", "title": "Gases & more, 2 > 1", "entries": entries, "quiz": quiz,
             "glossary": [{"term": "splint", "meaning": "A thin piece of wood."}]}  # fmt: skip
    return {"format": 1, "course": {"title": "Gases & flames, 1 < 2"}, "topics": [topic]}


def _second():
    quiz = [
        {"id": "breathe", "kind": "short", "prompt": "What do fish breathe with?", "answer": "gills"},
        {"id": "frogs", "kind": "true_false", "prompt": "A frog has fur.", "answer": "false"},
    ]  # fmt: skip
    entries = [
        {"id": "what-are-gills", "question": "What are gills?", "also_asked": ["tell me about gills"],
         "answer": "Gills take oxygen out of water."},
    ]  # fmt: skip
    topic = {"id": "fish", "title": "Fish & frogs", "entries": entries, "quiz": quiz}
    about = {"title": "Animals, 3 > 2", "id": "biology", "subject": "biology"}
    return {"format": 1, "course": about, "topics": [topic]}


COURSE = _course()
ANSWERS = {
    "Which gas relights": ["oxygen"], "Name two": ["neon", "argon"], "Neon burns": ["false"],
    "In which year": ["1898"], "Which gas do living": ["oxygen"],
}  # fmt: skip


class House:
    """The app on a free port, with a switch that holds replies back or lets them fail."""

    def __init__(self, settings, service):
        app = app_for(settings, Front(), service=lambda: service)
        self.hold = threading.Event()
        self.hold.set()
        self.turns = []

        def held(request):
            if request.path == "/api/turn":
                self.turns.append(json.loads(request.body or b"{}"))
                self.hold.wait(20)
            return app(request)

        logging.getLogger("werkzeug").setLevel(logging.ERROR)
        self.server = make_server("127.0.0.1", 0, application(held, Front()), threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/"


@pytest.fixture(scope="session")
def app_settings(settings, tmp_path_factory):
    content = tmp_path_factory.mktemp("app") / "content.json"
    content.write_text(json.dumps(COURSE), "utf-8")
    return replace(settings, content=content, build=None, store="memory", door_key="k" * 40)


@pytest.fixture(scope="session")
def house(app_settings):
    made = House(app_settings, build_service(app_settings, rng=random.Random(4)))
    yield made
    made.server.shutdown()


@pytest.fixture(scope="session")
def shelf_house(app_settings, tmp_path_factory):
    """The same, with a second subject beside the first."""
    folder = tmp_path_factory.mktemp("shelf")
    course = {
        **COURSE,
        "also": ["biology.json"],
        "course": {**COURSE["course"], "subject": "chemistry"},
    }
    (folder / "content.json").write_text(json.dumps(course), "utf-8")
    (folder / "biology.json").write_text(json.dumps(_second()), "utf-8")
    settings = replace(app_settings, content=folder / "content.json")
    made = House(settings, build_service(settings, rng=random.Random(4)))
    yield made
    made.server.shutdown()


@pytest.fixture
def linking_house(app_settings):
    """The same, where the operator lets doors be linked."""
    settings = replace(app_settings, linking=True, children=False)
    made = House(settings, build_service(settings, rng=random.Random(4)))
    yield made
    made.server.shutdown()


class Page:
    """The app, as a learner uses it."""

    def __init__(self, page, house):
        self.page, self.house, self.faults, self.foreign = page, house, [], []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("console", self._noted)
        page.on("request", self._asked)
        page.set_default_timeout(15_000)

    def _noted(self, line):
        away = "ERR_INTERNET_DISCONNECTED" in line.text or "Failed to load resource" in line.text
        if line.type == "error" and not away:
            self.faults.append(line.text)

    def _asked(self, request):
        if not request.url.startswith((self.house.address, "data:")):
            self.foreign.append(request.url)

    def open(self, at=""):
        self.page.goto(self.house.address + at)
        self.page.wait_for_selector("body[data-ready=true]")
        if not at:
            self.page.locator("#log .owl").first.wait_for()
        return self

    def after(self, act):
        """Do something that the owl answers; what it says."""
        answers = self.page.locator("#log .owl")
        before = answers.count()
        act()
        answers.nth(before).wait_for()
        self.until("!document.querySelector('#log .thinking')")
        return answers.last.locator(".text").inner_text()

    def say(self, words):
        self.page.fill("#words", words)
        return self.after(lambda: self.page.press("#words", "Enter"))

    def until(self, expression):
        """Waits until it holds. (Playwright's own way asks for `eval`, which the page forbids.)"""
        for _ in range(150):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"never: {expression}")

    def go(self, view):
        self.page.click(f"nav a[data-view={view}]")

    def prompt(self):
        found = self.page.locator("#question:not([hidden]) .prompt")
        return found.inner_text() if found.count() else ""

    def answers(self):
        """The right answers to the open question, one after the other."""
        return next(right for start, right in ANSWERS.items() if self.prompt().startswith(start))

    def installed(self):
        """The worker is there, and has everything."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
        self.until("navigator.serviceWorker.controller !== null")


@pytest.fixture
def open_app(browser, house):
    """Opens the app in a window of its own; at the end nothing may have gone wrong in it, and it may
    have asked nobody else for anything. `script` runs before the page's own."""
    opened = []

    def begin(script="", at="", house=house, **window):
        context = browser.new_context(**{"viewport": PHONE, "has_touch": True, **window})
        if script:
            context.add_init_script(script)
        app = Page(context.new_page(), house)
        opened.append((context, app))
        return app.open(at)

    yield begin
    house.hold.set()
    for context, _ in opened:
        context.close()
    assert [app.faults for _, app in opened if app.faults] == []
    assert [app.foreign for _, app in opened if app.foreign] == []


@pytest.fixture
def app(open_app):
    return open_app()
