"""Quiz items, words and exam questions of a source → a course."""

import copy
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from skill.content.checking import structural_faults
from skill.desk.blocks import Dropped, Source
from skill.desk.merged import Merged, Taken
from skill.desk.remembered import mark
from skill.desk.sames import same_key
from skill.desk.slugs import slug
from skill.desk.threeway import Conflict, Merge3

_SETTLED = (
    "kind", "answer", "accept", "reject", "options", "points", "want", "hint", "hints", "explanation",
    "another_way", "exam_boards",
)  # fmt: skip


_TELLING = ("answer", "options", "points")


class Items:
    """What is asked, put into a course whose entries are in it already."""

    def __init__(
        self,
        merged: Merged,
        source: Source,
        three: Merge3,
        taken: set[str],
        by_question: dict[str, str],
        topic_for: Callable[[str, str], dict[str, Any]],
    ) -> None:
        self.merged = merged
        self.source = source
        self.three = three
        self.taken = taken
        self.by_question = by_question
        self.topic_for = topic_for
        self.older = {item["id"]: item for item in self._items() if "id" in item}
        self.by_prompt = {same_key(item.get("prompt", "")): item for item in self.older.values()}
        self.asked = {_same(item) for item in self._items()}
        self.met: set[str] = set()
        self.homes = {
            entry["id"]: topic
            for topic in merged.course["topics"]
            for entry in topic.get("entries", ())
        }
        """The topic of each entry, by its id."""
        self.said = self._remembered()

    def run(self) -> None:
        """All of the source's."""
        self.met = {
            old["id"] for item in self.source.quiz if (old := self._known(item)) is not None
        }
        for item in self.source.quiz:
            self._item(item)
        for term in self.source.terms:
            self._term(term)
        for question in self.source.exam:
            self._exam_question(question)

    def asks(self, item: dict[str, Any]) -> bool:
        """Whether the course asks the same and wants the same answer."""
        return _same(item) in self.asked

    def _known(self, item: dict[str, Any]) -> dict[str, Any] | None:
        return self.older.get(item.get("id", "")) or self.by_prompt.get(same_key(item["prompt"]))

    def _item(self, raw: dict[str, Any]) -> None:
        item = {
            name: value for name, value in raw.items() if name not in ("topic", "line", "sheet")
        }
        line, sheet = raw.get("line", 0), raw.get("sheet", "")
        tests, wanted = item.pop("tests", ""), item.pop("id", "")
        old = self._known(raw) or (None if item.get("draft") else self._reworded(item))
        if old is not None:
            self._settle(old, item, line, sheet)
            return
        if self.asks(item):
            return
        if item.get("draft") and tests and self.by_question.get(tests) not in self.merged.added:
            return
        self.asked.add(_same(item))
        if tests in self.by_question:
            item["entry"] = self.by_question[tests]
        self._tie(item, line, sheet)
        if faults := structural_faults(_alone(item)):
            why = "; ".join(f"{fault.path[4]}: {fault.reason}" for fault in faults)
            text = item["prompt"] or "an empty item"
            self.merged.dropped.append(Dropped(text, why, line, sheet))
            return
        made = {"id": slug(wanted or item["prompt"], self.taken, "item"), **item}
        self._home(raw, item).setdefault("quiz", []).append(made)
        self.three.remembered.keep(made["id"], made, self.three.source)
        if made.get("draft"):
            self.merged.drafts.append(made["id"])
        else:
            self._took(made["id"], made["prompt"], "quiz item", line, sheet)

    def _took(self, some_id: str, text: str, what: str, line: int, sheet: str) -> None:
        self.merged.taken.append(Taken(some_id, text, what, line, sheet))

    def _home(self, raw: dict[str, Any], item: dict[str, Any]) -> dict[str, Any]:
        """An item lies where its entry does; else where its source or its words put it."""
        return self.homes.get(item.get("entry", "")) or self.topic_for(
            raw.get("topic", ""), f"{item['prompt']} {item.get('answer', '')}"
        )

    def _tie(self, item: dict[str, Any], line: int, sheet: str) -> None:
        tie = item.get("entry")
        if tie and tie not in self.homes:
            del item["entry"]
            why = f"tied to the entry {tie}, which is not there; taken without the tie"
            self.merged.dropped.append(Dropped(item["prompt"], why, line, sheet))

    def _settle(self, old: dict[str, Any], item: dict[str, Any], line: int, sheet: str) -> None:
        if item.get("draft"):
            return  # what was drafted is made anew with its entry, or is the teacher's by now
        before = copy.deepcopy(old)
        known = self.three.remembered.records.get(old["id"])
        names = (
            (*_SETTLED, "prompt")
            if same_key(old["prompt"]) != same_key(item["prompt"])
            else _SETTLED
        )
        outcome = self.three.run(old, item, names, line, sheet)
        if faults := structural_faults(_alone(old)):
            old.clear()
            old.update(before)
            if outcome.open:
                # Half of the file's words and half of the course's make no question: all are asked about.
                self.three.remembered.put_back(old["id"], known)
                self.merged.conflicts += _apart(before, item, names, (line, sheet))
                return
            why = "; ".join(f"{fault.path[4]}: {fault.reason}" for fault in faults)
            why = f"what the file says now does not fit what the course keeps ({why})"
            self.merged.dropped.append(Dropped(item["prompt"], why, line, sheet))
            return
        self.merged.settled(old["id"], outcome)

    def _reworded(self, item: dict[str, Any]) -> dict[str, Any] | None:
        """What this file asked before in other words: the answer and the options tell."""
        if item["kind"] == "true_false":
            return None
        told = tuple(mark(item[name]) if item.get(name) else "" for name in _TELLING)
        found = [some_id for some_id in self.said.get(told, ()) if some_id not in self.met]
        if len(found) != 1:
            return None
        self.met.add(found[0])
        return self.older[found[0]]

    def _remembered(self) -> dict[tuple[str, ...], list[str]]:
        """The ids of the items that came from this file, by marks of what is right."""
        found: dict[tuple[str, ...], list[str]] = {}
        kept = self.three.remembered
        for some_id, old in self.older.items():
            if kept.source(some_id) == self.three.source and not old.get("draft"):
                told = tuple(kept.field(some_id, name) for name in _TELLING)
                found.setdefault(told, []).append(some_id)
        return found

    def _term(self, raw: dict[str, Any]) -> None:
        term = {
            name: value for name, value in raw.items() if name not in ("topic", "line", "sheet")
        }
        line, sheet = raw["line"], raw.get("sheet", "")
        topic = self.topic_for(raw["topic"], f"{term['term']} {term['meaning']}")
        known = {same_key(each.get("term", "")): each for each in topic.get("glossary", ())}
        old = known.get(same_key(term["term"]))
        if old is not None:
            if old["meaning"] != term["meaning"]:
                why = "the course explains it already, in other words"
                self.merged.dropped.append(Dropped(term["term"], why, line, sheet))
        elif faults := structural_faults(_alone_in_topic(glossary=[term])):
            self._refuse(term["term"], faults, line, sheet)
        else:
            topic.setdefault("glossary", []).append(term)

    def _exam_question(self, raw: dict[str, Any]) -> None:
        beside = ("topic", "line", "sheet", "id", "entries")
        question = {name: value for name, value in raw.items() if name not in beside}
        line, sheet, wanted = raw["line"], raw.get("sheet", ""), raw["id"]
        asked = self.merged.course.get("exam_questions", [])
        old = next((each for each in asked if each.get("id") == wanted), None) or next(
            (each for each in asked if same_key(each["prompt"]) == same_key(question["prompt"])),
            None,
        )
        if old is not None:
            names = ("command", "marks", "prompt", "scheme", "model_answer", "tip", "exam_boards")
            self.merged.settled(old["id"], self.three.run(old, question, names, line, sheet))
            return
        entries = raw.get("entries", [])
        if missing := [each for each in entries if each not in self.homes]:
            why = f"tied to {', '.join(missing)}, not in the course; taken without that"
            self.merged.dropped.append(Dropped(question["prompt"], why, line, sheet))
        alone = _alone_in_topic()
        alone["exam_questions"] = [{"id": "x", "topic": "topic", **question}]
        if faults := structural_faults(alone):
            self._refuse(question["prompt"] or "an empty exam question", faults, line, sheet)
            return
        made = slug(wanted or question["prompt"], self.taken, "exam")
        topic = self.topic_for(raw["topic"], question["prompt"])
        record = {"id": made, "topic": topic["id"], **question}
        if kept := [each for each in entries if each in self.homes]:
            record["entries"] = kept
        self.merged.course.setdefault("exam_questions", []).append(record)
        self.three.remembered.keep(made, record, self.three.source)
        self._took(made, record["prompt"], "exam question", line, sheet)

    def _refuse(self, text: str, faults: Iterable[Any], line: int, sheet: str) -> None:
        why = "; ".join(f"{fault.path[-1]}: {fault.reason}" for fault in faults)
        self.merged.dropped.append(Dropped(text, why, line, sheet))

    def _items(self) -> Iterator[dict[str, Any]]:
        topics = self.merged.course["topics"]
        return (item for topic in topics for item in topic.get("quiz", ()))


def _same(item: dict[str, Any]) -> tuple[str, str]:
    return same_key(item.get("prompt", "")), same_key(item.get("answer", ""))


def _apart(
    mine: dict[str, Any], theirs: dict[str, Any], names: Iterable[str], place: tuple[int, str]
) -> Iterator[Conflict]:
    """Every field that the course and the file have otherwise."""
    for name in names:
        ours, new = mine.get(name), theirs.get(name)
        if new and new != ours:
            yield Conflict(mine["id"], name, ours, new, *place)


def _alone_in_topic(**fields: Any) -> dict[str, Any]:
    """A course of one topic with these fields, to check them before they are taken."""
    topic = {"id": "topic", "title": "Topic", **fields}
    return {"format": 1, "course": {"title": "Course"}, "topics": [topic]}


def _alone(item: dict[str, Any]) -> dict[str, Any]:
    """A course of one item, to check it before it is taken."""
    free = {key: value for key, value in item.items() if key not in ("entry", "id")}
    return _alone_in_topic(quiz=[{"id": "item", **free}])
