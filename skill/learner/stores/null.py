"""Memory switched off by the operator: everybody is new, and nothing is kept."""

from collections.abc import Iterable, Iterator

from skill.errors import StoreError
from skill.learner.record import Learner
from skill.learner.stores.protocol import Partition, with_groups


class NullStore:
    """Keeps nothing (LEARNER_MEMORY=off)."""

    keeps = False

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """Somebody new."""
        return Learner()

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """The learner with those groups empty."""
        return with_groups(learner, groups, {})

    def save(self, key: str, learner: Learner) -> Learner:
        """The learner, as if it were kept."""
        return learner.saved(learner.version, learner.epoch)

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """There is nothing to forget."""

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        """Nobody."""
        return iter(())

    def close(self) -> None:
        """Nothing to let go of."""


class OutStore(NullStore):
    """In the place of a store that does not say whose record it is: whatever is marked stays owed."""

    keeps = True

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """StoreError."""
        raise StoreError("whose record it is could not be read")

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """StoreError."""
        raise StoreError("whose record it is could not be read")
