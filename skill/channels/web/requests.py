"""What the page sends, read into turns and answers. Nothing in it is trusted."""

import re
from datetime import UTC, datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from skill.channels.web.http import Refused
from skill.dialogue.acts import Act, UserTurn
from skill.study import MOST_ANSWERS, Answered

LONGEST = 2_000
"""Characters of what is said at once."""
LONGEST_ANSWER = 600
_TOUCH = r"^(|option:[0-9]|topic:[a-z0-9-]{1,40}|entry:[a-z0-9-]{1,40}|say:[^\x00-\x1f]{1,300})\Z"
_SUBJECT = r"^[a-z0-9-]{0,40}\Z"
_LAST_SECOND = 4_102_444_800
"""The year 2100."""

Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9-]{0,40}\Z")]
Read = TypeVar("Read", bound=Struct)


class Asked(Struct, frozen=True):
    """One turn, as the page sends it."""

    act: Literal["launch", "said", "touched", "repeat"]
    text: Annotated[str, Meta(max_length=LONGEST)] = ""
    touched: Annotated[str, Meta(pattern=_TOUCH)] = ""
    typed: bool = False
    """Written by hand, not heard by the browser's recogniser."""
    once: Name = ""
    """The page's name for this very message, so that it counts once however often it is sent."""


class Given(Struct, frozen=True):
    """One answer of a self-test."""

    item: Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,40}\Z")]
    heard: Annotated[str, Meta(max_length=LONGEST_ANSWER)]
    at: Annotated[int, Meta(ge=0, le=_LAST_SECOND)]
    """Seconds from 1970."""


class Test(Struct, frozen=True):
    """A self-test that was taken."""

    answers: Annotated[tuple[Given, ...], Meta(min_length=1, max_length=MOST_ANSWERS)]
    subject: Annotated[str, Meta(pattern=_SUBJECT)] = ""


def read(body: bytes, kind: type[Read]) -> Read:
    """A body of that kind. Refused where it is none."""
    try:
        return msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError):
        raise Refused(400, "I couldn't read that. Try it once more?") from None


def turn_of(asked: Asked) -> UserTurn:
    """The turn. Refused where something was said or touched, and nothing is there."""
    text = " ".join("".join(c if c.isprintable() else " " for c in asked.text).split())
    act = Act(asked.act)
    if (act is Act.SAID and not text) or (act is Act.TOUCHED and not asked.touched):
        raise Refused(400, "I didn't get any words there. Try it once more?")
    said = act is Act.SAID
    touched = asked.touched if act is Act.TOUCHED else ""
    # Only what a microphone heard can be anybody else's in the room.
    typed = asked.typed or not said
    return UserTurn(act, text if said else "", touched=touched, typed=typed, screen=True)


def answers_of(test: Test) -> tuple[Answered, ...]:
    """The answers, in the order in which they were given; of one question the last."""
    latest = {each.item: each for each in sorted(test.answers, key=lambda each: each.at)}
    return tuple(
        Answered(each.item, _clean(each.heard), datetime.fromtimestamp(each.at, UTC))
        for each in latest.values()
    )


def subject_in(query: str) -> str:
    """The subject that an address asks for; "" for the first."""
    found = re.search(r"(?:^|&)subject=([a-z0-9-]{1,40})(?:&|$)", query)
    return found[1] if found else ""


def _clean(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
