"""Drafts that a teacher has read at the desk."""

from collections.abc import Collection
from typing import Any

from skill.desk.accepting import Answer, accept_drafts
from skill.desk.page.records import Json


def settle_drafts(course: Json, take: Collection[str], throw: Collection[str]) -> Json:
    """The course with some drafts taken into use and others gone; the rest stay drafts."""

    def decide(item: dict[str, Any]) -> Answer:
        if item.get("id") in throw:
            return "throw"
        return "take" if item.get("id") in take else "leave"

    return accept_drafts(course, decide).course
