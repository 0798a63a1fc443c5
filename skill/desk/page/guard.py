"""Who may sit at the desk: a browser on this machine that was given the address, or, where the
teacher opens the desk to their network, one that was paired by a code."""

import ipaddress
import secrets
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Flask, Response, abort, redirect, request
from flask.typing import ResponseReturnValue

COOKIE = "owl_desk"
HEADERS = {
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
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
_FREE = ("desk.pair", "desk.pairing_page", "desk.asset")
"""What a browser needs before it is paired."""
GUESSES, MOST_GUESSES = 5, 20
"""Wrong codes after which there is another code, and after which there is none."""


class Pairing:
    """The code that pairs a tablet, and how often it was guessed wrongly."""

    def __init__(self, show: Callable[[str], object]):
        self._show = show
        self._lock = threading.Lock()
        self._wrong = 0
        self.code = ""
        self._draw()

    def tried(self, code: str) -> bool:
        """Whether it is the code. A code serves once."""
        with self._lock:
            if not self.code:
                return False
            right = secrets.compare_digest(code.encode(), self.code.encode())
            self._wrong += not right
            if self._wrong >= MOST_GUESSES:
                self.code = ""
            elif right or self._wrong % GUESSES == 0:
                self._draw()
            return right

    def _draw(self) -> None:
        self.code = f"{secrets.randbelow(1_000_000):06}"
        self._show(self.code)


class Keeper:
    """Lets in whom it should.

    Args:
        network: whether machines on the same network may be paired.
        show: told every new pairing code.
    """

    def __init__(self, network: bool = False, show: Callable[[str], object] = lambda code: None):
        self.pairing = Pairing(show) if network else None
        self._token = secrets.token_urlsafe(24)
        self._seats: set[str] = set()

    @property
    def query(self) -> str:
        """For the address that is printed."""
        return f"token={self._token}"

    def keep(self, app: Flask) -> None:
        """Stand before every page of the application."""
        app.before_request(self._admit)
        app.after_request(_harden)

    def seat(self, response: Response) -> Response:
        """A cookie that no other site can send, for a browser that may come back."""
        seat = secrets.token_urlsafe(24)
        self._seats.add(seat)
        response.set_cookie(
            COOKIE, seat, httponly=True, samesite="Strict", path="/", max_age=86_400
        )
        return response

    def here(self) -> bool:
        """Whether the request comes from the laptop itself."""
        return _is(request.remote_addr or "", "is_loopback")

    def _admit(self) -> ResponseReturnValue | None:
        if any(name in request.headers for name in _FORWARDED):
            abort(403, "The desk cannot be opened through another machine.")
        if not (self.here() or (self.pairing and _is(request.remote_addr or "", "is_private"))):
            abort(403, "The desk answers this machine alone.")
        if not self._named():
            abort(403, "The desk does not answer to this name.")
        if request.method not in ("GET", "HEAD"):
            _check_origin()
        if secrets.compare_digest(request.args.get("token", ""), self._token):
            return self.seat(redirect(request.path))  # type: ignore[arg-type]
        if request.cookies.get(COOKIE, "") in self._seats or request.endpoint in _FREE:
            return None
        if self.pairing and request.method == "GET" and not request.path.startswith("/desk/api"):
            return redirect("/desk/pairing")
        return abort(403, "Open the desk with the address that was shown when it was started.")

    def _named(self) -> bool:
        """Whether the name in the address is this machine's own. A foreign name that was made to
        point here (DNS rebinding) is none; an address of figures cannot be made to."""
        host = urlsplit(f"//{request.host}").hostname or ""
        if host == "localhost" or _is(host, "is_loopback"):
            return True
        if not self.pairing:
            return False
        own = socket.gethostname().lower()
        return _is(host, "is_private") or host.lower() in (own, f"{own}.local")


def _check_origin() -> None:
    origin = urlsplit(request.headers.get("Origin", ""))
    if origin.scheme not in ("http", "https") or origin.netloc != request.host:
        abort(403, "The desk takes orders from its own page alone.")
    if request.mimetype != "application/json":
        abort(415, "The desk takes JSON.")


def _is(host: str, what: str) -> bool:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool(getattr(mapped or address, what))


def _harden(response: Response) -> Response:
    response.headers.update(HEADERS)
    return response
