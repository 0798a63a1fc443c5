"""Putting a skill together from its settings: the course, its router and marker, the store."""

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from skill.content.course import Course, QuizItem
from skill.content.loading import load_checked, load_course
from skill.dialogue.scene import Tools
from skill.language.normalise import words
from skill.learner.stores.protocol import Store
from skill.notes import LineNotes
from skill.quiz.marking.result import Marking
from skill.retrieval.routing import Context, Routing
from skill.service import Service
from skill.settings import Settings, may_ask_model
from skill.speech.pronunciation import Pronouncer

NOTES, TURNS = "notes.jsonl", "turns.jsonl"
"""What a laptop keeps of conversations: notes for the teacher, a line of facts a turn."""
COURSE, INDEX, WEIGHTS = "course.json", "index", "encoder"
"""What stands in a folder made by `owl build`."""


class LazyRouter:
    """Opens the router with the first question: a launch pays nothing for it."""

    def __init__(self, opened: Callable[[], Any]):
        self._opened = opened
        self._lock = threading.Lock()

    @cached_property
    def router(self) -> Any:
        """The router itself."""
        with self._lock:
            return self.__dict__.get("router") or self._opened()

    def route(self, text: str, context: Context | None = None) -> Routing:
        """As `Router.route`."""
        return self.router.route(text, context or Context())


class LazyMarker:
    """Makes the marker with the first answer."""

    def __init__(self, made: Callable[[], Any]):
        self._made = made

    @cached_property
    def marker(self) -> Any:
        """The marker itself."""
        return self._made()

    def mark(
        self,
        item: QuizItem,
        heard: str,
        *,
        options: tuple[int, ...] | None = None,
        earned: frozenset[int] = frozenset(),
    ) -> Marking:
        """As `Marker.mark`."""
        return self.marker.mark(item, heard, options=options, earned=earned)

    def by_words(
        self,
        item: QuizItem,
        heard: str,
        *,
        options: tuple[int, ...] | None = None,
        earned: frozenset[int] = frozenset(),
    ) -> Marking:
        """As `Marker.by_words`."""
        return self.marker.by_words(item, heard, options=options, earned=earned)


class LazyEar:
    """Makes the ear with the first utterance."""

    def __init__(self, course: Course, router: Any, marker: Any, reader: Callable[[], Any]):
        self._made_of = course, router, marker, reader

    @cached_property
    def ear(self) -> Any:
        """The ear itself."""
        from skill.understanding.ear import Ear

        return Ear(*self._made_of)

    def understand(self, text: str, situation: Any, also: Sequence[str] = ()) -> Any:
        """As `Ear.understand`."""
        return self.ear.understand(text, situation, also)


def load(settings: Settings) -> Course:
    """The course: as it was built, or checked afresh from the teacher's file."""
    if settings.build:
        return load_checked(settings.build / COURSE)
    return load_course(settings.content)


def tools_for(
    course: Course, settings: Settings, progress: Callable[..., Any] | None = None
) -> Tools:
    """What the dialogue needs for a course. Nothing heavy is loaded before it is used."""
    weights = _Weights(settings)

    def opened() -> Any:
        if settings.build:
            from skill.retrieval.built import open_built

            build = settings.build
            return open_built(course, build / COURSE, build / INDEX, weights.folder, weights.reader)
        from skill.retrieval.open import open_router

        cache = settings.cache / INDEX
        return open_router(
            course, cache=cache, weights=weights.folder, progress=progress, reader=weights.reader
        ).ready()

    router = LazyRouter(opened)

    def made() -> Any:
        from skill.quiz.marking.marker import Marker

        return Marker(course, weights.reader, weights.encoder)

    marker = LazyMarker(made)
    ear = LazyEar(course, router, marker, weights.reader)
    return Tools(
        course, router, marker, Pronouncer(course.info), ear, remembers=settings.memory,
        rephrase=_rephrases(settings, weights.reader),
    )  # fmt: skip


def _rephrases(settings: Settings, reader: Callable[[], Any]) -> Any:
    """The language model behind its check; None where the operator has none."""
    if not may_ask_model(settings):
        return None
    from skill.tutor.bedrock import Bedrock
    from skill.tutor.rephrasing import Checked

    return Checked(Bedrock(settings.model, settings.model_region, settings.guardrail), reader)


class _Weights:
    """The encoder's weights: in the built folder, or quantised once into the cache."""

    def __init__(self, settings: Settings):
        self._settings = settings

    @cached_property
    def folder(self) -> Path | None:
        """Where they are; None when they cannot be had here."""
        from skill.reader.weights import NoWeights, is_ready, quantise_weights

        if self._settings.build:
            built = self._settings.build / WEIGHTS
            return built if is_ready(built) else None
        try:
            return quantise_weights(self._settings.cache / WEIGHTS)
        except (NoWeights, OSError):
            return None

    @cached_property
    def _reader(self) -> Any:
        from skill.reader.reader import LEARNED, load_reader

        if self.folder is None or not LEARNED.is_file():
            return None
        return load_reader(self.folder)

    @cached_property
    def _encoder(self) -> Any:
        from skill.quiz.marking.meaning import ADAPTER
        from skill.reader.encoder import load_encoder

        return None if self.folder is None else load_encoder(self.folder, ADAPTER)

    def encoder(self) -> Any:
        """The marker's encoder, or None without weights."""
        return self._encoder

    def reader(self) -> Any:
        """The reader, or None without weights; one for the life of the process."""
        return self._reader


def reader_for(settings: Settings) -> Any:
    """The reader alone; None without weights."""
    return _Weights(settings).reader()


def open_store(settings: Settings) -> Store:
    """The learner store the operator chose."""
    if not settings.memory:
        from skill.learner.stores.null import NullStore

        return NullStore()
    kind, _, name = settings.store.partition(":")
    if kind == "memory":
        from skill.learner.stores.memory import MemoryStore

        return MemoryStore()
    if kind == "dynamodb":
        from skill.learner.stores.dynamodb import DynamoStore

        return DynamoStore(name)
    from skill.learner.stores.sqlite import SqliteStore

    path = Path(name) if name else settings.cache / "learners.db"
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteStore(path)


def notes_for(settings: Settings, course: Course) -> LineNotes:
    """Where notes for the teacher go: the log in Lambda, a file beside the cache elsewhere."""
    own = frozenset(words(" ".join(course_names(course)))) if settings.keep_words else frozenset()
    if settings.build:
        return LineNotes(print, settings.keep_words, own)

    def append(line: str) -> None:
        settings.cache.mkdir(parents=True, exist_ok=True)
        with (settings.cache / NOTES).open("a", encoding="utf-8") as file:
            file.write(line + "\n")

    return LineNotes(append, settings.keep_words, own)


def course_names(course: Course) -> Iterator[str]:
    """What a course says, where its own names stand."""
    for entry in course.entries():
        yield from (entry.question, entry.answer, *entry.points)


def warm(service: Service) -> None:
    """Loads what the first question and the first answer would load."""
    service.tools.router.route("what is this course about")
    item = next(service.tools.course.items(), None)
    if item is not None:
        service.tools.marker.mark(item, "i think it was something else")


def build_service(
    settings: Settings,
    *,
    course: Course | None = None,
    store: Store | None = None,
    clock: Callable[[], datetime] | None = None,
    **more: Any,
) -> Service:
    """The whole skill, less its channel."""
    tools = tools_for(course or load(settings), settings)
    more.setdefault("notes", notes_for(settings, tools.course))
    if clock is not None:
        more["clock"] = clock
    return Service(tools, store or open_store(settings), **more)
