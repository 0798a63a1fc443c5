"""A new course made at the desk, in a real browser."""

from skill.content.loading import load_course


def test_a_new_course_is_made_written_over_and_stands_on_the_shelf(open_desk, desk_path):
    desk = open_desk()
    page = desk.page
    page.get_by_role("button", name="New course").click()
    box = page.locator("#new-course")
    # What will not do is said at its field, and nothing is lost.
    box.get_by_label("Title").fill("gases & FLAMES, 1 < 2")
    page.keyboard.press("Enter")
    box.get_by_text("there is a course called").wait_for()
    box.get_by_label("Title").fill("Atoms and bonds")
    box.get_by_label("Subject").fill("chemistry")
    box.get_by_role("button", name="Make it").click()
    page.locator("#saved", has_text="A new course").wait_for()
    shelf = page.locator("#courses")
    assert shelf.input_value() == "chemistry"
    assert shelf.locator("option").all_inner_texts() == ["Gases & flames, 1 < 2", "Atoms and bonds"]
    # It is written over like any other.
    desk.choose("What is spaced practice?")
    desk.field("Question").fill("What is an atom?")
    desk.field("Question").blur()
    desk.saved()
    made = load_course(desk_path.with_name("chemistry.json"))
    assert [entry.question for entry in made.entries()] == ["What is an atom?"]
    # Undo on the first course takes it off the shelf.
    shelf.select_option("gases")
    desk.until("document.querySelector('#undo').title.includes('on the shelf')")
    page.locator("#undo").click()
    page.locator("#saved", has_text="Undone").wait_for()
    desk.until("document.querySelectorAll('#courses option').length === 1")
    assert load_course(desk_path.with_name("chemistry.json"))


def test_the_form_fits_and_is_accessible(open_desk, axe):
    desk = open_desk(viewport={"width": 390, "height": 800}, bypass_csp=True)
    desk.page.evaluate(axe)
    desk.page.get_by_role("button", name="New course").click()
    assert desk.page.evaluate("document.activeElement.name") == "title"
    found = desk.page.evaluate("axe.run().then(found => found.violations.map(each => each.id))")
    assert found == []
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 390
    desk.page.keyboard.press("Escape")
    assert not desk.page.locator("#new-course").is_visible()
