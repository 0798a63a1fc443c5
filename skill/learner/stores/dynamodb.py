"""Learners in DynamoDB: one small item for the profile, one for each card group.

Keys are `k` (a digest of the learner's key) and `s` ("p", or a group's name behind the
record's epoch). A save is one conditional write of the profile; now and then a group goes
before it. Why that order is safe is told in `skill.learner.cards`. Nothing is a float:
profile and cards are binary, the rest whole numbers, the expiry among them.
"""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from skill.errors import StoreConflict, StoreError
from skill.learner.record import Learner, unpack
from skill.learner.stores.dynamodb_calls import Calls
from skill.learner.stores.protocol import Partition, groups_to_write, partition, with_groups

KEEP_DAYS = 400
"""A record is forgotten so long after its last change: a school year and a summer."""
GROUP_KEEP_DAYS = KEEP_DAYS * 2
"""A group is written less often than the profile it belongs to."""
KEYS = [
    {"AttributeName": "k", "KeyType": "HASH"},
    {"AttributeName": "s", "KeyType": "RANGE"},
]
"""The table's key: the learner, and the part of the record."""
EXPIRES = "x"
"""The attribute that says when an item may go, in seconds from 1970."""
_DAY = 86_400
_PROFILE = "p"
_BATCH = 100
"""Items that DynamoDB reads at once, at most."""


