"""Putting what was read into a course without losing what a teacher wrote there.

What stands in the course wins. An entry that the course has already (by id, or by its question
or one of its other wordings) is kept; only fields it lacks are filled. Quiz items are drafted
for new entries only, so that drafts a teacher threw away do not come back.
"""

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from skill.content.checking import structural_faults
from skill.desk.blocks import Dropped, Found, Source
from skill.desk.drafting import draft_items, years_of_source
from skill.desk.entries import clean, entry_record
from skill.desk.slugs import slug
from skill.language.normalise import words

_FILLED = (
    "points", "detail", "simpler", "examples", "why_it_matters", "remember", "misconceptions",
    "exam_boards", "also_asked",
)  # fmt: skip


@dataclass
class Merged:
    """A course with an import in it, and what happened."""

    course: dict[str, Any]
    added: list[str] = field(default_factory=list)
    """Ids of the new entries and of the quiz items that came with the source."""
    filled: list[str] = field(default_factory=list)
    """Ids of entries that gained a field they lacked."""
    kept: list[str] = field(default_factory=list)
    """Ids of entries whose text in the course differs from the source's, and stays."""
    drafts: list[str] = field(default_factory=list)
    """Ids of the drafted quiz items."""
    dropped: list[Dropped] = field(default_factory=list)


def merge(course: dict[str, Any], source: Source) -> Merged:
    """A copy of the course (as its file holds it) with the source in it."""
    merger = _Merger(copy.deepcopy(course), source)
    merger.run()
    return merger.merged


