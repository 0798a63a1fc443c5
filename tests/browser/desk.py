"""The desk as its browser tests use it: served over a small course, and opened as a teacher would."""

import json
import logging
import re
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.serving import make_server

from skill.bench.desk_preview import DeskPreview
from skill.desk.page.guard import Keeper
from skill.desk.page.web import desk_blueprint

ENTRY = {
    "id": "what-is-oxygen",
    "question": "What is oxygen?",
    "also_asked": ["tell me about oxygen", "what is oxygen", "what does oxygen do"],
    "answer": "Oxygen is the gas that **fires** and living cells need.",
    "exampels": ["A glowing splint bursts into flame in it."],
    "points": ["It makes up a fifth of the air."],
}
COURSE = {
    "format": 1,
    "course": {"title": "Gases & flames, 1 < 2", "locales": ["en-GB"]},
    "topics": [{"id": "gases", "title": "Gases", "entries": [ENTRY], "quiz": []}],
}


class Desk:
    """The page, as a teacher uses it."""

    def __init__(self, page, address, path):
        self.page, self.address, self.path, self.faults = page, address, path, []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._noted)
        page.on("dialog", lambda dialog: dialog.accept())
        page.set_default_timeout(20_000)

    def _noted(self, line):
        # A refused edit is told by its status, which the browser notes.
        if line.type == "error" and "status of 4" not in line.text:
            self.faults.append(line.text)

    def open(self):
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-ready=true]")
        return self

    def view(self, name):
        self.page.locator(f".views [data-open={name}]").click()

    def choose(self, words):
        fold = self.page.locator("#list-fold")
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()
        self.page.locator("#list .item", has_text=words).first.click()

    def field(self, label):
        return self.page.locator("#form").get_by_label(label, exact=True).first

    def saved(self):
        self.page.locator("#saved", has_text=re.compile("^Saved")).wait_for()

    def until(self, what):
        """Wait until a script says so. (The page lets nobody make scripts from text, so that
        Playwright's own waiting is of no use here.)"""
        for _ in range(200):
            if self.page.evaluate(what):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(what)

    def course(self):
        return json.loads(self.path.read_text("utf-8"))

    def things(self):
        return [entry["question"] for t in self.course()["topics"] for entry in t["entries"]]


@pytest.fixture
def desk_path(tmp_path):
    path = tmp_path / "gases.json"
    path.write_text(json.dumps(COURSE, indent=2), "utf-8")
    return path


@contextmanager
def served(settings, **more):
    """The desk on a port of its own; gives the address that opens it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    keeper = Keeper()
    app = Flask("skill", static_folder=None)
    keeper.keep(app)
    app.register_blueprint(desk_blueprint(settings, keeper, DeskPreview(settings), **more))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/desk/?{keeper.query}"
    server.shutdown()


@pytest.fixture
def desk_more():
    """What else the desk is given, and with which settings: for a test to change."""
    return {}, {}


@pytest.fixture
def desk_address(desk_path, settings, desk_more):
    more, changes = desk_more
    with served(replace(settings, content=desk_path, build=None, **changes), **more) as address:
        yield address


@pytest.fixture
def open_desk(browser, desk_address, desk_path):
    opened = []

    def begin(script="", **window):
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **window})
        if script:
            context.add_init_script(script)
        desk = Desk(context.new_page(), desk_address, desk_path)
        opened.append((context, desk))
        return desk.open()

    yield begin
    for context, _ in opened:
        context.close()
    assert [desk.faults for _, desk in opened if desk.faults] == []
