"""What is remembered about one learner. Nothing personal, and never what was said.

Immutable: every change gives a new record. Only a store reads and writes it; the version
that it was loaded at travels with it, so that a store can refuse a late change.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from struct import error as StructError
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from skill.learner import codec
from skill.learner.card import Card
from skill.learner.cards import Cards, CardsNotLoaded, Group
from skill.learner.clock import aware, day_of, slot_of, time_of
from skill.learner.grouping import item_key, place_of, topic_key, topic_of_group
from skill.learner.review import Rating, review

__all__ = ["CardsNotLoaded", "Learner", "Pace"]

Pace = Literal["slow", "normal", "fast"]
PACES: tuple[Pace, ...] = ("slow", "normal", "fast")
CORRECTABLE = 4
"""Reviews that can still be corrected: the last ones."""
_FIELDS = 10
"""Values of a packed profile that are always there."""
UNFINISHED_MAX = 2000
"""Bytes that an unfinished quiz may take."""

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Before(Struct, frozen=True, array_like=True):
    """A card as it was before one of the last reviews."""

    place: int
    slot: int
    card: tuple[Any, ...] = ()


class Learner(Struct, frozen=True):
    """One learner's record. `Learner()` is somebody new."""

    visits: int = 0
    """Sessions begun."""
    quizzes: int = 0
    """Quizzes finished."""
    streak: int = 0
    """Days in a row, up to the last visit."""
    pace: Pace = "normal"
    board: str | None = None
    """The exam board the learner asked to keep to."""
    unfinished: Mapping[str, Any] | None = None
    """A quiz to carry on with, as the dialogue wrote it down: plain data."""
    taught: tuple[str, ...] = ()
    """What was explained once and need not be again."""
    minutes: int = 0
    """The last visit, in minutes from 2020."""
    exam: date | None = None
    """The day of the exam that the learner named."""
    subject: str = ""
    """The subject of the shelf that was talked about last; "" for the first. Only in the first
    subject's record."""
    before: tuple[Before, ...] = ()
    """The last reviewed cards as they were, the latest last."""
    cards: Cards = Cards()
    version: int = 0
    """The store's count of saves; 0 was never saved."""
    epoch: str = ""
    """The store's name for this life of the record: another one after it was forgotten."""
    damaged: bytes = b""
    """The profile that could not be read, where there was one: set aside before it is replaced."""

    @property
    def is_new(self) -> bool:
        """Nobody we met before: ask it before `seen`."""
        return self.visits == 0

    @property
    def last_seen(self) -> datetime | None:
        """The last visit (UTC, to the minute)."""
        return _EPOCH + timedelta(minutes=self.minutes) if self.visits else None

    def with_(self, **changes: Any) -> "Learner":
        """With another `pace`, `board`, `exam`, `unfinished`, `taught` or `subject`.

        ValueError for bad values.
        """
        if changes.keys() - {"pace", "board", "exam", "unfinished", "taught", "subject"}:
            raise ValueError(f"cannot change {', '.join(sorted(changes))} like this")
        if changes.get("pace", "normal") not in PACES:
            raise ValueError(f"expected a pace of {', '.join(PACES)}, got {changes['pace']!r}")
        if "taught" in changes:
            changes["taught"] = tuple(sorted(set(changes["taught"])))
        if changes.get("unfinished") is not None:
            size = len(msgspec.msgpack.encode(changes["unfinished"]))
            if size > UNFINISHED_MAX:
                raise ValueError(f"an unfinished quiz takes {UNFINISHED_MAX} bytes, got {size}")
        return replace(self, **changes)

    def seen(self, now: datetime) -> "Learner":
        """With one more visit at `now` (aware), and the streak of days that it makes."""
        minutes = int((aware(now) - _EPOCH) / timedelta(minutes=1))
        today = day_of(slot_of(now))
        last = day_of(slot_of(self.last_seen)) if self.last_seen else None
        streak = 1
        if last is not None and today - last in (0, 1):
            streak = self.streak + today - last
        elif last is not None and today < last:
            streak, minutes = self.streak, self.minutes  # a clock that went back
        return replace(self, visits=self.visits + 1, streak=streak, minutes=max(minutes, 0))

    def quiz_finished(self, now: datetime) -> "Learner":
        """With one more quiz behind them at `now` (aware), and none to carry on with."""
        aware(now)
        return replace(self, quizzes=self.quizzes + 1, unfinished=None)

    def card(self, item_id: str, topic_id: str) -> Card | None:
        """An item's card; None if it was never asked. CardsNotLoaded if it is not at hand."""
        card = self.cards.find(place_of(item_id, topic_id))
        return card if card.seen else None

    def reviewed(self, item_id: str, topic_id: str, rating: Rating, now: datetime) -> "Learner":
        """With an item reviewed at `now` (aware) and scheduled anew. CardsNotLoaded."""
        place, slot = place_of(item_id, topic_id), slot_of(now)
        old = self.cards.find(place)
        card = review(old, rating, now, self._ahead(now), item_key(item_id))
        cards = self.cards.put(place, card, slot)
        before = (*self.before, Before(place, slot, msgspec.structs.astuple(old)))
        return replace(self, cards=cards, before=before[-CORRECTABLE:])

    def corrected(self, item_id: str, topic_id: str, rating: Rating, now: datetime) -> "Learner":
        """As if the item's last review had been rated so.

        The review keeps its own time. An item that is not among the last CORRECTABLE reviews
        stays as it is. CardsNotLoaded. ValueError for a naive `now`.
        """
        aware(now)
        place = place_of(item_id, topic_id)
        found = next((each for each in reversed(self.before) if each.place == place), None)
        if found is None:
            return self
        then = time_of(found.slot)
        card = review(Card(*found.card), rating, then, self._ahead(then), item_key(item_id))
        return replace(self, cards=self.cards.put(place, card))

    def _ahead(self, now: datetime) -> date | None:
        """The exam, while it is still to come."""
        return self.exam if self.exam is not None and self.exam > now.date() else None

    def undone(self, item_id: str, topic_id: str) -> "Learner":
        """As if the item's last review had not been, where it is among the last CORRECTABLE."""
        place = place_of(item_id, topic_id)
        found = next((each for each in reversed(self.before) if each.place == place), None)
        if found is None:
            return self
        before = tuple(each for each in self.before if each is not found)
        return replace(self, cards=self.cards.put(place, Card(*found.card)), before=before)

    def at_hand(self, items: Iterable[tuple[str, str]]) -> "Learner":
        """With these (item id, topic id)s' cards in the profile, if loaded, while there is room.

        The turns that ask them then load no group.
        """
        return replace(self, cards=self.cards.carrying(place_of(*item) for item in items))

    def tidied(self, homes: Mapping[int, int], limit: int) -> "Learner":
        """With up to `limit` of the cards at hand set right that a changed course left behind.

        `homes` has the topic's key for every item's key. CardsNotLoaded.
        """
        cards = self.cards.tidied(homes, limit)
        return self if cards is self.cards else replace(self, cards=cards)

    def loaded(self, groups: Mapping[str, Group]) -> "Learner":
        """With these groups' cards at hand, as a store holds them."""
        return replace(self, cards=self.cards.loaded(groups))

    def saved(self, version: int, epoch: str) -> "Learner":
        """As it is once a store has it under that version."""
        return replace(self, cards=self.cards.settled(), version=version, epoch=epoch, damaged=b"")

    def groups_of(self, topic_id: str) -> tuple[str, ...]:
        """The names of a topic's groups; () if nothing of it was ever asked."""
        topic = topic_key(topic_id)
        return tuple(name for name in self.cards.summaries if topic_of_group(name) == topic)

    def due_count(self, now: datetime) -> int:
        """How many cards are due at `now` (aware), all topics together. Needs no group."""
        return self.cards.calendar.due_by(slot_of(now))

    def next_due(self, now: datetime) -> datetime | None:
        """When the next card falls due after `now` (aware). Needs no group."""
        slot = self.cards.calendar.next_after(slot_of(now))
        return time_of(slot) if slot is not None else None

    def pack(self) -> bytes:
        """The profile as bytes: everything but version, epoch and the groups."""
        before = [[each.place, each.slot, list(each.card)] for each in self.before]
        facts = [self.visits, self.quizzes, self.streak, self.pace, self.board, self.unfinished]
        parts = codec.encode_cards(self.cards)
        # Left out where there is none, so that the release before this one reads it, too.
        more: list[Any] = [self.exam.toordinal()] if self.exam else []
        if self.subject:
            more = [*(more or [0]), self.subject]
        return codec.encode([*facts, list(self.taught), self.minutes, before, parts, *more])


def unpack(data: bytes, version: int = 0, epoch: str = "") -> Learner:
    """The learner whose profile `pack` wrote; of an unknown format or a damaged one, somebody
    new, with the bytes at hand."""
    damaged = data
    try:
        fields: list[Any] = codec.decode(data) or []
        fixed, more = fields[:_FIELDS], fields[_FIELDS:]
        visits, quizzes, streak, pace, board, unfinished, taught, minutes, before, parts = fixed
        return Learner(
            visits=visits,
            quizzes=quizzes,
            streak=streak,
            pace=pace,
            board=board,
            unfinished=unfinished,
            taught=tuple(taught),
            minutes=minutes,
            exam=date.fromordinal(more[0]) if more and more[0] else None,
            subject=more[1] if len(more) > 1 else "",
            before=tuple(Before(place, slot, tuple(card)) for place, slot, card in before),
            cards=codec.decode_cards(parts),
            version=version,
            epoch=epoch,
        )
    except (ValueError, TypeError, OverflowError, StructError, RecursionError):
        return Learner(version=version, epoch=epoch, damaged=damaged)
