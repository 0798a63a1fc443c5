"""What lies in the table: its size, its expiry, and nothing that names anybody."""

from datetime import UTC, datetime

import pytest

from skill.errors import StoreConflict, StoreError
from skill.learner.record import Learner
from skill.learner.stores.dynamodb import KEEP_DAYS, DynamoStore
from tests.learner.conftest import open_dynamo

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("server", "limit"),
    [
        ("dynalite_url", 400 * 1024),
        ("moto_url", 405_000),  # where moto draws the line
    ],
)
def test_an_item_at_the_size_limit(server, limit, request):
    store = open_dynamo(request.getfixturevalue(server))
    # `unfinished` is bounded by `with_`: here the bound is gone round to reach the limit.
    fits = Learner(unfinished={"x": "y" * (limit - 2000)})
    saved = store.save("a", fits)
    assert store.load("a") == saved
    with pytest.raises(StoreError) as caught:
        store.save(
            "a", Learner(unfinished={"x": "y" * (limit + 2000)}, version=1, epoch=saved.epoch)
        )
    assert not isinstance(caught.value, StoreConflict)
    assert store.load("a") == saved


def test_what_has_expired_is_not_known_any_more(moto_url):
    time_now = [1_800_000_000.0]
    store = open_dynamo(moto_url, clock=lambda: time_now[0])
    saved = store.save("a", store.load("a").seen(NOW).reviewed("q", "t", "good", NOW))
    item = store._profile(next(iter(_keys(store))))
    assert item is not None
    assert item.expires == 1_800_000_000 + KEEP_DAYS * 86_400
    time_now[0] += KEEP_DAYS * 86_400 - 1
    assert store.load("a") == saved
    time_now[0] += 1
    gone = store.load("a")
    assert gone.is_new and gone.card("q", "t") is None
    store.save("a", gone.seen(NOW))  # and it can be begun again at once
    assert store.load("a").visits == 1


def test_nothing_stored_is_a_float_or_the_learners_id(moto_url):
    store = open_dynamo(moto_url)
    learner = store.load("amzn1.ask.account.SECRET")
    for n in range(60):
        store._calls.begin()  # each save is another turn's, with its own time for storage
        learner = store.save(
            "amzn1.ask.account.SECRET", learner.reviewed(f"q{n}", f"t{n % 2}", "good", NOW)
        )
    store._calls.begin()
    items = store._calls.call("scan", TableName=store._table)["Items"]
    assert len(items) > 1
    for item in items:
        assert {kind for value in item.values() for kind in value} <= {"S", "N", "B"}
        assert all(value["N"].isdigit() for value in item.values() if "N" in value)
        assert "SECRET" not in str(item)


def _keys(store: DynamoStore) -> set[str]:
    items = store._calls.call("scan", TableName=store._table)["Items"]
    return {item["k"]["S"] for item in items}
