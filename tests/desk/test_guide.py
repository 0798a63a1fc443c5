import re

import pytest
from bs4 import BeautifulSoup

from skill.content.loading import examine_value
from skill.desk.guide import study_guide


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


def test_every_entry_and_item_stands_in_it_by_topic(page):
    soup = BeautifulSoup(page, "html.parser")
    assert [h.get_text() for h in soup.select("section.topic h2")] == ['Rivers & "seas"', "Rocks"]
    assert "Is 3 < 5 & 5 > 3?" in soup.get_text()
    assert len(soup.select("article")) == 3
    assert len(soup.select("ol.test > li")) == len(soup.select("section.key > ol > li")) == 6
    assert "Draft?" not in page
    assert "Any 2 of:" in soup.get_text()


def test_it_needs_nothing_else_and_is_well_formed(page):
    assert not re.search(r"<script|<link|src=|https?://", page)
    assert 'name="viewport"' in page and "@media print" in page
    assert "a &lt; b" in page and "3 < 5" not in page
    soup = BeautifulSoup(page, "html.parser")
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {link["href"][1:] for link in soup.select("a[href]")} <= set(ids)


def test_texts_cannot_become_markup(clean):
    # The checks refuse tags; the page would escape them all the same.
    clean["topics"][0]["title"] = "<b"
    clean["course"]["title"] = 'x" onload=1 <i'
    page = study_guide(examine_value(clean).course)
    assert "&lt;b" in page and "<i" not in re.sub(r"<(?:i[a-z]|/)", "", page)
