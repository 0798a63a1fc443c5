"""Alexa's request envelopes, read into turns.

Nothing in an envelope is trusted to be there or to have the right type: unknown fields,
slots without a value, events without a session and request types of tomorrow are all read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from skill.channels.alexa.intents import BUILT_IN, CUSTOM, SLOT_TYPES, UNASKED
from skill.dialogue.acts import Act, UserTurn

STATE = "owl"
"""The session attribute that holds the dialogue's state."""
LENT = "lent"
"""The session attribute that remembers that dynamic entities were sent."""
SMOKE_LEARNER = "revision-owl.smoke"
"""The user id of the learner that `owl smoke` talks as. Amazon's own look otherwise."""
SMOKE_EVENT = "owl-smoke"
"""The key of an event by which the function is asked to try itself: `{"owl-smoke": true}`. Alexa
sends no such event, and nobody else may invoke the function."""
LONGEST = 2_000
"""Characters of an utterance that are read; Alexa's own are far shorter."""

MOST_READINGS = 12
"""Other readings of one utterance that are passed on."""

_UNHEARD = frozenset({"", "?"})
_SLOT = re.compile(r"\{(\w+)\}")
_LOCALE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_TOUCHES = {"Alexa.Presentation.APL.UserEvent": "arguments", "Display.ElementSelected": "token"}

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Incoming:
    """What one envelope says."""

    kind: str
    """The request's type, such as "IntentRequest"."""
    turn: UserTurn
    intent: str = ""
    application: str = ""
    """The id of the skill that the request is for."""
    learner: str | None = None
    """Amazon's opaque user id; None when the request has none."""
    session: bool = False
    """The request belongs to a session, so its reply may keep attributes."""
    attributes: Json = field(default_factory=dict)
    """The session attributes as they came."""
    viewport: Json | None = None
    """For a device with a screen: its viewport ({} when it does not say)."""

    @property
    def state(self) -> dict[str, Any] | None:
        """The dialogue's state, or None at the start."""
        state = self.attributes.get(STATE)
        return state if isinstance(state, dict) else None

    @property
    def lent(self) -> bool:
        """Dynamic entities of this session are still in force."""
        return bool(self.attributes.get(LENT))


def read(event: object) -> Incoming:
    """One envelope. Never fails: what cannot be read becomes a turn that is IGNORED."""
    envelope = _mapping(event)
    request, session = _mapping(envelope.get("request")), _mapping(envelope.get("session"))
    context = _mapping(envelope.get("context"))
    system = _mapping(context.get("System"))
    viewport = _viewport(context, _mapping(system.get("device")))
    kind = _text(request.get("type"))
    locale = _text(request.get("locale"))
    intent = _mapping(request.get("intent"))
    act, text, also, touched = _meaning(kind, request, intent)
    turn = UserTurn(
        act=act,
        text=text,
        also=also,
        opens=session.get("new") is True,
        touched=touched,
        locale=locale if _LOCALE.fullmatch(locale) else "en-GB",
        screen=viewport is not None,
    )
    return Incoming(
        kind=kind,
        turn=turn,
        intent=_text(intent.get("name")),
        application=_id("application", "applicationId", system, session),
        learner=_id("user", "userId", system, session) or None,
        session=bool(session) and act not in (Act.ENDED, Act.FORGOTTEN),
        attributes=_mapping(session.get("attributes")),
        viewport=viewport,
    )


def _mapping(value: object) -> Json:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    if not isinstance(value, str | float) and (not isinstance(value, int) or abs(value) >= 10**18):
        return ""
    # Half a surrogate pair can be written in JSON, and nowhere after.
    text = str(value)[:LONGEST].encode("utf-8", "ignore").decode()
    return " ".join(text.split())


def _id(holder: str, name: str, *places: Json) -> str:
    found = (_mapping(place.get(holder)).get(name) for place in places)
    return next((value for value in found if isinstance(value, str) and value), "")


