"""Learners in one SQLite file: the default on a laptop or a small server.

Several threads and processes may use the file at once. Every save is one transaction, so a
process killed in the middle of one leaves the record as it was before.
"""

import logging
import os
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from skill.errors import StoreConflict, StoreError
from skill.learner.record import Learner, unpack
from skill.learner.slips import Slip, fitting
from skill.learner.stores.protocol import Partition, groups_to_write, partition, with_groups

log = logging.getLogger("owl")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS learners (
    key TEXT PRIMARY KEY, version INTEGER NOT NULL, epoch TEXT NOT NULL, profile BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS card_groups (
    key TEXT NOT NULL REFERENCES learners (key) ON DELETE CASCADE,
    name TEXT NOT NULL, cards BLOB NOT NULL, PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS set_aside (
    key TEXT NOT NULL, version INTEGER NOT NULL, profile BLOB NOT NULL, PRIMARY KEY (key, version)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS slips (
    key TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, until INTEGER NOT NULL,
    mark TEXT NOT NULL, PRIMARY KEY (key, name)
) WITHOUT ROWID;
"""


class SqliteStore:
    """Opens (or creates) the file when it is first needed."""

    keeps = True

    def __init__(self, path: str | Path, busy_seconds: float = 1.0):
        """`busy_seconds`: how long to wait for another process that is writing."""
        self._path = Path(path)
        self._busy_seconds = busy_seconds
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._owner = 0
        self._file: tuple[int, int] | None = None

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """See Store."""
        with self._open() as db:
            row = db.execute(
                "SELECT profile, version, epoch FROM learners WHERE key = ?", (partition(key),)
            ).fetchone()
        return unpack(*row) if row else Learner()

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """See Store."""
        names = tuple(groups)
        marks = ", ".join("?" * len(names))
        with self._transaction("DEFERRED") as db:
            self._require_current(db, key, learner)
            rows = db.execute(
                f"SELECT name, cards FROM card_groups WHERE key = ? AND name IN ({marks})",
                (partition(key), *names),
            ).fetchall()
        return with_groups(learner, names, dict(rows))

    def save(self, key: str, learner: Learner) -> Learner:
        """See Store."""
        part, version = partition(key), learner.version + 1
        epoch = learner.epoch or secrets.token_hex(4)
        with self._transaction("IMMEDIATE") as db:
            self._require_current(db, key, learner)
            if learner.damaged:
                db.execute(
                    "INSERT OR IGNORE INTO set_aside (key, version, profile) VALUES (?, ?, ?)",
                    (part, learner.version, learner.damaged),
                )
            db.execute(
                "INSERT INTO learners (key, version, epoch, profile) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET version = excluded.version, "
                "epoch = excluded.epoch, profile = excluded.profile",
                (part, version, epoch, learner.pack()),
            )
            db.executemany(
                "INSERT OR REPLACE INTO card_groups (key, name, cards) VALUES (?, ?, ?)",
                [(part, name, data) for name, data in groups_to_write(learner).items()],
            )
            db.executemany(
                "DELETE FROM card_groups WHERE key = ? AND name = ?",
                [(part, name) for name in learner.cards.dropped],
            )
        return learner.saved(version, epoch)

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """See Store."""
        with self._transaction("IMMEDIATE") as db:
            db.execute("DELETE FROM learners WHERE key = ?", (partition(key),))
            db.execute("DELETE FROM set_aside WHERE key = ?", (partition(key),))
            db.execute("DELETE FROM slips WHERE key = ?", (partition(key),))

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        """See Store."""
        with self._open() as db:
            rows = db.execute("SELECT key, profile, version, epoch FROM learners").fetchall()
        for key, *kept in rows:
            yield Partition(key), unpack(*kept)

    def slip(self, key: str, name: str, now: int) -> Slip | None:
        """See Slips."""
        with self._open() as db:
            row = db.execute(
                "SELECT data, until, mark FROM slips WHERE key = ? AND name = ? AND until > ?",
                (partition(key), name, now),
            ).fetchone()
        return Slip(*row) if row else None

    def keep(
        self, key: str, name: str, data: bytes, until: int, now: int, over: Slip | None = None
    ) -> Slip:
        """See Slips."""
        part, slip = partition(key), Slip(fitting(data), until, secrets.token_hex(4))
        with self._transaction("IMMEDIATE") as db:
            db.execute("DELETE FROM slips WHERE until <= ?", (now,))
            there = db.execute(
                "SELECT mark FROM slips WHERE key = ? AND name = ?", (part, name)
            ).fetchone()
            if (there and there[0]) != (over and over.mark):
                raise StoreConflict("the slip is not the one that was read")
            db.execute(
                "INSERT OR REPLACE INTO slips (key, name, data, until, mark) VALUES (?, ?, ?, ?, ?)",
                (part, name, *slip),
            )
        return slip

    def drop(self, key: str, name: str) -> None:
        """See Slips."""
        with self._open() as db:
            db.execute("DELETE FROM slips WHERE key = ? AND name = ?", (partition(key), name))

    def close(self) -> None:
        """See Store."""
        with self._lock:
            if self._connection and self._owner == os.getpid():
                self._connection.close()
            self._connection = None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                if self._connection and self._owner == os.getpid() and self._gone():
                    self._connection.close()
                    self._connection = None
                    log.error("%s was deleted or replaced: opened anew", self._path.name)
                if self._connection is None or self._owner != os.getpid():
                    # A connection must not be carried over a fork.
                    self._connection, self._owner = self._connect(), os.getpid()
                    self._file = _identity(self._path)
                yield self._connection
            except (sqlite3.Error, OSError) as fault:
                raise StoreError(f"{self._path.name}: {fault}") from fault

    def _gone(self) -> bool:
        """Whether the file that is open is no longer the one at the path: what is written to it
        would be lost."""
        return _identity(self._path) != self._file

    @contextmanager
    def _transaction(self, kind: str) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute(f"BEGIN {kind}")
            try:
                yield db
                db.execute("COMMIT")
            finally:
                if db.in_transaction:
                    db.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else on the machine need read it.
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(
            self._path,
            timeout=self._busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            self._write_ahead(db)
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
            # What a learner asked to have forgotten is overwritten, not just unlinked.
            db.execute("PRAGMA secure_delete = ON")
            db.executescript(_SCHEMA)
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _write_ahead(self, db: sqlite3.Connection) -> None:
        """Switches to the write-ahead log. Where another process opens a new file at the same
        moment, SQLite refuses this at once instead of waiting as it does for other writes."""
        give_up = time.monotonic() + self._busy_seconds
        while True:
            try:
                db.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError:
                if time.monotonic() >= give_up:
                    raise
                time.sleep(0.01)

    @staticmethod
    def _require_current(db: sqlite3.Connection, key: str, learner: Learner) -> None:
        row = db.execute(
            "SELECT version, epoch FROM learners WHERE key = ?", (partition(key),)
        ).fetchone() or (0, "")
        if row != (learner.version, learner.epoch):
            raise StoreConflict(f"the record is at version {row[0]}, not {learner.version}")


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
