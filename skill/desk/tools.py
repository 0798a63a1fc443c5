"""Routers and markers for parts of a course, sharing one encoder and what it has encoded."""

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.content.course import Course
from skill.desk.files import write_bytes
from skill.errors import ContentError

_BATCH = 64
_STATES_KEPT = 5_000
"""Each takes some 15 kB."""


class Remembering:
    """An encoder that encodes no text twice, not even on another day."""

    def __init__(self, encoder: Any, kept: Path | None = None):
        """`kept`: a file for the vectors; it must belong to this encoder alone."""
        self._encoder = encoder
        self._kept = kept
        self._known: dict[bytes, Any] = _read_vectors(kept) if kept else {}
        self._used: set[bytes] = set()
        self._new = False

    def encode(self, texts: Sequence[str]) -> Any:
        """One unit vector a text, as the encoder would give."""
        import numpy as np

        keys = [hashlib.sha256(text.encode()).digest()[:12] for text in texts]
        self._used.update(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True)
                   if key not in self._known}  # fmt: skip
        # Texts of one length together: little is wasted on padding.
        todo = sorted(missing, key=lambda key: len(missing[key]))
        for start in range(0, len(todo), _BATCH):
            batch = todo[start : start + _BATCH]
            vectors = self._encoder.encode([missing[key] for key in batch])
            self._known.update(zip(batch, np.asarray(vectors, dtype=np.float32), strict=True))
            self._new = True
        return np.stack([self._known[key] for key in keys])

    def save(self) -> None:
        """Keep the vectors that were used."""
        import numpy as np

        if self._kept is None or not self._new:
            return
        keys = sorted(self._used)
        data = io.BytesIO()
        vectors = np.stack([self._known[key] for key in keys]).astype(np.float16)
        np.savez(data, keys=np.frombuffer(b"".join(keys), dtype=np.uint8), vectors=vectors)
        with contextlib.suppress(ContentError):  # a cache that cannot be written is no matter
            write_bytes(self._kept, data.getvalue())


def _read_vectors(path: Path) -> dict[bytes, Any]:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as kept:
            keys, vectors = kept["keys"].tobytes(), kept["vectors"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}
    return {keys[i * 12 : i * 12 + 12]: vector for i, vector in enumerate(vectors)}


@dataclass(frozen=True)
class CheckTools:
    """What `check_course` needs to route and to mark."""

    router: Callable[[Course], Any]
    """A router for a course, or a part of one."""
    marker: Callable[[Course], Any]
    """A marker for a course, or a part of one."""
    close: Callable[[], None]
    """Keeps what was encoded for the next time."""


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

    def close() -> None:
        if encoder is not None:
            encoder.save()

    return CheckTools(router, marker, close)


def _router_encoder(weights: Path | None, cache: Path) -> Remembering | None:
    """None where there are no weights."""
    if weights is None:
        return None
    from skill.reader.encoder import load_encoder
    from skill.retrieval.index import ADAPTER

    made = hashlib.sha256((weights / "manifest.json").read_bytes() + ADAPTER.read_bytes())
    kept = cache / f"check-{made.hexdigest()[:16]}.npz"
    return Remembering(load_encoder(weights, ADAPTER), kept)


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
