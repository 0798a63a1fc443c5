"""Screens as the directive that shows them (Alexa Presentation Language).

Everything shown is also said, so a screen may be cut or left out without loss.
"""

import json
from collections.abc import Mapping
from typing import Any

from skill.channels.alexa.apl.documents import DOCUMENTS
from skill.channels.alexa.ssml import printable
from skill.dialogue.reply import Screen

TOKEN = "owl"
LARGEST = 14_000
"""Bytes of one directive: the whole response stays below 24 KB."""

Json = dict[str, Any]

_MARKUP = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SIGNS = {"✓": "good", "½": "fair", "✗": "poor", "–": "fair"}
_CUTS = (600, 300, 160, 100)
"""Characters of a line, tried in turn until the directive is small enough."""
_NEAR = 4
"""Lines kept either side of the first lit one, when even short lines are too many."""


def draw(screen: Screen, viewport: Mapping[str, Any]) -> Json | None:
    """The directive that shows a screen; None if it has no document or cannot be made small.

    Args:
        screen: what to show.
        viewport: the device's; the document adapts to it by itself, on the device.
    """
    make = DOCUMENTS.get(screen.kind)
    if make is None:
        return None
    lines = _lines(screen)
    for most in _CUTS:
        drawn = _directive(make(), screen, lines, most)
        if _size(drawn) <= LARGEST:
            return drawn
    first = screen.lit[0] if screen.lit else 0
    near = lines[max(0, first - _NEAR) : first + _NEAR + 1]
    drawn = _directive(make(), screen, near, _CUTS[-1])
    return drawn if _size(drawn) <= LARGEST else None


def _directive(document: Json, screen: Screen, lines: list[Json], most: int) -> Json:
    cut = [line | {"text": _shown(line["text"], most)} for line in lines]
    lit = [at for at, line in enumerate(cut, 1) if line["lit"]] or [0]
    short = len(screen.lines) <= 4 and all(len(line) <= 40 for line in screen.lines)
    owl = {
        "title": _shown(screen.title, 200),
        "text": _shown(screen.text, 600),
        "footer": _shown(screen.footer, 300),
        "size": _size_class(screen),
        "tone": _tone(screen.levels),
        # A verdict stands above the next question: its options need the room.
        "roomy": short and screen.kind != "verdict",
        "lighting": any(line["lit"] for line in cut),
        # The sequence's first child is the heading; with nothing lit it is what to see.
        "scroll": lit[0],
        "until": lit[-1],
        "lines": cut,
    }
    return {
        "type": "Alexa.Presentation.APL.RenderDocument",
        "token": TOKEN,
        "document": document,
        "datasources": {"owl": owl},
    }


def _lines(screen: Screen) -> list[Json]:
    drawn = []
    for at, said in enumerate(screen.lines):
        mark, text, tone = _marked(screen, at, said)
        line = {
            "mark": mark,
            "text": text,
            "lit": at in screen.lit,
            "touch": screen.touch[at] if at < len(screen.touch) else "",
        }
        if screen.kind == "summary":
            line["tone"] = tone
        if screen.kind == "progress":
            level = screen.levels[at] if at < len(screen.levels) else 0.0
            line["percent"] = round(100 * min(max(level, 0.0), 1.0))
        drawn.append(line)
    return drawn


def _marked(screen: Screen, at: int, said: str) -> tuple[str, str, str]:
    """What stands in front of a line, the line, and how it went."""
    if screen.kind == "summary" and said[:1] in _SIGNS:
        return said[0], said[1:].strip(), _SIGNS[said[0]]
    if screen.kind == "answer":
        return str(at + 1), said, ""
    lettered = screen.kind in ("question", "verdict") and screen.touch
    if lettered and screen.touch[at : at + 1] and screen.touch[at].startswith("option:"):
        return chr(ord("A") + at), said, ""
    return "", said, ""


def _shown(text: str, most: int) -> str:
    """Text for a Text component: its markup characters escaped, cut at a word."""
    text = printable(text)
    if len(text) > most:
        text = text[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
    escaped = text.translate(_MARKUP)
    # A bound value that begins with @ would be looked up as a resource.
    return "&#64;" + escaped[1:] if escaped.startswith("@") else escaped


def _size_class(screen: Screen) -> str:
    """How large the heading may be: by its own length and by what must fit below it."""
    heading = screen.text if screen.kind in ("answer", "question") else screen.title
    room = len(heading) + 8 * len(screen.lines)
    return "large" if room <= 70 else "medium" if room <= 150 else "small"


def _tone(levels: tuple[float, ...]) -> str:
    """For a verdict: how good the answer was, when the screen says so."""
    if not levels:
        return ""
    return "good" if levels[0] >= 1 else "fair" if levels[0] > 0 else "poor"


def _size(directive: Json) -> int:
    return len(json.dumps(directive, ensure_ascii=False, separators=(",", ":")).encode())
