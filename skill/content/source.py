"""From the bytes of a course file to plain JSON values. What JSON leaves open is named."""

import json
import math
from pathlib import Path as FilePath
from typing import Any

from skill.content.problems import Path, Problem, shown
from skill.content.slips import slip
from skill.errors import ContentError

MAX_BYTES = 100 * 1024 * 1024
MAX_DEPTH = 40


def read_bytes(path: str | FilePath) -> bytes:
    """The bytes of a course file; ContentError says why a file cannot be read."""
    path = FilePath(path)
    try:
        if path.is_dir():
            raise ContentError([f"{path}: this is a folder; give the course file in it"])
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ContentError([f"{path}: {_too_big(size)}"])
        return path.read_bytes()
    except FileNotFoundError:
        raise ContentError([f"{path}: there is no such file"]) from None
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise ContentError([f"{path}: the file cannot be read ({why})"]) from None


def parse(data: bytes) -> tuple[Any, list[Problem]]:
    """The JSON value, and what in it JSON has no rule for: repeated keys, NaN.

    Raises:
        ContentError: not text in UTF-8, or not JSON; says line and column.
    """
    if len(data) > MAX_BYTES:
        raise ContentError([_too_big(len(data))])
    text = decode(data)
    repeated: dict[int, tuple[dict[str, Any], list[str]]] = {}

    def remember(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            keys = [key for key, _ in pairs]
            repeated[id(value)] = (value, sorted({key for key in keys if keys.count(key) > 1}))
        return value

    try:
        raw = json.loads(text, object_pairs_hook=remember)
    except json.JSONDecodeError as error:
        raise ContentError([_wrong_json(text, error)]) from None
    except RecursionError:
        raise ContentError(["lists and objects are nested too deeply to be a course"]) from None
    except ValueError as error:
        raise ContentError([f"a number cannot be read ({error})"]) from None
    return raw, _odd_values(raw, repeated)


def decode(data: bytes) -> str:
    """The text of a course file; ContentError says where it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ContentError(["the file is in UTF-16; save it as UTF-8"])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        byte = data[error.start]
        raise ContentError(
            [f"line {line}, column {column}: byte {byte:#04x} is not UTF-8; save it as UTF-8"]
        ) from None


def _wrong_json(text: str, error: json.JSONDecodeError) -> str:
    if not text.strip():
        return "the file is empty"
    if told := slip(text, error.pos, error.msg):
        return told
    place = f"line {error.lineno}, column {error.colno}"
    return (
        f"{place}: this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}{_advice(text, error)}"
    )


def _advice(text: str, error: json.JSONDecodeError) -> str:
    here = text[error.pos : error.pos + 1]
    before = text[: error.pos].rstrip()[-1:]
    if here in ("“", "”", "‘", "’"):
        return " (use straight quotes)"
    if here == "'":
        return " (use double quotes)"
    if text.startswith("//", error.pos) or text.startswith("/*", error.pos):
        return " (JSON has no comments)"
    if before == "," or (here == "," and error.msg.startswith("Illegal trailing")):
        return " (is there a comma too many?)" if here in ("}", "]", ",") else ""
    if here == "\n":
        return " (a text must stand on one line and end with a double quote)"
    return ""


def _odd_values(raw: Any, repeated: dict[int, tuple[dict[str, Any], list[str]]]) -> list[Problem]:
    problems = []
    for path, value in walk(raw):
        if isinstance(value, dict):
            for key in repeated.get(id(value), ({}, []))[1]:
                problems.append(Problem((*path, key), "this key stands twice in the same object"))
        elif isinstance(value, float) and not math.isfinite(value):
            problems.append(Problem(path, f"{shown(value)} is not a value that JSON knows"))
        elif len(path) > MAX_DEPTH:
            problems.append(Problem(path[:4], "nested too deeply to be part of a course"))
            break
    return problems


def walk(value: Any, path: Path = ()) -> Any:
    """Every value with its path, the outer ones first."""
    stack = [(path, value)]
    while stack:
        path, value = stack.pop()
        yield path, value
        if isinstance(value, dict):
            stack.extend(((*path, key), value[key]) for key in reversed(value))
        elif isinstance(value, list):
            stack.extend(((*path, i), value[i]) for i in range(len(value) - 1, -1, -1))


def _too_big(size: int) -> str:
    return (
        f"the file has {size / 1024**2:,.0f} MB; a course may have {MAX_BYTES // 1024**2} MB, "
        "so split it into several courses"
    )
