"""What Meta's dashboard gives the operator, read once from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from skill.errors import SkillError

GRAPH = "https://graph.facebook.com"
"""Where Meta answers."""
SHORTEST_VERIFY = 16
"""Characters of the word that the operator makes up for the webhook."""
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_NUMBER = re.compile(r"[0-9]{1,32}\Z")


@dataclass(frozen=True)
class Keys:
    """One page's, and its app's."""

    page: str
    """The page's id (MESSENGER_PAGE)."""
    token: str = field(repr=False)
    """The page's access token (MESSENGER_TOKEN)."""
    secret: str = field(repr=False)
    """The app's secret, by which Meta signs (MESSENGER_SECRET)."""
    verify: str = field(repr=False)
    """The word by which Meta recognises the webhook (MESSENGER_VERIFY)."""
    app: str = ""
    """The app's id, for requests to delete (MESSENGER_APP); empty: they are answered without Meta."""
    graph: str = GRAPH
    """Another place to send to, such as a stand-in's (MESSENGER_GRAPH)."""


def keys_in(environment: Mapping[str, str] | None = None) -> Keys:
    """The keys in an environment (the process's own by default).

    Raises:
        SkillError: one is missing or cannot be right; the message names it and never shows it.
    """
    env = os.environ if environment is None else environment
    names = ("MESSENGER_PAGE", "MESSENGER_TOKEN", "MESSENGER_SECRET", "MESSENGER_VERIFY")
    found = {name: env.get(name, "").strip() for name in (*names, "MESSENGER_APP")}
    if missing := [name for name in names if not found[name]]:
        raise SkillError(f"not set: {', '.join(missing)} (docs/messenger.md)")
    for name in ("MESSENGER_PAGE", "MESSENGER_APP"):
        if found[name] and not _NUMBER.match(found[name]):
            raise SkillError(f"{name}: expected the number that Meta's dashboard shows")
    if not all(c.isprintable() and c.isascii() for c in found["MESSENGER_TOKEN"]):
        raise SkillError("MESSENGER_TOKEN: expected plain letters and figures")
    if len(found["MESSENGER_VERIFY"]) < SHORTEST_VERIFY:
        raise SkillError(f"MESSENGER_VERIFY: expected {SHORTEST_VERIFY} characters or more")
    return Keys(
        page=found["MESSENGER_PAGE"], token=found["MESSENGER_TOKEN"],
        secret=found["MESSENGER_SECRET"], verify=found["MESSENGER_VERIFY"],
        app=found["MESSENGER_APP"], graph=_graph(env.get("MESSENGER_GRAPH", "").strip()),
    )  # fmt: skip


def _graph(value: str) -> str:
    """The address, without its last slash. The token goes there: over TLS, or on this machine."""
    if not value:
        return GRAPH
    place = urlsplit(value)
    if place.scheme != "https" and not (place.scheme == "http" and place.hostname in _LOOPBACK):
        raise SkillError("MESSENGER_GRAPH: expected https, or http on this machine")
    return value.rstrip("/")
