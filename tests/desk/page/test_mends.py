"""A button that mends what can be mended: each mend by itself, and where there is none to offer."""

import copy

import pytest

from skill.content.loading import examine_value
from skill.desk.page.checking import Checks
from skill.desk.page.mends import mend_for, mended
from skill.desk.page.records import find, owner
from skill.errors import SkillError

PLAIN = Checks(None).plain


def first(course, some_id):
    return find(course, some_id).record


def same_phrasing(course):
    first(course, "meander")["also_asked"].append("Why do rivers BEND?")
    return (
        "Take this one out",
        lambda made: (
            "Why do rivers BEND?" not in first(made, "meander")["also_asked"]
            and "why do rivers bend" in first(made, "meander")["also_asked"]
        ),
    )


def question_among_its_wordings(course):
    first(course, "granite")["also_asked"].insert(1, "what is granite")
    return (
        "Take this one out",
        lambda made: (
            "what is granite" not in first(made, "granite")["also_asked"]
            and first(made, "granite")["question"] == "What is granite?"
        ),
    )


def unknown_field(course):
    entry = first(course, "meander")
    renamed = {("exampels" if name == "examples" else name): v for name, v in entry.items()}
    entry.clear()
    entry.update(renamed)
    return (
        "Put it in the right place",
        lambda made: (
            first(made, "meander")["examples"] == ["One is near here."]
            and list(first(made, "meander")) == [n.replace("els", "les") for n in renamed]
        ),
    )


def for_the_eye(course):
    first(course, "flood")["answer"] = "★ A **storm** drove the `North Sea` over the coast."
    return (
        "Take the signs out",
        lambda made: (
            first(made, "flood")["answer"] == "A storm drove the North Sea over the coast."
        ),
    )


def markup(course):
    first(course, "flood")["answer"] = "A <b>storm</b> came."
    return "Make it plain text", lambda made: first(made, "flood")["answer"] == "A storm came."


def an_entity(course):
    first(course, "flood")["answer"] = "Wind &amp; water came."
    return "Make it plain text", lambda made: first(made, "flood")["answer"] == "Wind & water came."


def a_line_break(course):
    first(course, "flood")["answer"] = "A storm\ncame and\u200b stayed."
    return (
        "Make it plain text",
        lambda made: first(made, "flood")["answer"] == "A storm came and stayed.",
    )


def option_twice(course):
    first(course, "inside")["options"] = ["mud", "ice", "mud", "driftwood"]
    return (
        "Take this one out",
        lambda made: first(made, "inside")["options"] == ["mud", "ice", "driftwood"],
    )


def a_hint_that_is_the_answer(course):
    first(course, "granite-name")["hint"] = "Granite!"
    return "Take this hint out", lambda made: "hint" not in first(made, "granite-name")


def a_further_hint_that_is_the_answer(course):
    first(course, "granite-name")["hints"] = ["It sparkles.", "granite", "It is speckled."]
    return (
        "Take this hint out",
        lambda made: first(made, "granite-name")["hints"] == ["It sparkles.", "It is speckled."],
    )


def same_item(course):
    twin = {**copy.deepcopy(first(course, "granite-name")), "id": "granite-twin"}
    course["topics"][1]["quiz"].append(twin)
    return (
        "Take the second one out",
        lambda made: find(made, "granite-twin") is None and find(made, "granite-name") is not None,
    )


def unknown_board(course):
    course["course"]["exam_boards"][0] = "Edexcel"
    first(course, "granite")["exam_boards"] = ["Edexel"]
    return "Change it to Edexcel", lambda made: first(made, "granite")["exam_boards"] == ["Edexcel"]


def a_board_that_stands_there_already(course):
    course["course"]["exam_boards"][0] = "Edexcel"
    first(course, "granite")["exam_boards"] = ["Edexcel", "Edexel", "OCR"]
    return (
        "Take this one out",
        lambda made: first(made, "granite")["exam_boards"] == ["Edexcel", "OCR"],
    )


MENDS = [same_phrasing, question_among_its_wordings, unknown_field, for_the_eye, markup, an_entity,
         a_line_break,
         option_twice, a_hint_that_is_the_answer, a_further_hint_that_is_the_answer, same_item,
         unknown_board, a_board_that_stands_there_already]  # fmt: skip


def key(course, finding):
    return (finding.rule, *owner(course, finding.path), finding.reason)


