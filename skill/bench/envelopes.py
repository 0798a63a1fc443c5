"""Envelopes as Alexa sends them.

Shapes: Alexa Skills Kit, "Request and Response JSON Reference", "Viewport Characteristics".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]

Ending = Literal["USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "ERROR"]

SKILL = "amzn1.ask.skill.00000000-0000-4000-8000-000000000000"


def _viewport(shape: str, width: int, height: int, dpi: int, mode: str = "HUB") -> Json:
    return {
        "experiences": [{"arcMinuteWidth": 346, "arcMinuteHeight": 216, "canRotate": False,
                         "canResize": False}],
        "mode": mode,
        "shape": shape,
        "pixelWidth": width,
        "pixelHeight": height,
        "dpi": dpi,
        "currentPixelWidth": width,
        "currentPixelHeight": height,
        "touch": ["SINGLE"],
        "video": {"codecs": ["H_264_42", "H_264_41"]},
    }  # fmt: skip


DEVICES: dict[str, Json | None] = {
    "no-screen": None,
    "screen": _viewport("RECTANGLE", 1280, 800, 213),
    "small-screen": _viewport("RECTANGLE", 960, 480, 160),
    "large-screen": _viewport("RECTANGLE", 1920, 1080, 160),
    "round-screen": _viewport("ROUND", 480, 480, 160),
    "tv": _viewport("RECTANGLE", 1920, 1080, 320, "TV"),
}
"""The devices that can be played, by name, with their viewports."""


@dataclass(frozen=True)
class Setting:
    """Where a request comes from."""

    session: str
    user: str = "amzn1.ask.account.SIMULATED"
    device: str = "no-screen"
    locale: str = "en-GB"
    skill: str = SKILL


def envelope(
    request: Mapping[str, Any], setting: Setting, *, new: bool, attributes: Mapping[str, Any],
    number: int, now: datetime,
) -> Json:  # fmt: skip
    """One envelope.

    Args:
        request: its own fields (`type`, ...); the common ones are added.
        setting: the session and the device it comes from.
        new: whether it opens the session.
        attributes: the session attributes of the reply before.
        number: a number that tells this request from the session's others.
        now: an aware time.
    """
    application, user = {"applicationId": setting.skill}, {"userId": setting.user}
    return {
        "version": "1.0",
        "session": {
            "new": new,
            "sessionId": setting.session,
            "application": application,
            "attributes": dict(attributes),
            "user": user,
        },
        "context": _context(setting, application, user),
        "request": {
            "requestId": f"amzn1.echo-api.request.{setting.session.rsplit('.', 1)[-1]}.{number}",
            "timestamp": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "locale": setting.locale,
            **request,
        },
    }


def _context(setting: Setting, application: Json, user: Json) -> Json:
    """The device's part of an envelope."""
    viewport = DEVICES[setting.device]
    interfaces: Json = {}
    if viewport:
        interfaces["Alexa.Presentation.APL"] = {"runtime": {"maxVersion": "2024.3"}}
    context: Json = {
        "System": {
            "application": application,
            "user": user,
            "device": {
                "deviceId": f"amzn1.ask.device.{setting.device.upper()}",
                "supportedInterfaces": interfaces,
            },
            "apiEndpoint": "https://api.eu.amazonalexa.com",
            "apiAccessToken": "none",
        },
    }
    if viewport:
        context["Viewport"] = viewport
    return context


def launch() -> Json:
    """A LaunchRequest's own fields."""
    return {"type": "LaunchRequest", "shouldLinkResultBeReturned": False}


def intent(name: str, slots: Mapping[str, Json], in_dialog: bool) -> Json:
    """An IntentRequest's own fields. `in_dialog`: the intent stands in the dialog model."""
    body: Json = {"name": name, "confirmationStatus": "NONE"}
    if slots:
        body["slots"] = dict(slots)
    state = {"dialogState": "IN_PROGRESS"} if in_dialog else {}
    return {"type": "IntentRequest", "intent": body, **state}


def ended(reason: Ending) -> Json:
    """A SessionEndedRequest's own fields."""
    if reason != "ERROR":
        return {"type": "SessionEndedRequest", "reason": reason}
    error = {"type": "INVALID_RESPONSE", "message": "The response was not valid."}
    return {"type": "SessionEndedRequest", "reason": reason, "error": error}


def touched(arguments: list[Any]) -> Json:
    """The fields of a touch on the screen."""
    return {
        "type": "Alexa.Presentation.APL.UserEvent",
        "token": "owl",
        "arguments": arguments,
        "source": {"type": "TouchWrapper", "handler": "Press"},
        "components": {},
    }
