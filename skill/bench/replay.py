"""Conversations as files: the replay format of Amazon's `ask dialog`."""

import json
from dataclasses import dataclass
from pathlib import Path

from skill.bench.envelopes import SKILL
from skill.errors import ContentError

QUIT = ".quit"
"""The line that ends an `ask dialog` conversation."""


@dataclass(frozen=True)
class Replay:
    """A conversation to say again."""

    lines: tuple[str, ...]
    locale: str = "en-GB"
    skill: str = SKILL


def load_replay(path: str | Path) -> Replay:
    """A replay file.

    Raises:
        ContentError: the file cannot be read or is not a replay file; says why.
    """
    name = Path(path).name
    try:
        data = json.loads(Path(path).read_text("utf-8-sig"))
    except OSError as error:
        raise ContentError([f"{name}: {error.strerror or error}"]) from None
    except ValueError as error:
        raise ContentError([f"{name}: not JSON ({error})"]) from None
    lines = data.get("userInput") if isinstance(data, dict) else None
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ContentError(
            [f'{name}: userInput: expected a list of texts, as "ask dialog" writes it']
        )
    if data.get("type", "text") != "text":
        raise ContentError([f'{name}: type: expected "text", got {data["type"]!r}'])
    said = tuple(lines[: lines.index(QUIT)] if QUIT in lines else lines)
    return Replay(said, str(data.get("locale", "en-GB")), str(data.get("skillId", SKILL)))


def save_replay(replay: Replay, path: str | Path) -> None:
    """Write a conversation so that `ask dialog --replay` (and `owl run --replay`) can say it."""
    data = {
        "skillId": replay.skill,
        "locale": replay.locale,
        "type": "text",
        "userInput": [*replay.lines, QUIT],
    }
    Path(path).write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