@pytest.mark.parametrize("spoil", MENDS)
def test_each_mend_puts_right_what_it_says_and_nothing_else(clean, spoil):
    label, is_right = spoil(clean)
    kept = copy.deepcopy(clean)
    offered = [each for each in PLAIN(clean) if mend_for(clean, each)]
    assert [mend_for(clean, each) for each in offered] == [label]
    assert clean == kept, "looking changes nothing"
    [finding] = offered
    some_id, place = owner(clean, finding.path)
    made = mended(clean, PLAIN(clean), finding.rule, some_id, list(place))
    assert clean == kept and made != kept
    assert is_right(made)
    had = {key(clean, each) for each in PLAIN(clean)}
    left = {key(made, each) for each in PLAIN(made)}
    assert key(clean, finding) not in left
    # A hint that is gone is missing; nothing else is new.
    assert {each[0] for each in left - had} <= {"no-help", "few-hints"}
    assert not examine_value(made).faults
    with pytest.raises(SkillError, match="mended already"):
        mended(made, PLAIN(made), finding.rule, some_id, list(place))


def in_two_entries(course):
    first(course, "flood")["also_asked"].append("why do rivers bend")


def a_field_that_is_there_already(course):
    first(course, "meander")["exampels"] = ["Another."]


def a_field_of_no_known_name(course):
    first(course, "meander")["colour"] = "blue"


def an_address(course):
    first(course, "flood")["answer"] += " See https://example.org/flood."


def nothing_but_signs(course):
    first(course, "flood")["detail"] = "★"


def nothing_but_markup(course):
    first(course, "flood")["answer"] = "<b></b>"


def a_hint_that_says_more(course):
    first(course, "granite-name")["hint"] = "It is granite, of course."


def a_prompt_that_is_the_answer(course):
    first(course, "granite-name")["prompt"] = "Granite?"


def nearly_the_same_item(course):
    item = first(course, "granite-name")
    course["topics"][1]["quiz"].append({**item, "id": "granite-twin", "hint": "Look at a kerb."})


def a_board_like_no_other(course):
    first(course, "granite")["exam_boards"] = ["Cambridge International"]


NONE = [in_two_entries, a_field_that_is_there_already, a_field_of_no_known_name, an_address,
        nothing_but_signs, nothing_but_markup, a_hint_that_says_more, a_prompt_that_is_the_answer,
        nearly_the_same_item, a_board_like_no_other]  # fmt: skip


@pytest.mark.parametrize("spoil", NONE)
def test_where_only_the_teacher_can_there_is_no_button(clean, spoil):
    before = {key(clean, each) for each in PLAIN(clean)}
    spoil(clean)
    new = [each for each in PLAIN(clean) if key(clean, each) not in before]
    assert new or spoil is nothing_but_signs, "it is found"
    assert [mend_for(clean, each) for each in new if mend_for(clean, each)] == []
    for each in new:
        some_id, place = owner(clean, each.path)
        with pytest.raises(SkillError):
            mended(clean, PLAIN(clean), each.rule, some_id, list(place))


def test_all_at_once(clean):
    spoils = [same_phrasing, question_among_its_wordings, unknown_field, for_the_eye, option_twice,
              a_further_hint_that_is_the_answer, same_item, unknown_board]  # fmt: skip
    checks = [spoil(clean)[1] for spoil in spoils]
    # What stops the course from loading hides the rest: it is mended first.
    made = mended(clean, PLAIN(clean), "*", "", [])
    made = mended(made, PLAIN(made), "*", "", [])
    assert [check(made) for check in checks] == [True] * len(checks)
    assert not any(mend_for(made, each) for each in PLAIN(made))
    with pytest.raises(SkillError):
        mended(made, PLAIN(made), "*", "", [])


def test_all_at_once_in_one_list(clean):
    """What is taken out of a list moves what stands after it."""
    entry = first(clean, "meander")
    entry["also_asked"] = ["why do rivers bend", "Why do rivers bend?", "what makes a meander",
                           "What makes a meander?", "how do bends grow"]  # fmt: skip
    first(clean, "granite-name")["hints"] = ["granite", "**It sparkles.**", "Granite.", "`Grey`."]
    first(clean, "inside")["options"] = ["mud", "mud", "ice", "Mud", "ice"]
    made = clean
    while any(mend_for(made, each) for each in PLAIN(made)):
        made = mended(made, PLAIN(made), "*", "", [])
    assert first(made, "meander")["also_asked"] == [
        "why do rivers bend", "what makes a meander", "how do bends grow",
    ]  # fmt: skip
    assert first(made, "granite-name")["hints"] == ["It sparkles.", "Grey."]
    assert first(made, "inside")["options"] == ["mud", "ice"]


def test_what_a_page_asks_for_that_is_not_there_is_refused(clean):
    same_phrasing(clean)
    for wanted in (("same-phrasing", "meander", ["also_asked", 99]), ("same-phrasing", "none", []),
                   ("few-phrasings", "", None), ("", "", "x")):  # fmt: skip
        with pytest.raises(SkillError):
            mended(clean, PLAIN(clean), *wanted)
