"""Quick replies: the open question's options, and two offers beside them."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from skill.channels.messenger.requests import LINK, button
from skill.channels.messenger.texts import length
from skill.dialogue.reply import Reply, Screen
from skill.dialogue.state import State

MOST = 13
"""Quick replies of a message."""
LONGEST_TITLE = 20
"""Characters on one of them."""
LONGEST_PAYLOAD = 1_000
_SAID = "say:"


class Quick(Struct, frozen=True):
    """One quick reply."""

    title: str
    payload: str


def quick_replies(reply: Reply, state: State, turn: int, links: bool = False) -> tuple[Quick, ...]:
    """What can be tapped under a reply.

    Args:
        reply: what the owl said.
        state: the dialogue's state after it.
        turn: the number of this turn in the chat.
        links: a link code is offered.
    """
    if not reply.listen:
        return ()
    offers = _offers(state)
    if links and not state.offer and state.quiz is None:
        offers[-1] = ("Link", LINK)
    touches = list(_touches(reply.screen))[: MOST - len(offers)]
    found = [(title, button(touch, turn)) for title, touch in touches]
    found += [(title, each if each == LINK else button(each, turn)) for title, each in offers]
    return tuple(
        Quick(title, payload) for title, payload in found if len(payload) <= LONGEST_PAYLOAD
    )


def _touches(screen: Screen | None) -> Iterator[tuple[str, str]]:
    """The options by name; by letter where one is longer than a button."""
    if screen is None or not screen.touch:
        return
    if screen.kind in ("question", "verdict"):
        fits = all(0 < length(line) <= LONGEST_TITLE for line in screen.lines)
        for place, (line, touch) in enumerate(_pairs(screen)):
            yield (line if fits else chr(65 + place)), touch
        return
    for line, touch in _pairs(screen):
        if not touch.startswith(_SAID) or length(line) <= LONGEST_TITLE:
            yield shortened(line), touch


def _pairs(screen: Screen) -> Iterable[tuple[str, str]]:
    return zip(screen.lines, screen.touch, strict=False)


def _offers(state: State) -> list[tuple[str, str]]:
    """Two things that can be said here, for those who would rather not type."""
    quiz = state.quiz
    if state.offer == "choice" and len(state.choice) > 1:
        return [("The first", "say:the first"), ("The second", "say:the second")]
    if (quiz is not None and quiz.doubt) or (state.offer and state.offer not in _NOT_ASKED):
        return [("Yes", "say:yes"), ("No", "say:no")]
    if quiz is not None and quiz.exam:
        return [("That's it", "say:that's it"), ("Hint", "say:hint")]
    if quiz is not None:
        return [("Hint", "say:hint"), ("Skip", "say:skip")]
    return [("Quiz me", "say:quiz me"), ("Topics", "say:which topics do you have")]


_NOT_ASKED = frozenset(("topics", "subjects", "board", "quiz_topic", "teach_topic"))
"""Offers that are answered by a name, not with yes or no."""


def shortened(title: str) -> str:
    """A title that fits on a button."""
    if length(title) <= LONGEST_TITLE:
        return title
    while length(title) > LONGEST_TITLE - 1:
        title = title[:-1]
    return title.rstrip() + "…"
