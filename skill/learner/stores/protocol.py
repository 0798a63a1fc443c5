"""What every learner store can do.

A store keeps two kinds of things under a learner's key: the profile, and card groups. The
only faults it raises are StoreError and StoreConflict.

A turn may wait for its store only so long. Its first call is `load` (or `delete`, where nobody
is talking); calls with `same_turn` and those of the other methods belong to that turn.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Protocol

from skill.learner.cards import Group
from skill.learner.grouping import pack_group, unpack_group
from skill.learner.record import Learner

SIBLING = "\x1f"
"""Stands in a key before the name of a profile on the same device."""


class Partition(str):
    """A learner's key that is a digest already, as `Store.every` gives it: every method takes it in
    the place of a key."""


class Linked(Partition):
    """A learner's key, as a linked device came by it."""

    device: Partition
    """The device's own."""

    def __new__(cls, learner: str, device: str) -> "Linked":
        """learner, device: the digests of their keys."""
        made = super().__new__(cls, learner)
        made.device = Partition(device)
        return made


class Unread(Partition):
    """In the place of a learner's key where it could not be read whose record a device uses."""


class Store(Protocol):
    """Learners by key. Safe to use from several threads."""

    keeps: bool
    """False: what is saved is forgotten at once (memory switched off)."""

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """The learner of that key, without card groups; somebody new if there is none."""

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """The learner with those groups' cards at hand. A group that was lost is empty.

        StoreConflict if the record has changed since the learner was loaded.
        """

    def save(self, key: str, learner: Learner) -> Learner:
        """Keeps what changed, all of it or nothing; returns the learner as it is now stored.

        StoreConflict if the record changed since the learner was loaded, or was deleted.
        """

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """Forgets everything under the key. Nothing there is no fault."""

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        """All learners, without card groups, in any order: for the operator, never for a turn."""

    def close(self) -> None:
        """Lets go of connections. The store is not used afterwards."""


def partition(key: str) -> str:
    """The name under which a learner is kept: a digest, so a store holds no account id."""
    if isinstance(key, Partition):
        return str(key)
    key, _, sibling = key.partition(SIBLING)
    if sibling:
        return f"{partition(key)}-{sibling}"
    return blake2b(key.encode("utf-8", "replace"), digest_size=16, person=b"learner").hexdigest()


def with_groups(learner: Learner, wanted: Iterable[str], found: Mapping[str, bytes]) -> Learner:
    """The learner with stored groups at hand; one that is missing or damaged is empty."""
    return learner.loaded({name: _cards(found.get(name, b"")) for name in wanted})


def groups_to_write(learner: Learner) -> dict[str, bytes]:
    """The groups that a save has to write no later than the profile."""
    cards = learner.cards
    return {name: pack_group(cards.groups[name]) for name in sorted(cards.written)}


def _cards(data: bytes) -> Group:
    try:
        return unpack_group(data)
    except ValueError:
        return {}
