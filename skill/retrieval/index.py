"""A course compiled for routing: built once, saved as plain arrays, loaded in milliseconds."""

import hashlib
import json
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from skill.content.course import Course
from skill.errors import StaleIndex
from skill.reader.weights import move_into_place
from skill.retrieval.lexical import Lexicon, build_lexicon
from skill.retrieval.mention import Mentions, mentions_of
from skill.retrieval.mishearing import rare_words
from skill.retrieval.terms import heard_words, question_word
from skill.retrieval.views import Kind, Row, entries_of, rows_of

VERSION = 3
ADAPTER = Path(__file__).with_name("adapter.npz")
"""What the encoder learned for routing; an index is built with it."""
_ABOUT, _ARRAYS = "index.json", "arrays"
SIZE = 384
_CHUNK = 128
_STUDIED = 600
"""Phrasings that are compared with all others for the course's own statistics."""

QUESTION_BITS = {"": 0, "what": 1, "why": 2, "how": 4, "who": 8, "when": 16, "where": 32}

Progress = Callable[[int, int], None]
"""Called with (texts encoded, texts in all)."""


class Encodes(Protocol):
    """What makes vectors of texts."""

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """One unit vector a text."""


@dataclass(frozen=True)
class Index:
    """Everything routing needs to know of a course, and nothing it can look up there."""

    entry_ids: tuple[str, ...]
    topics: npt.NDArray[np.int32]
    """The topic's number of each entry."""
    kinds: npt.NDArray[np.int8]
    points: npt.NDArray[np.int16]
    """Of each row; -1 where it is not about one point."""
    rows: npt.NDArray[np.int32]
    """Rows of entry n: rows[n] to rows[n + 1]."""
    vectors: npt.NDArray[np.int8] | None
    """(rows, 384), times 127; None where the course was built without an encoder."""
    centres: npt.NDArray[np.float32] | None
    """Two unit vectors an entry: of its phrasings, and of the rest. (2, entries, 384)"""
    asks: npt.NDArray[np.int16]
    """Question words of each entry's phrasings, as bits (see QUESTION_BITS)."""
    middle: npt.NDArray[np.float32]
    """The course's own direction: mean of the entries' centres, (384,)."""
    along: npt.NDArray[np.float32]
    """Each row's dot product with `middle`."""
    names: tuple[str, ...]
    """Rare words, which a recogniser may have broken."""
    usual: tuple[float, float]
    """Mean and spread of the best cosine between a phrasing and all *other* entries'."""
    lexicon: Lexicon
    mentions: Mentions
    course: str = ""
    """Hash of the course it was built from."""

    def save(self, folder: Path) -> None:
        """Write it beside `folder` and move it there, so that no reader meets half an index."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
            made = Path(name) / "index"
            (made / _ARRAYS).mkdir(parents=True)
            _write(self, made)
            move_into_place(made, folder, lambda place: _whole(place, self.course))

    @staticmethod
    def load(folder: Path, course_hash: str) -> "Index":
        """Read it back; raises StaleIndex, saying why, unless it is whole and this course's."""
        about = _about(folder)
        if about.get("version") != index_version():
            raise StaleIndex(f"{folder}: built by another version of the skill; run `owl build`")
        if about.get("course") != course_hash:
            raise StaleIndex(f"{folder}: built from another state of the course; run `owl build`")
        try:
            return _read(folder, about)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StaleIndex(f"{folder}: damaged ({error}); run `owl build`") from error


def course_hash(course: Course | bytes | Path) -> str:
    """The same for the same course, whatever its layout in the file; 64 hexadecimal digits."""
    if isinstance(course, Path):
        course = course.read_bytes()
    if isinstance(course, Course):
        course = msgspec.json.encode(course.file, order="deterministic")
    return hashlib.sha256(course).hexdigest()


def build_index(course: Course, encoder: Encodes | None, progress: Progress | None = None) -> Index:
    """Compile a course. Without an encoder the index is lexical only."""
    rows = rows_of(course)
    entries = list(entries_of(course))
    starts = np.zeros(len(entries) + 1, dtype=np.int32)
    for row in rows:
        starts[row.entry + 1] += 1
    vectors = None if encoder is None else encode_all(encoder, rows, progress)
    kinds = np.array([row.kind for row in rows], dtype=np.int8)
    numbers = {topic.id: number for number, topic in enumerate(course.topics)}
    edges = np.cumsum(starts).astype(np.int32)
    centres = None if vectors is None else _centres(vectors, kinds, edges)
    middle = np.zeros(SIZE, dtype=np.float32) if centres is None else _middle(centres)
    return Index(
        entry_ids=tuple(entry.id for entry, _ in entries),
        topics=np.array([numbers[topic.id] for _, topic in entries], dtype=np.int32),
        kinds=kinds,
        points=np.array([row.point for row in rows], dtype=np.int16),
        rows=edges,
        vectors=None if vectors is None else np.rint(vectors * 127).astype(np.int8),
        centres=centres,
        middle=middle,
        along=np.zeros(0, dtype=np.float32) if vectors is None else vectors @ middle,
        names=rare_words(heard_words(row.text) for row in rows),
        asks=_asks(rows, len(entries)),
        usual=(0.0, 1.0) if vectors is None else _usual(vectors, kinds, edges),
        lexicon=build_lexicon(rows, len(entries)),
        mentions=mentions_of(course),
        course=course_hash(course),
    )


