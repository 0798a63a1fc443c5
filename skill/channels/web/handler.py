"""The app: its page, and what the page asks for. A request in, a response out; never raises."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from skill.channels.web import guide, requests, responses
from skill.channels.web.files import FRESH, File, file_at
from skill.channels.web.guard import Front, admit, hardening
from skill.channels.web.http import Refused, Request, Response, as_json
from skill.content.course import Course
from skill.dialogue.acts import Act
from skill.dialogue.scene import Tools
from skill.doors.devices import cookie_name, device_in, new_device, set_cookie
from skill.doors.door import Door
from skill.doors.limits import Limits
from skill.errors import StoreError

log = logging.getLogger("owl")
_LATER = "I can't get to that just now. Try again in a minute."
_ENOUGH = "That's a lot in a short time. Have a breather, and go on in a few minutes."
_NOT_THERE = "There's nothing here."
WriteLog = Callable[[Mapping[str, Any]], None]


class Teaches(Protocol):
    """Gives what a subject is taught with; None where there is no such subject."""

    def tools_of(self, subject: str) -> Tools | None: ...


class App:
    """The app behind every server. Safe to use from several threads."""

    def __init__(
        self, door: Door, service: Callable[[], Teaches], key: bytes, front: Front, *,
        limits: Limits | None = None, write_log: WriteLog | None = None,
    ):  # fmt: skip
        """key: what devices are signed with. front: under which names it is reached."""
        self._door, self._service, self._key, self._front = door, service, key, front
        self._limits = limits or Limits()
        self._write_log = write_log or _no_log
        self._guides: dict[str, tuple[Course, File]] = {}
        self._routes: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", "/api/guide"): self._guide,
            ("GET", "/api/standing"): self._standing,
            ("POST", "/api/turn"): self._turn,
            ("POST", "/api/marks"): self._marks,
            ("POST", "/api/link"): self._link,
        }

    def __call__(self, request: Request) -> Response:
        """The response to a request."""
        try:
            response = self._answered(request)
        except Refused as refusal:
            response = as_json({"say": refusal.say}, refusal.status)
        except StoreError as error:
            log.warning("app: %s", error)
            response = as_json({"say": _LATER}, 503, ("Retry-After", "30"))
        except Exception as error:
            log.error("app: %s at %s", type(error).__name__, request.path[:40])
            response = as_json({"say": _LATER}, 503, ("Retry-After", "30"))
        headers = (*response.headers, *hardening(self._front))
        return Response(response.status, response.body, response.kind, headers)

    def _answered(self, request: Request) -> Response:
        if request.path == "/healthz":
            return as_json({"status": "ok"})
        admit(request, self._front)
        method = "GET" if request.method == "HEAD" else request.method
        if method == "GET" and not request.path.startswith("/api/"):
            return _file(request)
        if not self._limits.allows("address", request.address):
            raise Refused(429, _ENOUGH)
        route = self._routes.get((method, request.path))
        if route is None:
            raise Refused(404, _NOT_THERE)
        return route(request)

    def _known(self, request: Request) -> str | None:
        device = device_in(request.cookie(cookie_name(self._front.secure)), self._key)
        if device and not self._limits.allows("device", device):
            raise Refused(429, _ENOUGH)
        return device

    def _newcomer(self, request: Request) -> str:
        """A new device, of which an address may bring only so many."""
        if not self._limits.allows("newcomers", request.address):
            raise Refused(429, _ENOUGH)
        return new_device()

    def _cookie(self, device: str) -> tuple[str, str]:
        return ("Set-Cookie", set_cookie(device, self._key, self._front.secure))

    def _turn(self, request: Request) -> Response:
        asked = requests.read(request.body, requests.Asked)
        turn = requests.turn_of(asked)
        known = self._known(request)
        device = known or self._newcomer(request)
        turned = self._door.take_turn(device, turn, asked.once)
        self._write_log({"door": "web", **turned.log})
        data = responses.replied(turned.reply, turned.state, turned.log, self._course)
        fresh = turn.act is Act.LAUNCH or known is None
        return as_json(data, 200, *([self._cookie(device)] if fresh else []))

    def _marks(self, request: Request) -> Response:
        test = requests.read(request.body, requests.Test)
        device = self._known(request) or self._newcomer(request)
        marked = self._door.mark(device, requests.answers_of(test), test.subject)
        self._write_log({"door": "web", "act": "self_test", "answers": len(marked)})
        return as_json(responses.marks(marked), 200, self._cookie(device))

    def _standing(self, request: Request) -> Response:
        device = self._known(request) or new_device()  # nobody yet: nothing is kept of them
        data = responses.standing(self._door.overview(device))
        data["links"] = self._door.links_doors
        data["linked"] = self._door.links_doors and self._door.is_linked(device)
        return as_json(data)

    def _link(self, request: Request) -> Response:
        """Six digits to show; nothing where the operator links no doors."""
        if not self._door.links_doors:
            raise Refused(404, _NOT_THERE)
        device = self._known(request) or self._newcomer(request)
        if not self._limits.allows("codes", device):
            raise Refused(429, _ENOUGH)
        live = self._door.link_code(device)
        if live is None:
            raise Refused(503, _LATER)
        return as_json({"digits": live.digits, "until": live.until}, 200, self._cookie(device))

    def _guide(self, request: Request) -> Response:
        subject = requests.subject_in(request.query)
        tools = self._service().tools_of(subject)
        if tools is None:
            raise Refused(404, _NOT_THERE)
        known = self._guides.get(subject)
        if known is None or known[0] is not tools.course:
            about = {"subject": subject, "subjects": guide.subjects(tools.shelf)}
            body, etag = guide.written({**guide.study_guide(tools.course), **about})
            known = (tools.course, File(body, "application/json", etag, FRESH))
            self._guides[subject] = known
        return _sent(known[1], request)

    def _course(self, subject: str) -> Course | None:
        tools = self._service().tools_of(subject)
        return tools.course if tools else None


def _file(request: Request) -> Response:
    found = file_at(request.path)
    if found is None:
        raise Refused(404, _NOT_THERE)
    return _sent(found, request)


def _sent(found: File, request: Request) -> Response:
    headers = (("Cache-Control", found.caching), ("ETag", found.etag), ("Vary", "Accept-Encoding"))
    if request.header("if-none-match") == found.etag:
        return Response(304, b"", found.kind, headers)
    if "gzip" in request.header("accept-encoding") and found.packed is not found.body:
        return Response(200, found.packed, found.kind, (*headers, ("Content-Encoding", "gzip")))
    return Response(200, found.body, found.kind, headers)


def _no_log(facts: Mapping[str, Any]) -> None:
    """Where nobody keeps a log."""
