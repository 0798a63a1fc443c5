"""Events handed on through a queue of Amazon's, so that Meta is answered at once and nothing is lost.

First in, first out within a group, and a group a person: the next message of a person waits until the
one before is done with. What was put in twice within five minutes is there once.
"""

import functools
import logging
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

from skill.channels.messenger.handler import Unsent
from skill.channels.messenger.requests import Event

log = logging.getLogger("owl")
FIRST_WAIT = 15
"""Seconds before what was not sent comes again; twice as long after every go."""
LONGEST_WAIT = 3_600


class Fifo:
    """The queue, to put events in. Connects when it is first used."""

    def __init__(self, url: str, device: Callable[[str], str], client: Any = None):
        """device: gives a person's hashed number, the group that their events are of."""
        self._url, self._device = url, device
        self._given = client

    @functools.cached_property
    def _client(self) -> Any:
        if self._given is not None:
            return self._given
        import boto3
        from botocore.config import Config

        config = Config(connect_timeout=2, read_timeout=4, retries={"mode": "standard"})
        return boto3.client("sqs", config=config)

    def put(self, event: Event) -> None:
        """Puts an event in. Raises what botocore raises: then Meta keeps it and delivers again."""
        self._client.send_message(
            QueueUrl=self._url,
            MessageBody=msgspec.json.encode(event).decode(),
            MessageGroupId=self._device(event.sender),
            MessageDeduplicationId=sha256(
                f"{event.sender}\x1f{event.name}".encode("utf-8", "replace")
            ).hexdigest(),
        )

    def later(self, record: Mapping[str, Any], wait: float) -> None:
        """Has a record come again after so many seconds. Never raises: else it comes when it would."""
        gone = _count(record)
        seconds = min(max(int(wait) + 1, FIRST_WAIT * 2 ** min(gone - 1, 8)), LONGEST_WAIT)
        try:
            self._client.change_message_visibility(
                QueueUrl=self._url,
                ReceiptHandle=str(record.get("receiptHandle", "")),
                VisibilityTimeout=seconds,
            )
        except Exception as error:
            log.warning("messenger: %s while putting a message off", type(error).__name__)


Later = Callable[[Mapping[str, Any], float], None]


def worked(records: list[Any], take: Callable[[Event], None], later: Later) -> dict[str, Any]:
    """Takes a batch of the queue's records, of each person the earliest first.

    The answer names those that are to come again: what could not be sent, and whatever the same person
    wrote after it.
    """
    events = [(_event(record), record) for record in records]
    events.sort(key=lambda each: each[0].at if each[0] else 0)
    again, stuck = [], dict[str, float]()
    for event, record in events:
        if event is None:
            continue  # nobody's: it would come for ever
        if event.sender not in stuck:
            try:
                take(event)
                continue
            except Unsent as unsent:
                stuck[event.sender] = unsent.wait
        later(record, stuck[event.sender])
        again.append({"itemIdentifier": str(record.get("messageId", ""))})
    return {"batchItemFailures": again}


def _event(record: Any) -> Event | None:
    body = record.get("body") if isinstance(record, Mapping) else None
    try:
        return msgspec.json.decode(str(body).encode("utf-8", "replace"), type=Event)
    except (ValueError, RecursionError):
        return None


def _count(record: Mapping[str, Any]) -> int:
    """How often a record came."""
    about = record.get("attributes")
    told = about.get("ApproximateReceiveCount") if isinstance(about, Mapping) else None
    return int(told) if isinstance(told, str) and told.isdecimal() and len(told) < 6 else 1
