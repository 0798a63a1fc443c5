"""A learner's cards, of which only some are at hand.

The profile carries the cards that changed most recently (`recent`); the others lie in groups
(`skill.learner.grouping`) that a store loads when they are asked for. A review changes
`recent` alone, so saving it is one conditional write. When `recent` is full, one group takes
over its cards from there. Then the group is written first and the profile after it:

* what goes into a group is what the store already held in the profile, so a group that was
  written for a profile that then lost the race, or before a crash, has changed nothing;
* everybody who starts from the same profile writes the same group, and a store refuses a
  group from an older profile, so a late writer cannot undo one.
"""

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from skill.learner.calendar import Calendar
from skill.learner.card import UNSEEN, Card
from skill.learner.grouping import Summary, group_of, split, summary_of, topic_of_group

RECENT_MAX = 24
"""Cards that the profile carries: one long quiz and a little more."""
FLUSHES_AT_ONCE = 2
"""Groups that make room in one turn, at most."""

_NOTHING = Summary()
_KEY = 0xFFFFFFFF
Group = Mapping[int, Card]


class CardsNotLoaded(Exception):
    """Cards are needed that are not at hand: load `groups` and do the turn again."""

    def __init__(self, groups: Iterable[str]):
        self.groups = tuple(groups)
        super().__init__(", ".join(self.groups))


class Recent(Struct, frozen=True):
    """A card that the profile carries."""

    card: Card
    """UNSEEN: known not to be in its group."""
    clean: bool = False
    """It is only a copy of what its group holds."""


