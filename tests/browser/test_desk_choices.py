"""Whose words stand, where a file and the teacher have both changed something: in a real browser."""

import pytest

SHEET = (
    "Topic,Question,Answer\n"
    "Gases,What is helium?,Helium is a gas that fills balloons.\n"
    "Gases,What is argon?,Argon fills lamps.\n"
)


def bring(desk, tmp_path, text):
    (tmp_path / "gases.csv").write_text(text, "utf-8")
    desk.view("bring")
    desk.page.set_input_files("#file", str(tmp_path / "gases.csv"))
    desk.page.locator("#brought h3").wait_for()


def answers(desk):
    return {e["question"]: e["answer"] for t in desk.course()["topics"] for e in t["entries"]}


@pytest.fixture
def torn(open_desk, tmp_path):
    """A desk at which two answers were changed in the file and in the course."""

    def begin(**window):
        desk = open_desk(**window)
        bring(desk, tmp_path, SHEET)
        desk.view("write")
        for question, words in (
            ("What is helium?", "My helium."),
            ("What is argon?", "My argon."),
        ):
            desk.choose(question)
            desk.field("Answer").fill(words)
            desk.field("Answer").blur()
            desk.saved()
        bring(desk, tmp_path, SHEET.replace("balloons", "airships").replace("lamps", "windows"))
        desk.page.locator(".choice").first.wait_for()
        return desk

    return begin


def test_both_are_shown_side_by_side_and_what_is_picked_stands(torn, open_desk):
    desk = torn()
    page = desk.page
    helium = page.locator(".choice", has_text="What is helium?")
    mine, theirs = (helium.get_by_text(words) for words in ("My helium.", "airships"))
    left, right = mine.bounding_box(), theirs.bounding_box()
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]
    assert page.locator("#count-choices").inner_text() == "2"
    helium.get_by_role("button", name="Take the file’s: Answer").click()
    helium.wait_for(state="detached")
    assert answers(desk)["What is helium?"] == "Helium is a gas that fills airships."
    assert answers(desk)["What is argon?"] == "My argon."
    # The page is closed; what was not picked yet waits in the next one.
    page.close()
    later = open_desk()
    assert later.page.locator("#count-choices").inner_text() == "1"
    later.view("bring")
    argon = later.page.locator(".choice")
    assert "My argon." in argon.inner_text() and "windows" in argon.inner_text()
    argon.get_by_role("button", name="Keep mine: Answer").click()
    argon.wait_for(state="detached")
    assert answers(later)["What is argon?"] == "My argon."
    # And a pick can be undone.
    later.until("!document.querySelector('#undo').disabled")
    later.page.locator("#undo").click()
    later.page.locator("#saved", has_text="Undone").wait_for()
    assert answers(later)["What is helium?"] == "My helium."


@pytest.mark.parametrize("width", [390, 820, 1366])
def test_it_is_accessible_and_fits(torn, axe, width):
    desk = torn(viewport={"width": width, "height": 900}, bypass_csp=True)
    desk.page.evaluate(axe)
    found = desk.page.evaluate("axe.run().then(found => found.violations)")
    assert [(v["id"], [n["html"][:150] for n in v["nodes"]][:3]) for v in found] == []
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
