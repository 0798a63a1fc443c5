"""`owl mcp`: the server put together from the settings, and run."""

import logging
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from skill.errors import SkillError
from skill.settings import Settings

_MISSING = (
    "the MCP server needs its own packages: "
    "python -m pip install --require-hashes -r requirements/mcp.lock"
)


def run_stdio(settings: Settings) -> None:
    """Serve one desktop assistant over standard input and output, until it hangs up.

    Raises:
        SkillError: the `mcp` package is not installed.
    """
    _server(settings).run("stdio")


def run_http(
    settings: Settings, *, host: str, port: int, tokens: str, hosts: Sequence[str] = ()
) -> None:
    """Serve assistants over HTTP until stopped.

    Args:
        settings: the course, the store, and the key that tokens are hashed with.
        host: the address to listen at.
        port: the port to listen at.
        tokens: bearer tokens, parted by commas; without any only this machine is answered.
        hosts: names that clients reach it by, beside this machine's own.

    Raises:
        SkillError: no token, and not a loopback address; a token that is too short; no `mcp` package.
    """
    server = _server(settings)
    import uvicorn

    from skill.channels.mcp.serving import PATH, http_app, tokens_in
    from skill.doors.devices import door_key, platform_device

    known = tokens_in(tokens)
    if not known and host not in ("127.0.0.1", "::1", "localhost"):
        raise SkillError(
            f"--host {host}: without a token only this machine is answered; set MCP_TOKENS"
        )
    key = door_key(settings)
    app = http_app(server, known, lambda token: platform_device("mcp", token, key), hosts)
    name = f"[{host}]" if ":" in host else host
    print(f"The owl for assistants: http://{name}:{port}{PATH}", flush=True)
    uvicorn.run(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False
    )


def _server(settings: Settings) -> Any:
    try:
        from skill.channels.mcp.server import build_server
        from skill.channels.mcp.serving import device_of
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] == "skill":
            raise
        raise SkillError(_MISSING) from None
    from skill.channels.mcp.handler import Handler
    from skill.compose import build_service, load, shelf_of
    from skill.doors.opening import open_door

    # Before the SDK sets up its own, which would print what callers sent.
    quietly()
    course = load(settings)
    service = build_service(settings, course=course)
    door = open_door("mcp", settings, lambda: service)
    shelf = shelf_of(course, settings)
    return build_server(
        course, Handler(door), device_of, _version(), shelf.courses if shelf else None
    )


def _version() -> str:
    try:
        return version("revision-owl")
    except PackageNotFoundError:
        return ""  # a checkout that was not installed


def quietly() -> None:
    """Logs warnings to standard error: what broke and where, and never what was said to it."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Wordless("%(levelname)s %(name)s:%(lineno)d"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


class _Wordless(logging.Formatter):
    """A line with the kind of an exception, without its text and without the message's arguments."""

    def format(self, record: logging.LogRecord) -> str:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        ours = record.name.startswith("owl")
        bare = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        told = record.getMessage() if ours else str(record.msg)
        return " ".join(filter(None, (super().format(bare), told, kind)))
