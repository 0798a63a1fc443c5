"""Replies as messages, always within Messenger's limits."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from skill.channels.messenger.quick import Quick, quick_replies
from skill.channels.messenger.texts import split, written
from skill.dialogue.reply import Reply
from skill.dialogue.state import from_dict

Json = dict[str, Any]


class Message(Struct, frozen=True):
    """One message to a person."""

    text: str
    quick: tuple[Quick, ...] = ()


def messages(
    reply: Reply, state: Mapping[str, Any], turn: int, *, links: bool = False, grave: bool = False
) -> tuple[Message, ...]:
    """A reply as messages; what can be tapped stands under the last.

    Args:
        reply: what the owl says.
        state: the dialogue's state after it.
        turn: the number of this turn in the chat, which its buttons carry.
        links: a link code is offered.
        grave: somebody is in distress: the words stand alone.
    """
    if reply.silent:
        return ()
    texts = split(written(reply.speech))
    quick = () if grave else quick_replies(reply, from_dict(state), turn, links)
    return tuple(
        Message(text, quick if place == len(texts) - 1 else ()) for place, text in enumerate(texts)
    )


def beside(words: str, following: tuple[Message, ...]) -> tuple[Message, ...]:
    """The channel's own words, and the owl's after them."""
    return (*(Message(text) for text in split(words)), *following)


def as_sent(message: Message, person: str) -> Json:
    """A message as the Send API takes it: an answer, within the window that the person opened."""
    told: Json = {"text": message.text}
    if message.quick:
        told["quick_replies"] = [
            {"content_type": "text", "title": each.title, "payload": each.payload}
            for each in message.quick
        ]
    return {"recipient": {"id": person}, "messaging_type": "RESPONSE", "message": told}
