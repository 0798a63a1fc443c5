"""Doing a pure turn on a stored learner: load, do, save, and again if another was faster."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from skill.errors import StoreConflict, StoreError
from skill.learner.record import CardsNotLoaded, Learner
from skill.learner.stores.protocol import Store

Result = TypeVar("Result")
Turn = Callable[[Learner], tuple[Learner, Result]]

ATTEMPTS = 5
LOADS = 6
FIRST_WAIT_SECONDS = 0.02
PATIENCE_SECONDS = 2.0
"""After so long, a turn that loses a race is not done again: a learner is waiting."""


def attempt(store: Store, key: str, learner: Learner, turn: Turn[Result]) -> tuple[Learner, Result]:
    """The turn's learner and result, its card groups loaded as it asks for them.

    The turn is done from the beginning for each; it is pure, so that is not noticed.
    StoreConflict and StoreError as the store raises them.
    """
    for _ in range(LOADS):
        try:
            return turn(learner)
        except CardsNotLoaded as missing:
            learner = store.load_groups(key, learner, missing.groups)
    raise StoreError(f"a turn asked for card groups {LOADS} times")


def transact(
    store: Store,
    key: str,
    turn: Turn[Result],
    *,
    sleep: Callable[[float], None],
    rng: random.Random,
    attempts: int = ATTEMPTS,
    clock: Callable[[], float] = time.monotonic,
) -> Result:
    """Loads a learner, does the turn, saves what it changed, and returns its result.

    A turn that lost a race is done again on the reloaded record, after a jittered wait that
    doubles ("full jitter": Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
    2015). StoreConflict if it lost `attempts` times, or for PATIENCE_SECONDS by `clock`;
    StoreError as the store raises it.
    """
    began = clock()
    for lost in range(attempts):
        try:
            before = store.load(key, same_turn=lost > 0)
            after, result = attempt(store, key, before, turn)
            if after is not before:
                store.save(key, after)
            return result
        except StoreConflict:
            if lost == attempts - 1 or clock() - began > PATIENCE_SECONDS:
                raise
            sleep(rng.uniform(0, FIRST_WAIT_SECONDS * 2**lost))
    raise ValueError(f"expected at least one attempt, got {attempts}")
