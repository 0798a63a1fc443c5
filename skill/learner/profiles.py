"""Siblings on one device: a profile by an animal, no name.

The first animal is whoever comes without saying so. Each has a record of its own, kept beside the
first one's under the same digest, so that whoever asks to have it forgotten loses them all.
"""

from skill.learner.stores.protocol import SIBLING, Partition

ANIMALS = ("owl", "fox", "hare", "badger", "otter", "robin", "hedgehog", "deer")


def key_of(key: str, animal: str) -> str:
    """The key under which an animal's record is kept."""
    return key if animal in ("", ANIMALS[0]) else f"{key}{SIBLING}{animal}"


def keys_of(key: str) -> tuple[str, ...]:
    """The keys of every animal's record."""
    return tuple(key_of(key, animal) for animal in ANIMALS)


def family(part: Partition) -> dict[str, Partition]:
    """The partitions of every animal's record, by animal, from that of any of them."""
    base = str(part).partition("-")[0]
    return {
        animal: Partition(base if animal == ANIMALS[0] else f"{base}-{animal}")
        for animal in ANIMALS
    }
