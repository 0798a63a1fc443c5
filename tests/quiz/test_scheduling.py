"""Ratings, and FSRS as we drive it."""

import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.learner.card import RATINGS, Card
from skill.learner.review import LONGEST_DAYS
from skill.quiz.scheduling import rating_for, recall_chance, review

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
ratings = st.sampled_from(RATINGS)


@pytest.mark.parametrize(
    ("credit", "hints", "tries", "override", "rating"),
    [
        (1, 0, 1, False, "good"),
        (1, 1, 1, False, "hard"),
        (1, 2, 1, False, "again"),
        (1, 0, 2, False, "hard"),
        (1, 0, 3, False, "again"),
        (0.5, 0, 1, False, "hard"),
        (2 / 3, 1, 1, False, "hard"),
        (1 / 3, 0, 1, False, "again"),
        (0, 0, 1, False, "again"),
        (0, 0, 1, True, "good"),
        (0, 1, 3, True, "hard"),
        (0.5, 2, 1, True, "again"),
    ],
)
def test_the_rating_says_how_it_was_recalled(credit, hints, tries, override, rating):
    assert rating_for(credit, hints, tries, override) == rating


@settings(deadline=None)
@given(st.floats(0, 1), st.integers(0, 4), st.integers(1, 4), st.booleans())
def test_more_help_never_rates_better(credit, hints, tries, override):
    rank = RATINGS.index
    here = rank(rating_for(credit, hints, tries, override))
    assert rank(rating_for(credit, hints + 1, tries, override)) <= here
    assert rank(rating_for(credit, hints, tries + 1, override)) <= here
    assert rank(rating_for(min(credit + 0.1, 1), hints, tries, override)) >= here


@settings(deadline=None)
@given(st.lists(st.tuples(ratings, st.integers(0, 90)), min_size=1, max_size=10))
def test_it_is_fsrs_with_its_clock_set_to_study_days(history):
    ours: Card | None = None
    scheduler = fsrs.Scheduler(
        enable_fuzzing=False,
        learning_steps=(timedelta(hours=8),),
        relearning_steps=(timedelta(hours=8),),
        maximum_interval=LONGEST_DAYS,
    )
    midday = datetime(2026, 5, 4, 12, tzinfo=UTC)
    theirs = fsrs.Card(card_id=1, due=midday)
    for rating, days in history:
        midday += timedelta(days=days)
        ours = review(ours, rating, midday)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(RATINGS.index(rating) + 1), midday)
        assert ours.phase == theirs.state
        assert ours.stability == pytest.approx(theirs.stability, rel=0.05)
        assert ours.difficulty == pytest.approx(theirs.difficulty, abs=0.15)
        wait, exact = ours.due_at - midday, theirs.due - midday
        if exact >= timedelta(days=28):
            assert abs(wait - exact) <= timedelta(days=4 + 0.05 * exact.days)
        else:
            # The intervals are whole days: a stability on the edge may round either way.
            assert abs(wait - exact) <= timedelta(days=1 + 0.05 * exact.days, hours=8)
    later = midday + timedelta(days=9)
    assert recall_chance(ours, later) == pytest.approx(
        scheduler.get_card_retrievability(theirs, later), abs=0.01
    )


@settings(deadline=None)
@given(st.lists(st.tuples(ratings, st.integers(0, 3000)), min_size=1, max_size=12))
def test_a_card_is_due_after_its_review_and_within_half_a_year(history):
    card, now = None, NOW
    for rating, hours in history:
        now += timedelta(hours=hours)
        card = review(card, rating, now)
        assert not card.is_due(now)
        assert card.is_due(now + timedelta(days=LONGEST_DAYS + 4))
        if rating == "again":
            assert card.missed and not card.is_due(now + timedelta(hours=4))
            assert card.is_due(now + timedelta(hours=8))


def test_it_is_the_same_every_time_and_touches_no_random_source():
    random.seed(1)
    before = random.getstate()
    first = [review(None, rating, NOW) for rating in RATINGS]
    assert [review(None, rating, NOW) for rating in RATINGS] == first
    assert random.getstate() == before


def test_a_clock_that_went_back_is_borne():
    card = review(None, "good", NOW)
    again = review(card, "good", NOW - timedelta(days=3000))
    assert again.reps == 2 and again.stability > 0
    assert recall_chance(card, NOW - timedelta(days=30)) == 1


@pytest.mark.parametrize("year", [1975, 2020, 2049, 2300])
def test_any_year_will_do(year):
    card = review(None, "good", datetime(year, 6, 1, tzinfo=UTC))
    assert card.seen and 0 <= card.due <= 0xFFFF


def test_nothing_is_loaded_before_the_first_review():
    code = (
        "import sys; import skill.quiz.scheduling, skill.quiz.progress, skill.learner.turns;"
        "import skill.learner.stores.dynamodb, skill.learner.stores.sqlite;"
        "print([m for m in ('fsrs', 'boto3', 'botocore', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
