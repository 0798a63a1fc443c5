"""The rules of link codes, for any order of events."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.learner.linking import (
    DIGITS,
    MOST_LIVE,
    MOST_TRIES,
    SECONDS,
    TRIES_SECONDS,
    Board,
    Tries,
    odds,
)

NOW = 1_800_000_000
EVENTS = st.lists(
    st.tuples(
        st.sampled_from("issue claim guess".split()), st.integers(0, 60), st.integers(0, 400)
    ),
    max_size=120,
)


@settings(max_examples=200, deadline=None)
@given(EVENTS, st.integers(0, 99))
def test_a_code_serves_once_within_ten_minutes(events, seed):
    rng, board, now = random.Random(seed), Board(), NOW
    shown: dict[str, tuple[str, int]] = {}
    used: set[tuple[str, str, int]] = set()
    for what, who, later in events:
        now += later
        device = f"d{who}"
        if what == "issue":
            board, code = board.issued(device, now, rng)
            if code:
                assert len(code.digits) == DIGITS and code.digits.isdigit()
                assert code.until == now + SECONDS
                shown[device] = (code.digits, code.until)
        else:
            digits = shown.get(device, ("000000", 0))[0] if what == "claim" else "123456"
            board, found = board.claimed(digits, now)
            if found:
                assert shown[found][0] == digits and shown[found][1] > now
                assert (found, *shown[found]) not in used
                used.add((found, *shown[found]))
        assert len(board.live) <= MOST_LIVE
        assert len({each.digits for each in board.live}) == len(board.live)
        assert len({each.device for each in board.live}) == len(board.live)


@given(st.lists(st.integers(0, 4 * 3600), min_size=1, max_size=60))
def test_nobody_has_more_than_five_tries_in_a_day(waits):
    tries, now, made = Tries(), NOW, []
    for wait in waits:
        now += wait
        more = tries.taken(now)
        if more is not None:
            tries = more
            made.append(now)
    for first in made:
        window = [each for each in made if first <= each < first + TRIES_SECONDS]
        # A window may straddle two days' tries, as any that is not slid along does.
        assert len(window) <= 2 * MOST_TRIES
    assert sum(each < NOW + TRIES_SECONDS + waits[0] for each in made) <= MOST_TRIES


def test_too_many_codes_are_refused_until_some_are_over():
    rng, board = random.Random(1), Board()
    for n in range(MOST_LIVE):
        board, code = board.issued(f"d{n}", NOW, rng)
        assert code
    board, code = board.issued("one more", NOW, rng)
    assert code is None
    board, again = board.issued("d1", NOW, rng)
    assert again
    _, later = board.issued("one more", NOW + SECONDS, rng)
    assert later


def test_the_odds_are_those_that_are_stated():
    assert odds() == 5 * 40 / 10**6 == 1 / 5000
    assert odds(live=1) == 1 / 200_000
