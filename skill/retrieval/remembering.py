"""An encoder that encodes no text twice, not even on another day: an edited course is ready in seconds."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from skill.retrieval.index import ADAPTER, Encodes

Vectors = npt.NDArray[np.float32]
FILE = "vectors.db"
MOST = 30_000
"""Vectors that are kept on disk, the latest; each takes 1.5 kB."""
_BATCH = 64
_ASKED = 500
"""Vectors that are asked for at once."""
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (text BLOB UNIQUE NOT NULL, vector BLOB NOT NULL)"
_WAIT = 20.0
"""Seconds that one process waits for another to have written."""


class Remembering:
    """Vectors by text, kept in one SQLite file that processes may share."""

    def __init__(self, encoder: Encodes, kept: Path | None = None):
        """kept: the file; vectors of other weights or another adapter in it are not taken. A file
        that cannot be read or written is done without."""
        self._encoder = encoder
        self._kept = kept
        self._known: dict[bytes, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One unit vector a text, as the encoder would give."""
        keys = [hashlib.sha256(text.encode()).digest()[:16] for text in texts]
        unknown = {k: t for k, t in zip(keys, texts, strict=True) if k not in self._known}
        if unknown:
            self._read(unknown)
        # Texts of one length together: little is wasted on padding.
        todo = sorted((k for k in unknown if k not in self._known), key=lambda k: len(unknown[k]))
        for start in range(0, len(todo), _BATCH):
            batch = todo[start : start + _BATCH]
            vectors = self._encoder.encode([unknown[key] for key in batch])
            self._known.update(zip(batch, np.asarray(vectors, dtype=np.float32), strict=True))
        if todo:
            self._write(todo)
        return np.stack([self._known[key] for key in keys])

    def _read(self, keys: Iterable[bytes]) -> None:
        wanted = list(keys)

        def select(database: sqlite3.Connection) -> None:
            for start in range(0, len(wanted), _ASKED):
                some = wanted[start : start + _ASKED]
                marks = ",".join("?" * len(some))
                query = f"SELECT text, vector FROM vectors WHERE text IN ({marks})"
                for key, data in database.execute(query, some):
                    self._known[key] = np.frombuffer(data, dtype=np.float32)

        self._with_file(select)

    def _write(self, keys: Sequence[bytes]) -> None:
        rows = [(key, self._known[key].tobytes()) for key in keys]

        def insert(database: sqlite3.Connection) -> None:
            database.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            database.execute(
                "DELETE FROM vectors WHERE rowid <= (SELECT max(rowid) FROM vectors) - ?", (MOST,)
            )

        self._with_file(insert)

    def _with_file(self, do: Callable[[sqlite3.Connection], None]) -> None:
        """Done in one transaction, or not at all: a file of no use costs time and nothing else."""
        if self._kept is None:
            return
        with contextlib.suppress(sqlite3.Error, OSError):
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._kept, timeout=_WAIT)) as database:
                database.execute(_TABLE)
                with database:
                    do(database)


def remembering(encoder: Encodes, weights: Path, cache: Path) -> Remembering:
    """The encoder that ships, with what was encoded by these very weights before."""
    made = hashlib.sha256((weights / "manifest.json").read_bytes())
    made.update(ADAPTER.read_bytes() if ADAPTER.is_file() else b"")
    return Remembering(encoder, cache / f"{made.hexdigest()[:16]}-{FILE}")
