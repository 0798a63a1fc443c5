"""The courses on the teacher's shelf, by the names of their files."""

import threading
from pathlib import Path

from skill.content.shelf import also_faults
from skill.content.source import parse, read_bytes
from skill.desk.accepting import drafts_of
from skill.desk.page.records import Json, things
from skill.desk.page.store import Store
from skill.errors import ContentError


class Shelf:
    """A course file and those that it names.

    Args:
        content: the first course's file.
        cache: where histories are kept.
    """

    def __init__(self, content: Path, cache: Path):
        self.content, self._cache = content, cache
        self._stores: dict[Path, Store] = {}
        self._lock = threading.Lock()

    def stores(self) -> dict[str, Store]:
        """The courses in their order, by key."""
        paths = {self.content.stem: self.content}
        for name in self._also():
            paths.setdefault(Path(name).stem, self.content.parent / name)
        return {key: self._store(path) for key, path in paths.items()}

    @property
    def first(self) -> Store:
        """The course whose file names the others."""
        return self._store(self.content)

    def store(self, key: str) -> Store | None:
        """The course of that key."""
        return self.stores().get(key)

    def described(self) -> list[Json]:
        """For the page: each course's key, title and size, or why it cannot be opened."""
        return [_described(key, store) for key, store in self.stores().items()]

    def _store(self, path: Path) -> Store:
        with self._lock:
            return self._stores.setdefault(path, Store(path, self._cache))

    def _also(self) -> list[str]:
        try:
            raw = parse(read_bytes(self.content))[0]
        except ContentError:
            return []
        named = raw.get("also") if isinstance(raw, dict) else None
        names = [
            each for each in (named if isinstance(named, list) else ()) if isinstance(each, str)
        ]
        return [name for name in names if not also_faults([name])]


def _described(key: str, store: Store) -> Json:
    try:
        course = store.read().course
    except ContentError as error:
        return {"key": key, "title": key.replace("-", " ").capitalize(), "broken": error.problems}
    kinds = [each.kind for each in things(course)]
    info = course.get("course")
    title = info.get("title") if isinstance(info, dict) else ""
    return {
        "key": key, "title": title or key, "topics": kinds.count("topic"),
        "entries": kinds.count("entry"), "questions": kinds.count("question"),
        "drafts": sum(1 for _ in drafts_of(course)),
    }  # fmt: skip
