"""What every store must do with slips, whatever it is made of."""

import threading

import pytest

from skill.errors import StoreConflict
from skill.learner.record import Learner
from skill.learner.slips import MOST_BYTES, Slipped
from skill.learner.stores.dynamodb_slips import PREFIX

NOW = 1_800_000_000


def test_what_is_kept_is_found_until_it_is_over(kept):
    _, slips = kept
    assert slips.slip("a", "x", NOW) is None
    slip = slips.keep("a", "x", b"one", NOW + 60, NOW)
    assert slips.slip("a", "x", NOW + 59) == slip
    assert slips.slip("a", "x", NOW + 60) is None
    assert slips.slip("b", "x", NOW) is None and slips.slip("a", "y", NOW) is None


def test_a_late_change_is_refused(kept):
    _, slips = kept
    first = slips.keep("a", "x", b"one", NOW + 60, NOW)
    second = slips.keep("a", "x", b"two", NOW + 60, NOW, first)
    for over in (None, first):
        with pytest.raises(StoreConflict):
            slips.keep("a", "x", b"late", NOW + 60, NOW, over)
    assert slips.slip("a", "x", NOW) == second


def test_what_is_over_counts_as_none(kept):
    _, slips = kept
    slips.keep("a", "x", b"one", NOW + 60, NOW)
    slips.keep("a", "x", b"two", NOW + 120, NOW + 60)
    assert slips.slip("a", "x", NOW + 61).data == b"two"


def test_dropped_is_gone_and_cannot_be_replaced(kept):
    _, slips = kept
    slip = slips.keep("a", "x", b"one", NOW + 60, NOW)
    slips.drop("a", "x")
    slips.drop("a", "x")
    assert slips.slip("a", "x", NOW) is None
    with pytest.raises(StoreConflict):
        slips.keep("a", "x", b"two", NOW + 60, NOW, slip)


def test_a_slip_has_a_size(kept):
    _, slips = kept
    slips.keep("a", "x", b"x" * MOST_BYTES, NOW + 60, NOW)
    with pytest.raises(ValueError):
        slips.keep("a", "y", b"x" * (MOST_BYTES + 1), NOW + 60, NOW)


def test_slips_are_no_learners_and_go_with_theirs(kept):
    store, slips = kept
    slips.keep("a", "x", b"one", NOW + 60, NOW)
    slips.keep("b", "x", b"one", NOW + 60, NOW)
    assert list(store.every()) == [] and store.load("a") == Learner()
    store.delete("a")
    assert slips.slip("a", "x", NOW) is None and slips.slip("b", "x", NOW)


def test_no_change_is_lost_among_many(kept):
    _, slips = kept
    counted = Slipped(slips, "n", 0, 600)

    def more() -> None:
        for _ in range(3):
            while True:
                try:
                    counted.change("a", NOW, lambda n: (n + 1, None))
                    break
                except StoreConflict:
                    continue

    threads = [threading.Thread(target=more) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.read("a", NOW) == 12


def test_a_damaged_value_is_an_empty_one(kept):
    _, slips = kept
    slips.keep("a", "n", b"\xff{", NOW + 60, NOW)
    counted = Slipped(slips, "n", 0, 600)
    assert counted.read("a", NOW) == 0
    assert counted.change("a", NOW, lambda n: (n + 1, "done")) == "done"
    assert counted.read("a", NOW) == 1


def test_dynamodb_lets_them_expire_by_the_tables_own_attribute(moto_store):
    from skill.learner.stores.dynamodb import EXPIRES
    from skill.learner.stores.dynamodb_slips import DynamoSlips

    slips = DynamoSlips(moto_store._table, region="eu-west-1", endpoint=moto_store._endpoint)
    slips.keep("amzn1.SECRET", "x", b"one", NOW + 60, NOW)
    moto_store._calls.begin()
    items = moto_store._calls.call("scan", TableName=moto_store._table)["Items"]
    mine = [item for item in items if item["s"]["S"] == f"{PREFIX}x"]
    assert mine and all(item[EXPIRES] == {"N": str(NOW + 60)} for item in mine)
    assert "SECRET" not in str(items)
    slips.close()
