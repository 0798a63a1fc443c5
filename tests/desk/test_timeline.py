"""The timeline: dates that the course states, in their order, and none besides."""

import re

import pytest

from skill.content.course import Entry, QuizItem, Topic
from skill.content.loading import load_course
from skill.desk.guidebook.timeline import leading, timeline
from skill.settings import HOME

HISTORY = load_course(HOME / "content.json")


def topic(*points, answer="Three things happened.", quiz=(), detail=""):
    entry = Entry(id="e", question="What happened?", answer=answer, points=points, detail=detail)
    return Topic(id="t", title="T", entries=(entry,), quiz=quiz)


THREE = (
    "Lenin died in 1924.",
    "The Cheka was set up on the 7th of December 1917.",
    "Kiev fell in May 1920.",
)


def test_dates_stand_in_their_order_as_the_course_writes_them():
    assert [(m.when, m.what) for m in timeline(topic(*THREE))] == [
        ("7th of December 1917", THREE[1]), ("May 1920", THREE[2]), ("1924", THREE[0]),
    ]  # fmt: skip


def test_two_dates_are_no_line():
    assert timeline(topic(*THREE[:2])) == ()


@pytest.mark.parametrize(
    "said",
    [
        "It began in 1931.",
        "Nobles murdered him in 1931.",
        "In 1931 he said that they were behind.",
        "When Russia voted, in November 1931, they won.",
        "The second, from 1931, was larger.",
        "The announcement came in 1931.",
        "If Kirov had lived in 1931, Stalin would have lost.",
        "Moscow might have fallen in 1931.",
        "The rule lasted until 1931.",
        "Russia was a monarchy before 1931.",
        "Prices were higher than in 1931.",
        "Output passed the level of 1931.",
        "New plants were out of reach when Germany invaded in 1931.",
        "Zinoviev is said to have wept in 1931.",
        "In 1931 people died.",
        "Russia made 1931 tractors.",
        "The drive lasted through the 1930s.",
        "Heat it from 1931 degrees.",
    ],
)
def test_what_is_no_event_of_its_year_or_leans_on_another_sentence_is_left_out(said):
    assert timeline(topic(*THREE, said)) == timeline(topic(*THREE)) != ()


def test_may_is_a_month_and_may_be_is_none():
    found = timeline(topic("Kiev fell in May 1920.", "Lodz may have fallen in 1914.", *THREE[:2]))
    assert [m.when for m in found] == ["7th of December 1917", "May 1920", "1924"]


def test_a_false_statement_of_the_quiz_is_no_date():
    quiz = (
        QuizItem(id="q", kind="true_false", prompt="Lenin died in 1950.", answer="false"),
        QuizItem(id="y", kind="year", prompt="When?", answer="1953", entry="e",
                 explanation="It was 1953. Stalin died in March 1953."),
        QuizItem(id="z", kind="year", prompt="When?", answer="1956", entry="e", draft=True,
                 explanation="Khrushchev spoke in 1956."),
    )  # fmt: skip
    assert [m.year for m in timeline(topic(*THREE, quiz=quiz))] == [1917, 1920, 1924, 1953]


def test_a_headlines_sentence_brings_the_one_that_it_leans_on():
    said = "The Soviet was a council of workers. It first met on the 27th of February 1917."
    found = timeline(topic(*THREE, answer=said))
    assert (found[0].when, found[0].what) == ("27th of February 1917", said)


def test_spans_and_seasons_are_put_in_order():
    found = timeline(topic(
        "Russia was hungry in the winter of 1921 to 1922.", "Peasants rose in the spring of 1921.",
        "Prices fell in early 1921.", "The Reds fought between 1918 and 1920.",
    ))  # fmt: skip
    assert [m.when for m in found] == [
        "1918 to 1920", "early 1921", "spring of 1921", "winter of 1921 to 1922",
    ]  # fmt: skip


def test_one_event_told_twice_stands_once():
    twice = "Lenin, the leader of Russia, died in 1924."
    assert len(timeline(topic(*THREE, detail=twice))) == 3


def test_with_little_room_what_is_asked_for_comes_first():
    quiz = (QuizItem(id="y", kind="year", prompt="When?", answer="1924", entry="e"),)
    (kept,) = leading(timeline(topic(*THREE, quiz=quiz)), 1)
    assert kept.when == "1924" and kept.asked


@pytest.mark.parametrize("each", HISTORY.topics, ids=lambda each: each.id)
def test_every_date_of_our_course_is_said_by_the_entry_it_names(each):
    found = timeline(each)
    assert len(found) >= 3
    order = [(moment.year, moment.month, moment.day) for moment in found]
    assert order == sorted(order)
    for moment in found:
        entry = next(entry for entry in each.entries if entry.id == moment.entry)
        asked = (
            item.explanation for item in each.quiz if item.entry == entry.id and item.kind == "year"
        )
        told = " ".join((entry.answer, *entry.points, entry.detail, *asked))
        assert moment.what in told, "word for word"
        assert all(number in moment.what for number in re.findall(r"\d+", moment.when))
        assert str(moment.year) in moment.when


def test_a_course_without_dates_has_no_timeline():
    chemistry = load_course(HOME / "courses" / "chemistry.json")
    assert [timeline(each) for each in chemistry.topics] == [()] * len(chemistry.topics)
