"""Who comes through a door: an unguessable id in a signed cookie, or a platform's id, hashed.

No account, no name, no e-mail. The key never leaves the server; without it no cookie can be made and
no platform's id be recognised in what is kept.
"""

import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

from skill.errors import SkillError
from skill.settings import Settings

COOKIE = "owl"
"""The cookie's name; behind TLS it is `__Host-owl`, which no other host can set."""
COOKIE_SECONDS = 400 * 86_400
"""How long a browser keeps it: as long as a record, and no browser keeps one longer."""
KEY_FILE = "door.key"
_RANDOM_BYTES = 24
_LONGEST = 200


def new_device(draw: Callable[[int], bytes] = secrets.token_bytes) -> str:
    """A fresh device's id: 192 bits, 32 characters. draw: gives so many random bytes."""
    return urlsafe_b64encode(draw(_RANDOM_BYTES)).decode()


def signed(device: str, key: bytes) -> str:
    """What the cookie holds: the id and its signature."""
    return f"{device}.{_mac('cookie', device, key)}"


def device_in(cookie: str | None, key: bytes) -> str | None:
    """The id in a cookie; None where it was not signed with this key."""
    if not cookie or len(cookie) > _LONGEST or not cookie.isascii():
        return None
    device, _, mac = cookie.rpartition(".")
    return device if device and hmac.compare_digest(mac, _mac("cookie", device, key)) else None


def cookie_name(secure: bool) -> str:
    """Its name over TLS, or on this machine alone."""
    return f"__Host-{COOKIE}" if secure else COOKIE


def set_cookie(device: str, key: bytes, secure: bool) -> str:
    """The value of a Set-Cookie header: no script reads it, no other site's form sends it."""
    parts = [
        f"{cookie_name(secure)}={signed(device, key)}", "Path=/", f"Max-Age={COOKIE_SECONDS}",
        "HttpOnly", "SameSite=Lax", *(["Secure"] if secure else []),
    ]  # fmt: skip
    return "; ".join(parts)


def platform_device(channel: str, platform_id: str, key: bytes) -> str:
    """A platform's opaque id as a device's: the same one every time, and no way back."""
    return _mac(f"platform:{channel}", platform_id, key)


def door_key(settings: Settings) -> bytes:
    """The key of the settings, else the one in the cache, drawn when it is first needed.

    Raises:
        SkillError: there is none, and none can be kept.
    """
    if settings.door_key:
        return settings.door_key.encode()
    path = settings.cache / KEY_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _kept(path)
    except OSError as error:
        raise SkillError(f"DOOR_KEY is not set, and {path}: {error.strerror}") from error


def _kept(path: Path) -> bytes:
    """The key in a file, made with the first look; of two that make it at once the first one's."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(secrets.token_urlsafe(48).encode())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def _mac(purpose: str, text: str, key: bytes) -> str:
    """HMAC-SHA256, 43 characters; one purpose's says nothing about another's."""
    made = hmac.digest(key, f"{purpose}\x1f{text}".encode("utf-8", "replace"), "sha256")
    return urlsafe_b64encode(made).decode().rstrip("=")
