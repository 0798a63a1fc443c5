"""The notes of an Anki collection, which is a SQLite file in one of two layouts."""

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from skill.errors import ContentError

_MOST_NOTES = 50_000


@dataclass(frozen=True)
class Note:
    """One note, before it is a card."""

    kind: str
    """The name of its note type."""
    fields: tuple[tuple[str, str], ...]
    """Names and texts, markup and all."""
    deck: str
    """With the decks that it lies in: "Physics::Waves"."""


def notes_of(path: Path, data: bytes) -> list[Note]:
    """The notes in the order in which they were made.

    Raises:
        ContentError: it is no collection, or a damaged one.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "collection"
        file.write_bytes(data)
        try:
            base = sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
            try:
                base.create_collation("unicase", _by_letters)
                return list(_notes(base))
            finally:
                base.close()
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            raise ContentError([
                f"{path}: the collection in this package cannot be read ({error}); export the deck again"
            ]) from None  # fmt: skip


def _by_letters(left: str, right: str) -> int:
    first, second = left.lower(), right.lower()
    return (first > second) - (first < second)


def _notes(base: sqlite3.Connection) -> Iterator[Note]:
    tables = {
        name for (name,) in base.execute("select name from sqlite_master where type = 'table'")
    }
    kinds, decks = _newer(base) if "notetypes" in tables else _older(base)
    query = (
        "select n.mid, n.flds, (select c.did from cards c where c.nid = n.id order by c.ord limit 1) "
        "from notes n order by n.id limit ?"
    )
    for kind, texts, deck in base.execute(query, (_MOST_NOTES,)):
        name, fields = kinds.get(kind, ("", []))
        found = str(texts).split("\x1f")
        names = [*fields, *("" for _ in found)]
        yield Note(name, tuple(zip(names, found, strict=False)), decks.get(deck, ""))


_Kinds = dict[Any, tuple[str, list[str]]]


def _older(base: sqlite3.Connection) -> tuple[_Kinds, dict[Any, str]]:
    """Note types and decks as JSON in one row."""
    models, decks = base.execute("select models, decks from col").fetchone()
    kinds = {
        int(some_id): (model["name"], [field["name"] for field in model["flds"]])
        for some_id, model in json.loads(models).items()
    }
    return kinds, {int(some_id): deck["name"] for some_id, deck in json.loads(decks).items()}


def _newer(base: sqlite3.Connection) -> tuple[_Kinds, dict[Any, str]]:
    """Note types and decks in tables of their own."""
    names = dict(base.execute("select id, name from notetypes"))
    kinds: _Kinds = {some_id: (name, []) for some_id, name in names.items()}
    fields = sorted(base.execute("select ntid, ord, name from fields"), key=lambda row: row[:2])
    for kind, _, name in fields:
        if kind in kinds:
            kinds[kind][1].append(name)
    decks = {
        some_id: str(name).replace("\x1f", "::")
        for some_id, name in base.execute("select id, name from decks")
    }
    return kinds, decks
