"""Whether it was Meta: signatures over what was sent, compared in constant time."""

import base64
import binascii
import hmac
from collections.abc import Mapping
from typing import Any

import msgspec

_ALGORITHM = "HMAC-SHA256"


def is_signed(body: bytes, header: str, secret: str) -> bool:
    """Whether `X-Hub-Signature-256` is this app's over the very bytes that came."""
    made = "sha256=" + hmac.digest(secret.encode(), body, "sha256").hex()
    return _same(made, header)


def proof(token: str, secret: str) -> str:
    """What Meta calls `appsecret_proof`: that whoever uses a token has the app's secret, too."""
    return hmac.digest(secret.encode(), token.encode(), "sha256").hex()


def is_word(given: str, word: str) -> bool:
    """Whether somebody knows the webhook's word."""
    return _same(word, given)


def user_in(signed_request: str, secret: str) -> str | None:
    """Whose `signed_request` it is (`signature.payload`, both base64url); None where Meta made none."""
    signature, dot, payload = signed_request.partition(".")
    made = hmac.digest(secret.encode(), payload.encode("utf-8", "replace"), "sha256")
    if not dot or not hmac.compare_digest(made, _decoded(signature)):
        return None
    told = _read(_decoded(payload))
    user = told.get("user_id")
    known = str(told.get("algorithm", "")).upper() == _ALGORITHM
    return str(user) if known and isinstance(user, str | int) and str(user).isalnum() else None


def _same(made: str, given: str) -> bool:
    return hmac.compare_digest(made.encode("utf-8", "replace"), given.encode("utf-8", "replace"))


def _decoded(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        told = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
