"""Putting what was read into a course without losing what a teacher wrote there.

An entry or item that the course has already (by id, by its question or one of its wordings, or as
what this file said before in other words) is settled field by field: what only the source changed
is updated, what only the teacher changed stays, and what both changed is asked about. Quiz items
are drafted for new entries only, so that drafts a teacher threw away do not come back.
"""

import copy
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from skill.desk.blocks import Dropped, Found, Source
from skill.desk.drafting import draft_items, years_of_source
from skill.desk.entries import clean, entry_record
from skill.desk.homes import Homes
from skill.desk.itemmerging import Items
from skill.desk.merged import Merged, Taken
from skill.desk.redrafting import redraft
from skill.desk.remembered import Remembered, mark
from skill.desk.sames import same_key
from skill.desk.slugs import slug
from skill.desk.threeway import Merge3, Settle, keep_mine

_SETTLED = (
    "answer", "points", "detail", "simpler", "examples", "why_it_matters", "remember", "misconceptions",
    "exam_boards", "also_asked",
)  # fmt: skip
_TOLD = frozenset(("answer", "points", "detail"))
"""Fields that drafts are made of."""


def merge(
    course: dict[str, Any],
    source: Source,
    *,
    name: str = "",
    remembered: Remembered | None = None,
    settle: Settle = keep_mine,
) -> Merged:
    """A copy of the course (as its file holds it) with the source in it.

    Args:
        name: the source's file, by which its records are known again.
        remembered: what earlier imports read; changed to what this one reads.
        settle: asks whose words to take where both have changed.
    """
    three = Merge3(remembered or Remembered(), name, settle)
    merger = _Merger(copy.deepcopy(course), source, three)
    merger.run()
    return merger.merged


