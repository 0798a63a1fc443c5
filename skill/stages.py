"""Where the time of one turn went: in the store, in routing, in marking, in the dialogue."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from skill.dialogue.scene import Hears, Routes, Tools
from skill.learner.record import Learner
from skill.learner.stores.protocol import Partition, Store

REST = "dialogue"
"""The stage that has whatever the others have not."""


class Stages:
    """The stages of one turn. What the turn uses is wrapped, and its time added up."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._spent: dict[str, float] = {}

    def timed(self, stage: str, work: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """Does something, and adds its time to a stage."""
        began = time.perf_counter()
        try:
            return work(*args, **more)
        finally:
            self._spent[stage] = self._spent.get(stage, 0.0) + time.perf_counter() - began

    def tools(self, tools: Tools, remembers: bool) -> Tools:
        """The tools, their routing and hearing timed; `remembers` as in Tools."""
        router, ear = _Router(tools.router, self), _Ear(tools.ear, self)
        return replace(tools, router=router, ear=ear, remembers=remembers)

    def store(self, store: Store) -> Store:
        """The store, timed."""
        return _Store(store, self)

    def milliseconds(self) -> dict[str, float]:
        """Milliseconds by stage since the turn began; none is counted twice."""
        whole = time.perf_counter() - self._began
        every = {REST: max(0.0, whole - sum(self._spent.values())), **self._spent}
        return {stage: round(1000 * spent, 2) for stage, spent in every.items()}


class _Router:
    def __init__(self, router: Routes, stages: Stages):
        self._router, self._stages = router, stages

    def route(self, *args: Any, **more: Any) -> Any:
        return self._stages.timed("routing", self._router.route, *args, **more)


class _Ear:
    def __init__(self, ear: Hears, stages: Stages):
        self._ear, self._stages = ear, stages

    def understand(self, *args: Any, **more: Any) -> Any:
        return self._stages.timed("hearing", self._ear.understand, *args, **more)


class _Store:
    def __init__(self, store: Store, stages: Stages):
        self._store, self._stages, self.keeps = store, stages, store.keeps

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        return self._stages.timed("storing", self._store.load, key, same_turn=same_turn)

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        return self._stages.timed("storing", self._store.load_groups, key, learner, groups)

    def save(self, key: str, learner: Learner) -> Learner:
        return self._stages.timed("storing", self._store.save, key, learner)

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        self._stages.timed("storing", self._store.delete, key, same_turn=same_turn)

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        return self._store.every()

    def close(self) -> None:
        self._store.close()
