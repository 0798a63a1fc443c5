"""A service that can be watched: what it decided, and why."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from skill.dialogue.acts import UserTurn
from skill.dialogue.scene import Tools
from skill.learner.stores.protocol import Store
from skill.retrieval.decide import worths
from skill.service import Service, Subjects, Turned
from skill.stages import REST

Json = dict[str, Any]


class Watch:
    """What happened in the turn that is being taken."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A new turn begins."""
        self.routings: list[Any] = []
        self.explain: Callable[[], str] = str
        self.markings: list[tuple[str, Any]] = []
        self.turned: Turned | None = None


class _Router:
    def __init__(self, router: Any, watch: Watch):
        self._router, self._watch = router, watch

    def route(self, *args: Any, **more: Any) -> Any:
        routing = self._router.route(*args, **more)
        self._watch.routings.append(routing)
        self._watch.explain = lambda: self._router.router.explain(routing)
        return routing


class _Ear:
    def __init__(self, ear: Any, router: Any, watch: Watch):
        self._ear, self._router, self._watch = ear, router, watch

    def understand(self, text: str, situation: Any, *more: Any) -> Any:
        meaning = self._ear.understand(text, situation, *more)
        if meaning.marking and situation.item:
            self._watch.markings.append((situation.item.id, meaning.marking))
        if (routing := meaning.routing) is not None:
            self._watch.routings.append(routing)
            self._watch.explain = lambda: self._router.router.explain(routing)
        return meaning


def _watched(tools: Tools, watch: Watch) -> Tools:
    return replace(
        tools, router=_Router(tools.router, watch), ear=_Ear(tools.ear, tools.router, watch)
    )


class _Subjects:
    def __init__(self, subjects: Subjects, watch: Watch):
        self._subjects, self._watch = subjects, watch
        self.ids = subjects.ids

    def tools(self, subject_id: str) -> Tools | None:
        tools = self._subjects.tools(subject_id)
        return _watched(tools, self._watch) if tools else None


class Observed:
    """The skill behind the channel, watched.

    Args:
        tools: what the dialogue needs for the course.
        store: where the learner is kept.
        more: as `Service` takes them.
    """

    def __init__(self, tools: Tools, store: Store, watch: Watch, **more: Any):
        self._watch = watch
        if subjects := more.get("subjects"):
            more["subjects"] = _Subjects(subjects, watch)
        self._service = Service(_watched(tools, watch), store, **more)

    def take_turn(self, turn: UserTurn, state: Json | None, learner_key: str | None) -> Turned:
        """As `Service.take_turn`."""
        turned = self._service.take_turn(turn, state, learner_key)
        self._watch.turned = turned
        return turned

    def forget(self, learner_key: str) -> None:
        """As `Service.forget`."""
        self._service.forget(learner_key)


def stages(turned: Turned | None, whole: float) -> list[Json]:
    """Milliseconds by stage, none counted twice; `whole` is the request from end to end."""
    told: Mapping[str, float] = turned.log["stages"] if turned else {}
    names = (REST, "routing", "hearing", "storing")
    every = {"envelope": max(0.0, whole - sum(told.values()))}
    every |= {name: told.get(name, 0.0) for name in names}
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
