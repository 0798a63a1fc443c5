"""A file that is not JSON says what is wrong with it, and on which line."""

import pytest

from skill.content.placing import teacher_place, with_teacher_places
from skill.content.source import parse
from skill.errors import ContentError


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{\n "a": "he said "no" to it",\n "b": 1\n}',
            "line 2: there is a double quote inside a text",
        ),
        ('{\n "a": "one"\n "b": "two"\n}', "line 2: a comma is missing at the end"),
        ('{\n "a": [\n  "x"\n  "y"\n ]\n}', "line 3: a comma is missing at the end"),
        (
            '{\n "a": [\n  {"b": 1}\n',
            "line 2: the square bracket [ that opens here is never closed",
        ),
        (
            '{\n "a": [\n  {"b": 1\n ]\n}',
            "line 3: the curly bracket { that opens here is never closed",
        ),
    ],
)
def test_slips_are_told_apart(text, said):
    with pytest.raises(ContentError) as wrong:
        parse(text.encode())
    assert said in str(wrong.value)


def test_places_are_named_as_a_teacher_would():
    assert teacher_place(("topics", 0, "quiz", 9, "prompt")) == "Topic 1, question 10, the prompt"
    assert (
        teacher_place(("exam_questions", 1, "scheme", 0, "text"))
        == "Exam question 2, mark point 1, the text"
    )
    assert teacher_place(()) == ""
    said = "asks the same as x (topics[0].quiz[1])."
    assert with_teacher_places(said) == "asks the same as x (topic 1, question 2)."