class _Merger:
    def __init__(self, course: dict[str, Any], source: Source):
        self.source = source
        self.merged = Merged(course, dropped=list(source.dropped))
        self.topics: list[dict[str, Any]] = course.setdefault("topics", [])
        self.taken = {record["id"] for record in self._records() if "id" in record}
        self.entries: dict[str, dict[str, Any]] = {}
        self.by_id: dict[str, dict[str, Any]] = {}
        for entry in self._all_entries():
            self._remember(entry)
        self.new: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.by_question: dict[str, str] = {}

    def run(self) -> None:
        for told in self.source.topics:
            self._described(told)
        for found in self.source.found:
            self._entry(found)
        self._lessons()
        years = years_of_source([entry for _, entry in self.new])
        asked = {self._same(item) for item in self._items()}
        for item in self.source.quiz:
            self._item(item, asked)
        for term in self.source.terms:
            self._term(term)
        for question in self.source.exam:
            self._exam_question(question)
        # What came with questions of its own needs no drafts, nor does what has an id: it is ours.
        served = {item.get("entry") for item in self._items() if not item.get("draft")}
        served |= {found.id for found in self.source.found if found.id}
        for topic, entry in self.new:
            if entry["id"] in served:
                continue
            drafts = [
                draft
                for draft in draft_items(entry, self.taken, years)
                if self._same(draft) not in asked
            ]
            topic.setdefault("quiz", []).extend(drafts)
            self.merged.drafts += [draft["id"] for draft in drafts]

    def _entry(self, found: Found) -> None:
        record, dropped = entry_record(found, "new")
        self.merged.dropped += dropped
        old = self.by_id.get(found.id) or self.entries.get(_key(record["question"]))
        if old is not None:
            self.by_question[found.question] = old["id"]
            self._fill(old, record)
            return
        topic = self._topic(found.topic or self.source.title)
        record["id"] = slug(found.id or record["question"], self.taken)
        self.by_question[found.question] = record["id"]
        topic.setdefault("entries", []).append(record)
        self._remember(record)
        self.new.append((topic, record))
        self.merged.added.append(record["id"])

    def _fill(self, old: dict[str, Any], record: dict[str, Any]) -> None:
        gained = [name for name in _FILLED if record.get(name) and not old.get(name)]
        for name in gained:
            old[name] = record[name]
        if gained:
            self.merged.filled.append(old["id"])
        compared = ("answer", *_FILLED)
        if any(record.get(name) and record[name] != old.get(name) for name in compared):
            self.merged.kept.append(old["id"])

    def _item(self, item: dict[str, Any], asked: set[tuple[str, str]]) -> None:
        item = dict(item)
        topic_name, line, tests = item.pop("topic", ""), item.pop("line", 0), item.pop("tests", "")
        item.pop("sheet", "")
        wanted = item.pop("id", "")
        if self._same(item) in asked or (wanted and wanted in self.taken):
            if not item.get("draft"):
                text = item["prompt"]
                self.merged.dropped.append(Dropped(text, "the course asks this already", line))
            return
        if item.get("draft") and tests and self.by_question.get(tests) not in self.merged.added:
            return
        asked.add(self._same(item))
        if tests in self.by_question:
            item["entry"] = self.by_question[tests]
        tie = item.get("entry")
        if tie and all(entry.get("id") != tie for entry in self._all_entries()):
            why = (
                f"tied to the entry {item.pop('entry')}, which is not there; taken without the tie"
            )
            self.merged.dropped.append(Dropped(item["prompt"], why, line))
        if faults := structural_faults(_alone(item)):
            why = "; ".join(f"{fault.path[4]}: {fault.reason}" for fault in faults)
            self.merged.dropped.append(Dropped(item["prompt"] or "an empty item", why, line))
            return
        made = {"id": slug(wanted or item["prompt"], self.taken, "item"), **item}
        topic = self._topic(topic_name or self.source.title)
        topic.setdefault("quiz", []).append(made)
        (self.merged.drafts if made.get("draft") else self.merged.added).append(made["id"])

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
                topic = next(t for t in self.topics if made in _ids(t, "entries"))
                topics[id(topic)] = topic
                orders.setdefault(id(topic), []).append((found.lesson, made))
        for key, topic in topics.items():
            topic.setdefault("lesson", [made for _, made in sorted(orders[key])])

    def _term(self, term: dict[str, Any]) -> None:
        term = dict(term)
        line, topic = term.pop("line"), self._topic(term.pop("topic") or self.source.title)
        known = {_key(each.get("term", "")) for each in topic.get("glossary", ())}
        if _key(term["term"]) in known:
            self.merged.dropped.append(
                Dropped(term["term"], "the course explains it already", line)
            )
        elif faults := structural_faults(_alone_in_topic(glossary=[term])):
            self._refuse(term["term"], faults, line)
        else:
            topic.setdefault("glossary", []).append(term)

    def _exam_question(self, question: dict[str, Any]) -> None:
        question = dict(question)
        line, wanted, name = question.pop("line"), question.pop("id"), question.pop("topic")
        asked = self.merged.course.get("exam_questions", [])
        same = {_key(each.get("prompt", "")) for each in asked}
        if wanted in self.taken or _key(question["prompt"]) in same:
            self.merged.dropped.append(
                Dropped(question["prompt"], "the course asks this already", line)
            )
            return
        entries = question.pop("entries", [])
        missing = [each for each in entries if each not in self.by_id]
        if missing:
            why = f"tied to {', '.join(missing)}, not in the course; taken without that"
            self.merged.dropped.append(Dropped(question["prompt"], why, line))
        alone = _alone_in_topic()
        alone["exam_questions"] = [{"id": "x", "topic": "topic", **question}]
        if faults := structural_faults(alone):
            self._refuse(question["prompt"] or "an empty exam question", faults, line)
            return
        made = slug(wanted or question["prompt"], self.taken, "exam")
        topic = self._topic(name or self.source.title)
        record = {"id": made, "topic": topic["id"], **question}
        if kept := [each for each in entries if each in self.by_id]:
            record["entries"] = kept
        self.merged.course.setdefault("exam_questions", []).append(record)
        self.merged.added.append(made)

    def _refuse(self, text: str, faults: Iterable[Any], line: int) -> None:
        why = "; ".join(f"{fault.path[-1]}: {fault.reason}" for fault in faults)
        self.merged.dropped.append(Dropped(text, why, line))

    def _topic(self, title: str, some_id: str = "") -> dict[str, Any]:
        title = clean(title)[:140].strip() or (
            self.topics[-1]["title"] if self.topics else "Questions"
        )
        for topic in self.topics:
            names = [topic.get("title", ""), topic.get("id", ""), *topic.get("also_called", ())]
            if _key(title) in map(_key, names):
                return topic
        topic = {"id": slug(some_id or title, self.taken, "topic"), "title": title}
        topic |= {"entries": [], "quiz": []}
        self.topics.append(topic)
        return topic

    def _remember(self, entry: dict[str, Any]) -> None:
        self.by_id.setdefault(entry.get("id", ""), entry)
        for text in (entry.get("question", ""), *entry.get("also_asked", ())):
            self.entries.setdefault(_key(text), entry)

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

    @staticmethod
    def _same(item: dict[str, Any]) -> tuple[str, str]:
        return _key(item.get("prompt", "")), _key(item.get("answer", ""))


def _ids(topic: dict[str, Any], kind: str) -> set[str]:
    return {record.get("id", "") for record in topic.get(kind, ())}


def _alone_in_topic(**fields: Any) -> dict[str, Any]:
    """A course of one topic with these fields, to check them before they are taken."""
    topic = {"id": "topic", "title": "Topic", **fields}
    return {"format": 1, "course": {"title": "Course"}, "topics": [topic]}


def _alone(item: dict[str, Any]) -> dict[str, Any]:
    """A course of one item, to check it before it is taken."""
    free = {key: value for key, value in item.items() if key != "entry"}
    topic = {"id": "topic", "title": "Topic", "quiz": [{"id": "item", **free}]}
    return {"format": 1, "course": {"title": "Course"}, "topics": [topic]}


def _key(text: str) -> str:
    return " ".join(words(text))
