"""Where sessions and links are kept: in the learners' store, whether learners are remembered or not."""

from functools import cache
from pathlib import Path

from skill.learner.links import Links
from skill.learner.slips import Slips
from skill.settings import Settings, may_link


def open_slips(settings: Settings) -> Slips:
    """The slips of the store the operator chose; one for the life of the process."""
    return _opened(settings.store, settings.cache)


def open_links(settings: Settings) -> Links | None:
    """Which devices share a record; None where the operator links none."""
    return Links(open_slips(settings)) if may_link(settings) else None


@cache
def _opened(store: str, cache_folder: Path) -> Slips:
    kind, _, name = store.partition(":")
    if kind == "memory":
        from skill.learner.stores.memory import MemoryStore

        return MemoryStore()
    if kind == "dynamodb":
        from skill.learner.stores.dynamodb_slips import DynamoSlips

        return DynamoSlips(name)
    from skill.learner.stores.sqlite import SqliteStore

    return SqliteStore(Path(name) if name else cache_folder / "learners.db")
