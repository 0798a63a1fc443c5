"""Siblings on one device: a profile by an animal, no name.

The first animal is whoever comes without saying so. Each has a record of its own, kept beside the
first one's under the same digest, so that whoever asks to have it forgotten loses them all. So has
each animal in every subject of a shelf, but the first.
"""

from collections.abc import Iterable

from skill.learner.stores.protocol import SIBLING, Partition

ANIMALS = ("owl", "fox", "hare", "badger", "otter", "robin", "hedgehog", "deer")


def key_of(key: str, animal: str, subject: str = "") -> str:
    """The key under which an animal's record of a subject is kept; "" for the shelf's first."""
    if not subject and animal in ("", ANIMALS[0]):
        return key
    name = f"{animal or ANIMALS[0]}.{subject}" if subject else animal
    # A digest stays one: it is never made a digest of again.
    return Partition(f"{key}-{name}") if isinstance(key, Partition) else f"{key}{SIBLING}{name}"


def keys_of(key: str, subjects: Iterable[str] = ()) -> tuple[str, ...]:
    """The keys of every animal's records, in the first subject and in these."""
    every = ("", *(subject for subject in subjects if subject))
    return tuple(key_of(key, animal, subject) for subject in every for animal in ANIMALS)


def base_of(part: Partition) -> str:
    """What the partitions of one device have in common."""
    return str(part).partition("-")[0]


def name_of(part: Partition) -> str:
    """Whose record of a device it is: an animal, and after a full stop a subject's id."""
    return str(part).partition("-")[2] or ANIMALS[0]
