"""Figures as learners say them: split, rounded, in other units, multiplied out."""

import pytest

from skill.content.course import Course, CourseFile, CourseInfo, QuizItem, Topic
from skill.quiz.marking.marker import Marker


def marked(prompt: str, answer: str, said: str, accept: tuple[str, ...] = ()) -> str:
    """The verdict on one answer to one number item."""
    item = QuizItem(id="q", kind="number", prompt=prompt, answer=answer, accept=accept)
    topic = Topic(id="t", title="Everything", quiz=(item,))
    course = Course(CourseFile(format=1, course=CourseInfo(title="Test"), topics=(topic,)))
    return Marker(course).mark(item, said).verdict


WEEK = ("How many shillings a week did they ask for?", "25 shillings")
MASS = ("What is the relative formula mass of water?", "18")
AIR = ("What percentage of the air is nitrogen?", "78 percent")
TOWN = ("What was the population in 1801?", "1 million")
SUN = ("How far is the Earth from the Sun?", "150 million kilometres")
SOUND = ("How fast is sound in air?", "340 metres per second")
FELL = ("By how much did output fall?", "20 percent")
PAIRS = ("How many chromosomes has a body cell?", "46")
SEATS = ("How many seats did they win?", "107 seats")
COST = ("How much did it cost?", "£2.5 million")
WALL = ("How many years did the wall stand?", "28 years")
ICE = ("What share of fresh water is ice?", "two thirds")
DEBT = ("How much was to be paid?", "6.6 billion pounds")


@pytest.mark.parametrize(
    ("item", "said", "verdict"),
    [
        (WEEK, "they wanted twenty five shillings a week", "correct"),
        (WEEK, "25 pounds a week", "incorrect"),
        (MASS, "eight teen", "correct"),
        (MASS, "ate teen", "correct"),
        (MASS, "eighty", "incorrect"),
        (AIR, "about 80", "partial"),
        (AIR, "roughly four fifths", "partial"),
        (AIR, "about 90", "incorrect"),
        (TOWN, "10 to the 6", "correct"),
        (TOWN, "a thousand thousand", "correct"),
        (TOWN, "ten thousand", "incorrect"),
        (SUN, "a hundred and fifty million k m", "correct"),
        (SUN, "150 million miles", "incorrect"),
        (SOUND, "340 m s", "correct"),
        (SOUND, "340 m/s", "correct"),
        (SOUND, "340 kilometres a second", "incorrect"),
        (FELL, "it fell by a fifth", "correct"),
        (FELL, "it rose 20 percent", "incorrect"),
        (FELL, "more than 20 percent", "correct"),
        (PAIRS, "two lots of 23", "correct"),
        (PAIRS, "23 times 2", "correct"),
        (PAIRS, "23", "incorrect"),
        (SEATS, "one zero seven", "correct"),
        (SEATS, "about a hundred", "partial"),
        (SEATS, "one seventy", "incorrect"),
        (COST, "2 500 000", "correct"),
        (COST, "two and a half thousand", "incorrect"),
        (WALL, "about 30 years", "partial"),
        (WALL, "30", "incorrect"),
        (WALL, "28 months", "incorrect"),
        (ICE, "67 percent", "correct"),
        (ICE, "60 percent", "incorrect"),
        (DEBT, "roughly 7 billion", "partial"),
        (DEBT, "five no six point six billion", "correct"),
    ],
)
def test_a_figure_as_it_is_said(item, said, verdict):
    assert marked(*item, said) == verdict


def test_another_unit_in_what_is_accepted_keeps_its_size():
    said = ("How long is a year?", "365 days")
    assert marked(*said, "one year", ("one year",)) == "correct"
    assert marked(*said, "24 hours", ("one year",)) == "incorrect"


def test_a_number_taken_back_counts_as_it_was_corrected():
    assert marked("How many were out of work?", "6 million", "five million no six") == "correct"
