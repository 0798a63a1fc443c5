"""Reading what a teacher brings, and writing a course so that a crash cannot spoil it."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from skill.content.source import read_bytes
from skill.errors import ContentError


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, UTF-16 (with its mark) or Windows-1252."""
    data = read_bytes(path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise ContentError([f"{path}: this is not a text file"])
    return data.decode("cp1252", errors="replace")


def write_course(path: Path, course: dict[str, Any]) -> None:
    """Write a course file: UTF-8, two spaces, keys in the order they have, all or nothing.

    Raises:
        ContentError: the file cannot be written; says why.
    """
    write_text(path, json.dumps(course, indent=2, ensure_ascii=False) + "\n")


def write_text(path: Path, text: str) -> None:
    """Write a text file in UTF-8, all or nothing."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file, all or nothing."""
    path = Path(path)
    try:
        target = path.resolve()
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, target.stat().st_mode if target.exists() else 0o644)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ContentError([f"{path}: the file cannot be written ({why})"]) from None
