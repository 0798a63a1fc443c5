"""Putting a skill together from its settings: the course, its router and marker, the store."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from skill.content.course import Course, QuizItem
from skill.content.loading import load_checked, load_course
from skill.dialogue.scene import Tools
from skill.language.normalise import words
from skill.learner.stores.protocol import Store
from skill.notes import LineNotes
from skill.quiz.marking.result import Marking
from skill.retrieval.routing import Context, Routing
from skill.service import Service
from skill.settings import Settings, may_ask_model, may_link
from skill.speech.pronunciation import Pronouncer

NOTES, TURNS = "notes.jsonl", "turns.jsonl"
"""What a laptop keeps of conversations: notes for the teacher, a line of facts a turn."""
COURSE, INDEX, WEIGHTS = "course.json", "index", "encoder"
SHELF, ALSO = "shelf.json", "also"
"""What stands in a folder made by `owl build`; the last two for a shelf of several courses."""


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

    def __init__(
        self, course: Course, router: Any, marker: Any, reader: Callable[[], Any], shelf: Any = None
    ):
        self._made_of = course, router, marker, reader, shelf

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


def heard(course: Course, settings: Settings) -> Course:
    """What a channel has to recognise: the course, or all of its shelf together."""
    subjects = shelf_of(course, settings)
    return subjects.together if subjects else course


def tools_for(
    course: Course, settings: Settings, progress: Callable[..., Any] | None = None,
    weights: "_Weights | None" = None, shelf: Any = None,
) -> Tools:  # fmt: skip
    """What the dialogue needs for a course. Nothing heavy is loaded before it is used.

    weights: those that another course of the shelf has opened. shelf: the other subjects.
    """
    weights = weights or _Weights(settings)

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
    ear = LazyEar(course, router, marker, weights.reader, shelf)
    return Tools(
        course, router, marker, Pronouncer(course.info), ear, remembers=settings.memory,
        rephrase=_rephrases(settings, weights.reader), shelf=shelf,
    )  # fmt: skip


class Subjects:
    """The courses of a shelf by id, "" the first; each is opened when it is first talked about."""

    def __init__(self, first: Course, settings: Settings, places: Mapping[str, Settings]):
        """places: the settings by which each further course is opened."""
        self.ids = ("", *places)
        self._first, self._settings, self._places = first, settings, dict(places)
        self._weights = _Weights(settings)
        self._opened: dict[str, Tools] = {}
        self._lock = threading.Lock()

    def tools(self, subject_id: str) -> Tools | None:
        """What the dialogue needs in that subject; None where there is no such course."""
        with self._lock:
            if subject_id not in self._opened:
                made = self._made(subject_id)
                if made is None:
                    return None
                self._opened[subject_id] = made
            return self._opened[subject_id]

    def _made(self, subject_id: str) -> Tools | None:
        course, settings = self._first, self._settings
        if subject_id:
            if subject_id not in self._places:
                return None
            settings = self._places[subject_id]
            course = load(settings)
        return tools_for(course, settings, None, self._weights, ShelfView(self, subject_id))

    @cached_property
    def listed(self) -> Any:
        """The catalogue: made ahead, or from the courses' own files."""
        from skill.content.shelf import Catalogue, subject_of

        if self._settings.build:
            return msgspec.json.decode((self._settings.build / SHELF).read_bytes(), type=Catalogue)
        courses = [("", self._first), *self.courses.items()]
        return Catalogue(tuple(subject_of(course, each) for each, course in courses))

    @property
    def courses(self) -> dict[str, Course]:
        """The further courses, by id."""
        return {each: load(at) for each, at in self._places.items()}

    @property
    def together(self) -> Course:
        """All courses in one, for a channel's models."""
        from skill.content.shelf import together

        return together(self._first, self.courses)


class ShelfView:
    """The shelf as one subject's dialogue sees it."""

    def __init__(self, subjects: Subjects, here: str):
        self._subjects, self.here = subjects, here

    def catalogue(self) -> Any:
        """What every subject is called and speaks of."""
        return self._subjects.listed

    def route(self, subject_id: str, text: str) -> Routing | None:
        """A question as another subject's course would place it."""
        tools = self._subjects.tools(subject_id)
        return tools.router.route(text) if tools else None


def shelf_of(course: Course, settings: Settings) -> Subjects | None:
    """The shelf that a course's file names; None for a course that stands alone."""
    if settings.build:
        found = sorted((settings.build / ALSO).glob("*/" + COURSE))
        # In the order of the catalogue, which is the file's: the folder's would be the alphabet.
        places = {at.parent.name: replace(settings, build=at.parent) for at in found}
    else:
        from skill.content.shelf import further

        named = further(settings.content, course) if course.file.also else {}
        places = {each: replace(settings, content=path) for each, path in named.items()}
    return Subjects(course, settings, places) if places else None


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
    course = course or load(settings)
    subjects = shelf_of(course, settings)
    tools = subjects.tools("") if subjects else tools_for(course, settings)
    assert tools is not None
    more.setdefault("notes", notes_for(settings, tools.course))
    if may_link(settings):
        from skill.keeping import open_links

        more.setdefault("links", open_links(settings))
    if clock is not None:
        more["clock"] = clock
    return Service(tools, store or open_store(settings), subjects=subjects, **more)
