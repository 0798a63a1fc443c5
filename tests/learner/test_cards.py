"""The cards against a plain dictionary, whatever is done to them and however they are stored."""

import random
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.learner.card import SIZE, UNSEEN, Card, pack, unpack
from skill.learner.cards import RECENT_MAX
from skill.learner.clock import LAST_SLOT, slot_of
from skill.learner.grouping import (
    GROUP_MAX,
    group_of,
    pack_group,
    pack_summaries,
    place_of,
    split,
    summary_of,
    unpack_group,
    unpack_summaries,
)
from skill.learner.stores.memory import MemoryStore
from skill.learner.turns import transact

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)

cards = st.builds(
    Card,
    strength=st.integers(0, 0xFFFF),
    hardness=st.integers(0, 0xFF),
    last=st.integers(0, LAST_SLOT),
    due=st.integers(0, LAST_SLOT),
    phase=st.integers(1, 3),
    rating=st.integers(1, 4),
    reps=st.integers(0, 15),
    lapses=st.integers(0, 15),
    parked=st.booleans(),
)


@settings(deadline=None)
@given(cards)
def test_a_card_comes_back_from_its_bytes(card):
    assert len(pack(card)) == SIZE
    assert unpack(pack(card)) == card
    assert 0 <= card.mastery <= 100


@settings(deadline=None)
@given(st.dictionaries(st.integers(0, 0xFFFFFFFF), cards, max_size=300))
def test_a_split_loses_no_card_and_every_card_is_found_again(group):
    topic = 0xABCDEF << 32
    root = group_of((), topic)
    parts = split(root, group)
    assert {key: card for part in parts.values() for key, card in part.items()} == group
    assert all(parts[group_of(parts, topic | key)][key] == card for key, card in group.items())
    if len(group) <= GROUP_MAX:
        assert list(parts) == [root]
    for part in parts.values():
        assert unpack_group(pack_group(part)) == part
    summaries = {name: summary_of(part.values(), True) for name, part in parts.items()}
    assert unpack_summaries(pack_summaries(summaries)) == summaries


acts = st.lists(
    st.tuples(
        st.sampled_from(["review", "correct", "hand", "look", "visit"]),
        st.integers(0, 89),
        st.sampled_from(["again", "hard", "good", "easy"]),
        st.integers(0, 60),
    ),
    max_size=120,
)


@settings(max_examples=60, deadline=None)
@given(acts, st.integers(0, 2**32))
def test_any_history_ends_in_the_same_cards_as_a_dictionary(history, seed):
    store, rng, now = MemoryStore(), random.Random(seed), NOW
    truth: dict[int, Card] = {}
    undo: list[tuple[int, Card | None, datetime]] = []
    for act, item, rating, hours in history:
        now += timedelta(hours=hours)
        ids = f"q{item}", f"t{item % 2}"

        def turn(who, act=act, ids=ids, item=item, rating=rating, now=now):
            if act == "review":
                who = who.reviewed(*ids, rating, now)
            elif act == "correct":
                who = who.corrected(*ids, rating, now)
            elif act == "hand":
                near = range(item, item + 10)
                who = who.at_hand((f"q{n % 90}", f"t{n % 90 % 2}") for n in near)
            elif act == "visit":
                who = who.seen(now)
            return who, who.card(*ids)

        card = transact(store, "a", turn, sleep=lambda _: None, rng=rng)
        if act == "review":
            undo = [*undo, (item, truth.get(item), now)][-4:]
            truth[item] = card
        elif act == "correct" and any(item == done for done, _, _ in undo):
            truth[item] = card
        assert card == truth.get(item)
    check(store, truth, now)


def check(store, truth, now) -> None:
    learner = store.load("a")
    assert len(learner.cards.recent) <= RECENT_MAX
    counted = learner.cards.summaries.values()
    assert sum(each.count for each in counted) == len(truth)
    assert sum(each.weak for each in counted) == sum(card.weak for card in truth.values())
    assert sum(each.mastery for each in counted) == sum(card.mastery for card in truth.values())
    for name, each in learner.cards.summaries.items():
        inside = [
            card.due
            for item, card in truth.items()
            if group_of(learner.cards.summaries, place_of(f"q{item}", f"t{item % 2}")) == name
        ]
        assert each.due <= min(inside, default=LAST_SLOT)
    for later in (timedelta(0), timedelta(days=3), timedelta(days=40), timedelta(days=400)):
        due = sum(card.is_due(now + later) for card in truth.values())
        assert learner.due_count(now + later) == due
    upcoming = [card.due_at for card in truth.values() if card.due > slot_of(now)]
    assert learner.next_due(now) == min(upcoming, default=None)
    learner = store.load_groups("a", learner, tuple(learner.cards.summaries))
    assert all(learner.card(f"q{n}", f"t{n % 2}") == card for n, card in truth.items())
    assert learner.card("never-asked", "t0") is None


def test_a_quiz_reads_no_group_once_its_cards_are_at_hand():
    store, rng = MemoryStore(), random.Random(3)
    for n in range(200):
        transact(
            store, "a", lambda who, n=n: (who.reviewed(f"q{n}", "t", "good", NOW), None),
            sleep=lambda _: None, rng=rng,
        )  # fmt: skip
    quiz = [(f"q{n}", "t") for n in range(0, 200, 10)]
    learner = store.load("a")
    learner = store.load_groups("a", learner, tuple(learner.cards.summaries))
    store.save("a", learner.at_hand(quiz))
    for item in quiz[:15]:
        learner = store.load("a")
        store.save("a", learner.reviewed(*item, "good", NOW))  # would raise CardsNotLoaded
    assert store.load("a").card(*quiz[0]).reps == 2


def test_unseen_is_not_due_or_weak():
    assert not UNSEEN.seen and not UNSEEN.weak and not UNSEEN.missed
    assert not UNSEEN.is_due(NOW)
