"""A table that is down, slow, throttled or missing: told in time, and nothing is lost."""

from datetime import UTC, datetime

import pytest

from skill.errors import StoreConflict, StoreError
from skill.learner.record import Learner
from skill.learner.stores import dynamodb_calls as calls
from skill.learner.stores.dynamodb import DynamoStore
from tests.learner.conftest import free_port, open_dynamo
from tests.learner.stubs import FAULTS, SLOW, UNREADABLE, proxy, proxy_that_drops, store_at, stub

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_a_store_error_within_the_budget(name):
    attempts: list[float] = []
    with stub(FAULTS[name], attempts) as url:
        store = store_at(url)
        learner = Learner().seen(NOW)
        with pytest.raises(StoreError) as caught:
            store.load("a")
        if name not in UNREADABLE:
            with pytest.raises(StoreError):
                store.save("a", learner)
        if name in SLOW:
            # As many time-outs as the budget has room for, counted rather than timed.
            config = store._calls._client_for_calls().meta.config
            waited = len(attempts) * (config.connect_timeout + config.read_timeout)
            assert len(attempts) == 2 and waited <= calls.BUDGET_SECONDS
        assert not isinstance(caught.value, StoreConflict)
        with pytest.raises(StoreError):
            store.load_groups("a", learner, ("00000001",))
        if name != "wrong item":  # a fault of one item does not stop it from being deleted
            with pytest.raises(StoreError):
                store.delete("a")


def test_a_refused_connection_is_told():
    store = store_at(f"http://127.0.0.1:{free_port()}")
    with pytest.raises(StoreError):
        store.load("a")
    with pytest.raises(StoreError):
        store.save("a", Learner().seen(NOW))


def test_no_credentials_are_told(monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(StoreError):
        store_at(f"http://127.0.0.1:{free_port()}").load("a")


def test_a_save_whose_answer_was_lost_is_not_done_twice(moto_url):
    real = open_dynamo(moto_url)
    learner = real.save("a", real.load("a").seen(NOW))
    lost = []

    def spoil(request, number):
        if b"PutItem" in request and not lost:
            lost.append(number)
            return True
        return False

    with proxy(moto_url, spoil) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        saved = store.save("a", learner.with_(pace="slow"))
    assert lost
    assert real.load("a") == saved


def test_a_passing_fault_is_not_noticed(moto_url):
    real = open_dynamo(moto_url)
    learner = real.save("a", real.load("a").seen(NOW))
    with proxy(moto_url, lambda request, number: number % 2 == 0) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        assert store.load("a") == learner


def test_a_fault_in_mid_save_loses_nothing_and_counts_nothing_twice(moto_url):
    """A group is written, then the table fails: the record is as it was before."""
    real = open_dynamo(moto_url)

    def reviewed(number: int) -> Learner:
        learner = real.load("a")
        learner = real.load_groups("a", learner, tuple(learner.cards.summaries))
        return learner.reviewed(f"q{number}", "t", "good", NOW)

    number = 0
    while not (changed := reviewed(number % 30)).cards.written or number < 40:
        real.save("a", changed)
        number += 1
    before = real.load("a")
    puts = []

    def drop(request, _):
        # The group goes through; every later write is lost before it arrives.
        puts.append(request) if b"PutItem" in request else None
        return len(puts) > 1

    with proxy_that_drops(moto_url, drop) as url:
        store = DynamoStore(real._table, region="eu-west-1", endpoint=url)
        with pytest.raises(StoreError):
            store.save("a", changed)
    assert len(puts) > 1
    assert real.load("a") == before
    real.save("a", reviewed(number % 30))
    learner = real.load("a")
    learner = real.load_groups("a", learner, tuple(learner.cards.summaries))
    reps = [learner.card(f"q{n}", "t").reps for n in range(30)]
    assert reps == [(number + 30 - n) // 30 for n in range(30)]


def test_a_table_that_does_not_exist_is_told(moto_url):
    store = DynamoStore("no-such-table", region="eu-west-1", endpoint=moto_url)
    for call in (
        lambda: store.load("a"),
        lambda: store.save("a", Learner().seen(NOW)),
        lambda: store.load_groups("a", Learner(), ("00000001",)),
        lambda: store.delete("a"),
    ):
        with pytest.raises(StoreError):
            call()
