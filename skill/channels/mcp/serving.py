"""The server on its two transports: standard input and output, and HTTP without sessions of its own.

Over HTTP a bearer token says who calls, one token a learner. Without any token only this machine is
answered. The Host header must be a name that was allowed (or this machine's), and so must an Origin, so
that no page in a browser reaches the owl by a name that it made its own (DNS rebinding).
"""

import hmac
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from mcp.server.transport_security import TransportSecuritySettings
from starlette.responses import JSONResponse

from skill.errors import SkillError

PATH = "/mcp"
LARGEST_BODY = 64 * 1024
"""Bytes of a request; a tool call is far below."""
SHORTEST_TOKEN = 32
LOCAL = "local"
"""The device of whoever calls without a token: this machine's one learner."""
_HERE = ("127.0.0.1", "localhost", "[::1]")
_DEVICE = "owl.device"

Device = Callable[[str], str]
"""A token's device: a digest that nothing leads back from."""


def tokens_in(text: str) -> tuple[str, ...]:
    """The tokens of a setting, parted by commas or space; SkillError for one that is too short."""
    tokens = tuple(text.replace(",", " ").split())
    for number, token in enumerate(tokens, 1):
        if len(token) < SHORTEST_TOKEN or not token.isascii():
            raise SkillError(
                f"MCP_TOKENS: token {number}: expected {SHORTEST_TOKEN} plain characters or more"
            )
    return tokens


def device_of(context: Any) -> str:
    """Whose call it is: as the bearer check noted it, or this machine's learner."""
    request = context.request_context.request
    return str(request.scope.get(_DEVICE, LOCAL)) if request is not None else LOCAL


def http_app(
    server: Any, tokens: Sequence[str], device: Device, hosts: Iterable[str] = ()
) -> "Bearer":
    """The application that faces the network.

    Args:
        server: as `build_server` made it.
        tokens: those that are let in; none lets this machine in without one.
        device: a token's device.
        hosts: names that clients reach it by, `owl.example.org` or with a port.
    """
    inner = server.streamable_http_app(
        streamable_http_path=PATH, json_response=True, stateless_http=True,
        max_request_body_size=LARGEST_BODY, transport_security=_security(hosts),
    )  # fmt: skip
    return Bearer(inner, {token: device(token) for token in tokens})


def _security(hosts: Iterable[str]) -> TransportSecuritySettings:
    names = tuple(hosts)
    return TransportSecuritySettings(
        enable_dns_rebinding_protection=True,
        allowed_hosts=[*(f"{each}:*" for each in _HERE), *_HERE, *names],
        allowed_origins=[
            *(f"http://{each}:*" for each in _HERE), *(f"http://{each}" for each in _HERE),
            *(f"https://{each}" for each in names),
        ],
    )  # fmt: skip


class Bearer:
    """Lets in who brings a token, and notes whose it is."""

    def __init__(self, app: Any, devices: Mapping[str, str]):
        """devices: by token; none lets everybody in as this machine's learner."""
        self._app, self._devices = app, {token.encode(): at for token, at in devices.items()}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or not self._devices:
            await self._app(scope, receive, send)
            return
        device = self._device(scope["headers"])
        if device is None:
            await _REFUSED(scope, receive, send)
            return
        await self._app({**scope, _DEVICE: device}, receive, send)

    def _device(self, headers: Iterable[tuple[bytes, bytes]]) -> str | None:
        given = [value for name, value in headers if name.lower() == b"authorization"]
        kind, _, token = (given[0] if len(given) == 1 else b"").partition(b" ")
        if kind.lower() != b"bearer":
            return None
        # Every one is compared, and in the same time: how long it takes says nothing.
        found = [at for known, at in self._devices.items() if hmac.compare_digest(known, token)]
        return found[0] if found else None


_REFUSED = JSONResponse(
    {"message": "A bearer token is needed here."}, 401, {"WWW-Authenticate": "Bearer"}
)
