"""Amazon's signing certificates: where they may come from, fetching, checking, keeping.

Rules: Alexa Skills Kit, "Host a Custom Skill as a Web Service", section "Checking the
signature of the request". Chains are validated by cryptography's X.509 verification (RFC
5280 path validation with the web's server policy: dates, usages, key sizes, names).
"""

import contextlib
import posixpath
import queue
import threading
import time
import urllib.error
import urllib.request
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from http.client import HTTPException
from urllib.parse import urlsplit

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509 import Certificate, DNSName, load_pem_x509_certificates
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.errors import SkillError

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
SIGNER = "echo-api.amazon.com"
LONGEST_URL = 512
LARGEST_CHAIN = 64 * 1024
"""Bytes of a chain; Amazon's has about 6,000."""
MOST_CERTIFICATES = 8
SHORTEST_KEY = 2048
"""Bits; path validation looks at the authorities' keys, not at the signer's own."""
PATIENCE = 3.0
"""Seconds that fetching a chain may take altogether."""

BRIEF = 0.05
"""Seconds that a request waits for its turn to fetch one: others' forgeries must not hold it."""
MOST_BAD = 256
"""Addresses without a valid chain that are remembered."""

_END = b"-----END CERTIFICATE-----\n"

Fetch = Callable[[str], bytes]


class Refused(SkillError):
    """A request that does not come from Alexa; the message says which check failed."""


class _Busy(Refused):
    """Nothing is known against the address; there was no time to ask it."""


