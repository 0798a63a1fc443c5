"""What faces the world: Meta's challenge, its deliveries, its requests to delete. Nothing else.

A delivery is checked, read, handed on and answered; whatever is said to it is said afterwards.
"""

import html
import logging
import re
from collections.abc import Callable

from skill.channels.messenger.deletion import UNKNOWN, Deletion, is_code
from skill.channels.messenger.http import LARGEST, Request, Response, as_json, first, plain
from skill.channels.messenger.keys import Keys
from skill.channels.messenger.requests import Event, read
from skill.channels.messenger.signing import is_signed, is_word, user_in

log = logging.getLogger("owl")
ROUTE = "/messenger"
DELETE = f"{ROUTE}/delete"
DELETED = f"{ROUTE}/deleted"
_CHALLENGE = re.compile(r"[A-Za-z0-9_.-]{1,256}\Z")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?\Z")
_NOT_HERE, _REFUSED, _LATER = "Nothing is here.", "The request was refused.", "Not just now."


class Webhook:
    """The webhook behind every server. Safe to use from several threads; never raises."""

    def __init__(
        self, keys: Keys, put: Callable[[Event], None], deletion: Deletion, address: str = ""
    ):
        """put: hands an event on, or raises. address: where it is reached; else as the request says."""
        self._keys, self._put, self._deletion = keys, put, deletion
        self._address = address.rstrip("/")
        self._routes: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", "/healthz"): lambda request: as_json({"status": "ok"}),
            ("GET", ROUTE): self._challenged,
            ("POST", ROUTE): self._delivered,
            ("POST", DELETE): self._asked,
            ("GET", DELETED): self._looked_up,
        }

    def __call__(self, request: Request) -> Response:
        """The response to a request."""
        route = self._routes.get((request.method, request.path))
        if route is None:
            return plain(_NOT_HERE, 404)
        if len(request.body) > LARGEST:
            return plain(_REFUSED, 413)
        try:
            return route(request)
        except Exception as error:
            # Not accepted: Meta keeps it and delivers again. Its text might quote the person.
            log.error("messenger: %s at %s", type(error).__name__, request.path)
            return plain(_LATER, 503)

    def _challenged(self, request: Request) -> Response:
        known = is_word(request.asked("hub.verify_token"), self._keys.verify)
        challenge = request.asked("hub.challenge")
        if request.asked("hub.mode") != "subscribe" or not known or not _CHALLENGE.match(challenge):
            return plain(_REFUSED, 403)
        return plain(challenge)

    def _delivered(self, request: Request) -> Response:
        signature = request.header("x-hub-signature-256")
        if not is_signed(request.body, signature, self._keys.secret):
            return plain(_REFUSED, 403)
        try:
            events = read(request.body, self._keys.page)
        except ValueError:
            return plain(_REFUSED, 400)
        for event in events:
            self._put(event)
        return plain("EVENT_RECEIVED")

    def _asked(self, request: Request) -> Response:
        form = request.body.decode("utf-8", "replace")
        user = user_in(first(form, "signed_request"), self._keys.secret)
        if user is None:
            return plain(_REFUSED, 403)
        code = self._deletion.ask(user)
        url = f"{self._address or _origin(request)}{DELETED}?code={code}"
        return as_json({"url": url, "confirmation_code": code})

    def _looked_up(self, request: Request) -> Response:
        code = request.asked("code")
        told = self._deletion.became(code) if is_code(code) else None
        return _page(told or UNKNOWN, 200 if told else 404)


def _origin(request: Request) -> str:
    """Where the request thinks it is: whoever signed it named no other."""
    host = request.header("host")
    return f"https://{host}" if _HOST.match(host) else ""


def _page(says: str, status: int) -> Response:
    body = (
        '<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Revision Owl</title>'
        '<meta name="viewport" content="width=device-width">'
        f"<h1>Revision Owl</h1><p>{html.escape(says)}</p></html>"
    )
    return Response(status, body.encode(), "text/html; charset=utf-8")
