"""Whether an HTTP request was sent by Alexa, to this skill, just now.

Rules: Alexa Skills Kit, "Host a Custom Skill as a Web Service". The body is not parsed
before its signature is known to be good.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256

from skill.channels.alexa.certificates import Chains, Refused, certificate_url
from skill.channels.alexa.requests import read

TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)
"""Skill events (enabled, disabled) are sent again for up to an hour."""
LONGEST_SIGNATURE = 2_048
URL_HEADER, SIGNATURE_HEADER = "SignatureCertChainUrl", "Signature-256"


class Headers(Protocol):
    """Request headers: case-insensitive, a name may stand more than once."""

    def getlist(self, key: str) -> list[str]:
        """Every value of a header."""


class RequestVerifier:
    """Checks requests.

    Args:
        chains: gives the signing keys.
        skill_id: the only skill whose requests pass; empty lets any pass.
        clock: gives the time, aware.
    """

    def __init__(
        self,
        chains: Chains,
        skill_id: str = "",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ):
        self._chains, self._skill_id, self._clock = chains, skill_id, clock

    def verify(self, headers: Headers, body: bytes) -> Mapping[str, Any]:
        """The envelope in a genuine request.

        Raises:
            Refused: the request is not genuine; the message names the check, never the body.
        """
        now = self._clock()
        url = certificate_url(_only(headers, URL_HEADER))
        signature = _signature(_only(headers, SIGNATURE_HEADER))
        key = self._chains.key(url, now)
        try:
            key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise Refused("signature: does not fit the body") from None
        envelope = parsed(body)
        _check_time(envelope, now)
        if self._skill_id and read(envelope).application != self._skill_id:
            raise Refused("application id: another skill's")
        return envelope


def _only(headers: Headers, name: str) -> str:
    values = headers.getlist(name)
    if len(values) != 1:
        raise Refused(f"{name}: expected once, got {len(values)} times")
    return values[0]


def _signature(text: str) -> bytes:
    if len(text) > LONGEST_SIGNATURE:
        raise Refused("signature: too long")
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("signature: not base64") from None


def parsed(body: bytes) -> dict[str, Any]:
    """A body as an envelope. Refused when it is not a JSON object in UTF-8."""
    try:
        envelope = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused("body: not JSON in UTF-8") from None
    if not isinstance(envelope, dict) or not isinstance(envelope.get("request"), dict):
        raise Refused("body: not an Alexa request")
    return envelope


def _check_time(envelope: Mapping[str, Any], now: datetime) -> None:
    request = envelope["request"]
    event = str(request.get("type", "")).startswith("AlexaSkillEvent.")
    sent = _time(request.get("timestamp"))
    if sent is None:
        raise Refused("timestamp: none that can be read")
    if abs(now - sent) > (EVENT_TOLERANCE if event else TOLERANCE):
        raise Refused("timestamp: not now")


def _time(value: object) -> datetime | None:
    """ISO 8601 text (UTC where it does not say) or milliseconds since 1970."""
    try:
        if isinstance(value, str):
            time = datetime.fromisoformat(value)
            return time if time.tzinfo else time.replace(tzinfo=UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
