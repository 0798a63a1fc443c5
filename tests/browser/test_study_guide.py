"""The study guide in a real browser: read, tested by and printed."""

import json
import re

import pytest

from skill.content.loading import examine_value, load_course
from skill.desk.guide import study_guide
from skill.settings import HOME

COURSES = {"history": HOME / "content.json", "chemistry": HOME / "courses" / "chemistry.json"}
SMALL = {
    "format": 1,
    "course": {"title": "Gases & flames, 1 < 2", "pronunciations": [{"text": "O2", "say_as": "oh two"}]},
    "topics": [
        {
            "id": "gases",
            "title": "Gases, 2 > 1",
            "entries": [
                {"id": "what-is-oxygen", "question": "What is oxygen?", "also_asked": ["what's oxygen"],
                 "answer": "Oxygen, O2, is the gas that fires need.", "points": ["It's a fifth of the air."],
                 "detail": "Priestley made it in 1774. It is long known."},
            ],
            "quiz": [
                {"id": "which", "kind": "choice", "prompt": "Which gas relights a glowing splint?",
                 "options": ["oxygen", "neon", "helium"], "answer": "oxygen", "entry": "what-is-oxygen",
                 "explanation": "O2 feeds the flame."},
                {"id": "tf", "kind": "true_false", "prompt": "Neon burns.", "answer": "false"},
                {"id": "year", "kind": "year", "prompt": "In which year was neon found?", "answer": "1898"},
                {"id": "many", "kind": "number", "prompt": "How much of the air is nitrogen?",
                 "answer": "78 per cent", "accept": ["four fifths", "80"]},
                {"id": "lanes", "kind": "number", "prompt": "How many toes are on it?", "answer": "five"},
                {"id": "word", "kind": "short", "prompt": "Which gas do living cells need?",
                 "answer": "oxygen", "accept": ["O2"], "reject": ["ozone", "oxide"]},
                {"id": "why", "kind": "short", "prompt": "Why does a fire go out in a jar?",
                 "answer": "The oxygen is used up", "accept": ["it runs out of oxygen"]},
                {"id": "two", "kind": "list", "prompt": "Name two noble gases.", "want": 2,
                 "points": [{"text": "neon"}, {"text": "argon"}, {"text": "helium"}],
                 "explanation": "They hardly react."},
            ],
            "glossary": [{"term": "splint", "meaning": "A thin piece of wood."}],
        },
        {"id": "flames", "title": "Flames", "entries": [], "quiz": [
            {"id": "hot", "kind": "short", "prompt": "Which flame is hottest?", "answer": "the blue one"}]},
    ],
    "exam_questions": [
        {"id": "describe", "topic": "gases", "command": "describe", "marks": 2, "prompt": "Describe oxygen.",
         "scheme": [{"text": "It feeds fires", "marks": 2}], "model_answer": "It is a gas that feeds fires.",
         "tip": "Say what it does."},
    ],
}  # fmt: skip


class Guide:
    """The page, as a pupil uses it."""

    def __init__(self, page):
        self.page, self.faults, self.asked = page, [], []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self.faults.append(line.text))
        page.on("request", lambda request: self.asked.append(request.url))
        page.set_default_timeout(10_000)

    def item(self, name):
        return self.page.locator(f"li[data-item={name}]")

    def type(self, name, words):
        """Answer in writing, by the keyboard; what the page says of it."""
        self.item(name).locator("input[type=text]").fill(words)
        self.page.keyboard.press("Enter")
        return self.verdict(name)

    def verdict(self, name):
        return self.item(name).locator(".verdict").inner_text()

    def score(self):
        return self.page.locator("#gases .score").inner_text()

    def again(self):
        self.page.locator("#gases").get_by_role("button", name="Start again").click()

    def printed(self):
        """How many pages it makes, as a browser prints it; what was chosen is then chosen no more."""
        self.page.emulate_media(media="print")
        return len(re.findall(rb"/Type\s*/Page\b", self.page.pdf(prefer_css_page_size=True)))

    def choose(self, topic, what="sheet"):
        """As the topic's button does, without the window that a browser then opens."""
        self.page.evaluate(
            "([topic, what]) => { window.print = () => {};"
            "document.querySelectorAll(`#${topic} > .row button`)[what === 'sheet' ? 0 : 1].click(); }",
            [topic, what],
        )


