"""Meta's Graph API, as much of it as a chat needs: send, say that one is typing, find a person's ids.

Its version is fixed: what another one changes is read before it is taken. A call that fails for a
moment is made again by urllib3, after what Meta asks for; where Meta says that the limit is reached,
none is made until it is over.
"""

import time
from collections.abc import Callable, Mapping
from typing import Any

import certifi
import msgspec
import urllib3
from urllib3.exceptions import HTTPError, MaxRetryError, ResponseError
from urllib3.util.retry import Retry

from skill.channels.messenger.keys import Keys
from skill.channels.messenger.responses import Json, Message, as_sent
from skill.channels.messenger.signing import proof
from skill.channels.messenger.usage import rest

VERSION = "v26.0"
"""Of 29 July 2026; each is answered for two years and more."""
TIMEOUT = urllib3.Timeout(connect=2.0, read=6.0)
BRIEF = urllib3.Timeout(connect=1.0, read=2.0)
"""For what is no loss if it fails."""
MOST_WAIT = 8.0
"""Seconds that one call waits for its next try; what is to wait longer is sent later."""
LIMITED = frozenset((4, 17, 32, 341, 613, 80006))
"""Codes of Meta's for limits on calls and messages."""
AGAIN = frozenset((1, 2, 1200)) | LIMITED
"""Codes of what passes."""
_AT_LEAST = 60.0
"""Seconds of rest after a limit, where Meta names none."""


class NotSent(Exception):
    """Meta did not take it."""

    def __init__(self, code: str, again: bool, wait: float = 0.0):
        """code: Meta's, or the status or what went wrong. again: whether it may go later."""
        super().__init__(code)
        self.code, self.again, self.wait = code, again, wait


class Patient(Retry):
    """Tries again after what the answer asks for, unless that is longer than a call may wait."""

    def increment(self, *args: Any, **more: Any) -> "Patient":
        response = more.get("response")
        asked = self.get_retry_after(response) if response is not None else None
        if asked is not None and asked > MOST_WAIT:
            raise MaxRetryError(more.get("_pool"), "", ResponseError("asked to wait for long"))  # type: ignore[arg-type]
        return super().increment(*args, **more)


RETRIES = Patient(
    total=3, connect=3, status=3, other=0, redirect=0, allowed_methods=None,
    # An answer that never came may have been lost behind a message that was taken: once more, no oftener.
    read=1,
    status_forcelist=(429, 500, 502, 503, 504), backoff_factor=0.4, backoff_jitter=0.2,
    backoff_max=MOST_WAIT, raise_on_status=False,
)  # fmt: skip


class Graph:
    """One page's way to Meta. Safe to use from several threads."""

    def __init__(
        self, keys: Keys, *, retries: Retry = RETRIES, timeout: urllib3.Timeout = TIMEOUT,
        clock: Callable[[], float] = time.monotonic,
    ):  # fmt: skip
        self._keys, self._retries, self._timeout, self._clock = keys, retries, timeout, clock
        self._pool = urllib3.PoolManager(
            maxsize=8, retries=False, cert_reqs="CERT_REQUIRED", ca_certs=certifi.where()
        )
        self._base = f"{keys.graph}/{VERSION}"
        self._until = 0.0

    def send(self, person: str, message: Message) -> None:
        """Sends a message to somebody who wrote. NotSent."""
        self._post(as_sent(message, person), self._retries, self._timeout)

    def typing(self, person: str) -> None:
        """Shows that an answer is on its way. NotSent; it is tried once, for it is no loss."""
        told = {"recipient": {"id": person}, "sender_action": "typing_on"}
        self._post(told, Retry(0, redirect=0, raise_on_status=False), BRIEF)

    def people(self, user: str) -> tuple[str, ...]:
        """The numbers at this page of somebody whom the app knows by another. NotSent."""
        token = f"{self._keys.app}|{self._keys.secret}"
        fields = {"page": self._keys.page, "appsecret_proof": proof(token, self._keys.secret)}
        told = self._call(
            "GET", f"/{user}/ids_for_pages", token, retries=self._retries, timeout=self._timeout,
            fields=fields,
        )  # fmt: skip
        found = told.get("data")
        found = found if isinstance(found, list) else []
        ids = [each.get("id") for each in found if isinstance(each, dict)]
        return tuple(each for each in ids if isinstance(each, str) and each)

    def _post(self, told: Json, retries: Retry, timeout: urllib3.Timeout) -> None:
        token, path = self._keys.token, f"/{self._keys.page}/messages"
        query = f"?appsecret_proof={proof(token, self._keys.secret)}"
        body = msgspec.json.encode(told)
        self._call("POST", path + query, token, retries=retries, timeout=timeout, body=body)

    def _call(self, method: str, path: str, token: str, **more: Any) -> Mapping[str, Any]:
        left = self._until - self._clock()
        if left > 0:
            raise NotSent("resting", True, left)
        # The token goes in a header, not in the address: addresses end up in logs.
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        if "body" in more:
            headers["Content-Type"] = "application/json"
        try:
            response = self._pool.request(method, self._base + path, headers=headers, **more)
        except HTTPError as error:
            # Its text would name the address and what stands in it.
            raise NotSent(_kind(error), True) from None
        told = _read(response.data)
        self._noted(response, told)
        return told

    def _noted(self, response: Any, told: Mapping[str, Any]) -> None:
        """Rests as the answer asks for. NotSent where it is a refusal."""
        wait = rest(response.headers)
        fault = told.get("error")
        fault = fault if isinstance(fault, dict) else {}
        code = fault.get("code") if isinstance(fault.get("code"), int) else 0
        limited = response.status == 429 or code in LIMITED
        if limited:
            wait = max(wait, _asked(response.headers), _AT_LEAST)
        if wait:
            self._until = max(self._until, self._clock() + wait)
        if response.status < 400 and not fault:
            return
        again = (
            limited or response.status >= 500 or code in AGAIN or bool(fault.get("is_transient"))
        )
        raise NotSent(str(code or response.status), again, max(wait, _asked(response.headers)))


def _asked(headers: Mapping[str, str]) -> float:
    """Seconds of a `Retry-After`; 0 for none, or for a date."""
    value = headers.get("Retry-After", "")
    return float(value) if value.isdecimal() and len(value) < 6 else 0.0


def _kind(error: HTTPError) -> str:
    reason = getattr(error, "reason", None)
    return type(reason if isinstance(reason, Exception) else error).__name__


def _read(data: bytes) -> Mapping[str, Any]:
    try:
        told = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}
