"""Slips in the learners' table of DynamoDB: one item each, which expires by the same attribute.

They lie in the partition of their key, so that who deletes a learner deletes its slips with it.
"""

import secrets
from typing import Any

from skill.errors import StoreConflict
from skill.learner.slips import Slip, fitting
from skill.learner.stores.dynamodb import EXPIRES, read_item
from skill.learner.stores.dynamodb_calls import Calls
from skill.learner.stores.protocol import partition

PREFIX = "~"
"""Stands before a slip's name: no card group is called so, whatever its record's epoch."""


class DynamoSlips:
    """Connects when it is first used; each call has a turn's time for storage to itself."""

    def __init__(self, table: str, *, region: str | None = None, endpoint: str | None = None):
        """`endpoint`: a stand-in's address."""
        self._table, self._calls = table, Calls(region, endpoint)

    def slip(self, key: str, name: str, now: int) -> Slip | None:
        """See Slips."""
        self._calls.begin()
        found = self._found(_place(key, name))
        return found if found and found.until > now else None

    def keep(
        self, key: str, name: str, data: bytes, until: int, now: int, over: Slip | None = None
    ) -> Slip:
        """See Slips."""
        self._calls.begin()
        slip = Slip(fitting(data), until, secrets.token_hex(4))
        item = {
            "v": {"N": "0"}, "t": {"S": slip.mark}, "d": {"B": data}, EXPIRES: {"N": str(until)},
        }  # fmt: skip
        place = _place(key, name)
        try:
            self._call("put_item", Item=place | item, **_condition(over, now))
        except StoreConflict:
            # An attempt whose answer was lost may have been ours, and have succeeded.
            there = self._found(place) if self._calls.retried else None
            if there is None or there.mark != slip.mark:
                raise
        return slip

    def drop(self, key: str, name: str) -> None:
        """See Slips."""
        self._calls.begin()
        self._call("delete_item", Key=_place(key, name))

    def close(self) -> None:
        """See Slips."""
        self._calls.close()

    def _found(self, place: dict[str, Any]) -> Slip | None:
        answer = self._call("get_item", Key=place, ConsistentRead=True)
        if "Item" not in answer:
            return None
        item = read_item(answer["Item"])
        return Slip(item.data, item.expires, item.token)

    def _call(self, operation: str, **arguments: Any) -> dict[str, Any]:
        return self._calls.call(operation, TableName=self._table, **arguments)


def _condition(over: Slip | None, now: int) -> dict[str, Any]:
    if over:
        return {
            "ConditionExpression": "t = :t",
            "ExpressionAttributeValues": {":t": {"S": over.mark}},
        }
    # DynamoDB removes what has expired within some days: until then it counts as gone.
    return {
        "ConditionExpression": "attribute_not_exists(k) OR x <= :now",
        "ExpressionAttributeValues": {":now": {"N": str(now)}},
    }


def _place(key: str, name: str) -> dict[str, Any]:
    return {"k": {"S": partition(key)}, "s": {"S": PREFIX + name}}
