"""The guide and the self-test of each subject on the shelf, with the net and without it."""

import pytest
from test_looks import AXE, CONTRAST, LARGE, LEAST, TARGETS


@pytest.fixture
def app(open_app, shelf_house):
    return open_app(house=shelf_house)


def choose(app, place, name):
    """Chooses a subject where a part of the app asks which."""
    app.page.select_option(f"#{place}-subject", label=name)
    app.until(f"document.activeElement.id === '{place}-subject'")


def test_one_course_alone_asks_for_no_subject(open_app):
    app = open_app()
    for part in ("guide", "test"):
        app.go(part)
        app.page.locator(f"#{part}-body > *").first.wait_for()
        assert app.page.locator(f"#{part}-subject").count() == 0


def test_the_chosen_subjects_guide_is_read(app):
    page = app.page
    app.go("guide")
    page.locator("#guide-subject").wait_for()
    assert page.locator("#guide-subject option").all_inner_texts() == ["Chemistry", "Biology"]
    page.get_by_text("Gases & flames, 1 < 2").first.wait_for()
    choose(app, "guide", "Biology")
    assert page.get_by_text("Animals, 3 > 2").count() == 1
    assert page.get_by_text("Gases & flames, 1 < 2").count() == 0
    page.locator("#guide summary").first.click()
    page.get_by_text("Gills take oxygen out of water.").wait_for()
    # It stays chosen, in the self-test too, and another day.
    app.go("test")
    page.locator("#test-topic").wait_for()
    assert page.locator("#test-topic option").all_inner_texts() == ["Everything", "Fish & frogs"]
    page.reload()
    page.wait_for_selector("body[data-ready=true]")
    app.go("guide")
    page.get_by_text("Animals, 3 > 2").wait_for()
    assert page.input_value("#guide-subject") == "biology"


def test_a_quiz_from_a_subjects_guide_is_on_that_subject(app):
    page = app.page
    app.go("guide")
    choose(app, "guide", "Biology")
    page.locator("#guide summary").first.click()
    app.after(lambda: page.click("#guide >> text=Quiz me on this"))
    if not app.prompt():
        app.say("yes")
    assert app.prompt() in ("What do fish breathe with?", "A frog has fur.")


def take(app):
    """The second subject's two questions, answered right."""
    page = app.page
    page.click("#test button.main")
    for at in (1, 2):
        page.get_by_text(f"{at} of 2").wait_for()
        if page.inner_text("#test h3").startswith("A frog"):
            page.locator("#test .options button", has_text="False").tap()
        else:
            page.fill("#test-answer", "gills")
            page.press("#test-answer", "Enter")


def test_a_self_test_on_the_chosen_subject_is_marked_as_that_subjects(app):
    app.go("test")
    choose(app, "test", "Biology")
    take(app)
    app.page.get_by_text("Your last answers: 2 of 2").wait_for()
    choose(app, "test", "Chemistry")
    assert app.page.locator("#test-topic option").all_inner_texts()[1:] == ["Gases & more, 2 > 1"]


@pytest.fixture
def away(app):
    """The app, opened once on its first page alone, and then without the net."""
    app.installed()
    app.until(
        "caches.open('owl-guide').then((c) => c.match('/api/guide?subject=biology')).then(Boolean)"
    )
    app.page.context.set_offline(True)
    app.page.reload()
    app.page.wait_for_selector("body[data-ready=true]")
    return app


def test_offline_every_subject_is_there_and_its_test_is_marked_afterwards(away):
    page = away.page
    away.go("guide")
    choose(away, "guide", "Biology")
    page.get_by_text("Animals, 3 > 2").wait_for()
    away.go("test")
    take(away)
    page.get_by_text("2 answers kept on this device").wait_for()
    page.context.set_offline(False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.get_by_text("Your last answers: 2 of 2").wait_for()


def test_a_subject_that_is_not_on_the_device_leaves_the_others(app):
    page = app.page
    app.installed()
    app.until(
        "caches.open('owl-guide').then((c) => c.match('/api/guide?subject=biology')).then(Boolean)"
    )
    page.evaluate("caches.open('owl-guide').then((c) => c.delete('/api/guide?subject=biology'))")
    page.context.set_offline(True)
    page.reload()
    page.wait_for_selector("body[data-ready=true]")
    for part in ("guide", "test"):
        app.go(part)
        choose(app, part, "Biology")
        page.locator(f"#{part}").get_by_text("Open").wait_for()
        choose(app, part, "Chemistry")
        page.locator(f"#{part}").get_by_text("Gases & more, 2 > 1").first.wait_for(state="attached")


def test_a_subject_that_the_shelf_has_no_more_gives_way_to_the_first(open_app, shelf_house):
    app = open_app("localStorage['owl.subject'] = '\"latin\"';", house=shelf_house)
    app.go("guide")
    app.page.get_by_text("Gases & flames, 1 < 2").first.wait_for()
    assert app.page.input_value("#guide-subject") == ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_reads_well(open_app, shelf_house, axe, scheme):
    app = open_app(house=shelf_house, color_scheme=scheme)
    app.page.evaluate(axe)
    for part in ("guide", "test"):
        app.go(part)
        app.page.locator(f"#{part}-subject").wait_for()
        pale = [each for each in app.page.evaluate(CONTRAST)
                if each["ratio"] < (LARGE if each["large"] else LEAST)]  # fmt: skip
        assert pale == [] and app.page.evaluate(AXE) == [] and app.page.evaluate(TARGETS) == []
