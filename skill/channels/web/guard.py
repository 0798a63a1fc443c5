"""Who may talk to the app: its own page, under its own name.

The Host header defeats a foreign name that was made to point here (DNS rebinding); the Origin
header, which browsers send with every POST, defeats other sites' pages and forms.
"""

import ipaddress
from dataclasses import dataclass
from urllib.parse import urlsplit

from skill.channels.web.http import LARGEST, Refused, Request

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    (
        "Permissions-Policy",
        "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)",
    ),
)
_TLS = (("Strict-Transport-Security", "max-age=31536000"),)
_NOT_HERE = "This page can't be used from there."


@dataclass(frozen=True)
class Front:
    """Under which names the app is reached."""

    secure: bool = False
    """Behind TLS: cookies say so, and only https pages may ask."""
    names: frozenset[str] = frozenset()
    """Host names that are its own, beside this machine's."""
    classroom: bool = False
    """Answers other machines, by this one's number: a number cannot be made to point elsewhere."""
    proxied: bool = False
    """A proxy stands in front, and says in its own header where a request comes from."""

    @property
    def open(self) -> bool:
        """Whether other machines are answered."""
        return self.classroom or self.secure

    def address(self, direct: str, forwarded: str) -> str:
        """Where a request comes from: what the last proxy saw, where there is one."""
        return forwarded.rpartition(",")[2].strip() or direct if self.proxied else direct


def is_loopback(host: str) -> bool:
    """Whether a host's name or number is this machine's own."""
    number = _number(host)
    return host == "localhost" or (number is not None and number.is_loopback)


def admit(request: Request, front: Front) -> None:
    """Refused for whatever does not come under the app's name, from the app's page."""
    if not front.open and not is_loopback(request.address):
        raise Refused(403, _NOT_HERE)
    if not _is_ours(request.header("host"), front):
        raise Refused(403, _NOT_HERE)
    if request.method in ("GET", "HEAD"):
        return
    if request.method != "POST":
        raise Refused(405, _NOT_HERE)
    _from_our_page(request, front)
    if request.header("content-type").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, _NOT_HERE)
    if len(request.body) > LARGEST:
        raise Refused(413, "That's too long for one go. Try a shorter bit.")


def _is_ours(host: str, front: Front) -> bool:
    name = host_name(host)
    if not name:
        return False
    if front.secure:
        return name in front.names
    known = is_loopback(name) or name in front.names
    return known or (front.classroom and _number(name) is not None)


def _from_our_page(request: Request, front: Front) -> None:
    scheme, _, rest = request.header("origin").partition("://")
    schemes = ("https",) if front.secure else ("http", "https")
    if scheme not in schemes or not rest or rest.lower() != request.header("host").lower():
        raise Refused(403, _NOT_HERE)
    if request.header("sec-fetch-site") not in ("", "same-origin"):
        raise Refused(403, _NOT_HERE)


def host_name(host: str) -> str:
    """The name in a Host header, without its port; "" for what is no host."""
    try:
        return (urlsplit(f"//{host}").hostname or "") if "/" not in host and "@" not in host else ""
    except ValueError:
        return ""


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def hardening(front: Front) -> tuple[tuple[str, str], ...]:
    """The headers that keep foreign scripts and frames out."""
    return (*_HEADERS, *(_TLS if front.secure else ()))
