"""Calls to DynamoDB that end in time.

Alexa waits eight seconds for everything, so storage gets 2.5 of them, from a learner's
loading to the saving. Each call has short time-outs; it is tried a second time only if it
failed quickly (a connection that had gone stale, a throttled table), never after waiting; and
no call is begun that could end after the budget.
"""

import threading
import time
from typing import Any

from skill.errors import StoreConflict, StoreError

CONNECT_SECONDS = 0.3
READ_SECONDS = 0.8
QUICK_SECONDS = 0.1
"""A call that failed within this time is tried once more."""
LONGEST_CALL_SECONDS = QUICK_SECONDS + CONNECT_SECONDS + READ_SECONDS
BUDGET_SECONDS = 2.5
"""For waiting in all calls from `begin` on, in one thread: enough for the two of an ordinary turn,
however slow they are, and for the five of the busiest one when they are not. A turn that lost a
race, or that ends in forgetting, has no more."""

READS = {"get_item", "batch_get_item", "query"}
_THROTTLED = {
    "ProvisionedThroughputExceededException",
    "ThrottlingException",
    "RequestLimitExceeded",
    "InternalServerError",
    "ServiceUnavailable",
}


class Calls:
    """One client, made at the first call. Safe to use from several threads."""

    def __init__(self, region: str | None = None, endpoint: str | None = None, factor: float = 1):
        """`factor` stretches every time, for work that no learner waits for."""
        self._region, self._endpoint, self._factor = region, endpoint, factor
        self._client: Any = None
        self._lock = threading.Lock()
        self._turn = threading.local()

    @property
    def retried(self) -> bool:
        """Whether this thread's last call was tried twice."""
        return getattr(self._turn, "retried", False)

    def begin(self) -> None:
        """A turn begins in this thread, and with it its budget."""
        self._turn.spent = 0.0

    def call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        """The answer of one operation, named as in boto3. StoreError, StoreConflict."""
        client = self._client_for_calls()
        spent = getattr(self._turn, "spent", 0.0)
        if spent + LONGEST_CALL_SECONDS * self._factor > BUDGET_SECONDS * self._factor:
            raise StoreError("DynamoDB is too slow: the turn's time for storage is used up")
        began = time.monotonic()
        try:
            return self._tried(client, operation, arguments)
        except _Passing as fault:
            raise StoreError(str(fault)) from fault
        finally:
            # Only waiting counts: what the rest of the turn takes is not storage's fault.
            self._turn.spent = spent + time.monotonic() - began

    def _tried(self, client: Any, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        began = time.monotonic()
        self._turn.retried = False
        try:
            return _attempt(client, operation, arguments)
        except _Passing:
            if time.monotonic() - began > QUICK_SECONDS * self._factor:
                raise
        self._turn.retried = True
        return _attempt(client, operation, arguments)

    def close(self) -> None:
        """Closes the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _client_for_calls(self) -> Any:
        with self._lock:
            if self._client is None:
                self._client = _connect(self._region, self._endpoint, self._factor)
            return self._client


class _Passing(Exception):
    """A fault that a second attempt may not meet."""


def _connect(region: str | None, endpoint: str | None, factor: float) -> Any:
    # boto3's own core: its resource layer would be loaded for nothing.
    from botocore.config import Config
    from botocore.exceptions import BotoCoreError
    from botocore.session import Session

    config = Config(
        connect_timeout=CONNECT_SECONDS * factor,
        read_timeout=READ_SECONDS * factor,
        # Retrying is ours: botocore would also do it after a time-out, and wait in between.
        retries={"total_max_attempts": 1, "mode": "standard"},
        parameter_validation=False,
        tcp_keepalive=True,
    )
    try:
        return Session().create_client(
            "dynamodb", region_name=region, endpoint_url=endpoint, config=config
        )
    except (BotoCoreError, ValueError) as fault:
        raise StoreError(f"DynamoDB: {fault}") from fault


def _attempt(client: Any, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
    from botocore.exceptions import BotoCoreError, ClientError

    if operation in READS:
        # An answer cut short is parsed as an empty one, as if nobody were known by that key.
        # A whole one says what it cost.
        arguments = arguments | {"ReturnConsumedCapacity": "TOTAL"}
    try:
        answer = getattr(client, operation)(**arguments)
    except ClientError as fault:
        raise _translated(fault) from fault
    except (BotoCoreError, OSError, ValueError, LookupError, TypeError, AttributeError) as fault:
        # What botocore lets through of a body that it cannot make sense of is of any kind.
        raise _Passing(f"DynamoDB: {fault}") from fault
    if operation in READS and "ConsumedCapacity" not in answer:
        raise _Passing("DynamoDB: the answer is incomplete")
    return answer


def _translated(fault: Any) -> Exception:
    code = fault.response.get("Error", {}).get("Code", "")
    status = fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code == "ConditionalCheckFailedException":
        return StoreConflict("the record changed since it was loaded")
    if code in _THROTTLED or status >= 500:
        return _Passing(f"DynamoDB: {code or status}")
    return StoreError(f"DynamoDB: {fault}")
