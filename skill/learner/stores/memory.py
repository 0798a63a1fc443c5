"""Learners in this process's memory: for tests, the simulator and a first look."""

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field

from skill.errors import StoreConflict
from skill.learner.record import Learner, unpack
from skill.learner.stores.protocol import groups_to_write, partition, with_groups


@dataclass
class _Kept:
    version: int
    epoch: str
    profile: bytes
    groups: dict[str, bytes] = field(default_factory=dict)


class MemoryStore:
    """Forgets everything when the process ends. Keeps bytes, as the other stores do."""

    keeps = True

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._lives = 0
        self._lock = threading.Lock()

    def load(self, key: str) -> Learner:
        """See Store."""
        with self._lock:
            kept = self._kept.get(partition(key))
            return unpack(kept.profile, kept.version, kept.epoch) if kept else Learner()

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """See Store."""
        with self._lock:
            return with_groups(learner, groups, self._current(key, learner).groups)

    def save(self, key: str, learner: Learner) -> Learner:
        """See Store."""
        with self._lock:
            kept = self._current(key, learner)
            if not learner.version:
                self._lives += 1
                kept.epoch = str(self._lives)
            kept.version, kept.profile = learner.version + 1, learner.pack()
            kept.groups.update(groups_to_write(learner))
            for name in learner.cards.dropped:
                kept.groups.pop(name, None)
            self._kept[partition(key)] = kept
            return learner.saved(kept.version, kept.epoch)

    def delete(self, key: str) -> None:
        """See Store."""
        with self._lock:
            self._kept.pop(partition(key), None)

    def close(self) -> None:
        """Nothing to let go of."""

    def _current(self, key: str, learner: Learner) -> _Kept:
        kept = self._kept.get(partition(key)) or _Kept(0, "", b"")
        if (kept.version, kept.epoch) != (learner.version, learner.epoch):
            raise StoreConflict(f"the record is at version {kept.version}, not {learner.version}")
        return kept
