"""A service that can be watched: what it decided, why, and how long each stage took."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from skill.dialogue.acts import UserTurn
from skill.dialogue.scene import Tools
from skill.learner.record import Learner
from skill.learner.stores.protocol import Store
from skill.retrieval.decide import worths
from skill.service import Service, Turned

Json = dict[str, Any]


class Watch:
    """What happened in the turn that is being taken."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A new turn begins."""
        self.milliseconds: dict[str, float] = {}
        self.routings: list[Any] = []
        self.explain: Callable[[], str] = str
        self.markings: list[tuple[str, Any]] = []
        self.turned: Turned | None = None

    def timed(self, stage: str, work: Callable[[], Any]) -> Any:
        """Do something, and add its time to a stage."""
        started = time.perf_counter()
        try:
            return work()
        finally:
            spent = (time.perf_counter() - started) * 1000
            self.milliseconds[stage] = self.milliseconds.get(stage, 0.0) + spent


class _Router:
    def __init__(self, router: Any, watch: Watch):
        self._router, self._watch = router, watch

    def route(self, *args: Any, **more: Any) -> Any:
        routing = self._watch.timed("routing", lambda: self._router.route(*args, **more))
        self._watch.routings.append(routing)
        self._watch.explain = lambda: self._router.router.explain(routing)
        return routing


class _Marker:
    def __init__(self, marker: Any, watch: Watch):
        self._marker, self._watch = marker, watch

    def mark(self, item: Any, heard: str, **more: Any) -> Any:
        marking = self._watch.timed("marking", lambda: self._marker.mark(item, heard, **more))
        self._watch.markings.append((item.id, marking))
        return marking


class _Store:
    def __init__(self, store: Store, watch: Watch):
        self._store, self._watch, self.keeps = store, watch, store.keeps

    def load(self, key: str) -> Learner:
        return self._watch.timed("storing", lambda: self._store.load(key))

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        return self._watch.timed("storing", lambda: self._store.load_groups(key, learner, groups))

    def save(self, key: str, learner: Learner) -> Learner:
        return self._watch.timed("storing", lambda: self._store.save(key, learner))

    def delete(self, key: str) -> None:
        self._watch.timed("storing", lambda: self._store.delete(key))

    def close(self) -> None:
        self._store.close()


class Observed:
    """The skill behind the channel, watched.

    Args:
        tools: what the dialogue needs for the course.
        store: where the learner is kept.
        more: as `Service` takes them.
    """

    def __init__(self, tools: Tools, store: Store, watch: Watch, **more: Any):
        self._watch = watch
        watched = replace(
            tools, router=_Router(tools.router, watch), marker=_Marker(tools.marker, watch)
        )
        self._service = Service(watched, _Store(store, watch), **more)

    def take_turn(self, turn: UserTurn, state: Json | None, learner_key: str | None) -> Turned:
        """As `Service.take_turn`."""
        turned = self._watch.timed(
            "whole turn", lambda: self._service.take_turn(turn, state, learner_key)
        )
        self._watch.turned = turned
        return turned

    def forget(self, learner_key: str) -> None:
        """As `Service.forget`."""
        self._service.forget(learner_key)


def stages(milliseconds: Mapping[str, float], whole: float) -> list[Json]:
    """Milliseconds by stage, none counted twice; `whole` is the request from end to end."""
    parts = {name: milliseconds.get(name, 0.0) for name in ("routing", "marking", "storing")}
    turn = milliseconds.get("whole turn", 0.0)
    every = {
        "envelope": max(0.0, whole - turn),
        "dialogue": max(0.0, turn - sum(parts.values())),
        **parts,
    }
    return [{"stage": name, "ms": round(spent, 2)} for name, spent in every.items()]


def reasons(watch: Watch) -> Json:
    """Why the turn went as it did: its routing and its marking, as plain values."""
    told: Json = {}
    if watch.routings:
        last = watch.routings[-1]
        worth = worths([candidate.score for candidate in last.candidates], last.nothing)
        told["routing"] = {
            **msgspec.to_builtins(last), "explained": watch.explain(), "worth": worth,
        }  # fmt: skip
    if watch.markings:
        # Several readings may have been marked; the dialogue names the one that counted.
        item, marking = watch.markings[-1]
        counted = dict(watch.turned.why()).get("marking") if watch.turned else None
        told["marking"] = {**(counted or msgspec.to_builtins(marking)), "item": item}
    return told
