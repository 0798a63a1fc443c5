"""`owl messenger`: the webhook on a laptop, behind the operator's own tunnel, or behind a proxy."""

import itertools
import signal
import sys
import time
from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec

from skill.channels.messenger.composition import page_for
from skill.channels.messenger.http import LARGEST, application
from skill.channels.messenger.keys import Keys
from skill.channels.messenger.lanes import Lanes
from skill.channels.messenger.webhook import DELETE, ROUTE
from skill.compose import warm
from skill.errors import SkillError
from skill.metrics import metric_line
from skill.settings import Settings
from skill.shared import shared

_TURNS = itertools.count()


def write_log(facts: Mapping[str, Any]) -> None:
    """One line of facts an event, as metrics are read from it; no words, no ids."""
    line = metric_line(facts, int(time.time() * 1000), next(_TURNS) == 0)
    print(msgspec.json.encode(line).decode(), flush=True)


def serve(
    settings: Settings, keys: Keys, *, host: str = "127.0.0.1", port: int = 8330, address: str = ""
) -> NoReturn:
    """Serve the webhook until stopped; what waits then is taken before it goes.

    Args:
        settings: what the operator decided.
        keys: the page's and its app's.
        host: where the tunnel or the proxy reaches it.
        port: the port to listen at.
        address: where the world reaches it, such as "https://owl.example.org".

    Raises:
        SkillError: the port is taken, or no key can be kept.
    """
    from waitress import serve as serve_forever

    service = shared(settings)
    page = page_for(settings, keys, service=service, write_log=write_log)
    warm(service())  # before anybody waits for it
    lanes = Lanes(page.talk.take)
    # Asked to stop, it still takes what Meta was told is in good hands.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
    webhook = page.webhook(lanes.put, address)
    shown = f"[{host}]" if ":" in host else host
    print(f"The webhook for Messenger: http://{shown}:{port}{ROUTE} (put TLS in front)", flush=True)
    print(f"Meta's requests to delete: http://{shown}:{port}{DELETE}", flush=True)
    try:
        serve_forever(
            application(webhook), host=host, port=port, threads=8, ident=None,
            max_request_body_size=2 * LARGEST, connection_limit=1_000, channel_timeout=20,
            cleanup_interval=5, asyncore_use_poll=True,
        )  # fmt: skip
    except OSError as error:
        raise SkillError(f"--port {port}: {error.strerror or error}") from None
    finally:
        lanes.close()
    raise SystemExit(0)
