"""The tutor's fields come in by a spreadsheet, are shown in the guide, and can be listened to."""

import json

from skill.content.loading import examine_value
from skill.desk.guide import study_guide
from skill.desk.listen import parts_for
from skill.desk.new import new_course
from skill.speech.parts import plain

SHEET = (
    "question,answer,simpler,example,why it matters,mnemonic\n"
    "What is erosion?,Wearing away of rock.,Rock gets worn down.,A cliff falls | A bank slips,"
    "It shapes coasts.,E for eating away.\n"
)
ITEMS = (
    "prompt,kind,answer,hint,hints\n"
    "Which rock is white?,short,chalk,Think of Dover,It writes | Five letters\n"
)


def test_a_sheet_brings_them(owl, tmp_path):
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "items.csv").write_text(ITEMS, encoding="utf-8")
    course = tmp_path / "course.json"
    for name in ("sheet.csv", "items.csv"):
        assert owl("import", name, "--out", course).exit_code == 0
    made = json.loads(course.read_text(encoding="utf-8"))
    entry = next(e for t in made["topics"] for e in t["entries"])
    assert entry["simpler"] == "Rock gets worn down." and len(entry["examples"]) == 2
    assert (
        entry["why_it_matters"] == "It shapes coasts." and entry["remember"] == "E for eating away."
    )
    items = [i for t in made["topics"] for i in t["quiz"]]
    assert any(i.get("hints") == ["It writes", "Five letters"] for i in items)
    assert examine_value(made).course is not None


def test_the_guide_shows_them():
    course = examine_value(new_course("Starter")).course
    html = study_guide(course)
    for text in (
        "Why it matters:", "To remember:", "Often mixed up:", "ten on Tuesday", "Exam questions",
        "What earns marks", "Key terms",
    ):  # fmt: skip
        assert text in html


def test_they_can_be_listened_to():
    course = examine_value(new_course("Starter")).course
    assert "again next week" in plain(parts_for(course, "spaced-practice"))
    told = plain(parts_for(course, "explain-two-ways"))
    assert "Describe two ways" in told and "say why it works" in told
