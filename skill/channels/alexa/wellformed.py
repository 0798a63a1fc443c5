"""Whether a response is one that Alexa accepts. For tests, the fuzzer and the simulator.

Rules: Alexa Skills Kit, "Request and Response JSON Reference", "SSML Reference", "Dialog
Interface Reference"; 24 KB is the smaller of the two limits that Amazon has published.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from skill.channels.alexa.directives import LONGEST_VALUE, MOST_ENTITIES
from skill.channels.alexa.intents import ELICITED
from skill.channels.alexa.responses import LARGEST, MOST_CARD, size
from skill.channels.alexa.ssml import LIMIT, LONGEST_BREAK

TAGS = frozenset(
    "speak audio break emphasis lang p phoneme prosody s say-as sub voice w "
    "amazon:effect amazon:emotion amazon:domain alexa:name".split()
)
_MUTE = (
    "SessionEndedRequest",
    "AudioPlayer.",
    "System.",
    "PlaybackController.",
    "AlexaSkillEvent.",
)
_BREAK = re.compile(r"(\d+)ms|(\d+(?:\.\d+)?)s")
_PREFIXES = re.compile(r"(</?|\s)(amazon|alexa):")

Json = Mapping[str, Any]


def problems(response: Any, request: Json | None = None) -> list[str]:
    """Everything Alexa would refuse in `response`; nothing for a good one.

    `request` is the envelope that was answered, when the rules that depend on it matter.
    """
    if not isinstance(response, dict) or not isinstance(response.get("response"), dict):
        return ["response: expected an object with a response"]
    return list(_all(response, request or {}))


def _all(response: Json, request: Json) -> Iterator[str]:
    body = response["response"]
    if response.get("version") != "1.0":
        yield "version: expected 1.0"
    if (bytes_ := size(dict(response))) >= LARGEST:
        yield f"response: {bytes_} bytes, expected fewer than {LARGEST}"
    if not isinstance(response.get("sessionAttributes", {}), dict):
        yield "sessionAttributes: expected an object"
    asked = request.get("request") if isinstance(request, dict) else None
    kind = asked.get("type", "") if isinstance(asked, dict) else ""
    if isinstance(kind, str) and kind.startswith(_MUTE):
        for field in ("outputSpeech", "reprompt", "directives", "card", "shouldEndSession"):
            if field in body:
                yield f"{field}: not allowed in the reply to {kind}"
    yield from _speech("outputSpeech", body.get("outputSpeech"))
    if "reprompt" in body:
        yield from _speech("reprompt", (body["reprompt"] or {}).get("outputSpeech"))
    if body.get("shouldEndSession") is False and "reprompt" not in body:
        yield "reprompt: expected while the session stays open"
    if body.get("shouldEndSession") is True and "reprompt" in body:
        yield "reprompt: not expected once the session ends"
    yield from _card(body.get("card"))
    yield from _directives(body)


def _speech(place: str, speech: Any) -> Iterator[str]:  # noqa: C901
    if speech is None:
        return
    if speech.get("type") != "SSML":
        yield f"{place}: expected SSML"
        return
    ssml = speech.get("ssml", "")
    if len(ssml) > LIMIT:
        yield f"{place}: {len(ssml)} characters, expected at most {LIMIT}"
    try:
        # Amazon's prefixes are never declared; an XML parser insists.
        root = ElementTree.fromstring(_PREFIXES.sub(r"\1\2-", ssml))
    except ElementTree.ParseError as error:
        yield f"{place}: not well-formed ({error})"
        return
    if root.tag != "speak":
        yield f"{place}: expected one <speak> root"
    for element in root.iter():
        tag = element.tag.replace("amazon-", "amazon:").replace("alexa-", "alexa:")
        if tag not in TAGS:
            yield f"{place}: <{tag}> is not one of Alexa's tags"
        if tag == "speak" and element is not root:
            yield f"{place}: <speak> inside <speak>"
        length = _milliseconds(element.get("time", "0ms")) if tag == "break" else 0
        if length is None or length > LONGEST_BREAK:
            yield f"{place}: a break of {element.get('time')}, expected at most {LONGEST_BREAK} ms"
    if not "".join(root.itertext()).strip() and place == "outputSpeech":
        yield f"{place}: nothing is said"


def _milliseconds(time: str) -> float | None:
    match = _BREAK.fullmatch(time)
    if match is None:
        return None
    return float(match[1]) if match[1] else float(match[2]) * 1000


def _card(card: Any) -> Iterator[str]:
    if card is None:
        return
    if card.get("type") not in ("Simple", "Standard"):
        yield f"card: unknown type {card.get('type')}"
    length = sum(len(card.get(field, "")) for field in ("title", "content", "text"))
    if length > MOST_CARD:
        yield f"card: {length} characters, expected at most {MOST_CARD}"


def _directives(body: Json) -> Iterator[str]:
    elicited = 0
    for at, directive in enumerate(body.get("directives", ())):
        place, kind = f"directives[{at}]", directive.get("type", "")
        if kind == "Dialog.ElicitSlot":
            elicited += 1
            yield from _elicit(place, directive, body)
        elif kind == "Dialog.UpdateDynamicEntities":
            yield from _dynamic(place, directive)
        elif not kind.startswith("Alexa.Presentation.APL."):
            yield f"{place}: unknown type {kind}"
    if elicited > 1:
        yield "directives: more than one slot is elicited"


def _elicit(place: str, directive: Json, body: Json) -> Iterator[str]:
    if body.get("shouldEndSession") is not False:
        yield f"{place}: a slot is elicited while the session ends"
    intent, slot = directive.get("updatedIntent") or {}, directive.get("slotToElicit", "")
    if ELICITED.get(slot) != intent.get("name"):
        yield f"{place}: {slot!r} is not a slot of {intent.get('name')!r}"
    if slot not in intent.get("slots", {}):
        yield f"{place}: updatedIntent does not hold {slot!r}"


def _dynamic(place: str, directive: Json) -> Iterator[str]:
    if directive.get("updateBehavior") == "CLEAR":
        if "types" in directive:
            yield f"{place}: CLEAR with types"
        return
    phrases: list[str] = []
    for slot_type in directive.get("types", ()):
        for value in slot_type["values"]:
            phrases += [value["name"]["value"], *value["name"]["synonyms"]]
    if not 1 <= len(phrases) <= MOST_ENTITIES:
        yield f"{place}: {len(phrases)} phrases, expected 1 to {MOST_ENTITIES}"
    yield from (f"{place}: too long: {p[:20]}..." for p in phrases if len(p) > LONGEST_VALUE)
    yield from (f"{place}: an empty value" for p in phrases if not p)
