"""`owl accept`: quiz items that were drafted, taken into use in bulk or one by one."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

Answer = Literal["take", "leave", "throw", "rest", "stop"]
"""What a teacher says of a draft: use it, leave it a draft, throw it away, use this and all that
follow, or stop asking."""


@dataclass
class Accepted:
    """A course after its drafts were looked at."""

    course: dict[str, Any]
    taken: list[str] = field(default_factory=list)
    """Ids of what is asked from now on."""
    thrown: list[str] = field(default_factory=list)
    """Ids of what is gone."""
    left: list[str] = field(default_factory=list)
    """Ids of what is a draft still."""


def drafts_of(course: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every draft with its topic, in the file's order."""
    for topic in course.get("topics", ()):
        for item in topic.get("quiz", ()):
            if item.get("draft"):
                yield topic, item


def accept_drafts(course: dict[str, Any], decide: Callable[[dict[str, Any]], Answer]) -> Accepted:
    """A copy of the course (as its file holds it) with what was decided.

    Args:
        decide: asked of each draft, in the file's order, until it says "rest" or "stop".
    """
    made = Accepted(copy.deepcopy(course))
    settled: Answer | None = None
    for topic, item in list(drafts_of(made.course)):
        said = settled or decide(item)
        if said in ("rest", "stop"):
            settled = said = "take" if said == "rest" else "leave"
        if said == "take":
            del item["draft"]
            made.taken.append(item["id"])
        elif said == "throw":
            topic["quiz"] = [each for each in topic["quiz"] if each is not item]
            made.thrown.append(item["id"])
        else:
            made.left.append(item["id"])
    return made


def described(item: dict[str, Any]) -> list[str]:
    """A draft for a terminal: its id and kind, what it asks and what is right."""
    right = item.get("answer") or "; ".join(point["text"] for point in item.get("points", ()))
    lines = [
        f"{item['id']} ({item['kind'].replace('_', ' ')})",
        f"  {item['prompt']}",
        f"  = {right}",
    ]
    if others := [each for each in item.get("options", ()) if each != item.get("answer")]:
        lines.append(f"  not: {'; '.join(others)}")
    return lines