def encode_all(
    encoder: Encodes, rows: Sequence[Row], progress: Progress | None
) -> npt.NDArray[np.float32]:
    """A vector a row; a text that occurs twice is encoded once."""
    texts = list(dict.fromkeys(row.text for row in rows))
    # Sorted by length, so that a batch wastes little on padding.
    texts.sort(key=len)
    found: dict[str, npt.NDArray[np.float32]] = {}
    for start in range(0, len(texts), _CHUNK):
        chunk = texts[start : start + _CHUNK]
        found.update(zip(chunk, encoder.encode(chunk), strict=True))
        if progress:
            progress(min(start + _CHUNK, len(texts)), len(texts))
    if not rows:
        return np.zeros((0, SIZE), dtype=np.float32)
    return np.stack([found[row.text] for row in rows])


def _asks(rows: Sequence[Row], entries: int) -> npt.NDArray[np.int16]:
    found = np.zeros(entries, dtype=np.int16)
    for row in rows:
        if row.kind is Kind.PHRASING:
            found[row.entry] |= QUESTION_BITS[question_word(heard_words(row.text))]
    return found


def _centres(
    vectors: npt.NDArray[np.float32], kinds: npt.NDArray[np.int8], edges: npt.NDArray[np.int32]
) -> npt.NDArray[np.float32]:
    centres = np.zeros((2, len(edges) - 1, vectors.shape[1]), dtype=np.float32)
    for entry in range(len(edges) - 1):
        mine = slice(edges[entry], edges[entry + 1])
        asked = kinds[mine] == Kind.PHRASING
        told = ~asked & (kinds[mine] != Kind.TOPIC)
        for number, chosen in enumerate((asked, told)):
            if chosen.any():
                total = vectors[mine][chosen].sum(axis=0)
                centres[number, entry] = total / max(float(np.linalg.norm(total)), 1e-9)
    return centres


def _middle(centres: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    count = centres.shape[1]
    total = centres.sum(axis=(0, 1)) / (2 * max(count, 1))
    # A few entries' mean is those entries: trust it by their number.
    return np.asarray(total * count / (count + 8), dtype=np.float32)


def _usual(
    vectors: npt.NDArray[np.float32], kinds: npt.NDArray[np.int8], edges: npt.NDArray[np.int32]
) -> tuple[float, float]:
    owner = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    asked = np.flatnonzero(kinds == Kind.PHRASING)
    if len(edges) < 3 or not len(asked):
        return 0.4, 0.15
    step = max(1, len(asked) // _STUDIED)
    best = []
    for row in asked[::step]:
        cosines = vectors[asked] @ vectors[row]
        best.append(float(cosines[owner[asked] != owner[row]].max()))
    return float(np.mean(best)), max(float(np.std(best)), 0.02)


def index_version() -> str:
    """What an index is built by: the layout and the encoder's additions. Another one is not read."""
    adapter = ADAPTER.read_bytes() if ADAPTER.is_file() else b""
    return f"{VERSION}.{zlib.crc32(adapter):08x}"


def _about(folder: Path) -> dict[str, Any]:
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StaleIndex(f"{folder}: no index here; run `owl build`") from error
    except (OSError, ValueError) as error:
        raise StaleIndex(f"{folder}: damaged ({error}); run `owl build`") from error
    if not isinstance(about, dict):
        raise StaleIndex(f"{folder}: damaged (no description); run `owl build`")
    return about


def _whole(folder: Path, course: str) -> bool:
    try:
        Index.load(folder, course)
    except StaleIndex:
        return False
    return True


def _arrays_of(index: Index) -> dict[str, npt.NDArray[Any]]:
    parts = {field.name: getattr(index, field.name) for field in fields(index)}
    parts |= {f"lexicon.{f.name}": getattr(index.lexicon, f.name) for f in fields(Lexicon)}
    return {name: part for name, part in parts.items() if isinstance(part, np.ndarray)}


def _write(index: Index, folder: Path) -> None:
    arrays = _arrays_of(index)
    for name, array in arrays.items():
        np.save(folder / _ARRAYS / f"{name}.npy", array)
    about = {
        "version": index_version(),
        "course": index.course,
        "entry_ids": index.entry_ids,
        "stems": index.lexicon.stems,
        "names": index.names,
        "told": index.mentions.told,
        "introduced": sorted(index.mentions.introduced),
        "usual": index.usual,
        "sizes": {n: (folder / _ARRAYS / f"{n}.npy").stat().st_size for n in arrays},
    }
    (folder / _ABOUT).write_text(json.dumps(about), encoding="utf-8")


def _read(folder: Path, about: dict[str, Any]) -> Index:
    loaded: dict[str, Any] = {}
    for name, size in about["sizes"].items():
        path = folder / _ARRAYS / f"{name}.npy"
        if path.stat().st_size != size:
            raise ValueError(f"{name} is cut short")
        loaded[name] = np.load(path, mmap_mode="r" if name == "vectors" else None)
    lexicon = Lexicon(
        stems=tuple(about["stems"]),
        **{n.removeprefix("lexicon."): a for n, a in loaded.items() if n.startswith("lexicon.")},
    )
    own = {name: array for name, array in loaded.items() if not name.startswith("lexicon.")}
    return Index(
        entry_ids=tuple(about["entry_ids"]),
        names=tuple(about["names"]),
        usual=(about["usual"][0], about["usual"][1]),
        lexicon=lexicon,
        mentions=Mentions(about["told"], frozenset(about["introduced"])),
        course=about["course"],
        **({"vectors": None, "centres": None} | own),
    )
