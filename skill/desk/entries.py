"""What was read from a source → the records of a course file."""

import re
from html import unescape
from typing import Any

from skill.content.course import Entry
from skill.desk.blocks import Dropped, Found
from skill.speech.composing import count
from skill.speech.sentences import seconds, sentences

MAX_TEXT, MAX_DETAIL, MAX_PHRASE = 600, 2000, 200
HEADLINE_SECONDS = 15
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x2028, 0x202F), 0xFEFF])
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")


def clean(text: str) -> str:
    """The text without what a course may not hold: control and invisible characters, tags, and
    entities, which become the characters they stand for."""
    text = _TAGS.sub(" ", unescape(unescape(text)).translate(_INVISIBLE))
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def entry_record(found: Found, entry_id: str) -> tuple[dict[str, Any], list[Dropped]]:
    """An entry as the file holds it, and what did not fit into it."""
    said = [
        re.sub(r"\s*:$", ".", sentence)  # what led to a list stands by itself now
        for text in found.paragraphs
        for sentence in sentences(clean(text))
    ]
    points = [clean(point) for point in found.points]
    no_more: list[str] = []
    if found.id and said:
        headline, rest = " ".join(said), no_more
    else:
        headline, rest = _headline(said, len(points))
    if not said and len(points) == 1:
        headline, points = points[0], []
    dropped: list[Dropped] = []
    detail = _fit([*rest, *sentences(clean(found.detail))], MAX_DETAIL, found.line, dropped)
    kept = [_fit(sentences(point), MAX_TEXT, found.line, dropped) for point in points]
    record: dict[str, Any] = {"id": entry_id, "question": clean(found.question)[:MAX_PHRASE]}
    if found.also_asked:
        record["also_asked"] = [clean(text)[:MAX_PHRASE] for text in found.also_asked]
    record["answer"] = _fit([headline], MAX_TEXT, found.line, dropped)
    for name, value in (
        ("points", [point for point in kept if point]),
        ("detail", detail),
        ("simpler", _fit(sentences(clean(found.simpler)), MAX_TEXT, found.line, dropped)),
        ("examples", [clean(text)[:MAX_TEXT] for text in found.examples]),
        (
            "why_it_matters",
            _fit(sentences(clean(found.why_it_matters)), MAX_TEXT, found.line, dropped),
        ),
        ("remember", _fit(sentences(clean(found.remember)), MAX_TEXT, found.line, dropped)),
        ("misconceptions", list(found.misconceptions)),
        ("exam_boards", [clean(board) for board in found.boards]),
    ):
        if value:
            record[name] = value
    assert set(record) <= set(Entry.__struct_fields__)
    return record, dropped


def _headline(said: list[str], points: int) -> tuple[str, list[str]]:
    """The first sentence or two, if they can be heard in 15 seconds, and the rest."""
    if not said:
        return f"There {'is' if points == 1 else 'are'} {count(points, 'point')} to know.", []
    take = 1
    if len(said) > 1 and seconds(f"{said[0]} {said[1]}") <= HEADLINE_SECONDS:
        take = 2
    return " ".join(said[:take]), said[take:]


def _fit(parts: list[str], limit: int, line: int, dropped: list[Dropped]) -> str:
    """As many sentences as the format takes; one that is too long is cut between words."""
    text = ""
    for part in parts:
        longer = f"{text} {part}".strip()
        if len(longer) <= limit:
            text = longer
        elif not text:
            text = part[: limit - 3].rsplit(" ", 1)[0] + "..."
            dropped.append(Dropped(part[len(text) - 3 :].strip(), f"over {limit} characters", line))
        else:
            dropped.append(Dropped(part, f"the text has {limit} characters already", line))
    return text