def certificate_url(url: str) -> str:
    """The normalised URL of a chain. Refused unless Amazon's rules allow it.

    Stricter than the rules where that costs nothing: no encoded characters, no user, no
    query, ASCII only.
    """
    if not url.isascii() or not url.isprintable() or len(url) > LONGEST_URL:
        raise Refused("certificate URL: not a plain URL")
    if any(char in url for char in "%\\@?# "):
        raise Refused("certificate URL: a character that Amazon's never has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("certificate URL: not a URL") from None
    if parts.scheme.lower() != "https" or port not in (None, 443):
        raise Refused("certificate URL: not https on port 443")
    if (parts.hostname or "").lower() != HOST:
        raise Refused("certificate URL: another host")
    path = posixpath.normpath(parts.path)
    if not path.startswith(FOLDER):
        raise Refused("certificate URL: another folder")
    return f"https://{HOST}{path}"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


def fetch(url: str, patience: float = PATIENCE, largest: int = LARGEST_CHAIN) -> bytes:
    """What stands at a URL, without following redirects. Refused when it cannot be had.

    Args:
        patience: seconds for the whole of it.
        largest: bytes.
    """
    deadline = time.monotonic() + patience
    opener = urllib.request.build_opener(_NoRedirects)
    found = bytearray()
    try:
        with opener.open(url, timeout=patience) as response:
            while chunk := response.read1(16 * 1024):
                found += chunk
                if len(found) > largest:
                    raise Refused("certificate chain: too large")
                if time.monotonic() > deadline:
                    raise Refused("certificate chain: too slow")
    except (OSError, HTTPException, ValueError) as error:
        raise Refused(f"certificate chain: not fetched ({type(error).__name__})") from None
    return bytes(found)


def checked_key(pem: bytes, roots: Store, now: datetime) -> RSAPublicKey:
    """The signing key of a chain (signer first). Refused unless the chain is valid `now`,
    ends at one of `roots` and is made out to Amazon's signer."""
    try:
        chain: list[Certificate] = load_pem_x509_certificates(pem)
    except ValueError:
        raise Refused("certificate chain: not certificates") from None
    if not 1 <= len(chain) <= MOST_CERTIFICATES:
        raise Refused("certificate chain: too long")
    verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(DNSName(SIGNER))
    try:
        verifier.verify(chain[0], chain[1:])
        key = chain[0].public_key()
    except (VerificationError, UnsupportedAlgorithm, ValueError) as error:
        # The message may quote names from the certificate: no line breaks of theirs in our log.
        raise Refused(f"certificate chain: not valid ({str(error)[:120]!a})") from None
    if not isinstance(key, RSAPublicKey) or key.key_size < SHORTEST_KEY:
        raise Refused(f"certificate chain: not an RSA key of {SHORTEST_KEY} bits")
    return key


def trusted_roots(certificates: Iterable[Certificate] | None = None) -> Store:
    """The roots to trust: those given, or the web's as certifi publishes them."""
    if certificates is None:
        certificates = _web_roots()
    return Store(list(certificates))


def _web_roots() -> list[Certificate]:
    """The roots in certifi's bundle, but for the few that break today's rules."""
    import certifi

    with open(certifi.where(), "rb") as bundle:
        blocks = bundle.read().split(_END)[:-1]
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("error", CryptographyDeprecationWarning)
        for block in blocks:
            with contextlib.suppress(ValueError, CryptographyDeprecationWarning):
                roots += load_pem_x509_certificates(block + _END)
    return roots


class Chains:
    """Chains by their URL: fetched once, checked at every use, kept only when valid.

    Args:
        roots: what is trusted.
        fetched: fetches a chain.
        most: how many are kept; the one used longest ago goes first.
        lifetime: how long one is kept.
        fetchers: how many are fetched at once; more are refused at once, so that forged requests
            cannot hold a thread that a genuine one needs.
        patience: seconds that a request waits for a chain, whatever holds it up.
        remembered: how long a URL that had no valid chain is refused unasked.
    """

    def __init__(
        self, roots: Store, fetched: Fetch = fetch, *, most: int = 8,
        lifetime: timedelta = timedelta(hours=1), fetchers: int = 2, patience: float = PATIENCE,
        remembered: timedelta = timedelta(minutes=5),
    ):  # fmt: skip
        self._roots, self._fetched, self._patience = roots, fetched, patience
        self._most, self._lifetime = most, lifetime
        self._kept: OrderedDict[str, tuple[bytes, datetime]] = OrderedDict()
        self._bad: OrderedDict[str, datetime] = OrderedDict()
        self._remembered = remembered
        self._lock = threading.Lock()
        self._fetchers = threading.BoundedSemaphore(fetchers)

    def key(self, url: str, now: datetime) -> RSAPublicKey:
        """The key that signs for a normalised URL. Refused when there is no valid chain."""
        with self._lock:
            kept = self._kept.get(url)
        if kept is not None and now - kept[1] < self._lifetime:
            return checked_key(kept[0], self._roots, now)
        self._refuse_known(url, now)
        try:
            pem = self._in_time(url)
            key = checked_key(pem, self._roots, now)
        except _Busy:
            if kept is not None:
                # It was due to be fetched again; while its own dates hold, it still does.
                return checked_key(kept[0], self._roots, now)
            raise
        except Refused:
            with self._lock:
                self._kept.pop(url, None)
                self._bad[url] = now
                while len(self._bad) > MOST_BAD:
                    self._bad.popitem(last=False)
            raise
        with self._lock:
            self._bad.pop(url, None)
            self._kept[url] = pem, now
            self._kept.move_to_end(url)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return key

    def _refuse_known(self, url: str, now: datetime) -> None:
        """A URL that had no valid chain a moment ago is not asked again."""
        with self._lock:
            since = self._bad.get(url)
        if since is not None and timedelta(0) <= now - since < self._remembered:
            raise Refused("certificate chain: this address had none a moment ago")

    def _in_time(self, url: str) -> bytes:
        """Fetches in a thread of its own. A socket's time-out starts anew with every byte, and
        looking a name up has none: whatever drips or hangs is left behind, and counts as one
        of the fetchers until it ends."""
        if not self._fetchers.acquire(timeout=BRIEF):
            raise _Busy("certificate chain: too many are being fetched")
        done: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

        def fetching() -> None:
            try:
                done.put(self._fetched(url))
            except Exception as error:
                done.put(error)
            finally:
                self._fetchers.release()

        threading.Thread(target=fetching, daemon=True).start()
        try:
            found = done.get(timeout=self._patience)
        except queue.Empty:
            raise Refused("certificate chain: too slow") from None
        if isinstance(found, Exception):
            raise found
        return found

    def __len__(self) -> int:
        return len(self._kept)