@pytest.fixture
def open_guide(browser, tmp_path):
    """Opens a course's guide; at the end nothing may have gone wrong, and nothing been asked of the net."""
    opened = []

    def begin(course, **window):
        path = tmp_path / "guide.html"
        path.write_text(study_guide(course), "utf-8")
        context = browser.new_context(**window)
        guide = Guide(context.new_page())
        opened.append((context, guide, path.as_uri()))
        guide.page.goto(path.as_uri())
        return guide

    yield begin
    for context, guide, address in opened:
        context.close()
        assert guide.faults == []
        assert {url.partition("#")[0] for url in guide.asked} == {address}


@pytest.fixture
def guide(open_guide):
    return open_guide(examine_value(json.loads(json.dumps(SMALL))).course)


def test_a_choice_and_a_statement_are_picked_and_checked(guide):
    which = guide.item("which")
    which.get_by_role("button", name="Check").click()
    assert guide.page.evaluate("document.activeElement.type") == "radio", "nothing was picked yet"
    which.get_by_role("radio", name="oxygen").check()
    which.get_by_role("button", name="Check").click()
    assert guide.verdict("which") == "Yes."
    assert "O2 feeds the flame." in which.locator(".told").inner_text()
    assert which.locator(".told sub").inner_text() == "2"
    guide.item("tf").get_by_role("radio", name="True").check()
    guide.item("tf").get_by_role("button", name="Check").click()
    assert guide.verdict("tf") == "Not this time."
    assert guide.score() == "1 of 2 marks. 6 to go."


@pytest.mark.parametrize(
    ("name", "words", "verdict"),
    [
        ("year", "1898", "Yes."),
        ("year", "on the 12th of June 1898", "Yes."),
        ("year", "1899", "Nearly: you said 1899."),
        ("year", "1066", "Not this time."),
        ("many", "78%", "Yes."),
        ("many", "80", "Yes."),
        ("many", "four fifths", "Yes."),
        ("many", "seventy eight", "I can't tell"),
        ("lanes", "5", "Yes."),
        ("lanes", "five", "Yes."),
        ("many", "20", "Not this time."),
        ("word", "Oxygen!", "Yes."),
        ("word", "it's the oxygen", "Yes."),
        ("word", "o₂", "Yes."),
        ("word", "oxigen", "Yes. It's spelt “oxygen”."),
        ("word", "ozone", "Not this time."),
        ("word", "not oxygen", "I can't tell"),
        ("word", "oxygen or ozone", "I can't tell"),
        ("why", "It runs out of oxygen.", "Yes."),
        ("why", "no air left", "I can't tell"),
    ],
)
def test_what_is_typed_is_marked_by_the_wordings_of_the_course(guide, name, words, verdict):
    assert guide.type(name, words).startswith(verdict)


@pytest.mark.parametrize("name", COURSES)
def test_every_wording_of_our_courses_is_marked_as_the_course_says(open_guide, name):
    course = load_course(COURSES[name])
    typed = [item for item in course.items() if item.kind in ("short", "number", "year")]
    said = [(item.id, text, True) for item in typed for text in (item.answer, *item.accept)]
    said += [(item.id, text, False) for item in typed for text in item.reject]
    otherwise = open_guide(course).page.evaluate(
        """(said) => said.filter(([item, text, right]) => {
      const place = document.querySelector(`li[data-item="${item}"]`);
      place.querySelector("input[type=text]").value = text;
      place.querySelector("form").requestSubmit();
      return place.querySelector(".verdict").textContent.startsWith("Yes.") !== right;
    })""",
        said,
    )
    assert otherwise == [] and len(said) > 500


def test_words_it_cannot_tell_are_the_pupils_to_judge(guide):
    guide.type("why", "no air left")
    assert guide.score().startswith("0 of 1 marks.")
    guide.item("why").get_by_role("button", name="Mine says the same: count it").click()
    assert guide.verdict("why") == "Counted."
    assert guide.score().startswith("1 of 1 marks.")


def test_a_list_is_ticked_off_and_everything_can_be_done_again(guide):
    two = guide.item("two")
    two.get_by_role("button", name="show the list").click()
    two.get_by_role("checkbox", name="argon").check()
    assert guide.verdict("two") == "1 of 2." and guide.score().startswith("1 of 2 marks.")
    two.get_by_role("checkbox", name="neon").check()
    assert guide.verdict("two") == "2 of 2: that's full marks."
    assert "They hardly react." in two.inner_text()
    guide.item("tf").get_by_role("button", name="I don't know").click()
    guide.page.locator("#gases").get_by_role("button", name="Again: those I missed").click()
    assert guide.score() == "2 of 2 marks. 7 to go."
    guide.again()
    assert guide.score() == "8 questions."
    two.get_by_role("button", name="show the list").click()
    assert two.get_by_role("checkbox").count() == 3 and two.locator("input:checked").count() == 0
    assert guide.page.locator("#flames .score").inner_text() == "1 question.", (
        "a topic's score is its own"
    )


