"""`owl app`: the app on a laptop, in a classroom, or behind a proxy with TLS."""

import socket
from typing import NoReturn

from skill.channels.web.composition import app_for
from skill.channels.web.guard import Front, is_loopback
from skill.channels.web.http import LARGEST
from skill.channels.web.wsgi import application
from skill.errors import SkillError
from skill.settings import Settings

WARNING = (
    "Anybody on this network can open it, and what they type crosses it unencrypted: for a "
    "classroom you trust, not for the internet. Without TLS a browser offers no microphone, no "
    "installing and no offline use; --domain is for a proxy that has it (docs/self-hosting.md)."
)


def front_for(host: str, domain: str) -> Front:
    """Under which names the app is reached, by what the command line says."""
    if domain:
        return Front(secure=True, names=frozenset({domain.lower()}), proxied=True)
    if is_loopback(host):
        return Front()
    names = frozenset({socket.gethostname().lower(), f"{socket.gethostname().lower()}.local"})
    return Front(classroom=True, names=names | {host.lower()})


def serve(settings: Settings, *, host: str, port: int, domain: str = "") -> NoReturn:
    """Serve the app until stopped.

    Raises:
        SkillError: the port is taken, or no key can be kept.
    """
    from waitress import serve as serve_forever

    front = front_for(host, domain)
    app = application(app_for(settings, front), front)
    shown = f"https://{domain}/" if domain else f"http://{_shown(host)}:{port}/"
    print(f"The app for learners: {shown}", flush=True)
    if front.classroom:
        print(WARNING, flush=True)
    try:
        serve_forever(
            app, host=host, port=port, threads=8, ident=None, max_request_body_size=2 * LARGEST,
            connection_limit=1_000, channel_timeout=20, cleanup_interval=5, asyncore_use_poll=True,
        )  # fmt: skip
    except OSError as error:
        raise SkillError(f"--port {port}: {error.strerror or error}") from None
    raise SystemExit(0)


def _shown(host: str) -> str:
    if host in ("0.0.0.0", "::"):
        return "THIS-MACHINE"
    return f"[{host}]" if ":" in host else host
