"""The file that a teacher brought, read once, however many formats look at it."""

import io
import json
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from skill.content.source import read_bytes
from skill.desk.cards import Row, csv_rows, xlsx_sheets
from skill.desk.files import read_text
from skill.desk.limits import LARGEST_UNPACKED, PACKED_TIMES, too_much
from skill.errors import ContentError

_FIRST = 4_000
"""Characters by which a text is told."""


class Brought:
    """One file. What cannot be read as asked for is empty: a format then does not know it.

    Raises:
        ContentError: there is no such file, or it is too large (on the first look).
    """

    def __init__(self, path: Path):
        self.path = path
        self.ending = path.suffix.lower()

    @cached_property
    def data(self) -> bytes:
        """The bytes."""
        return read_bytes(self.path)

    @cached_property
    def text(self) -> str:
        """The text; empty where it is none."""
        if self.data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
            return ""
        try:
            return read_text(self.path).replace("\r\n", "\n").replace("\r", "\n")
        except ContentError:
            return ""

    @cached_property
    def start(self) -> str:
        """How the text begins, in small letters."""
        return self.text[:_FIRST].lstrip().lower()

    @cached_property
    def json(self) -> Any:
        """The JSON value; None where it is none. A file of a value a line is a list."""
        if not self.start.startswith(("{", "[")):
            return None
        try:
            return json.loads(self.text)
        except (ValueError, RecursionError):
            pass
        try:
            return [json.loads(line) for line in self.text.splitlines() if line.strip()]
        except (ValueError, RecursionError):
            return None

    @cached_property
    def names(self) -> frozenset[str]:
        """The parts of a packed file; empty where it is none."""
        if not self.data.startswith(b"PK"):
            return frozenset()
        try:
            with ZipFile(io.BytesIO(self.data)) as packed:
                return frozenset(packed.namelist())
        except (BadZipFile, OSError, ValueError):
            return frozenset()

    def part(self, name: str) -> bytes:
        """One part of a packed file, unpacked.

        Raises:
            ContentError: it is damaged, or unpacks to more than any lesson.
        """
        try:
            with ZipFile(io.BytesIO(self.data)) as packed:
                told = packed.getinfo(name)
                if (
                    told.file_size > LARGEST_UNPACKED
                    or told.file_size > PACKED_TIMES * max(told.compress_size, 50_000)
                ):  # fmt: skip
                    raise too_much(str(self.path), LARGEST_UNPACKED, "bytes once unpacked")
                return packed.read(name)
        except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise ContentError(
                [f"{self.path}: “{name}” in it is damaged; save or download the file again"]
            ) from None

    @cached_property
    def rows(self) -> list[Row]:
        """The rows of a table in text, parted by whatever it uses; empty where it is none."""
        try:
            return csv_rows(self.text) if self.text.strip() else []
        except ContentError:
            return []

    @cached_property
    def is_workbook(self) -> bool:
        """Whether it is an XLSX file, whatever its name."""
        return any(name.startswith("xl/") for name in self.names)

    @cached_property
    def sheets(self) -> list[tuple[str, list[Row]]]:
        """The sheets of a workbook by title; of a table in text its rows, without a title.

        Raises:
            ContentError: the workbook is damaged or made to exhaust the machine.
        """
        if self.is_workbook:
            return xlsx_sheets(self.path, self.data)
        return [("", self.rows)] if self.rows else []
