"""A teacher at the desk, in a real browser."""

import json
import logging
import threading
from dataclasses import replace

import openpyxl
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
        self.page.locator("#saved", has_text="Saved").wait_for()

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
def path(tmp_path):
    path = tmp_path / "gases.json"
    path.write_text(json.dumps(COURSE, indent=2), "utf-8")
    return path


@pytest.fixture
def address(path, settings, tmp_path):
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    settings = replace(settings, content=path, build=None)
    keeper = Keeper()
    app = Flask("skill", static_folder=None)
    keeper.keep(app)
    app.register_blueprint(desk_blueprint(settings, keeper, DeskPreview(settings)))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/desk/?{keeper.query}"
    server.shutdown()


@pytest.fixture
def open_desk(browser, address, path):
    opened = []

    def begin(script="", **window):
        context = browser.new_context(**{"viewport": {"width": 1366, "height": 900}, **window})
        if script:
            context.add_init_script(script)
        desk = Desk(context.new_page(), address, path)
        opened.append((context, desk))
        return desk.open()

    yield begin
    for context, _ in opened:
        context.close()
    assert [desk.faults for _, desk in opened if desk.faults] == []


def kahoot(path):
    """A quiz as Kahoot's own sheet has it."""
    book = openpyxl.Workbook()
    sheet = book.active
    heads = ["Question - max 120 characters", *(f"Answer {n} - max 75 characters" for n in (1, 2, 3, 4)),
             "Time limit (sec)", "Correct answer(s) - choose at least one"]  # fmt: skip
    for row in (
        heads,
        ["What gas do plants take in?", "carbon dioxide", "neon", "helium", "argon", 20, 1],
        ["What gas fills party balloons?", "krypton", "helium", "xenon", "radon", 20, 2],
    ):
        sheet.append(row)
    book.save(path)
    return path


SPOKEN = """
window.__spoken = [];
window.speechSynthesis.speak = (words) => { window.__spoken.push(words.text); words.onend?.(); };
"""


