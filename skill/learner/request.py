"""A request code: how somebody who knows no Alexa id can ask the operator for a learner's record.

The owl speaks eight digits; what is kept is their digest and until when they hold, among the
record's marks (`taught`), which an older version of the skill passes over unharmed. It serves one
request.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import blake2b

from skill.learner.clock import aware
from skill.learner.record import Learner

DAYS = 30
"""How long a code holds."""
DIGITS = 8
_MARK = "request:"


def with_code(learner: Learner, code: str, now: datetime) -> Learner:
    """The learner with this code in the place of any other, from `now` (aware)."""
    until = int(aware(now).timestamp()) + int(timedelta(days=DAYS).total_seconds())
    return learner.with_(taught=(*_others(learner), f"{_MARK}{_digest(code)}:{until}"))


def without_code(learner: Learner) -> Learner:
    """The learner once the request was served."""
    return learner.with_(taught=tuple(_others(learner)))


def has_code(learner: Learner, code: str, now: datetime) -> bool:
    """Whether the code is this learner's and still holds at `now` (aware)."""
    for mark in learner.taught:
        if mark.startswith(f"{_MARK}{_digest(code)}:"):
            until = mark.rpartition(":")[2]
            return until.isdigit() and int(until) >= aware(now).timestamp()
    return False


def is_request(mark: str) -> bool:
    """Whether a mark of the record is a code's."""
    return mark.startswith(_MARK)


def _others(learner: Learner) -> Iterator[str]:
    return (mark for mark in learner.taught if not is_request(mark))


def _digest(code: str) -> str:
    return blake2b(code.encode(), digest_size=12, person=b"request").hexdigest()