class _Merger:
    def __init__(self, course: dict[str, Any], source: Source, three: Merge3):
        self.source = source
        self.three = three
        self.merged = Merged(course, dropped=list(source.dropped))
        self.topics: list[dict[str, Any]] = course.setdefault("topics", [])
        self.older = list(self.topics)
        """The topics that the course had."""
        self.homes = Homes(self.older)
        self.taken = {record["id"] for record in self._records() if "id" in record}
        self.entries: dict[str, dict[str, Any]] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        for entry in self._all_entries():
            self._remember(entry)
        self.new: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.changed: list[dict[str, Any]] = []
        self.by_question: dict[str, str] = {}
        self.read: set[str] = set()
        """Ids of the entries that the source has told of."""
        self.met = {old["id"] for found in source.found if (old := self._known(found))}

    def run(self) -> None:
        self.three.present = _present(self.source)
        assert self.said is not None  # before this import's own are remembered
        for told in self.source.topics:
            self._described(told)
        for found in self.source.found:
            self._entry(found)
        self._lessons()
        years = years_of_source([entry for _, entry in self.new])
        items = Items(
            self.merged, self.source, self.three, self.taken, self.by_question, self.topic_for
        )
        items.run()
        for entry in self.changed:
            self.merged.notes += redraft(
                self._topic_of(entry), entry, self.source, self.three.remembered
            )
        # What came with questions of its own needs no drafts, nor does what has an id: it is ours.
        served = {item.get("entry") for item in self._items() if not item.get("draft")}
        served |= {found.id for found in self.source.found if found.id}
        for topic, entry in self.new:
            if entry["id"] not in served:
                self._draft(topic, entry, items, years)

    def _draft(
        self, topic: dict[str, Any], entry: dict[str, Any], items: Items, years: list[str]
    ) -> None:
        drafts = [each for each in draft_items(entry, self.taken, years) if not items.asks(each)]
        topic.setdefault("quiz", []).extend(drafts)
        self.three.remembered.keep_all(drafts, self.three.source)
        self.merged.drafts += [draft["id"] for draft in drafts]

    def _known(self, found: Found) -> dict[str, Any] | None:
        """The entry that the course has of it; a question that was too long stands there cut."""
        cut = entry_record(found, "new")[0]["question"]
        whole, short = (same_key(clean(text)) for text in (found.question, cut))
        return self.by_id.get(found.id) or self.entries.get(whole) or self.entries.get(short)

    def _entry(self, found: Found) -> None:
        record, dropped = entry_record(found, "new")
        self.merged.dropped += dropped
        old = self._known(found)
        same_words = old is not None and found.id != old["id"]
        names = _SETTLED if same_words else ("question", *_SETTLED)
        old = old or self._reworded(record)
        if old is not None:
            self._settle(old, record, names, found)
            return
        topic = self.topic_for(
            found.topic, f"{record['question']} {record['answer']} {found.detail}"
        )
        record["id"] = slug(found.id or record["question"], self.taken)
        self.by_question[found.question] = record["id"]
        self.read.add(record["id"])
        topic.setdefault("entries", []).append(record)
        self._remember(record)
        self.new.append((topic, record))
        self.three.remembered.keep(record["id"], record, self.three.source)
        self.merged.taken.append(
            Taken(record["id"], record["question"], "entry", found.line, found.sheet)
        )

    def _settle(
        self, old: dict[str, Any], record: dict[str, Any], names: tuple[str, ...], found: Found
    ) -> None:
        self.by_question[found.question] = old["id"]
        if old["id"] in self.read:  # the same question twice in the source
            if record["answer"] != old["answer"]:
                why = "the file asks this twice; its first answer is taken"
                self.merged.dropped.append(Dropped(record["answer"], why, found.line, found.sheet))
            return
        self.read.add(old["id"])
        outcome = self.three.run(old, record, names, found.line, found.sheet)
        self.merged.settled(old["id"], outcome)
        if _TOLD & set(outcome.updated):
            self.changed.append(old)

    def _reworded(self, record: dict[str, Any]) -> dict[str, Any] | None:
        """What this file said before, and asks in other words now: its answer tells."""
        told = tuple(mark(record[name]) if name in record else "" for name in ("answer", "points"))
        found = [
            some_id for some_id in self.said.get(told, ()) if some_id not in self.met | self.read
        ]
        if len(found) != 1:
            return None
        self.met.add(found[0])
        return self.by_id[found[0]]

    @cached_property
    def said(self) -> dict[tuple[str, ...], list[str]]:
        """The ids of the entries that came from this file, by marks of what it answered."""
        found: dict[tuple[str, ...], list[str]] = {}
        kept = self.three.remembered
        for some_id in self.by_id:
            if kept.source(some_id) == self.three.source:
                told = (kept.field(some_id, "answer"), kept.field(some_id, "points"))
                found.setdefault(told, []).append(some_id)
        return found

    def _described(self, told: dict[str, Any]) -> None:
        topic = self._topic(told["title"], told["id"])
        if told["also_called"] and not topic.get("also_called"):
            topic["also_called"] = told["also_called"]

    def _lessons(self) -> None:
        """The order to teach in, for topics that have none."""
        orders: dict[int, list[tuple[int, str]]] = {}
        topics = {}
        for found in self.source.found:
            made = self.by_question.get(found.question)
            if found.lesson and made:
                topic = self._topic_of(self.by_id[made])
                topics[id(topic)] = topic
                orders.setdefault(id(topic), []).append((found.lesson, made))
        for key, topic in topics.items():
            topic.setdefault("lesson", [made for _, made in sorted(orders[key])])

    def topic_for(self, name: str, text: str) -> dict[str, Any]:
        """The topic of something new: the one that is named; of those the course had the one whose
        words it uses; or the source's own."""
        if not clean(name) and self.older and not self._named(self.source.title):
            home = self.homes.of(text)
            if home is not None:
                return home
        return self._topic(name or self.source.title)

    def _named(self, title: str) -> dict[str, Any] | None:
        key = same_key(clean(title))
        for topic in self.topics:
            names = [topic.get("title", ""), topic.get("id", ""), *topic.get("also_called", ())]
            if key and key in map(same_key, names):
                return topic
        return None

    def _topic(self, title: str, some_id: str = "") -> dict[str, Any]:
        title = clean(title)[:140].strip() or (
            self.topics[-1]["title"] if self.topics else "Questions"
        )
        if topic := self._named(title):
            return topic
        topic = {"id": slug(some_id or title, self.taken, "topic"), "title": title}
        topic |= {"entries": [], "quiz": []}
        self.topics.append(topic)
        return topic

    def _topic_of(self, entry: dict[str, Any]) -> dict[str, Any]:
        return next(
            topic
            for topic in self.topics
            if any(each is entry for each in topic.get("entries", ()))
        )

    def _remember(self, entry: dict[str, Any]) -> None:
        self.by_id.setdefault(entry.get("id", ""), entry)
        for text in (entry.get("question", ""), *entry.get("also_asked", ())):
            self.entries.setdefault(same_key(text), entry)

    def _records(self) -> Iterator[dict[str, Any]]:
        for topic in self.topics:
            yield topic
            yield from topic.get("entries", ())
            yield from topic.get("quiz", ())
        yield from self.merged.course.get("exam_questions", ())

    def _all_entries(self) -> Iterator[dict[str, Any]]:
        return (entry for topic in self.topics for entry in topic.get("entries", ()))

    def _items(self) -> Iterator[dict[str, Any]]:
        return (item for topic in self.topics for item in topic.get("quiz", ()))


def _present(source: Source) -> set[str]:
    """The fields that the source says anything of: an empty cell takes back, a missing column
    does not."""
    found = {name for item in source.quiz for name, value in item.items() if value}
    fields = ("also_asked", "points", "detail", "simpler", "examples", "why_it_matters", "remember",
              "misconceptions")  # fmt: skip
    found |= {name for each in source.found for name in fields if getattr(each, name)}
    return found | ({"exam_boards"} if any(each.boards for each in source.found) else set())
