"""What is remembered about a learner."""

from datetime import UTC, datetime, timedelta, timezone

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.learner.codec import FORMAT
from skill.learner.record import UNFINISHED_MAX, Learner, unpack

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
DAY = timedelta(days=1)

plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["again", "hard", "good"])), max_size=40),
    st.sampled_from(["slow", "normal", "fast"]),
    st.none() | st.text(max_size=40),
    st.none() | st.dictionaries(st.text(max_size=8), plain, max_size=4),
    st.lists(st.text(max_size=20), max_size=5),
    st.integers(0, 5),
)  # fmt: skip
def test_a_record_comes_back_from_its_bytes(reviews, pace, board, unfinished, taught, visits):
    learner = Learner()
    for n in range(visits):
        learner = learner.seen(NOW + n * DAY)
    for item, rating in reviews:
        learner = learner.reviewed(f"q{item}", f"t{item % 3}", rating, NOW)
    learner = learner.with_(pace=pace, board=board, unfinished=unfinished, taught=taught)
    learner = learner.saved(7, "x")
    assert unpack(learner.pack(), 7, "x") == learner


def test_it_holds_no_floating_point():
    learner = Learner().seen(NOW).reviewed("q", "t", "good", NOW)

    def floats(value) -> bool:
        return isinstance(value, float) or (isinstance(value, list) and any(map(floats, value)))

    assert not floats(msgspec.msgpack.decode(learner.pack()))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"not a record at all",
        msgspec.msgpack.encode([FORMAT + 1, 5, 5, 5]),
        msgspec.msgpack.encode([FORMAT]),
        msgspec.msgpack.encode([FORMAT, *[None] * 10]),
        msgspec.msgpack.encode({"format": FORMAT}),
        Learner().seen(NOW).reviewed("q", "t", "good", NOW).pack()[:-7],
    ],
)
def test_what_is_not_understood_starts_fresh(data):
    fresh = unpack(data, 12, "e")
    assert fresh.is_new and fresh == Learner(version=12, epoch="e", damaged=data)
    assert fresh.card("q", "t") is None


def test_a_nested_profile_locks_nobody_out():
    deep = b"\x91" * 200_000 + b"\x01"
    assert unpack(deep, 3, "e").damaged == deep


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_it(data):
    assert unpack(data, 3).version == 3


def test_a_naive_time_is_refused_and_shown():
    naive = datetime(2026, 5, 4, 17, 30)
    known = Learner().reviewed("q", "t", "good", NOW)
    for call in (
        lambda: Learner().seen(naive),
        lambda: Learner().quiz_finished(naive),
        lambda: Learner().reviewed("q", "t", "good", naive),
        lambda: known.corrected("q", "t", "good", naive),
        lambda: known.due_count(naive),
    ):
        with pytest.raises(ValueError, match=r"datetime\.datetime\(2026, 5, 4, 17, 30\)"):
            call()


def test_new_until_the_first_visit():
    assert Learner().is_new and Learner().last_seen is None
    learner = Learner().seen(NOW)
    assert not learner.is_new and learner.last_seen == NOW
    assert learner.visits == 1


@pytest.mark.parametrize(
    ("hours", "streak"),
    [
        ([0], 1),
        ([0, 1], 1),
        ([0, 24], 2),
        ([0, 24, 48, 50], 3),
        ([0, 24, 96], 1),
        ([0, 8], 1),  # half past one at night is still that evening's day
        ([0, 14], 2),  # half past seven in the morning is the next
        ([0, 24, 0], 2),  # a clock that went back takes nothing away
    ],
)
def test_the_streak_counts_days_in_a_row(hours, streak):
    learner = Learner()
    for each in hours:
        learner = learner.seen(NOW + timedelta(hours=each))
    assert learner.streak == streak


def test_a_time_zone_changes_nothing():
    there = NOW.astimezone(timezone(timedelta(hours=9)))
    assert Learner().seen(there) == Learner().seen(NOW)
    assert Learner().reviewed("q", "t", "hard", there) == Learner().reviewed("q", "t", "hard", NOW)


def test_a_finished_quiz_is_counted_and_not_carried_on():
    learner = Learner().with_(unfinished={"items": ["q"]}).quiz_finished(NOW)
    assert learner.quizzes == 1 and learner.unfinished is None


def test_bad_values_are_refused():
    with pytest.raises(ValueError, match="pace"):
        Learner().with_(pace="warp")
    with pytest.raises(ValueError, match="visits"):
        Learner().with_(visits=3)
    with pytest.raises(ValueError, match=str(UNFINISHED_MAX)):
        Learner().with_(unfinished={"x": "y" * UNFINISHED_MAX})
    with pytest.raises(ValueError, match="perfect"):
        Learner().reviewed("q", "t", "perfect", NOW)


ratings = st.sampled_from(["again", "hard", "good", "easy"])


@settings(deadline=None)
@given(st.lists(st.tuples(ratings, st.integers(0, 500)), max_size=6), ratings, ratings)
def test_a_corrected_review_is_as_if_it_had_gone_so(past, wrong, right):
    learner, now = Learner(), NOW
    for rating, hours in past:
        now += timedelta(hours=hours)
        learner = learner.reviewed("q", "t", rating, now)
    then = now + timedelta(hours=5)
    later = then + timedelta(minutes=3)
    corrected = learner.reviewed("q", "t", wrong, then).corrected("q", "t", right, later)
    assert corrected.card("q", "t") == learner.reviewed("q", "t", right, then).card("q", "t")


def test_only_the_last_few_reviews_can_be_corrected():
    learner = Learner()
    for n in range(6):
        learner = learner.reviewed(f"q{n}", "t", "again", NOW)
    assert learner.corrected("q0", "t", "good", NOW) == learner
    assert learner.corrected("never", "t", "good", NOW) == learner
    twice = learner.corrected("q5", "t", "good", NOW).corrected("q5", "t", "hard", NOW)
    assert twice.card("q5", "t").rating == 2
    assert twice.card("q5", "t").reps == 1
    assert learner.corrected("q2", "t", "good", NOW).card("q2", "t").rating == 3