def _viewport(context: Json, device: Json) -> Json | None:
    if "Alexa.Presentation.APL" not in _mapping(device.get("supportedInterfaces")):
        return None
    return _mapping(context.get("Viewport"))


def _meaning(kind: str, request: Json, intent: Json) -> tuple[Act, str, tuple[str, ...], str]:
    if kind == "IntentRequest":
        return (*_intent(intent), "")
    if kind == "LaunchRequest":
        return Act.LAUNCH, "", (), ""
    if kind == "SessionEndedRequest":
        return Act.ENDED, "", (), ""
    if kind == "AlexaSkillEvent.SkillDisabled":
        return Act.FORGOTTEN, "", (), ""
    touched = _touched(request.get(_TOUCHES.get(kind, "")))
    return (Act.TOUCHED if touched else Act.IGNORED), "", (), touched


def _touched(told: object) -> str:
    """What an element of the screen stands for: its event's last argument that is text."""
    told = told if isinstance(told, list) else [told]
    return next((_text(t) for t in reversed(told) if isinstance(t, str) and _text(t)), "")


def _intent(intent: Json) -> tuple[Act, str, tuple[str, ...]]:
    name = _text(intent.get("name"))
    heard = dict(_slots(_mapping(intent.get("slots"))))
    values = tuple(
        dict.fromkeys(v for spoken, resolved in heard.values() for v in (*spoken, *resolved))
    )
    if name in BUILT_IN and not values:
        return BUILT_IN[name].act, BUILT_IN[name].text, ()
    text = _restored(name, heard)
    if not text:
        return Act.FALLBACK, "", ()
    also = tuple(value for value in values if value != text)
    return Act.SAID, text, also[:MOST_READINGS]


def _restored(name: str, heard: Mapping[str, tuple[list[str], list[str]]]) -> str:
    """The words as they were said, as nearly as they can be known."""
    spoken = {slot: " and ".join(values) for slot, (values, _) in heard.items() if values}
    said = CUSTOM[name].said if name in CUSTOM else UNASKED.get(name, "")
    wanted = _SLOT.findall(said)
    if said and all(slot in spoken for slot in wanted):
        return _SLOT.sub(lambda match: spoken[match[1]], said)
    rest = " ".join(spoken.values())
    carrier = _SLOT.sub("", said).strip()
    if rest or any(SLOT_TYPES.get(slot) == "AMAZON.SearchQuery" for slot in wanted):
        return f"{carrier} {rest}".strip()
    return ""


def _slots(slots: Json) -> Iterator[tuple[str, tuple[list[str], list[str]]]]:
    """For every slot that was filled, in the model's order: what was spoken, and the names
    it was resolved to."""
    for key, slot in slots.items():
        spoken: list[str] = []
        resolved: list[str] = []
        for simple in _simple_values(_mapping(slot)):
            value = _text(simple.get("value"))
            if value not in _UNHEARD:
                spoken.append(value)
            resolved += _resolved(_mapping(simple.get("resolutions")))
        if spoken or resolved:
            yield str(key), (spoken or resolved[:1], resolved)


def _simple_values(slot: Json) -> list[Json]:
    """A slot's values: one, or those of a list that was said at once."""
    value = _mapping(slot.get("slotValue"))
    if value.get("type") == "List" and isinstance(value.get("values"), list):
        return [_mapping(v) for v in value["values"]]
    return [slot if _text(slot.get("value")) or not value else value]


def _resolved(resolutions: Json) -> list[str]:
    names = []
    authorities = resolutions.get("resolutionsPerAuthority")
    for authority in authorities if isinstance(authorities, list) else []:
        status = _mapping(_mapping(authority).get("status")).get("code")
        values = _mapping(authority).get("values")
        if status == "ER_SUCCESS_MATCH" and isinstance(values, list):
            names += [_text(_mapping(_mapping(v).get("value")).get("name")) for v in values]
    return [name for name in names if name]