def test_it_is_done_by_keyboard_and_heard(guide):
    page = guide.page
    guide.item("year").locator("input").focus()
    page.keyboard.type("1898")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "result right"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').dataset.item") == "many"
    named = page.evaluate(
        "document.activeElement.closest('form, details').parentElement.textContent"
    )
    assert "nitrogen" in named
    assert page.locator("#gases .score").get_attribute("role") == "status"
    assert page.get_by_role("textbox", name="How much of the air is nitrogen?").count() == 1
    assert page.get_by_role("group", name="Which gas relights a glowing splint?").count() == 1


def test_without_scripts_the_answers_unfold(open_guide):
    guide = open_guide(
        examine_value(json.loads(json.dumps(SMALL))).course, java_script_enabled=False
    )
    guide.item("year").locator("summary", has_text="Answer").click()
    assert guide.item("year").locator(".told").inner_text() == "1898."
    assert guide.page.locator("form, button").count() == 0


def _narrow_enough(page):
    """Whether a machine has letters like Arial's; with wider ones a sheet may not hold its topic."""
    return page.evaluate(
        "() => { const pen = document.createElement('canvas').getContext('2d');"
        'pen.font = \'100px Arial, Helvetica, "Liberation Sans", "DejaVu Sans Condensed", sans-serif\';'
        "return pen.measureText('The quick brown fox jumps over the lazy dog').width < 2150; }"
    )


@pytest.mark.parametrize("name", COURSES)
def test_every_topic_prints_on_one_sheet_and_its_exam_questions_on_another(open_guide, name):
    course = load_course(COURSES[name])
    guide = open_guide(course)
    if not _narrow_enough(guide.page):
        pytest.skip(
            "no letters as narrow as Arial's on this machine (apt-get install fonts-liberation)"
        )
    assert guide.printed() == 2 * len(course.topics)
    for topic in course.topics:
        guide.choose(topic.id)
        assert guide.printed() == 1, topic.title
    guide.choose(course.topics[-1].id)
    shown = guide.page.locator(f"#{course.topics[-1].id}")
    assert shown.locator(".sheet").is_visible() and shown.locator(".answer").first.is_visible()
    assert not guide.page.locator(f"#{course.topics[0].id}").is_visible()
    hidden = ("nav", ".prose", ".links", ".exam", ".score", "button", "details")
    assert [each for each in hidden if guide.page.locator(f"{each}:visible").count()] == []


def test_a_topics_questions_print_with_their_answers_on_a_page_of_their_own(guide):
    guide.choose("gases", "test")
    assert guide.printed() == 2
    guide.choose("gases", "test")
    assert guide.page.locator("#gases .key").is_visible()
    assert not guide.page.locator("#gases .sheet").is_visible()
    assert "1898" in guide.page.locator("#gases .key").inner_text()


def test_on_paper_the_schemes_stand_under_the_questions_in_black(open_guide):
    guide = open_guide(examine_value(json.loads(json.dumps(SMALL))).course, color_scheme="dark")
    assert not guide.page.locator(".schemes").is_visible()
    guide.page.locator(".exam summary").click()
    assert "It feeds fires (2)" in guide.page.locator(".exam details").inner_text()
    guide.page.emulate_media(media="print")
    assert "It feeds fires (2)" in guide.page.locator(".schemes").inner_text()
    ink = guide.page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(0, 0, 0)", "black on paper, whatever the screen was"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", COURSES)
def test_it_is_accessible_and_fits_on_a_phone(open_guide, axe, name, scheme):
    course = load_course(COURSES[name])
    guide = open_guide(
        course,
        viewport={"width": 320, "height": 640},
        color_scheme=scheme,
        has_touch=True,
        bypass_csp=True,
    )
    page = guide.page
    kinds = {item.kind: item for item in course.items()}
    for kind, item in kinds.items():
        press = "show the list" if kind == "list" else "I don't know"
        guide.item(item.id).get_by_role("button", name=press).click()
    page.locator(".exam summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    letters = page.locator(".sheet .answer").first.evaluate(
        "(each) => getComputedStyle(each).fontSize"
    )
    assert letters == "16.8px", "small letters are for paper"
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input[type=text], .pick, summary, .links a")]
      .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 43)
      .map((each) => each.outerHTML.slice(0, 90))"""
    )
    assert small == []
    page.evaluate(axe)
    found = page.evaluate(
        "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)"
    )
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found] == []
