"""What Meta delivers, read into events, and events into turns. Nothing in it is trusted.

Echoes of what the page itself sent, receipts, reactions, edits, and messages that another app of
the page answers (`standby`) are no events: nothing is said to them.
"""

import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any, Literal

import msgspec
from msgspec import Struct

from skill.dialogue.acts import Act, UserTurn

LONGEST = 2_000
"""Characters of a message that are read; Messenger's own have no more."""
LONGEST_NAME = 300
MOST = 200
"""Events of one delivery."""
START = "start"
"""The payload of the button that begins a chat."""
LINK = "link"
"""The payload of the button that shows a link code."""
_PERSON = re.compile(r"[A-Za-z0-9_.:-]{1,64}\Z")
_TOUCH = re.compile(
    r"(?:option:[0-9]|topic:[a-z0-9-]{1,40}|entry:[a-z0-9-]{1,40}|say:[^\x00-\x1f]{1,300})\Z"
)

Kind = Literal["said", "tapped", "started", "linking", "sent"]
Json = Mapping[str, Any]


class Event(Struct, frozen=True):
    """One thing that a person did."""

    sender: str
    """Meta's number for the person at this page."""
    name: str
    """Meta's name for the message, the same however often it is delivered."""
    at: int
    """When, in milliseconds from 1970; 0 where it was not said."""
    kind: Kind
    text: str = ""
    """What was typed; for `tapped` what it stands for, as `UserTurn.touched`; for `sent` which kind
    of thing: image, audio, video, file, sticker, ..."""
    button: int = 0
    """For `tapped`: the turn that the button came with; 0 for those that stay."""


def read(body: bytes, page: str) -> tuple[Event, ...]:
    """The events of a delivery to this page, the earliest first. ValueError for what is no JSON object."""
    try:
        told = msgspec.json.decode(body)
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError("not to be read") from error
    if not isinstance(told, dict):
        raise ValueError("no object")
    if told.get("object") != "page":
        return ()
    found = [event for each in _messaging(told, page) if (event := _event(each, page))]
    return tuple(sorted(found[:MOST], key=lambda event: event.at))


def turn_of(event: Event) -> UserTurn:
    """The turn of somebody who typed or tapped."""
    if event.kind == "said":
        return UserTurn(Act.SAID, event.text, typed=True, screen=True)
    if event.kind == "tapped":
        return UserTurn(Act.TOUCHED, touched=event.text, typed=True, screen=True)
    return UserTurn(Act.LAUNCH, typed=True, screen=True)


def button(touch: str, turn: int) -> str:
    """The payload of a quick reply: what it stands for, and the turn it comes with."""
    return f"{turn}|{touch}"


def _messaging(told: Json, page: str) -> Iterator[Json]:
    for entry in _list(told.get("entry")):
        if str(entry.get("id", "")) == page:
            yield from _list(entry.get("messaging"))


def _event(told: Json, page: str) -> Event | None:
    sender = _mapping(told.get("sender")).get("id")
    if not isinstance(sender, str) or not _PERSON.match(sender) or sender == page:
        return None
    at = told.get("timestamp")
    when = at if isinstance(at, int) and not isinstance(at, bool) and 0 < at < 10**14 else 0
    if message := _mapping(told.get("message")):
        return _message(message, sender, when)
    if postback := _mapping(told.get("postback")):
        return _tapped(postback.get("payload"), sender, _name(postback, told), when)
    return None


def _message(message: Json, sender: str, at: int) -> Event | None:
    if message.get("is_echo") or message.get("is_deleted"):
        return None
    name = _name(message, message)
    if quick := _mapping(message.get("quick_reply")):
        return _tapped(quick.get("payload"), sender, name, at, _text(message.get("text")))
    if text := _text(message.get("text")):
        return Event(sender, name, at, "said", text)
    attachments = _list(message.get("attachments"))
    if not attachments and not message.get("is_unsupported"):
        return None
    return Event(sender, name, at, "sent", _sort(attachments[0]) if attachments else "fallback")


def _tapped(payload: object, sender: str, name: str, at: int, title: str = "") -> Event | None:
    """What a button stands for; one that is not the owl's is what is written on it."""
    told = payload if isinstance(payload, str) else ""
    if told == START:
        return Event(sender, name, at, "started")
    if told == LINK:
        return Event(sender, name, at, "linking")
    turn, bar, touch = told.partition("|")
    if bar and turn.isdecimal() and len(turn) < 10 and _TOUCH.match(touch):
        return Event(sender, name, at, "tapped", touch, int(turn))
    if _TOUCH.match(told):
        return Event(sender, name, at, "tapped", told)
    return Event(sender, name, at, "said", title) if title else Event(sender, name, at, "started")


def _sort(attachment: Json) -> str:
    """Which kind of thing was sent. A sticker comes as a picture with a number, or by its name."""
    if _mapping(attachment.get("payload")).get("sticker_id") is not None:
        return "sticker"
    kind = attachment.get("type")
    return kind if isinstance(kind, str) and kind.isalpha() and len(kind) < 20 else "fallback"


def _name(holder: Json, told: Json) -> str:
    """Meta's name for it; for what has none, one made of what it says."""
    name = holder.get("mid")
    if isinstance(name, str) and name:
        return name[:LONGEST_NAME]
    return "made:" + blake2b(msgspec.json.encode(told), digest_size=16).hexdigest()


def _text(value: object) -> str:
    if not isinstance(value, str):
        return ""
    text = value[:LONGEST].encode("utf-8", "ignore").decode()
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Json]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
