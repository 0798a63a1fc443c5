"""From a course to a router that loads what it needs at the first question, not before."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from skill.content.course import Course

if TYPE_CHECKING:
    from skill.reader.encoder import Encoder
    from skill.retrieval.index import Encodes, Index
    from skill.retrieval.router import Context, Router, Routing


class LazyRouter:
    """A Router that is put together when it is first asked."""

    def __init__(self, course: Course, make: Callable[[], Router]):
        self.course = course
        self._make = make
        self._made: Router | None = None
        self._lock = threading.Lock()

    def route(self, text: str, context: Context | None = None) -> Routing:
        """As Router.route."""
        router = self.ready()
        return router.route(text, context) if context else router.route(text)

    def explain(self, routing: Routing) -> str:
        """As Router.explain."""
        return self.ready().explain(routing)

    def ready(self) -> Router:
        """The router itself, built and loaded if that is still to do."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
            return self._made


def open_router(
    course: Course,
    *,
    cache: Path | None,
    weights: Path | None,
    progress: Callable[[int, int], None] | None = None,
    reader: Callable[[], Any] | None = None,
) -> LazyRouter:
    """A router for the course. Nothing is imported or read before the first question.

    `cache` is a folder for built indexes (None: built in memory each time); `weights` is the
    folder of the quantised encoder (None, or without weights: lexical routing only). A stale
    or damaged index is built anew. `progress` hears (texts encoded, texts in all).
    """

    def make() -> Router:
        from skill.retrieval.rereading import Rereader
        from skill.retrieval.router import Router

        encoder = open_encoder(weights)
        index = open_index(course, encoder, cache, progress, weights)
        rereader = Rereader(course, reader) if reader and encoder else None
        return Router(course, index, encoder, rereader)

    return LazyRouter(course, make)


def open_encoder(weights: Path | None) -> Encoder | None:
    """The encoder with the adapter that ships, or None where its weights are missing."""
    from skill.reader.encoder import load_encoder
    from skill.reader.weights import is_ready
    from skill.retrieval.index import ADAPTER

    if weights is None or not is_ready(weights):
        return None
    return load_encoder(weights, ADAPTER if ADAPTER.is_file() else None)


def open_index(
    course: Course,
    encoder: Encoder | None,
    cache: Path | None,
    progress: Callable[[int, int], None] | None = None,
    weights: Path | None = None,
) -> Index:
    """The course's index from the cache; built, and kept there, when it is not.

    weights: the encoder's; with them what was encoded before is not encoded again.
    """
    from skill.errors import StaleIndex
    from skill.retrieval.index import Index, build_index, course_hash

    if cache is None:
        return build_index(course, encoder, progress)
    digest = course_hash(course)
    kind = "meaning" if encoder else "words"
    folder = cache / f"index-{digest[:16]}-{kind}"
    try:
        return Index.load(folder, digest)
    except StaleIndex:
        encodes: Encodes | None = encoder
        if encoder is not None and weights is not None:
            from skill.retrieval.remembering import remembering

            encodes = remembering(encoder, weights, cache.parent)
        index = build_index(course, encodes, progress)
        index.save(folder)
        return index