class DynamoStore:
    """Connects when it is first used."""

    keeps = True

    def __init__(
        self,
        table: str,
        *,
        region: str | None = None,
        endpoint: str | None = None,
        clock: Callable[[], float] = time.time,
    ):
        """`endpoint`: a stand-in's address. `clock`: seconds since 1970, for the expiry."""
        self._table, self._region, self._endpoint = table, region, endpoint
        self._calls = Calls(region, endpoint)
        self._clock = clock

    def load(self, key: str, *, same_turn: bool = False) -> Learner:
        """See Store."""
        if not same_turn:
            self._calls.begin()
        found = self._profile(partition(key))
        if found is None:
            return Learner()
        # DynamoDB removes what has expired within some days: until then, do not know it.
        expired = found.expires <= self._clock()
        return unpack(b"" if expired else found.data, found.version, found.epoch)

    def load_groups(self, key: str, learner: Learner, groups: Iterable[str]) -> Learner:
        """See Store."""
        names, part = tuple(groups), partition(key)
        found: dict[str, bytes] = {}
        for at in range(0, len(names), _BATCH):
            wanted = [_key(part, learner.epoch + name) for name in names[at : at + _BATCH]]
            for item in self._items(wanted):
                if item.version > learner.version:
                    raise StoreConflict("a card group is newer than its record was when loaded")
                found[item.name.removeprefix(learner.epoch)] = item.data
        if len(found) < len(names):
            # Lost, or split since by somebody else: the profile knows which.
            self._require_current(part, learner)
        return with_groups(learner, names, found)

    def save(self, key: str, learner: Learner) -> Learner:
        """See Store."""
        part = partition(key)
        epoch = learner.epoch or secrets.token_hex(3)
        if learner.damaged:
            # Beside the profile, never over it: somebody may still make sense of it.
            self._put_group(part, f"!{learner.version}", learner.damaged, learner.version)
        for name, data in groups_to_write(learner).items():
            self._put_group(part, epoch + name, data, learner.version)
        self._put_profile(part, epoch, learner)
        for name in learner.cards.dropped:
            self._drop(_key(part, epoch + name))
        return learner.saved(learner.version + 1, epoch)

    def delete(self, key: str, *, same_turn: bool = False) -> None:
        """See Store. The profile goes first: from then on nobody finds the rest."""
        if not same_turn:
            self._calls.begin()
        part = partition(key)
        self._call("delete_item", Key=_key(part, _PROFILE))
        start: dict[str, Any] = {}
        while True:
            page = self._call(
                "query",
                KeyConditionExpression="k = :k",
                ExpressionAttributeValues={":k": {"S": part}},
                ProjectionExpression="s",
                ConsistentRead=True,
                **start,
            )
            names = [item["s"]["S"] for item in page.get("Items", ())]
            for at in range(0, len(names), 25):
                self._delete_all(part, names[at : at + 25])
            if "LastEvaluatedKey" not in page:
                return
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}

    def every(self) -> Iterator[tuple[Partition, Learner]]:
        """See Store. Reads the whole table, with time: for a machine of the operator's."""
        patient = Calls(self._region, self._endpoint, factor=20)
        start: dict[str, Any] = {}
        try:
            while True:
                patient.begin()
                page = patient.call(
                    "scan", TableName=self._table, FilterExpression="s = :p",
                    ExpressionAttributeValues={":p": {"S": _PROFILE}}, **start,
                )  # fmt: skip
                for found in page.get("Items", ()):
                    item = read_item(found)
                    if item.expires > self._clock():
                        part = Partition(found["k"]["S"])
                        yield part, unpack(item.data, item.version, item.epoch)
                if "LastEvaluatedKey" not in page:
                    return
                start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}
        finally:
            patient.close()

    def close(self) -> None:
        """See Store."""
        self._calls.close()

    def create_table(self) -> None:
        """Makes the table, for local use: a deployment's comes from its template."""
        patient = Calls(self._region, self._endpoint, factor=20)
        try:
            patient.call(
                "create_table",
                TableName=self._table,
                AttributeDefinitions=[
                    {"AttributeName": key["AttributeName"], "AttributeType": "S"} for key in KEYS
                ],
                KeySchema=KEYS,
                BillingMode="PAY_PER_REQUEST",
            )
        finally:
            patient.close()

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        return self._calls.call(operation, TableName=self._table, **arguments)

    def _profile(self, part: str) -> "_Item | None":
        answer = self._call("get_item", Key=_key(part, _PROFILE), ConsistentRead=True)
        return read_item(answer["Item"]) if "Item" in answer else None

    def _items(self, keys: list[dict[str, Any]]) -> "list[_Item]":
        asked = {self._table: {"Keys": keys, "ConsistentRead": True}}
        answer = self._calls.call("batch_get_item", RequestItems=asked)
        if answer.get("UnprocessedKeys"):
            raise StoreError("DynamoDB is throttling: not all card groups were read")
        return [read_item(each) for each in answer.get("Responses", {}).get(self._table, ())]

    def _require_current(self, part: str, learner: Learner) -> None:
        now = self._profile(part)
        found = (now.version, now.epoch) if now else (0, "")
        if found != (learner.version, learner.epoch):
            raise StoreConflict(f"the record is at version {found[0]}, not {learner.version}")

    def _put_group(self, part: str, name: str, data: bytes, version: int) -> None:
        self._call(
            "put_item",
            Item=_key(part, name)
            | {"v": {"N": str(version)}, "d": {"B": data}, EXPIRES: self._expiry(GROUP_KEEP_DAYS)},
            ConditionExpression="attribute_not_exists(k) OR v <= :v",
            ExpressionAttributeValues={":v": {"N": str(version)}},
        )

    def _put_profile(self, part: str, epoch: str, learner: Learner) -> None:
        token = secrets.token_hex(3)
        item = {
            "v": {"N": str(learner.version + 1)},
            "e": {"S": epoch},
            "t": {"S": token},
            "d": {"B": learner.pack()},
            EXPIRES: self._expiry(KEEP_DAYS),
        }
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(k)"}
        if learner.version:
            condition = {
                "ConditionExpression": "v = :v AND e = :e",
                "ExpressionAttributeValues": {
                    ":v": {"N": str(learner.version)},
                    ":e": {"S": epoch},
                },
            }
        try:
            self._call("put_item", Item=_key(part, _PROFILE) | item, **condition)
        except StoreConflict:
            # An attempt whose answer was lost may have been ours, and have succeeded.
            now = self._profile(part) if self._calls.retried else None
            if now is None or now.token != token:
                raise

    def _drop(self, key: dict[str, Any]) -> None:
        try:
            self._call("delete_item", Key=key)
        except StoreError:
            return  # of no use to anybody, and it expires by itself

    def _delete_all(self, part: str, names: list[str]) -> None:
        requests = [{"DeleteRequest": {"Key": _key(part, name)}} for name in names]
        for _ in range(3):
            answer = self._calls.call("batch_write_item", RequestItems={self._table: requests})
            requests = answer.get("UnprocessedItems", {}).get(self._table, [])
            if not requests:
                return
        raise StoreError("DynamoDB is throttling: not everything was deleted")

    def _expiry(self, days: int) -> dict[str, str]:
        return {"N": str(int(self._clock()) + days * _DAY)}


@dataclass(frozen=True)
class _Item:
    name: str
    version: int
    data: bytes
    expires: int
    epoch: str
    token: str


def read_item(found: dict[str, Any]) -> _Item:
    """An item as its parts; StoreError for one of another kind."""
    try:
        return _Item(
            name=found["s"]["S"],
            version=int(found["v"]["N"]),
            data=found["d"]["B"],
            expires=int(found[EXPIRES]["N"]),
            epoch=found.get("e", {}).get("S", ""),
            token=found.get("t", {}).get("S", ""),
        )
    except (LookupError, TypeError, ValueError) as fault:
        raise StoreError(f"DynamoDB: an item of another kind ({fault!r})") from fault


def _key(part: str, name: str) -> dict[str, dict[str, str]]:
    return {"k": {"S": part}, "s": {"S": name}}
