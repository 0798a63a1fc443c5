"""What an import last read, kept beside the course: so that the next one knows whether it was the
sheet that changed, or the teacher who changed the course.

`rivers.json` has `rivers.imports.json` beside it: marks of every field that came from a source, no
text. Without it nothing is lost: what differs is asked about.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from skill.desk.files import write_text

_FORMAT = 1


def mark(value: Any) -> str:
    """A short mark of a value: the same for the same value only."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:12]


class Remembered:
    """The marks of what sources said, by the ids of entries and quiz items."""

    def __init__(self, records: dict[str, dict[str, Any]] | None = None) -> None:
        self.records = records or {}

    @classmethod
    def beside(cls, course: Path) -> "Remembered":
        """What is kept beside a course; nothing where there is no such file, or a spoilt one."""
        try:
            value = json.loads(_file(course).read_text(encoding="utf-8"))
            return cls(dict(value["records"]))
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self, course: Path) -> None:
        """Keep it beside the course."""
        lines = [
            f"  {json.dumps(some_id)}: {json.dumps(record, ensure_ascii=False)}"
            for some_id, record in sorted(self.records.items())
        ]
        note = json.dumps("What owl import read last, as marks. Keep this beside the course.")
        records = ",\n".join(lines)
        text = f'{{"note": {note}, "format": {_FORMAT}, "records": {{\n{records}\n}}}}\n'
        write_text(_file(course), text)

    def field(self, some_id: str, name: str) -> str:
        """The mark of what the source said; "" where it said nothing, or none is kept."""
        return str(self.records.get(some_id, {}).get("fields", {}).get(name, ""))

    def fields(self, some_id: str) -> set[str]:
        """The names of the fields that a source said."""
        return set(self.records.get(some_id, {}).get("fields", ()))

    def source(self, some_id: str) -> str:
        """The file that it came from."""
        return str(self.records.get(some_id, {}).get("from", ""))

    def keep(
        self, some_id: str, record: dict[str, Any], source: str, but: Collection[str] = ()
    ) -> None:
        """What a source says now; of the fields in `but`, what was kept of them before."""
        beside = ("id", "draft", *but)
        fields = {name: mark(value) for name, value in record.items() if name not in beside}
        fields |= {name: had for name in but if (had := self.field(some_id, name))}
        self.records[some_id] = {"from": source, "fields": fields}

    def decided(self, some_id: str, name: str, value: Any, source: str) -> None:
        """A teacher has chosen about a field: what the source says of it counts as seen."""
        record = self.records.setdefault(some_id, {"from": source, "fields": {}})
        if value:
            record["fields"][name] = mark(value)
        else:
            record["fields"].pop(name, None)

    def put_back(self, some_id: str, record: dict[str, Any] | None) -> None:
        """What was kept of a record before; None: nothing was."""
        if record is None:
            self.records.pop(some_id, None)
        else:
            self.records[some_id] = record

    def keep_all(self, records: Iterable[dict[str, Any]], source: str) -> None:
        """The same for many."""
        for record in records:
            self.keep(record["id"], record, source)

    def untouched(self, record: dict[str, Any]) -> bool:
        """Whether the course's record is as the source had it."""
        fields = self.records.get(record.get("id", ""), {}).get("fields")
        if not fields:
            return False
        now = {name: mark(value) for name, value in record.items() if name not in ("id", "draft")}
        return bool(now == fields)


def _file(course: Path) -> Path:
    return course.with_name(f"{course.stem}.imports.json")
