"""Replies as Alexa's responses, always within its limits.

Limits: Alexa Skills Kit, "Request and Response JSON Reference"; the whole response stays
below 24 KB, the older and smaller of the two limits that Amazon has published.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from skill.channels.alexa.directives import CLEAR, elicit, lend
from skill.channels.alexa.intents import Capture
from skill.channels.alexa.requests import LENT, STATE, Incoming
from skill.channels.alexa.ssml import LIMIT, printable, to_ssml
from skill.dialogue.acts import Act
from skill.dialogue.phrasebook import phrases
from skill.dialogue.reply import Card, Reply, Screen
from skill.speech.parts import Say

LARGEST = 24_000
"""Bytes of one response, session attributes included."""
MOST_CARD = 8_000
"""Characters of a card's title and text together."""
SHORT = 2_000
"""Characters of speech that fit whatever script they are in."""

_SORRY = "Sorry, I lost my place for a moment. Could you say that once more?"
_SORRY_AGAIN = "Ask me a question, or say: quiz me. What would you like?"

Json = dict[str, Any]
Draw = Callable[[Screen, Mapping[str, Any]], Json | None]
"""Makes the directive that shows a screen on a device's viewport."""


def render(
    reply: Reply, state: Json | None, heard: Incoming, capture: Capture, draw: Draw | None = None
) -> Json:
    """The response to one request.

    Args:
        reply: what to say and show.
        state: the dialogue's state, which travels in the session attributes.
        heard: the request that is answered.
        capture: how free speech is captured; "elicit" adds Dialog.ElicitSlot.
        draw: makes the directive that shows a screen; None shows nothing.
    """
    if reply.silent or heard.turn.act is Act.ENDED or not heard.session:
        return silent(heard)
    attributes: Json = {} if state is None else {STATE: state}
    directives = []
    entities = _entities(reply, heard)
    if entities is not None:
        directives.append(entities)
        if entities is not CLEAR:
            attributes[LENT] = 1
    if reply.listen and capture == "elicit":
        directives.append(elicit(reply.expects))
    if draw and reply.screen and heard.viewport is not None:
        drawn = draw(reply.screen, heard.viewport)
        directives += [drawn] if drawn else []
    body = _body(reply, LIMIT)
    if directives:
        body["directives"] = directives
    response = {"version": "1.0", "sessionAttributes": attributes, "response": body}
    return response if size(response) < LARGEST else _smaller(response, reply)


def _body(reply: Reply, most: int) -> Json:
    """Speech of at most `most` characters, reprompt and card."""
    body: Json = {
        "outputSpeech": {"type": "SSML", "ssml": to_ssml(reply.speech, reply.pace, most)},
        "shouldEndSession": not reply.listen,
    }
    if reply.listen:
        again = to_ssml(reply.reprompt or reply.speech, reply.pace, most)
        body["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": again}}
    if reply.card:
        body["card"] = _card(reply.card)
    return body


def silent(heard: Incoming) -> Json:
    """The reply to what may not or need not be answered; an open session keeps its state."""
    if heard.kind == "CanFulfillIntentRequest":
        body: Json = {"canFulfillIntent": {"canFulfill": "NO"}}
        return {"version": "1.0", "response": body}
    response: Json = {"version": "1.0", "response": {}}
    if heard.session:
        kept = {key: heard.attributes[key] for key in (STATE, LENT) if key in heard.attributes}
        response["sessionAttributes"] = kept
    return response


def apology(heard: Incoming, capture: Capture) -> Json:
    """What is said when something of ours broke: the session stays open, its state untouched."""
    reply = Reply(speech=(Say(_SORRY),), reprompt=(Say(_SORRY_AGAIN),), listen=True)
    return render(reply, heard.state, heard, capture)


def apologies() -> tuple[str, ...]:
    """What a reply says when something broke, here or behind the channel."""
    return (
        _SORRY.partition(".")[0],
        *(text.partition(".")[0] for text in phrases("en-GB")["stumbled"]),
    )


def _card(card: Card) -> Json:
    title = printable(card.title)[:200]
    return {
        "type": "Simple",
        "title": title,
        "content": printable(card.text)[: MOST_CARD - len(title)],
    }


def _entities(reply: Reply, heard: Incoming) -> Json | None:
    """Send what the open question accepts; take it back once nothing is expected any more."""
    if reply.listen and reply.expects.answers:
        lent = lend(reply.expects.answers)
        if lent is not None:
            return lent
    # Entities outlive their session by half an hour, so a launch clears what was left.
    left_over = heard.turn.act is Act.LAUNCH and reply.listen
    return CLEAR if heard.lent or left_over else None


def size(response: Json) -> int:
    """A response's bytes as it is sent."""
    try:
        return len(msgspec.json.encode(response))
    except (ValueError, OverflowError, TypeError):
        # Half a surrogate pair or a huge number in an attribute: rare, and sent escaped.
        return len(json.dumps(response))


def _smaller(response: Json, reply: Reply) -> Json:
    """A response below the limit, without what is least missed: the screen, then the expected
    answers, then the card, then the end of what is said."""
    body = response["response"]
    for kind in ("Alexa.Presentation.", "Dialog.UpdateDynamicEntities"):
        body["directives"] = [
            d for d in body.get("directives", ()) if not d["type"].startswith(kind)
        ]
        if size(response) < LARGEST:
            return response
    shorter = {**_body(reply, SHORT), "directives": body["directives"]}
    shorter.pop("card", None)
    return {**response, "response": shorter}
