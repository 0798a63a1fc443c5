"""Learners in this process's memory: for tests, the simulator and a first look."""

import secrets
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from skill.errors import StoreConflict
from skill.learner.record import Learner, unpack
from skill.learner.slips import Slip, fitting
from skill.learner.stores.protocol import Partition, groups_to_write, partition, with_groups


@dataclass(frozen=True)
class _Kept:
    version: int
    epoch: str
    profile: bytes
    groups: Mapping[str, bytes] = field(default_factory=dict)


class MemoryStore:
    """Forgets everything when the process ends. Keeps bytes, as the other stores do."""

    keeps = True

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._slips: dict[tuple[str, str], Slip] = {}
        self._lives = 0
        # Held for a comparison and an assignment only: what is kept is never changed.
        self._lock = threading.Lock()

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """See Store."""
        kept = self._kept.get(partition(key))
        return unpack(kept.profile, kept.version, kept.epoch) if kept else Learner()

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """See Store."""
        return with_groups(learner, groups, self._current(partition(key), learner).groups)

    def save(self, key: str, learner: Learner) -> Learner:
        """See Store."""
        place, profile, written = partition(key), learner.pack(), groups_to_write(learner)
        with self._lock:
            kept = self._current(place, learner)
            if not learner.version:
                self._lives += 1
            epoch = kept.epoch if learner.version else str(self._lives)
            groups = {**kept.groups, **written}
            for name in learner.cards.dropped:
                groups.pop(name, None)
            self._kept[place] = _Kept(learner.version + 1, epoch, profile, groups)
        return learner.saved(learner.version + 1, epoch)

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """See Store."""
        place = partition(key)
        with self._lock:
            self._kept.pop(place, None)
            for each in [each for each in self._slips if each[0] == place]:
                del self._slips[each]

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        """See Store."""
        with self._lock:
            kept = dict(self._kept)
        for part, each in kept.items():
            yield Partition(part), unpack(each.profile, each.version, each.epoch)

    def slip(self, key: str, name: str, now: int) -> Slip | None:
        """See Slips."""
        found = self._slips.get((partition(key), name))
        return found if found and found.until > now else None

    def keep(
        self, key: str, name: str, data: bytes, until: int, now: int, over: Slip | None = None
    ) -> Slip:
        """See Slips."""
        place, slip = (partition(key), name), Slip(fitting(data), until, secrets.token_hex(4))
        with self._lock:
            for each in [at for at, old in self._slips.items() if old.until <= now]:
                del self._slips[each]
            there = self._slips.get(place)
            if (there and there.mark) != (over and over.mark):
                raise StoreConflict("the slip is not the one that was read")
            self._slips[place] = slip
        return slip

    def drop(self, key: str, name: str) -> None:
        """See Slips."""
        with self._lock:
            self._slips.pop((partition(key), name), None)

    def close(self) -> None:
        """Nothing to let go of."""

    def _current(self, place: str, learner: Learner) -> _Kept:
        kept = self._kept.get(place) or _Kept(0, "", b"")
        if (kept.version, kept.epoch) != (learner.version, learner.epoch):
            raise StoreConflict(f"the record is at version {kept.version}, not {learner.version}")
        return kept
