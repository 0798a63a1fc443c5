"""One event taken: read into a turn, the turn taken at the door, its reply sent."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import structs

from skill.channels.messenger import words
from skill.channels.messenger.chats import NAME, WINDOW, Chat, Chats, Clock, after, fitting
from skill.channels.messenger.graph import NotSent
from skill.channels.messenger.pace import Pace
from skill.channels.messenger.requests import Event, turn_of
from skill.channels.messenger.responses import Message, beside, messages
from skill.dialogue.acts import Act, UserTurn
from skill.doors.devices import platform_device
from skill.doors.door import Door
from skill.errors import StoreError
from skill.learner.linking import SECONDS as CODE_SECONDS
from skill.learner.sessions import SECONDS as SESSION_SECONDS
from skill.service import Turned

log = logging.getLogger("owl")
WriteLog = Callable[[Mapping[str, Any]], None]
_AGAIN = UserTurn(Act.REPEAT, typed=True, screen=True)
_GRAVE = "distress"


class Unsent(Exception):
    """What was said is kept, and could not be sent yet: to be tried again with the same event."""

    def __init__(self, wait: float):
        """wait: seconds that Meta asks for; 0 for none."""
        super().__init__("not sent yet")
        self.wait = wait


class Sends(Protocol):
    """The way to Meta."""

    def send(self, person: str, message: Message) -> None:
        """Sends a message. NotSent."""

    def typing(self, person: str) -> None:
        """Shows that an answer is on its way. NotSent."""


class Talk:
    """Events of one page. Events of one person are to come one after the other."""

    def __init__(
        self, door: Door, chats: Chats, graph: Sends, key: bytes, *, clock: Clock,
        write_log: WriteLog | None = None, pace: Pace | None = None,
    ):  # fmt: skip
        """key: what people's numbers are hashed with. write_log: takes one line of facts an event."""
        self._door, self._chats, self._graph, self._key = door, chats, graph, key
        self._clock, self._write_log = clock, write_log or _no_log
        self._pace = pace or Pace()

    def device(self, person: str) -> str:
        """A person's number at the page, hashed: the only name that anything behind here knows."""
        return platform_device(NAME, person, self._key)

    def take(self, event: Event) -> None:
        """Takes an event once, however often it is handed in.

        Raises:
            Unsent: the reply is kept; hand the same event in again.
        """
        device, now = self.device(event.sender), self._clock()
        chat = self._caught_up(event, device, self._chats.load(device, now), now)
        if chat.has(event.name):
            return
        if not self._may_answer(event.at, now):
            self._chats.save(device, after(chat, event.name, min(event.at, now)), now)
            self._write_log({"door": NAME, "late": True})
            return
        taken = after(chat, event.name, min(event.at, now))
        if over := self._pace.over(device, event):
            # No turn: the buttons that are there stay good. It is said once, and then nothing.
            taken, said = structs.replace(taken, turns=chat.turns), beside(words.ENOUGH, ())
            self._deliver(event.sender, device, taken, said if over == 1 else (), {"limited": True})
            return
        self._typing(event.sender)
        said, facts = self._answered(event, device, chat)
        self._deliver(event.sender, device, taken, said, facts)

    def _caught_up(self, event: Event, device: str, chat: Chat, now: int) -> Chat:
        """The chat with nothing unsent: what was left is sent first, as long as it may be."""
        if not chat.unsent:
            return chat
        left = chat.unsent if self._may_answer(max(chat.latest, event.at), now) else ()
        chat = structs.replace(chat, unsent=())
        self._deliver(event.sender, device, chat, left, {"again": True})
        return chat

    def _may_answer(self, at: int, now: int) -> bool:
        """Whether the person wrote within the last day; nobody who did not is written to."""
        return now - at < WINDOW

    def _typing(self, person: str) -> None:
        try:
            self._graph.typing(person)
        except NotSent as fault:
            log.info("messenger: typing not shown (%s)", fault.code)

    def _answered(
        self, event: Event, device: str, chat: Chat
    ) -> tuple[tuple[Message, ...], dict[str, Any]]:
        """What is said to an event, and the turn's facts."""
        first, turn = chat.lapsed(event.at), self._turn(event, chat)
        turned = self._taken(device, turn, event.name)
        grave, number = turned.log.get("meaning") == _GRAVE, chat.turns + 1
        # Who types "hello" is welcomed as who taps the button that begins a chat.
        links = (first or turn.act is Act.LAUNCH) and self._links(device)
        said = messages(turned.reply, turned.state, number, links=links, grave=grave)
        if before := self._before(event, device, chat):
            said = beside(before, said)
        if first:
            told = words.BOT_AGAIN if chat.latest else words.BOT
            # Grave things first: somebody in distress reads who answers after the help.
            said = (*said, *beside(told, ())) if grave else beside(told, said)
        return said, dict(turned.log)

    def _turn(self, event: Event, chat: Chat) -> UserTurn:
        """The turn of an event; one with no words in it shows again where the person is."""
        if event.kind in ("said", "started") or (event.kind == "tapped" and not _old(event, chat)):
            return turn_of(event)
        talking = event.at - chat.latest < SESSION_SECONDS * 1000
        return _AGAIN if talking else turn_of(structs.replace(event, kind="started"))

    def _taken(self, device: str, turn: UserTurn, name: str) -> Turned:
        turned = self._door.take_turn(device, turn, name)
        if turned.log.get("repeated"):
            # It was taken, and whoever took it came to an end before it was answered.
            return self._door.take_turn(device, _AGAIN)
        return turned

    def _before(self, event: Event, device: str, chat: Chat) -> str:
        """What the channel itself says to what is no words."""
        if event.kind == "sent":
            return words.to_thing(event.text)
        if event.kind == "linking":
            return self._code(device)
        return words.CROSSED if event.kind == "tapped" and _old(event, chat) else ""

    def _links(self, device: str) -> bool:
        """Whether a link code is offered: only where the operator links doors, and this one is not."""
        try:
            return self._door.links_doors and not self._door.is_linked(device)
        except StoreError:
            return False

    def _code(self, device: str) -> str:
        if not self._door.links_doors:
            return ""
        try:
            live = self._door.link_code(device) if self._pace.shows_code(device) else None
        except StoreError as error:
            log.warning("links: %s", error)
            live = None
        if live is None:
            return words.NO_LINKING
        digits = " ".join(live.digits)
        return words.LINKING.format(digits=digits, minutes=CODE_SECONDS // 60)

    def _deliver(
        self, person: str, device: str, chat: Chat, said: tuple[Message, ...], facts: dict[str, Any]
    ) -> None:
        """Sends, keeps what became of it, and tells it. Unsent where it is to be tried again."""
        facts = {"door": NAME, **facts, "sent": 0}
        fault: NotSent | None = None
        for message in said:
            try:
                self._graph.send(person, message)
            except NotSent as refused:
                fault = refused
                break
            facts["sent"] += 1
        left: tuple[Message, ...] = said[facts["sent"] :] if fault and fault.again else ()
        self._chats.save(device, structs.replace(chat, unsent=fitting(left)), self._clock())
        if fault:
            facts["graph"], facts["unsent"] = fault.code, len(said) - facts["sent"]
            log.warning("messenger: not sent (%s)", fault.code)
        self._write_log(facts)
        if left and fault:
            raise Unsent(fault.wait)


def _old(event: Event, chat: Chat) -> bool:
    """Whether a button came with another turn than the last."""
    return event.button not in (0, chat.turns)


def _no_log(facts: Mapping[str, Any]) -> None:
    """Where nobody keeps a log."""