def test_a_teachers_path_from_a_sheet_to_the_learners(open_desk, tmp_path):
    desk = open_desk(SPOKEN, accept_downloads=True)
    page = desk.page
    # Bring a sheet.
    desk.view("bring")
    page.set_input_files("#file", str(kahoot(tmp_path / "quiz.xlsx")))
    page.locator("#brought h3").wait_for()
    assert "Kahoot" in page.locator("#brought h3").inner_text()
    # Notes give drafts; read them.
    notes = tmp_path / "notes.txt"
    notes.write_text(
        "Q: When was neon found?\nA: William Ramsay and Morris Travers found neon in London in 1898.\n"
    )
    page.set_input_files("#file", str(notes))
    page.locator("#brought h3", has_text="notes.txt").wait_for()
    desk.view("drafts")
    assert page.locator(".draft").count() >= 1
    page.locator(".draft").first.get_by_role("button", name="Accept").click()
    desk.view("write")
    # Write two entries.
    for question, answer in (
        ("What is helium?", "Helium is a light gas that fills balloons."),
        ("What is argon?", "Argon is a gas that does almost nothing, and fills lamps."),
    ):
        page.locator("#list").get_by_role("button", name="New thing to ask").first.click()
        desk.field("Question").fill(question)
        desk.field("Answer").fill(answer)
        page.get_by_role("button", name="Add it").click()
        page.locator("#form h2", has_text=question).wait_for()
    assert {"What is helium?", "What is argon?"} <= set(desk.things())
    # Mend three findings.
    desk.choose("What is oxygen?")
    for _ in range(3):
        mends = page.locator("#form .mend")
        mends.first.wait_for()
        before = desk.path.read_bytes()
        mends.first.click()
        desk.until("document.querySelector('#undo').title.includes('Mended')")
        page.wait_for_timeout(1500)
        assert desk.path.read_bytes() != before
    oxygen = desk.course()["topics"][0]["entries"][0]
    assert oxygen["also_asked"] == ["tell me about oxygen", "what does oxygen do"]
    assert oxygen["answer"] == "Oxygen is the gas that fires and living cells need."
    assert "examples" in oxygen and "exampels" not in oxygen
    # Hear one, and see it.
    page.locator("#preview").get_by_role("button", name="Ask").click()
    page.locator("#heard .owl").wait_for(timeout=120_000)
    assert "living cells" in page.locator("#heard .owl").inner_text()
    assert page.locator("#heard .glass").bounding_box()["height"] > 150
    assert "living cells" in page.locator("#heard .apl").inner_text()
    page.get_by_role("button", name="Hear it").click()
    desk.until("window.__spoken.join(' ').includes('living cells')")
    # Publish.
    desk.view("publish")
    page.get_by_text("was not published from this desk before").wait_for()
    page.locator("#build").click()
    link = page.locator("#published a")
    link.wait_for(timeout=180_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(".zip")
    desk.view("write")
    desk.choose("What is argon?")
    desk.field("Answer").fill("Argon fills lamps.")
    desk.view("publish")
    page.get_by_text("Changed entry “What is argon?”: Answer").wait_for()


def test_a_question_is_answered_beside_its_form(open_desk):
    desk = open_desk()
    page = desk.page
    page.locator("#list").get_by_role("button", name="New question").click()
    desk.field("Question").fill("Which gas relights a glowing splint?")
    desk.field("Answer").fill("oxygen")
    page.get_by_role("button", name="Add it").click()
    page.locator("#form h2", has_text="relights").wait_for()
    page.get_by_role("button", name="Have it asked").click()
    page.locator("#heard .owl", has_text="relights").wait_for(timeout=120_000)
    page.get_by_label("Your answer").fill("oxygen")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator("#heard .owl", has_text="xygen").wait_for()
    assert "Which gas" not in page.locator("#heard .owl").inner_text()


def test_what_would_break_the_course_stays_unsaved_beside_its_field_until_it_is_put_right(
    open_desk,
):
    desk = open_desk()
    desk.choose("What is oxygen?")
    before = desk.path.read_text("utf-8")
    desk.field("Answer").fill("")
    desk.field("Question").focus()
    desk.page.locator("#form .refused").wait_for()
    assert "Not saved yet" in desk.page.locator("#saved").inner_text()
    assert desk.path.read_text("utf-8") == before
    desk.field("Answer").fill("It feeds fires.")
    desk.field("Question").focus()
    desk.saved()
    assert desk.page.locator("#form .refused").count() == 0
    assert desk.course()["topics"][0]["entries"][0]["answer"] == "It feeds fires."


def test_two_tabs_never_overwrite_each_other_silently(open_desk):
    one, two = open_desk(), open_desk()
    for desk in (one, two):
        desk.choose("What is oxygen?")
    one.field("Answer").fill("From the first.")
    one.field("Answer").blur()
    one.saved()
    two.page.evaluate("""() => {
      const box = document.querySelector('#form [data-field=answer] textarea');
      box.value = 'From the second.';
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new Event('change', { bubbles: true }));
    }""")
    box = two.page.locator("#clash")
    box.get_by_text("From the second.").wait_for()
    assert "From the first." in box.inner_text()
    assert two.course()["topics"][0]["entries"][0]["answer"] == "From the first."
    box.get_by_role("button", name="Keep mine").click()
    two.saved()
    assert two.course()["topics"][0]["entries"][0]["answer"] == "From the second."
    # The first is shown what has come of it without asking.
    one.until(
        "document.querySelector('#form [data-field=answer] textarea').value === 'From the second.'"
    )


def test_undo_and_history_bring_back_what_was(open_desk):
    desk = open_desk()
    before = desk.path.read_text("utf-8")
    desk.choose("What is oxygen?")
    desk.field("Answer").fill("It feeds fires.")
    desk.field("Answer").blur()
    desk.saved()
    desk.page.locator("#undo").click()
    desk.page.locator("#saved", has_text="Undone").wait_for()
    assert desk.path.read_text("utf-8") == before
    assert "living cells" in desk.field("Answer").input_value()
    desk.view("history")
    desk.page.get_by_role("button", name="Go back to this").first.click()
    desk.page.get_by_text("The course is here now").wait_for()
    desk.page.wait_for_timeout(500)
    assert "It feeds fires." in desk.path.read_text("utf-8")


def test_it_works_by_keyboard_and_leads_from_a_finding_to_its_field(open_desk):
    desk = open_desk()
    desk.view("check")
    found = desk.page.locator(".findings .link", has_text="Other ways to ask it").first
    found.focus()
    desk.page.keyboard.press("Enter")
    desk.page.locator("#form h2", has_text="What is oxygen?").wait_for()
    inside = "document.activeElement.closest('[data-field]')?.dataset.field"
    assert desk.page.evaluate(inside) == "also_asked"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 820, 1366])
def test_the_page_is_accessible_and_fits(open_desk, axe, width, scheme):
    desk = open_desk(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True,
        has_touch=width < 1000,
    )  # fmt: skip
    desk.page.evaluate(axe)
    desk.choose("What is oxygen?")
    desk.page.locator("#form .finding").first.wait_for()
    for name in ("write", "check", "drafts", "bring", "history", "publish"):
        desk.view(name)
        desk.page.locator(f"section.view[data-view={name}] h2").first.wait_for()
        found = desk.page.evaluate("axe.run().then(found => found.violations)")
        told = [(v["id"], [n["html"][:150] for n in v["nodes"]][:3]) for v in found]
        assert told == [], name
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= width, name
        small = desk.page.evaluate("""() => [...document.querySelectorAll('button, select')]
          .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 43)
          .map((each) => each.outerHTML)""")
        assert [each for each in small if "link" not in each and "small" not in each] == [], name


WORDS = [
    "JSON",
    "null",
    "undefined",
    "object Object",
    "also_asked",
    "quiz item",
    "Error",
    "NaN",
    "[0]",
]


def test_no_developers_word_is_on_the_page(open_desk):
    desk = open_desk()
    desk.choose("What is oxygen?")
    desk.page.locator("#form .finding").first.wait_for()
    for name in ("write", "check", "drafts", "bring", "history", "publish"):
        desk.view(name)
        desk.page.wait_for_timeout(400)
        text = desk.page.inner_text("main")
        assert [word for word in WORDS if word in text] == [], name
