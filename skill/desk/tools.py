"""Routers and markers for parts of a course, sharing one encoder and what it has encoded."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.course import Course


@dataclass(frozen=True)
class CheckTools:
    """What `check_course` needs to route and to mark."""

    router: Callable[[Course], Any]
    """A router for a course, or a part of one."""
    marker: Callable[[Course], Any]
    """A marker for a course, or a part of one."""


def open_tools(cache: Path, *, meaning: bool = True) -> CheckTools:
    """A router factory and a marker factory, as `check_course` wants them.

    Args:
        cache: the folder where the encoder's weights are kept (`Settings.cache`).
        meaning: use the sentence encoder where its weights can be had; else words alone.
    """
    weights = _weights(cache / "encoder") if meaning else None
    encoder = _router_encoder(weights, cache)
    reader = _marker_reader(weights)

    def router(course: Course) -> Any:
        from skill.retrieval.index import build_index
        from skill.retrieval.router import Router

        if encoder is not None:
            encoder.encode(_wordings(course))
        return Router(course, build_index(course, encoder), encoder)

    def marker(course: Course) -> Any:
        from skill.quiz.marking.marker import Marker

        return Marker(course, lambda: reader)

    return CheckTools(router, marker)


def _router_encoder(weights: Path | None, cache: Path) -> Any:
    """None where there are no weights."""
    if weights is None:
        return None
    from skill.retrieval.open import open_encoder
    from skill.retrieval.remembering import remembering

    encoder = open_encoder(weights)
    return remembering(encoder, weights, cache) if encoder else None


def _marker_reader(weights: Path | None) -> Any:
    if weights is None:
        return None
    from skill.reader.reader import LEARNED, load_reader

    return load_reader(weights) if LEARNED.is_file() else None


def _weights(folder: Path) -> Path | None:
    from skill.reader.weights import NoWeights, quantise_weights

    try:
        return quantise_weights(folder)
    except (NoWeights, OSError):
        return None


def _wordings(course: Course) -> list[str]:
    """What the router will encode when it is asked each wording of the course."""
    from skill.retrieval.query import spoken_form
    from skill.retrieval.terms import heard_words

    texts = [text for entry in course.entries() for text in (entry.question, *entry.also_asked)]
    return [spoken_form(heard) for text in texts if (heard := heard_words(text))] or ["nothing"]
