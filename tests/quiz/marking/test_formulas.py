"""Chemical formulas: heard as they are spelt, exact to the sign, and nothing else taken for one."""

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.quiz.marking.formulas import formula_of, spelt_formulas
from skill.quiz.marking.marker import Marker


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("H2O", "h2o"), ("NaCl", "nacl"), ("Mg2+", "mg2+"), ("Na+", "na+"), ("O2-", "o2-"), ("CO", "co"),
        ("Ca(OH)2", "caoh2"), ("CuSO4", "cuso4"), ("C60", "c6o"), ("SO4 2-", "so42-"), ("HCl", "hcl"),
        ("USSR", ""), ("UK", ""), ("No", ""), ("NEP", ""), ("1917", ""), ("water", ""), ("V1", "v1"),
        ("K", ""), ("Stalin", ""), ("28 per cent", ""), ("A", ""), ("BBC", ""), ("-3", ""), ("3+", ""),
    ],
)  # fmt: skip
def test_what_is_a_formula(text, signs):
    assert formula_of(text) == signs


SPELT = [
    ("H2O", ["h two o", "h 2 o", "aitch two oh", "H. two O.", "h to o", "it's h two o", "age two oh",
      "h 2 0"],
     ["h o two", "h two o two", "h two", "h three o"]),
    ("NaCl", ["n a c l", "N. A. C. L.", "en ay see ell", "nacl", "um n a c l", "capital n a capital c l"],
     ["n a c l two", "m g c l", "k c l"]),
    ("Mg2+", ["m g two plus", "mg 2+", "em gee two plus", "magnesium two plus", "m g plus two"],
     ["m g two minus", "m g plus", "m g three plus", "magnesium two minus"]),
    ("O2-", ["o two minus", "oh two minus", "o two negative", "o minus two"],
     ["o two plus", "o minus", "o two"]),
    ("Na+", ["n a plus", "n a one plus", "sodium plus"], ["n a minus", "n a two plus"]),
    ("CO2", ["c o two", "co2", "see oh two", "c o 2", "i think it's c o two"], ["c o", "c two o"]),
    ("Ca(OH)2", ["c a o h two", "c a brackets o h two", "ca oh 2", "c a bracket o h close bracket two"],
     ["c a o h", "c a o two"]),
    ("C60", ["c sixty", "c 60"], ["c seventy"]),
]  # fmt: skip


def _course(**item) -> Course:
    entry = {"id": "e", "question": "What is a formula?", "answer": "It tells the atoms."}
    topic = {"id": "t", "title": "Formulas", "entries": [entry], "quiz": [{"id": "q", **item}]}
    file = {"format": 1, "course": {"title": "Chemistry"}, "topics": [topic]}
    return Course(msgspec.convert(file, type=CourseFile, strict=False))


def verdict(said: str, **item) -> str:
    course = _course(**item)
    return Marker(course).mark(course.item("q"), said).verdict


@pytest.mark.parametrize(("answer", "right", "wrong"), SPELT)
def test_it_is_exact(answer, right, wrong):
    item = {"kind": "short", "prompt": "What is the formula?", "answer": answer}
    assert {said: verdict(said, **item) for said in right} == dict.fromkeys(right, "correct")
    assert {said: verdict(said, **item) for said in wrong} == dict.fromkeys(wrong, "incorrect")


def test_a_name_is_not_its_formula_and_a_word_spells_none():
    item = {"kind": "short", "prompt": "What is the formula of sodium chloride?", "answer": "NaCl"}
    assert verdict("sodium chloride", **item) != "correct"
    for talk in ("no", "bacon", "see you soon", "oh", "can i have some", "what", "i see", "oh no"):
        assert not spelt_formulas(talk), talk
    # Where words are asked for, a formula that is accepted is right, and another settles nothing.
    item = {"kind": "short", "prompt": "Which gas?", "answer": "carbon dioxide", "accept": ["CO2"]}
    assert (
        verdict("c o two", **item) == "correct" and verdict("carbon dioxide", **item) == "correct"
    )


def test_options_and_points_are_spelt_too():
    options = ["NaO", "Na2O", "NaO2", "Na2O2"]
    item = {
        "kind": "choice",
        "prompt": "Which is sodium oxide?",
        "answer": "Na2O",
        "options": options,
    }
    assert verdict("n a two o", **item) == "correct" and verdict("n a o two", **item) == "incorrect"
    points = [{"text": "Na+"}, {"text": "Mg2+"}, {"text": "O2-"}, {"text": "F-"}]
    item = {"kind": "list", "prompt": "Name two ions.", "points": points, "want": 2}
    course = _course(**item)
    found = Marker(course).mark(course.item("q"), "n a plus and o two minus")
    assert found.points == (0, 2) and found.verdict == "correct"
    assert not Marker(course).mark(course.item("q"), "n a two plus and c l minus").points
