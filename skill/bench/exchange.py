"""What one thing said to the device leads to."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any
from xml.etree import ElementTree

Json = dict[str, Any]


@dataclass(frozen=True)
class Exchange:
    """One thing done to the device, and what came of it."""

    said: str
    request: Json | None = None
    response: Json | None = None
    speech: str = ""
    """What is heard, without markup."""
    reprompt: str = ""
    """What would be heard after silence."""
    listening: bool = False
    """The microphone is open."""
    card: Mapping[str, str] | None = None
    """`{"title", "text"}`."""
    screen: Json | None = None
    """The directive that draws the screen."""
    faults: tuple[str, ...] = ()
    """Why Alexa would refuse the response."""
    milliseconds: float = 0.0

    def to_dict(self) -> Json:
        """The exchange as JSON values."""
        return asdict(self)


def plain_speech(speech: Mapping[str, str] | None) -> str:
    """An outputSpeech as text: the words, without markup."""
    if not speech:
        return ""
    if speech.get("type") != "SSML":
        return speech.get("text", "")
    words = "".join(
        ElementTree.fromstring(re.sub(r"<break[^>]*/>", " ", speech["ssml"])).itertext()
    )
    return " ".join(words.split())


def shown_card(card: Mapping[str, Any] | None) -> dict[str, str] | None:
    """A card as its title and its text."""
    if not card:
        return None
    return {"title": card.get("title", ""), "text": card.get("content") or card.get("text", "")}
