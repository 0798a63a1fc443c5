"""A router over what `owl build` made: read, checked against its course, never written."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from skill.content.course import Course
from skill.errors import StaleIndex
from skill.retrieval.index import Index, build_index, course_hash
from skill.retrieval.open import open_encoder
from skill.retrieval.rereading import Rereader
from skill.retrieval.router import Router

log = logging.getLogger("owl")


def open_built(
    course: Course,
    file: Path,
    folder: Path,
    weights: Path | None,
    reader: Callable[[], Any] | None = None,
) -> Router:
    """The router of a built course.

    Args:
        course: the course, as decoded from `file`.
        file: the built course's file; its bytes are what the index was made for.
        folder: the built index.
        weights: the folder of the encoder's weights; without them words alone decide.
        reader: gives what reads candidates again, or None.

    An index that is missing, stale or damaged is refused, and the log says why. Questions are
    then routed by an index of words alone, made in memory: worse, but they are answered.
    """
    try:
        index = Index.load(folder, course_hash(file))
    except StaleIndex as reason:
        log.error("index refused, routing by words alone: %s", reason)
        return Router(course, build_index(course, None), None)
    encoder = open_encoder(weights) if index.vectors is not None else None
    if encoder is None:
        log.error("no encoder weights: routing by words alone")
    rereader = Rereader(course, reader) if reader and encoder else None
    return Router(course, index, encoder, rereader)
