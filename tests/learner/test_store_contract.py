"""What every store must do, whatever it is made of."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from skill.errors import StoreConflict, StoreError
from skill.learner.cards import RECENT_MAX
from skill.learner.grouping import GROUP_MAX
from skill.learner.record import Learner
from skill.learner.stores.dynamodb import DynamoStore
from skill.learner.stores.memory import MemoryStore
from skill.learner.stores.null import NullStore
from skill.learner.turns import attempt, transact

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
KEY = "amzn1.ask.account." + "A" * 180


def do(store, turn, key=KEY):
    return transact(store, key, turn, sleep=lambda _: None, rng=random.Random(0))


def review(store, item, topic="industry", rating="good", now=NOW, key=KEY):
    do(store, lambda learner: (learner.reviewed(item, topic, rating, now), None), key)


def card(store, item, topic="industry", key=KEY):
    learner = store.load(key)
    return attempt(store, key, learner, lambda who: (who, who.card(item, topic)))[1]


def test_an_unknown_learner_is_new(store):
    assert store.load(KEY) == Learner()
    assert store.load(KEY).is_new


def test_what_is_saved_is_loaded(store):
    learner = store.load(KEY).seen(NOW).with_(pace="slow", board="AQA", taught=("commands",))
    learner = learner.with_(unfinished={"items": ["a", "b"], "at": 1, "score": 0.5, "t": [None]})
    learner = learner.reviewed("gosplan", "industry", "hard", NOW)
    saved = store.save(KEY, learner)
    assert store.load(KEY) == saved
    assert store.load(KEY).unfinished == {
        "items": ["a", "b"], "at": 1, "score": 0.5, "t": [None]
    }  # fmt: skip
    assert store.load(KEY).card("gosplan", "industry") == learner.card("gosplan", "industry")


def test_learners_are_apart(store):
    review(store, "gosplan", key="one")
    assert store.load("two").is_new
    assert card(store, "gosplan", key="two") is None


@pytest.mark.parametrize("key", ["", "ключ/../x", "a\x00b", "k" * 5000, "'; DROP TABLE x"])
def test_any_key_will_do(store, key):
    store.save(key, store.load(key).seen(NOW))
    assert store.load(key).visits == 1


def test_a_late_save_is_refused_and_changes_nothing(store):
    first = second = store.save(KEY, store.load(KEY).seen(NOW))
    kept = store.save(KEY, first.with_(pace="slow"))
    with pytest.raises(StoreConflict):
        store.save(KEY, second.with_(pace="fast"))
    assert store.load(KEY) == kept


def test_two_newcomers_of_one_key_conflict(store):
    first, second = store.load(KEY), store.load(KEY)
    store.save(KEY, first.seen(NOW))
    with pytest.raises(StoreConflict):
        store.save(KEY, second.seen(NOW))


def test_many_cards_come_back_as_they_were(store):
    many = 300 if isinstance(store, DynamoStore) else 1000  # the stand-ins are slow
    cards = {}
    rng = random.Random(7)
    home = {item: f"t{item // 20 % 7}" for item in range(many)}
    for first in range(0, many, 20):

        def turn(who, first=first):
            for item in range(first, first + 20):
                rating = ("again", "hard", "good")[item % 3]
                who = who.reviewed(f"q{item}", home[item], rating, NOW + timedelta(hours=item))
                cards[item] = who.card(f"q{item}", home[item])
            return who, None

        do(store, turn)
    for _ in range(many // 8):
        item = rng.randrange(many)
        review(store, f"q{item}", home[item], "hard", NOW + timedelta(days=60))
        cards[item] = card(store, f"q{item}", home[item])
    found = {item: card(store, f"q{item}", home[item]) for item in cards}
    assert found == cards
    learner = store.load(KEY)
    assert sum(each.count for each in learner.cards.summaries.values()) == many
    assert learner.due_count(NOW + timedelta(days=61)) == sum(
        each.is_due(NOW + timedelta(days=61)) for each in cards.values()
    )
    assert all(each.count <= GROUP_MAX + RECENT_MAX for each in learner.cards.summaries.values())


def test_forgotten_means_everything(store):
    for n in range(90):
        review(store, f"q{n}", f"t{n % 3}")
    store.delete(KEY)
    assert store.load(KEY) == Learner()
    assert card(store, "q1", "t1") is None
    review(store, "q5", "t2")
    assert card(store, "q1", "t1") is None
    assert sum(each.count for each in store.load(KEY).cards.summaries.values()) == 1


def test_forgetting_nobody_is_no_fault(store):
    store.delete("nobody")


def test_who_was_forgotten_is_not_brought_back_by_a_late_save(store):
    learner = store.save(KEY, store.load(KEY).seen(NOW))
    store.delete(KEY)
    with pytest.raises(StoreConflict):
        store.save(KEY, learner.with_(pace="slow"))
    # Nor is the one who came after taken for the one who was forgotten.
    again = store.save(KEY, store.load(KEY).seen(NOW))
    assert again.version == learner.version
    with pytest.raises(StoreConflict):
        store.save(KEY, learner.with_(pace="slow"))
    assert store.load(KEY) == again


def test_groups_of_a_record_that_moved_on_are_refused(store):
    for n in range(60):
        review(store, f"q{n}")
    old = store.load(KEY)
    for n in range(60, 120):
        review(store, f"q{n}")
    with pytest.raises(StoreConflict):
        # Every group there was has been written or split since.
        store.load_groups(KEY, old, tuple(old.cards.summaries))


def test_a_late_save_of_a_group_undoes_nothing(store):
    """Of two who started from one profile, the slow one has the same group to write."""
    number = 0
    while True:
        learner = store.load(KEY)
        learner = store.load_groups(KEY, learner, tuple(learner.cards.summaries))
        late = learner.reviewed(f"q{number % 30}", "industry", "good", NOW)
        if number > 40 and late.cards.written:
            break
        store.save(KEY, late)
        number += 1
    for more in range(number, number + 60):
        review(store, f"q{more % 30}", rating="hard")
    before = [card(store, f"q{n}") for n in range(30)]
    with pytest.raises(StoreConflict):
        store.save(KEY, late)
    assert [card(store, f"q{n}") for n in range(30)] == before


def test_a_lost_group_is_forgotten_and_nothing_else(store):
    for n in range(120):
        review(store, f"q{n}")
    learner = store.load(KEY)
    there = store.load_groups(KEY, learner, [*learner.cards.summaries, "ffffff01"])
    assert "ffffff01" not in there.cards.groups
    assert there.due_count(NOW + timedelta(days=400)) == 120


def test_losing_every_race_is_told(store):
    def racing(learner):
        store.save(KEY, store.load(KEY).seen(NOW))
        return learner.with_(pace="slow"), None

    with pytest.raises(StoreConflict):
        do(store, racing)


def test_a_race_is_not_run_for_longer_than_a_learner_waits():
    store, turns, time = MemoryStore(), [], iter(range(100))

    def racing(learner):
        turns.append(learner.version)
        store.save(KEY, store.load(KEY).seen(NOW))
        return learner.with_(pace="slow"), None

    with pytest.raises(StoreConflict):
        transact(
            store, KEY, racing, sleep=lambda _: None, rng=random.Random(0), attempts=50,
            clock=lambda: float(next(time)),
        )  # fmt: skip
    assert turns == [0, 1, 2]


def test_a_turn_that_never_stops_asking_is_stopped(store):
    for n in range(60):
        review(store, f"q{n}")
    name = next(iter(store.load(KEY).cards.summaries))

    def greedy(learner):
        from skill.learner.record import CardsNotLoaded

        raise CardsNotLoaded((name,))

    with pytest.raises(StoreError):
        do(store, greedy)


def test_memory_switched_off_keeps_nothing():
    store = NullStore()
    assert store.save(KEY, store.load(KEY).seen(NOW)).visits == 1
    assert store.load(KEY).is_new
    store.delete(KEY)
    assert not store.keeps


def spoil(store, data: bytes) -> None:
    """Writes over the stored profile what no version of ours would read."""
    from skill.learner.stores.protocol import partition

    if isinstance(store, MemoryStore):
        kept = store._kept[partition(KEY)]
        store._kept[partition(KEY)] = type(kept)(kept.version, kept.epoch, data, kept.groups)
    elif isinstance(store, DynamoStore):
        store._calls.call(
            "update_item", TableName=store._table,
            Key={"k": {"S": partition(KEY)}, "s": {"S": "p"}},
            UpdateExpression="SET d = :d", ExpressionAttributeValues={":d": {"B": data}},
        )  # fmt: skip
    else:
        with store._transaction("IMMEDIATE") as db:
            db.execute("UPDATE learners SET profile = ?", (data,))


@pytest.mark.parametrize("data", [b"garbage", b"\x91" * 100_000])
def test_a_damaged_record_is_noticed_and_replaced(store, data):
    if not store.keeps:
        pytest.skip("nothing is kept, so nothing is damaged")
    review(store, "q1")
    spoil(store, data)
    assert store.load(KEY).damaged == data and store.load(KEY).is_new
    review(store, "q2")
    assert not store.load(KEY).damaged and card(store, "q2").seen
