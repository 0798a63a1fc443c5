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


NITROGEN = ("What is the boiling point of nitrogen in degrees Celsius?", "-196")
NATIONAL_DEBT = ("What was the national debt?", "£2.5 trillion")
MOLE = ("How many particles are in a mole?", "6.02 × 10²³")
GAS = ("What volume does one mole of gas take up?", "24 dm³")
LASTED = ("How long did the drought last?", "10 years")
VOYAGE = ("How long was the voyage?", "6 months")
WALK = ("How far is it?", "1.5 km")
CITIES = ("What fraction of people live in cities?", "more than half")
LONDON = ("How many people live in London, in millions?", "9 million")
RATIO = ("What is the ratio of hydrogen to oxygen in water?", "2:1")
BIRTHS = ("What was the birth rate?", "12 per 1,000")
CALCIUM = ("What is the charge on a calcium ion?", "+2")
NEUTRAL = ("What is the pH of pure water?", "7")
HABER = ("What temperature is used?", "450 degrees")
SAHARA = ("How large is the Sahara?", "9.2 million square kilometres")
BEACH = ("How wide is the beach?", "30 to 60 metres")
ROUTE = ("How many acres did a homesteader get?", "160 acres")
LEFT = ("How many buffalo were left?", "about 500")


@pytest.mark.parametrize(
    ("item", "said", "verdict"),
    [
        (NITROGEN, "one ninety six below zero", "correct"),
        (NITROGEN, "about minus two hundred", "partial"),
        (NITROGEN, "196", "incorrect"),
        (NATIONAL_DEBT, "two and a half trillion", "correct"),
        (NATIONAL_DEBT, "two thousand five hundred billion pounds", "correct"),
        (NATIONAL_DEBT, "two and a half billion", "incorrect"),
        (MOLE, "six point oh two times ten to the twenty three", "correct"),
        (MOLE, "6.02 x 10 to the power of 23", "correct"),
        (MOLE, "six point oh two times ten to the twenty two", "incorrect"),
        (MOLE, "six point oh two", "incorrect"),
        (GAS, "twenty four litres", "correct"),
        (GAS, "24 dm3", "correct"),
        (GAS, "24000 centimetres cubed", "correct"),
        (GAS, "twenty for", "correct"),
        (GAS, "24 metres cubed", "incorrect"),
        (GAS, "twenty something", "partial"),
        (LASTED, "a decade", "correct"),
        (LASTED, "a century", "incorrect"),
        (VOYAGE, "half a year", "correct"),
        (VOYAGE, "26 weeks", "correct"),
        (VOYAGE, "six weeks", "incorrect"),
        (WALK, "a kilometre and a half", "correct"),
        (WALK, "one and a half k", "correct"),
        (CITIES, "over half", "correct"),
        (CITIES, "half", "partial"),
        (CITIES, "less than half", "incorrect"),
        (LONDON, "nine", "correct"),
        (LONDON, "ninety", "incorrect"),
        (RATIO, "two to one", "correct"),
        (RATIO, "four to two", "correct"),
        (RATIO, "twice as much hydrogen", "correct"),
        (RATIO, "one to two", "incorrect"),
        (BIRTHS, "twelve out of every thousand", "correct"),
        (BIRTHS, "twelve percent", "incorrect"),
        (CALCIUM, "two plus", "correct"),
        (CALCIUM, "two minus", "incorrect"),
        (NEUTRAL, "above seven", "partial"),
        (HABER, "for fifty", "correct"),
        (HABER, "I'd go for fifty", "incorrect"),
        (SAHARA, "nine point to million", "correct"),
        (BEACH, "forty metres", "correct"),
        (BEACH, "between thirty and sixty", "correct"),
        (BEACH, "a hundred metres", "incorrect"),
        (BEACH, "twenty to seventy metres", "partial"),
        (ROUTE, "one sixty", "correct"),
        (ROUTE, "a hundred and something", "partial"),
        (LEFT, "a few hundred", "partial"),
        (LEFT, "a few thousand", "incorrect"),
    ],
)
def test_a_quantity_as_it_is_said(item, said, verdict):
    assert marked(*item, said) == verdict


def test_one_is_a_count_and_no_doubt():
    assert marked("How many moons has the Earth?", "1", "one") == "correct"
    assert marked("How many moons has Mars?", "2", "I think one") == "incorrect"
