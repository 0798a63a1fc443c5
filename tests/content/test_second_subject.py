"""The second subject on the shelf: as large as it says, sound, and none of what it must not teach."""

import json

import pytest

from skill.content.loading import load_course
from skill.content.shelf import further
from skill.quiz.marking.formulas import formula_of
from skill.settings import HOME, Settings

CHEMISTRY = HOME / "courses" / "chemistry.json"


@pytest.fixture(scope="module")
def chemistry():
    return load_course(CHEMISTRY)


def test_it_stands_on_the_shelf():
    settings = Settings()
    assert further(settings.content, load_course(settings.content)) == {"chemistry": CHEMISTRY}


def test_it_is_as_large_as_it_says(chemistry):
    assert len(chemistry.topics) == 5 and chemistry.info.subject == "chemistry"
    assert sum(1 for _ in chemistry.entries()) >= 55 and sum(1 for _ in chemistry.items()) >= 160
    assert len(chemistry.file.exam_questions) >= 15
    for entry in chemistry.entries():
        assert len(entry.also_asked) >= 12 and entry.points and entry.detail and entry.simpler, (
            entry.id
        )
        assert entry.examples and entry.why_it_matters and entry.remember, entry.id
    for item in chemistry.items():
        assert item.hint and item.hints and item.explanation and item.entry, item.id


def test_every_formula_has_its_pronunciation(chemistry):
    """A voice would make a word of NaCl, and pounds of Na+."""
    said = {each.text for each in chemistry.info.pronunciations}
    texts = json.dumps(
        json.loads(CHEMISTRY.read_text(encoding="utf-8"))["topics"], ensure_ascii=False
    )
    words = {word.strip(".,:;?!\"'()") for word in texts.split()}
    written = {
        word for word in words if formula_of(word) and any(c.isdigit() or c in "+-" for c in word)
    }
    assert not written - said, sorted(written - said)


def test_each_fact_names_its_source():
    path = HOME / "docs" / "review" / "chemistry.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 200 and all(len(line) == 3 and all(map(str.strip, line)) for line in lines)
