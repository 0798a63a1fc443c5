"""The turns that link a device to a learner's record, or unlink it. They change nothing else."""

import logging
from collections.abc import Sequence
from typing import Protocol

from skill.dialogue.doors import told
from skill.dialogue.scene import Outcome, Scene
from skill.errors import StoreError
from skill.learner.stores.protocol import Linked
from skill.understanding.link_codes import link_words

log = logging.getLogger("owl")


class Links(Protocol):
    """Which devices share a record: as `skill.learner.links.Links`. Times are seconds from 1970."""

    def hears(self, key: str) -> bool:
        """Whether a code said under this key counts."""

    def claim(self, key: str, digits: str, now: int) -> str:
        """Links the device that shows the digits to the learner; how that went."""

    def cut(self, key: str, now: int, *, every: bool = False) -> Sequence[str]:
        """Unlinks the device that the key came by, or all; which they were. StoreError."""


def linked(scene: Scene, links: Links, whose: str) -> Outcome | None:
    """What a turn of words does to links; None for one that is about something else.

    whose: the learner's key. Where it is a device's that is not linked, nothing is heard: a code is
    never taken from a door that anybody may open.
    """
    said = link_words((scene.turn.text, *scene.turn.also))
    if said is None or not links.hears(whose):
        return None
    now = int(scene.now.timestamp())
    if said.what == "code":
        how = links.claim(whose, said.digits, now) if said.digits else "unheard"
        return told(scene, f"link_{how}")
    try:
        gone = links.cut(whose, now)
    except StoreError as error:
        log.warning("links: %s", error)
        return told(scene, "unlink_busy")
    return told(scene, "unlink_done" if gone else "unlink_none", isinstance(whose, Linked))
