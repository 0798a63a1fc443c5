"""A plan is realistic, and an exam's day is kept, packed, aimed at and forgotten."""

from datetime import UTC, date, datetime, timedelta

import pytest

from skill.learner.record import Learner, unpack
from skill.learner.review import LAST_LAP, review
from skill.tutor.plan import MOST_NEW, planned

NOW = datetime(2026, 3, 2, 16, tzinfo=UTC)


def test_a_plan_counts_days_and_new_questions(course):
    total = sum(1 for _ in course.items())
    made = planned(course, Learner(), NOW, date(2026, 3, 23))
    assert (made.days, made.met, made.total, made.due) == (21, 0, total, 0)
    assert made.enough and made.new_a_day * (21 - 2) >= total > (made.new_a_day - 1) * (21 - 2)
    assert made.sessions == 1


def test_too_little_time_is_said(course):
    made = planned(course, Learner(), NOW, date(2026, 3, 5))
    assert not made.enough and made.new_a_day == MOST_NEW and made.sessions == 2


def test_what_would_rest_beyond_the_exam_comes_back_in_the_last_days():
    card, when = None, NOW
    for _ in range(3):
        card = review(card, "good", when)
        when = card.due_at
    exam = when.date() + timedelta(days=20)
    assert review(card, "good", when).due_at.date() > exam
    days = {review(card, "good", when, exam, spread).due_at.date() for spread in range(30)}
    assert len(days) == LAST_LAP
    assert all(exam - timedelta(days=LAST_LAP + 1) <= day < exam for day in days)


def test_what_comes_back_before_the_exam_anyhow_is_left_alone():
    exam = date(2026, 5, 10)
    assert review(None, "good", NOW, exam) == review(None, "good", NOW)


def test_in_the_last_days_nothing_is_asked_twice_for_it():
    late = datetime(2026, 5, 8, 16, tzinfo=UTC)
    card = None
    when = NOW
    for _ in range(4):
        card = review(card, "good", when)
        when = card.due_at
    assert review(card, "good", late, date(2026, 5, 10)) == review(card, "good", late)


def test_the_day_is_packed_and_a_record_without_one_is_as_it_was():
    learner = Learner(visits=3)
    assert unpack(learner.with_(exam=date(2026, 5, 10)).pack()).exam == date(2026, 5, 10)
    assert unpack(learner.pack()) == learner
    from skill.learner import codec

    assert len(codec.decode(learner.pack())) == 10  # what the release before this one reads


def test_a_damaged_day_is_a_damaged_record():
    from skill.learner import codec

    fields = [*codec.decode(Learner(visits=3).pack()), -5]
    assert unpack(codec.encode(fields)).damaged


@pytest.mark.parametrize("exam", [date(2026, 3, 1), None])
def test_an_exam_that_is_over_changes_nothing(exam):
    with_it = Learner(exam=exam).reviewed("a", "t", "good", NOW)
    assert with_it.card("a", "t") == Learner().reviewed("a", "t", "good", NOW).card("a", "t")
