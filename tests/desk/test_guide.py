import base64
import hashlib
import json
import re

import pytest
from bs4 import BeautifulSoup

from skill.content.loading import examine_value, load_course
from skill.desk.guide import study_guide
from skill.settings import HOME


@pytest.fixture
def page(clean):
    rivers = clean["topics"][0]
    rivers["title"] = 'Rivers & "seas"'
    rivers["entries"][0]["question"] = "Is 3 < 5 & 5 > 3?"
    rivers["quiz"].append(
        {"id": "d", "kind": "short", "prompt": "Draft?", "answer": "x", "draft": True}
    )
    rivers["quiz"].append(
        {
            "id": "two",
            "kind": "list",
            "prompt": "Name two.",
            "points": [{"text": "a < b"}, {"text": "b"}, {"text": "c"}],
            "want": 2,
        }
    )
    return study_guide(examine_value(clean).course)


def soup(page):
    return BeautifulSoup(page, "html.parser")


def test_every_entry_and_item_stands_in_it_by_topic(page):
    html = soup(page)
    assert [h.get_text() for h in html.select("section.topic > h2")] == ['Rivers & "seas"', "Rocks"]
    assert "Is 3 < 5 & 5 > 3?" in html.get_text()
    assert len(html.select("article")) == 3
    assert len(html.select("ol.questions > li")) == len(html.select(".key > ol > li")) == 6
    assert len(html.select("#rivers .questions > li")) == 4
    assert "Draft?" not in page
    assert "Any 2 of:" in html.get_text()


def test_it_needs_nothing_else_and_is_well_formed(page):
    assert not re.search(r"<link|src=|https?://|url\(|@import|fetch\(|style=", page)
    assert 'name="viewport"' in page and "@media print" in page
    assert "a &lt; b" in page and "3 < 5" not in page
    html = soup(page)
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in html.select("a[href]")} <= set(ids)


def test_its_policy_allows_its_own_style_and_script_and_nothing_else(page):
    html = soup(page)
    policy = html.select_one('meta[http-equiv="Content-Security-Policy"]')["content"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    for rule, tag in (("style-src", "style"), ("script-src", "script:not([type])")):
        (own,) = html.select(tag)
        digest = base64.b64encode(hashlib.sha256(own.string.encode()).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'"
    assert not re.search(r"\son[a-z]+=", re.sub(r"<script>.*?</script>", "", page, flags=re.S))


def test_texts_cannot_become_markup(clean):
    # The checks refuse tags; the page would escape them all the same.
    clean["topics"][0]["title"] = "<b"
    clean["course"]["title"] = 'x" onload=1 <i'
    clean["topics"][1]["quiz"][0]["accept"] = ["</script"]
    page = study_guide(examine_value(clean).course)
    body = page[page.index("<body>") : page.index("<script>")]
    assert "&lt;b" in page and "<i" not in re.sub(r"<(?:i[a-z]|/)", "", body)
    assert "</script" not in body.partition('id="answers">')[2].replace("</script>", "", 1)


def test_answers_in_other_letters_and_figures_in_words_are_told_as_well(clean):
    quiz = clean["topics"][0]["quiz"]
    quiz[0] |= {
        "answer": "1953",
        "accept": ["January 1953", "the 31st of January 1953", "fifty three"],
    }
    quiz[1] |= {
        "answer": "three hundred and seven",
        "accept": ["about 0.3 thousand", "7 over 2", "three centuries"],
    }
    quiz[2] |= {"answer": " MUD"}
    told = json.loads(soup(study_guide(examine_value(clean).course)).select_one("#answers").string)
    assert told["flood-year"]["figures"] == [1953], "and not 53"
    assert told["flood-deaths"]["figures"] == [307, 300]
    assert told["inside"]["right"] == 2


def test_the_script_is_told_what_is_right(page):
    told = json.loads(soup(page).select_one("#answers").string)
    assert told["flood-year"] == {
        "kind": "year",
        "accept": ["1953"],
        "reject": [],
        "figures": [1953],
    }
    assert told["inside"] == {"kind": "choice", "right": 2}, "in the alphabet's order"
    options = [li.get_text() for li in soup(page).select("[data-item=inside] .options li")]
    assert options == ["driftwood", "ice", "mud"]
    assert told["granite-slow"] == {"kind": "true_false", "right": 0}
    assert told["two"] == {"kind": "list", "wanted": 2}


def test_exam_questions_stand_with_their_topic_and_their_marks_are_folded(page):
    html = soup(page)
    (exam,) = html.select(".exam")
    assert exam.find_parent(class_="topic")["id"] == "rivers"
    assert "(1 mark)" in exam.select_one("#describe-flood p").get_text()
    for scheme in (exam.select_one("details"), exam.select_one(".schemes.paper")):
        assert "It drowned 307 people (1)" in scheme.get_text()


@pytest.mark.parametrize("file", ["content.json", "courses/chemistry.json"])
def test_our_own_courses_have_everything(file):
    course = load_course(HOME / file)
    html = soup(study_guide(course))
    for topic in course.topics:
        here = html.select_one(f"#{topic.id}")
        assert len(here.select("article")) == len(topic.entries)
        assert here.select(".terms dt") and here.select(".exam") and here.select(".test")
        assert bool(here.select(".timeline")) == (file == "content.json"), topic.title
    ids = [tag["id"] for tag in html.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in html.select("a[href]")} <= set(ids)


def test_formulas_and_units_read_as_they_are_printed():
    page = study_guide(load_course(HOME / "courses" / "chemistry.json"))
    body = page[page.index("<main>") : page.index("</main>")]
    assert "CO<sub>2</sub>" in body and "Mg<sup>2+</sup>" in body and "cm<sup>3</sup>" in body
    assert "Ca(OH)<sub>2</sub>" in body
    assert not re.search(r">[^<]*\b(?:CO2|H2O|cm3|Mg2\+)[^<]*<", body)
