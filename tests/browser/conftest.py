"""A browser on this machine, and the bench served to it over a course made for looking at."""

import json
import logging
import shutil
import subprocess
import tarfile
import threading
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.serving import make_server

from skill.bench.web import simulator_blueprint
from tests.browser.desk import desk_address, desk_more, desk_path, open_desk  # noqa: F401

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
AXE = "axe-core@4"

COURSE = {
    "format": 1,
    "course": {"title": "Gases & flames, 1 < 2", "locales": ["en-GB", "en-US"]},
    "topics": [
        {
            "id": "gases",
            "title": "Gases",
            "entries": [
                {
                    "id": "what-is-oxygen",
                    "question": "What is oxygen?",
                    "also_asked": ["tell me about oxygen", "what does oxygen do"],
                    "answer": "Oxygen is the gas that fires and living cells need.",
                    "points": ["It makes up a fifth of the air.", "It relights a glowing splint."],
                },
                {
                    "id": "what-is-neon",
                    "question": "What is neon?",
                    "also_asked": ["tell me about neon", "what is neon used for"],
                    "answer": "Neon is a gas that glows red in a lamp and hardly reacts.",
                },
            ],
            "quiz": [
                {
                    "id": "which-gas",
                    "kind": "choice",
                    "prompt": "Which gas relights a glowing splint?",
                    "options": ["oxygen", "neon", "helium"],
                    "answer": "oxygen",
                    "entry": "what-is-oxygen",
                },
            ],
        }
    ],
}


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no Chromium on this machine (apt-get install chromium)")
    return found


@pytest.fixture(scope="session")
def browser():
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=list(ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def content(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("course") / "content.json"
    path.write_text(json.dumps(COURSE), "utf-8")
    return path


@pytest.fixture(scope="session")
def address(content, settings, tmp_path_factory):
    """Where the bench is served, with two findings beside the course."""
    settings = replace(settings, content=content, build=None)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = Flask("skill", static_folder=None)
    app.register_blueprint(simulator_blueprint(settings, check=_findings))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _findings(path):
    where = {"place": "topics[0].entries[1]", "id": "what-is-neon", "rule": "few-phrasings"}
    warning = {"severity": "warning", "reason": "<i>Two</i> phrasings.", "fix": "Add three."}
    return [
        [{**where, **warning}, {**where, "severity": "note", "reason": "No points.", "fix": ""}]
    ]


@pytest.fixture(scope="session")
def axe(settings) -> str:
    """The accessibility checker's source, kept in the cache once it was fetched."""
    kept = settings.cache / "axe-core" / "axe.min.js"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError, subprocess.SubprocessError, tarfile.TarError, KeyError):
            _fetch(kept)
    if not kept.is_file():
        pytest.skip(f"no accessibility checker: npm could not fetch {AXE}")
    return kept.read_text("utf-8")


def _fetch(kept: Path) -> None:
    command = ["npm", "pack", AXE, "--silent", "--pack-destination", str(kept.parent)]
    subprocess.run(command, check=True, timeout=60, capture_output=True)
    packed = next(kept.parent.glob("axe-core-*.tgz"))
    with tarfile.open(packed) as archive:
        source = archive.extractfile("package/axe.min.js")
        assert source is not None
        kept.write_bytes(source.read())
    packed.unlink()


class Bench:
    """The page, as somebody at the keyboard uses it."""

    def __init__(self, page, address):
        self.page, self.address, self.faults = page, address, []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on(
            "console",
            lambda line: self.faults.append(line.text) if line.type == "error" else None,
        )
        page.set_default_timeout(15_000)

    def open(self):
        self.page.goto(self.address)
        self.page.wait_for_selector("body[data-ready=true]")
        return self

    def say(self, words):
        """Type and press Enter; what the owl says."""
        return self.after(lambda: (self.page.fill("#words", words), self.page.keyboard.press("Enter")),
                          focus="#words")  # fmt: skip

    def after(self, act, focus=None):
        """Do something that the owl answers; what it says."""
        if focus:
            self.page.focus(focus)
        answers = self.page.locator("#log .owl")
        before = answers.count()
        act()
        answers.nth(before).wait_for()
        self.page.locator("body:not(.busy)").wait_for()
        return self.heard()

    def heard(self):
        said = self.page.locator("#log .owl .bubble > p:first-child").last.inner_text()
        return said.removeprefix("Owl:").strip()

    def tab(self, name):
        self.page.locator(f"#tab-{name}").click()

    def screen(self):
        return self.page.locator("#glass")


@pytest.fixture
def open_bench(browser, address):
    """Opens the page in a window of its own; at the end nothing may have gone wrong in it.

    `script` runs before the page's own.
    """
    opened = []

    def begin(script="", **window):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **window})
        if script:
            context.add_init_script(script)
        bench = Bench(context.new_page(), address)
        opened.append((context, bench))
        return bench.open()

    yield begin
    for context, _ in opened:
        context.close()
    assert [bench.faults for _, bench in opened if bench.faults] == []


@pytest.fixture
def bench(open_bench):
    return open_bench()
