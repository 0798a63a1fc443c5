"""Waiting for DynamoDB: never longer than a turn may, whatever happens in it."""

import random
import time
from datetime import UTC, datetime

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.errors import StoreConflict, StoreError
from skill.learner.stores import dynamodb_calls as calls
from skill.learner.turns import transact
from skill.service import Service
from skill.speech.parts import plain
from tests.learner.conftest import open_dynamo
from tests.learner.stubs import store_at

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)


def test_the_configuration_fits_the_budget():
    config = store_at("http://127.0.0.1:1")._calls._client_for_calls().meta.config
    attempts = config.retries["total_max_attempts"]
    assert attempts == 1
    longest = attempts * (config.connect_timeout + config.read_timeout)
    # A second attempt is made only if the first took less than QUICK_SECONDS.
    assert calls.QUICK_SECONDS + longest <= calls.LONGEST_CALL_SECONDS + 1e-9
    load_and_save = 2 * calls.LONGEST_CALL_SECONDS
    assert load_and_save <= calls.BUDGET_SECONDS <= 2.5


class SlowTable:
    """Stands in for the connection: every call takes so long, on a clock of its own."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, seconds: float, conflict: bool = False):
        self.now, self.calls = 0.0, 0
        self._seconds, self._conflict = seconds, conflict
        monkeypatch.setattr(calls.time, "monotonic", lambda: self.now)
        monkeypatch.setattr(calls, "_attempt", self._attempt)

    def _attempt(self, client, operation, arguments):
        self.now, self.calls = self.now + self._seconds, self.calls + 1
        if operation == "put_item" and self._conflict:
            raise StoreConflict("the record changed since it was loaded")
        return {}


@pytest.mark.parametrize("seconds", [0.05, 0.3, 0.6, 0.79])
def test_many_slow_calls_stay_within_the_budget(monkeypatch, seconds):
    table, store = SlowTable(monkeypatch, seconds), store_at("http://127.0.0.1:1")
    with pytest.raises(StoreError, match="too slow"):
        for _ in range(100):
            store._calls.call("get_item", TableName="learners", Key={})
    assert table.now <= calls.BUDGET_SECONDS and table.calls >= 2


@pytest.mark.parametrize("seconds", [0.01, 0.2, 0.4, 0.6, 0.79])
def test_a_turn_that_loses_races_on_a_slow_table_has_no_more_time(monkeypatch, seconds):
    table, store = SlowTable(monkeypatch, seconds, True), store_at("http://127.0.0.1:1")
    with pytest.raises((StoreError, StoreConflict)):
        transact(
            store, "a", lambda learner: (learner.seen(NOW), None), sleep=lambda _: None,
            rng=random.Random(0), clock=lambda: table.now, attempts=50 if seconds > 0.1 else 5,
        )  # fmt: skip
    assert table.calls >= 2 and table.now <= calls.BUDGET_SECONDS
    # The next turn, in the same thread, has its own.
    before = table.now
    store.load("a")
    assert table.now == before + seconds


def test_forgetting_at_the_end_of_a_turn_has_no_more_time(monkeypatch, tools):
    table = SlowTable(monkeypatch, 0.79)
    service = Service(tools, store_at("http://127.0.0.1:1"), sleep=lambda _: None)
    asked = service.take_turn(UserTurn(Act.SAID, "forget me"), None, "a")
    began = table.now
    told = service.take_turn(UserTurn(Act.SAID, "yes"), asked.state, "a")
    assert "fault" not in told.log and "couldn't delete" in plain(told.reply.speech)
    assert 0 < table.now - began <= calls.BUDGET_SECONDS


def test_only_storage_uses_up_the_time_for_storage(moto_url, monkeypatch):
    store = open_dynamo(moto_url)
    learner = store.load("a")
    real = time.monotonic
    monkeypatch.setattr(calls.time, "monotonic", lambda: real() + 5)  # a slow turn
    assert store.save("a", learner.seen(NOW)).version == 1
