"""What an edit would break: faults that the course has after it and had not before."""

from collections import Counter

from skill.content.loading import examine_value
from skill.content.problems import Problem
from skill.desk.page.records import Json, owner
from skill.errors import SkillError


class Unsound(SkillError):
    """With this edit learners could not use the course; `faults` says why, each with its field."""

    def __init__(self, faults: tuple[tuple[str, str, str], ...]):
        super().__init__("; ".join(reason for _, _, reason in faults))
        self.faults = faults
        """The id of the thing, the name of its field, what is the matter with it."""


def keep_sound(before: Json, after: Json) -> None:
    """Let an edit pass that breaks nothing. Faults that were there already may stay.

    Raises:
        Unsound: it breaks something.
    """
    had = Counter(_key(before, fault) for fault in examine_value(before).faults)
    new = []
    for fault in examine_value(after).faults:
        key = _key(after, fault)
        if had[key]:
            had[key] -= 1
        else:
            reason = fault.reason.replace(" item ", " question ")
            new.append((key[0], key[1] or str(fault.path[-1]), reason))
    if new:
        raise Unsound(tuple(new))


def _key(course: Json, fault: Problem) -> tuple[str, str, str]:
    some_id, rest = owner(course, fault.path) if fault.path else ("", ())
    return some_id, str(rest[0]) if rest else "", fault.reason
