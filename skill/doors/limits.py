"""How much one device, one person and one address may ask in ten minutes, at any door.

An address is kept only as a digest under a key that is drawn anew for every ten minutes and never
leaves the process; beside it stands a count, and no device. A device's counts stand apart. With
several processes each has limits of its own.
"""

import hmac
import ipaddress
import secrets
import threading
import time
from collections.abc import Callable

SECONDS = 600
"""How long a count, and the digest of an address, is kept."""
MOST_KNOWN = 50_000
"""Counts that are kept at once; the oldest go first."""
LIMITS = {
    "device": 300, "address": 3_000, "newcomers": 300, "codes": 5, "person": 150, "grave": 30,
}  # fmt: skip
"""In ten minutes: requests of a device; of an address, behind which a whole school may sit; devices
that are new at an address; link codes shown to a device; messages of somebody in a chat, where each
is answered by several calls, and those beyond it that sound grave."""
_AT_ADDRESSES = ("address", "newcomers")
_IPV6_HOME = 64
"""Bits of an address of version 6 that one household has for itself."""


class Limits:
    """Counts of ten minutes. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, most: int = MOST_KNOWN):
        self._clock, self._most = clock, most
        self._lock = threading.Lock()
        self._began = clock()
        self._key = secrets.token_bytes(32)
        self._counts: dict[bytes, int] = {}

    def allows(self, what: str, who: str) -> bool:
        """Counts one more of `what` (a key of LIMITS) for a device or an address."""
        return not self.over(what, who)

    def over(self, what: str, who: str) -> int:
        """As `allows`; by how many it is too many now, 0 within the limit."""
        with self._lock:
            self._renew()
            digest = self._digest(what, who)
            count = self._counts.pop(digest, 0) + 1
            self._counts[digest] = count  # the last one asked for goes last
            if len(self._counts) > self._most:
                del self._counts[next(iter(self._counts))]
        return max(0, count - LIMITS[what])

    def _renew(self) -> None:
        now = self._clock()
        if now - self._began >= SECONDS:
            self._began, self._key, self._counts = now, secrets.token_bytes(32), {}

    def _digest(self, what: str, who: str) -> bytes:
        name = home(who) if what in _AT_ADDRESSES else who
        return hmac.digest(self._key, f"{what}\x1f{name}".encode("utf-8", "replace"), "sha256")[:12]


def home(address: str) -> str:
    """An address, or what of it one household has: in version 6 the first half."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address[:64]
    if number.version == 4:
        return address
    return str(ipaddress.ip_network(f"{address.partition('%')[0]}/{_IPV6_HOME}", strict=False))
