"""Speech parts as SSML: the one place that writes `<`.

Tags and limits: Alexa Skills Kit, "Speech Synthesis Markup Language (SSML) Reference".
"""

from collections.abc import Iterable

from skill.dialogue.reply import Pace
from skill.speech.parts import Part, Pause, Pronounced, Say

LIMIT = 8000
"""Characters of one outputSpeech, markup included."""
LONGEST_BREAK = 10_000
"""Milliseconds that Alexa allows for one break."""

_RATES: dict[Pace, str] = {"slow": "80%", "normal": "", "fast": "120%"}
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})


def printable(text: str) -> str:
    """The text without what XML forbids or nobody sees: control characters, surrogates,
    invisible marks. Other spaces become plain ones; line breaks stay."""
    if text.isprintable():
        return text
    # Line by line: most texts that are not printable have nothing but their line breaks.
    return "\n".join(map(_line, text.split("\n")))


def _line(text: str) -> str:
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char.isprintable():
        return char
    return " " if char.isspace() else ""


def escape(text: str) -> str:
    """The text as it may stand in an element or in a quoted attribute."""
    return printable(text).translate(_ESCAPES)


def _markup(part: Part) -> str:
    if isinstance(part, Say):
        return escape(part.text)
    if isinstance(part, Pause):
        return f'<break time="{max(0, min(int(part.milliseconds), LONGEST_BREAK))}ms"/>'
    if part.ipa:
        return f'<phoneme alphabet="ipa" ph="{escape(part.ipa)}">{escape(part.text)}</phoneme>'
    return f'<sub alias="{escape(part.say_as)}">{escape(part.text)}</sub>'


def to_ssml(parts: Iterable[Part], pace: Pace = "normal", most: int = LIMIT) -> str:
    """One `<speak>` document of at most `most` characters; what is too long is cut at a word."""
    rate = _RATES[pace]
    opening = f'<speak><prosody rate="{rate}">' if rate else "<speak>"
    closing = "</prosody></speak>" if rate else "</speak>"
    room = most - len(opening) - len(closing)
    pieces: list[str] = []
    for part in parts:
        piece = _markup(part)
        if len(piece) > room:
            pieces.append(_fitting(part, room))
            break
        pieces.append(piece)
        room -= len(piece)
    return f"{opening}{''.join(pieces)}{closing}"


def _fitting(part: Part, room: int) -> str:
    """As many of a part's words as fit into `room` characters of markup."""
    if isinstance(part, Pause | Pronounced):
        return ""
    said: list[str] = []
    for word in part.text.split(" "):
        room -= len(escape(word)) + 1
        if room < 0:
            break
        said.append(word)
    return escape(" ".join(said))
