"""Who may talk to the bench: this machine alone, and only through its own page."""

import ipaddress
import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
COOKIE = "owl_bench"


class Secret:
    """What a browser must hold to open the bench, as with Jupyter: given once in the address, kept
    in a cookie that no other site can send."""

    def __init__(self) -> None:
        self._token = secrets.token_urlsafe(24)

    @property
    def query(self) -> str:
        """For the address that is printed."""
        return f"token={self._token}"

    def keep(self, app: Flask) -> None:
        """Let nobody in without it. The Alexa endpoint has checks of its own."""
        app.before_request(self._admit)

    def _admit(self) -> ResponseReturnValue | None:
        if request.endpoint == "alexa":
            return None
        if any(name in request.headers for name in _FORWARDED):
            abort(403, "The bench is not to be had through a proxy.")
        given = request.args.get("token", "")
        if secrets.compare_digest(given, self._token):
            response = redirect(request.path)
            response.set_cookie(
                COOKIE, self._token, httponly=True, samesite="Strict", path="/", max_age=86_400
            )
            return response
        if not secrets.compare_digest(request.cookies.get(COOKIE, ""), self._token):
            abort(403, "Open the bench with the address that was printed when it was started.")
        return None


def admit() -> None:
    """Refuse (403) whatever does not come from this machine's own page.

    The Host header defeats a foreign name that was made to point here (DNS rebinding); the
    Origin header, which browsers send with every POST, defeats other sites' forms.
    """
    if not is_loopback(request.remote_addr or ""):
        abort(403, "The bench answers this machine alone.")
    if not is_loopback(urlsplit(f"//{request.host}").hostname or ""):
        abort(403, "The bench answers to this machine's own name alone.")
    if request.method in ("GET", "HEAD"):
        return
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.scheme not in ("http", "https") or origin.netloc != request.host:
        abort(403, "The bench takes orders from its own page alone.")
    if request.mimetype != "application/json":
        abort(415, "The bench takes JSON.")


def harden(response: Response) -> Response:
    """Add the headers that keep foreign scripts, frames and caches out."""
    response.headers.update(_HEADERS)
    return response