class Cards(Struct, frozen=True):
    """All a learner's cards by place: some at hand, the others known in summary. Immutable."""

    recent: Mapping[int, Recent] = {}
    """By place, the longest carried first."""
    summaries: Mapping[str, Summary] = {}
    """Every group there is."""
    calendar: Calendar = Calendar()
    groups: Mapping[str, Group] = {}
    """The groups that were loaded, as the store holds them or is to hold them."""
    committed: Mapping[int, Recent] = {}
    """`recent` as the store holds it."""
    written: frozenset[str] = frozenset()
    """Groups to store."""
    dropped: frozenset[str] = frozenset()
    """Groups that were split: of no use once the profile is stored."""

    def find(self, place: int) -> Card:
        """The card of a place, UNSEEN if it has none. CardsNotLoaded if that is unknown."""
        carried = self.recent.get(place)
        if carried:
            return carried.card
        return self._group(group_of(self.summaries, place)).get(place & _KEY, UNSEEN)

    def at_hand(self, place: int) -> bool:
        """Whether `find` would answer."""
        return place in self.recent or not self.absent(group_of(self.summaries, place))

    def absent(self, name: str) -> bool:
        """Whether a group would have to be loaded first."""
        return name not in self.groups and self.summaries.get(name, _NOTHING).stored

    def put(self, place: int, card: Card, now: int | None = None) -> "Cards":
        """With that card in that place; `now` is the slot, if time is to move.

        CardsNotLoaded if the old card, or the group that has to make room, is unknown.
        """
        old = self.find(place)
        name = group_of(self.summaries, place)
        summary = self.summaries.get(name, _NOTHING).swapped(old, card)
        others = {k: r for k, r in self.recent.items() if k != place}
        changed = replace(
            self,
            recent=others | {place: Recent(card)},
            summaries={**self.summaries, name: summary},
            calendar=self.calendar.swapped(old, card, now),
        )
        return changed._relieved()

    def carrying(self, places: Iterable[int]) -> "Cards":
        """With copies of these cards in the profile, of those at hand and while there is room.

        So the turns that ask about them need no group.
        """
        wanted = dict.fromkeys(place for place in places if self.at_hand(place))
        added = {p: Recent(self.find(p), clean=True) for p in wanted if p not in self.recent}
        stale = {p for p, each in self.recent.items() if each.clean and p not in wanted}
        kept = {p: each for p, each in self.recent.items() if p not in stale}
        cards = replace(self, recent=kept | added)
        for _ in range(FLUSHES_AT_ONCE):
            ready = cards._ready(at_hand=True)
            if len(cards.recent) <= RECENT_MAX or not ready:
                break
            cards = cards._flushed(max(ready, key=ready.__getitem__))
        excess = max(len(cards.recent) - RECENT_MAX, 0)
        over = [p for p, each in cards.recent.items() if each.clean][::-1][:excess]
        return replace(cards, recent={p: r for p, r in cards.recent.items() if p not in over})

    def loaded(self, found: Mapping[str, Group]) -> "Cards":
        """With these groups at hand. Names that are not groups of this profile are ignored."""
        known = {name: cards for name, cards in found.items() if name in self.summaries}
        cards = replace(self, groups={**self.groups, **known})
        exact = {name: cards._exact(name) for name in known}
        return replace(cards, summaries={**self.summaries, **exact})

    def settled(self) -> "Cards":
        """As they are once everything was stored."""
        return replace(self, committed=self.recent, written=frozenset(), dropped=frozenset())

    def tidied(self, homes: Mapping[int, int], limit: int) -> "Cards":
        """With up to `limit` cards set right, of those at hand, that the course left behind.

        `homes` has the topic's key for every item's key. The card of an item that moved to
        another topic moves with it; one whose item is gone is parked. See CardsNotLoaded.
        """
        cards = self
        for place, card in self._strays(homes)[:limit]:
            home = homes.get(place & _KEY)
            if home is not None:
                there = home << 32 | place & _KEY
                if not cards.at_hand(there):
                    continue
                if not cards.find(there).seen:
                    cards = cards.put(there, replace(card, parked=False))
            cards = cards.put(place, replace(card, parked=True))
        return cards

    def _strays(self, homes: Mapping[int, int]) -> list[tuple[int, Card]]:
        """Cards at hand that count, in a topic where their item is not."""
        known = {place: each.card for place, each in self.recent.items()}
        for name, group in self.groups.items():
            topic = topic_of_group(name) << 32
            known = {topic | key: card for key, card in group.items()} | known
        return [
            (place, card)
            for place, card in known.items()
            if card.seen and not card.parked and homes.get(place & _KEY) != place >> 32
        ]

    def in_group(self, name: str) -> dict[int, Card]:
        """A group's cards as they are now, by item key. CardsNotLoaded if not at hand."""
        return self._overlaid(name, self.recent)

    def _group(self, name: str) -> Group:
        if self.absent(name):
            raise CardsNotLoaded((name,))
        return self.groups.get(name, {})

    def _overlaid(self, name: str, recent: Mapping[int, Recent]) -> dict[int, Card]:
        over = {
            place & _KEY: each.card
            for place, each in recent.items()
            if each.card.seen and group_of(self.summaries, place) == name
        }
        return {**self._group(name), **over}

    def _exact(self, name: str) -> Summary:
        return summary_of(self.in_group(name).values(), self.summaries[name].stored)

    def _relieved(self) -> "Cards":
        """With `recent` no longer than RECENT_MAX, if the store holds enough of it."""
        excess = len(self.recent) - RECENT_MAX
        if excess <= 0:
            return self
        spare = [place for place, each in self.recent.items() if each.clean][:excess]
        if spare:
            kept = {p: each for p, each in self.recent.items() if p not in spare}
            return replace(self, recent=kept)._relieved()
        # A group that needs no loading comes first: it saves a round trip. One is loaded for
        # this at most; what finds no room now is carried on, and the next turns make some.
        ready = self._ready(at_hand=True) or (not self.written and self._ready(at_hand=False))
        return self._flushed(max(ready, key=ready.__getitem__)) if ready else self

    def _ready(self, at_hand: bool) -> dict[str, int]:
        """How many cards of `recent` each group could take over."""
        ready: dict[str, int] = {}
        for place, each in self.recent.items():
            if not each.clean and self.committed.get(place) is each:
                name = group_of(self.summaries, place)
                if not (at_hand and self.absent(name)):
                    ready[name] = ready.get(name, 0) + 1
        return ready

    def _flushed(self, name: str) -> "Cards":
        """With what the store holds of a group in `recent` moved into it. See CardsNotLoaded."""
        ours = {p: r for p, r in self.committed.items() if group_of(self.summaries, p) == name}
        parts = split(name, self._overlaid(name, ours))
        moved = replace(
            self,
            # What this turn changed is not the store's yet, and stays; so do its copies.
            recent={p: r for p, r in self.recent.items() if r.clean or ours.get(p) is not r},
            groups={n: c for n, c in self.groups.items() if n != name} | parts,
            summaries={n: s for n, s in self.summaries.items() if n != name}
            | {part: Summary(stored=True) for part in parts},
            written=(self.written - {name}) | parts.keys(),
            dropped=self.dropped | ({name} - parts.keys()),
        )
        exact = {part: moved._exact(part) for part in parts}
        return replace(moved, summaries={**moved.summaries, **exact})
