"""The courses, questions, answers and talk that were written for training, by many authors.

`authored/courses/*.txt.gz`: a course with what pupils ask and answer. One line a thing; its first
sign says what it is:

    # course       ## topic | other names     = id | question      ~ other phrasings, by |
    ! answer       - point                    * detail             ? style: question to the entry
    > entry heard before: follow-up           X kind: uncovered question
    @ kind n | id | entry | prompt            (below it: = answer, + accepted, - rejected, o options,
    c|p|i heard    0,2 | heard                 * list point, and what was heard with its verdict)

`authored/ear/*.txt.gz`: `@ scene` (see `scenes`), then `act | heard`.
"""

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from skill.content.course import Course, CourseFile, QuizItem

FOLDER = Path(__file__).parent.parent / "authored"


@dataclass
class Asked:
    """A question to a course: the entries that answer it (none: uncovered)."""

    text: str
    entry: str | None
    before: str | None = None
    style: str = ""


@dataclass
class Answered:
    """An answer to an item with an examiner's verdict: c, p or i; a list's points instead."""

    heard: str
    verdict: str
    points: tuple[int, ...] = ()


@dataclass
class Item:
    """A quiz item with what was said to it."""

    id: str
    kind: str
    entry: str
    prompt: str
    wanted: int = 0
    answer: str = ""
    accept: list[str] = field(default_factory=list)
    reject: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    heard: list[Answered] = field(default_factory=list)


@dataclass
class Authored:
    """One course as it was written."""

    name: str
    title: str = ""
    topics: list[dict[str, Any]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)

    @property
    def author(self) -> str:
        """The author's number."""
        return self.name.split("-")[0]

    def entries(self) -> list[dict[str, Any]]:
        """All entries, in order."""
        return [entry for topic in self.topics for entry in topic["entries"]]

    def as_file(self) -> dict[str, Any]:
        """The course in the format of `content.json`."""
        topics = [dict(topic, quiz=[]) for topic in self.topics]
        home = {e["id"]: topic for topic in topics for e in topic["entries"]}
        for item in self.items:
            home[item.entry]["quiz"].append(item_as_json(item))
        return {"format": 1, "course": {"title": self.title}, "topics": topics}


def item_as_json(item: Item) -> dict[str, Any]:
    """A quiz item as a course file has it."""
    made: dict[str, Any] = {
        "id": item.id, "kind": item.kind, "prompt": item.prompt, "entry": item.entry,
    }  # fmt: skip
    if item.accept:
        made["accept"] = item.accept
    if item.reject:
        made["reject"] = item.reject
    if item.kind == "list":
        made["points"] = [{"text": text} for text in item.points]
        made["want"] = item.wanted
    elif item.kind == "choice":
        made["options"], made["answer"] = item.options, item.options[0]
    else:
        made["answer"] = item.answer
    return made


def read_course(text: str, name: str) -> Authored:
    """A course from its text. Lines that are none of the above are passed over."""
    made = Authored(name)
    entry: dict[str, Any] = {}
    item: Item | None = None
    for raw in text.splitlines():
        line = raw.strip()
        sign, _, rest = line.partition(" ")
        parts = [part.strip() for part in rest.split("|") if part.strip()]
        if sign == "#" and rest:
            made.title = rest
        elif sign == "##":
            item = None
            made.topics.append(
                {"id": f"topic-{len(made.topics) + 1}", "title": parts[0], "entries": []}
                | ({"also_called": parts[1:]} if parts[1:] else {})
            )
        elif sign == "@" and len(parts) == 4:
            kind, _, wanted = parts[0].partition(" ")
            item = Item(parts[1], kind, parts[2], parts[3], int(wanted or 0))
            made.items.append(item)
        elif sign == "X":
            item = None
            style, _, said = rest.partition(":")
            made.asked.append(Asked(said.strip(), None, None, style))
        elif item is not None:
            _to_item(item, sign, rest, parts, line)
        else:
            entry = _to_entry(made, entry, sign, rest, parts)
    return made


def _to_item(item: Item, sign: str, rest: str, parts: list[str], line: str) -> None:
    label, bar, heard = line.partition("|")
    if item.kind == "list" and bar and all(c in "0123456789, " for c in label):
        points = tuple(int(n) for n in label.split(",") if n.strip())
        item.heard.append(Answered(heard.strip(), "", points))
    elif sign in ("c", "p", "i"):
        item.heard.append(Answered(rest.strip(), sign))
    elif sign == "*":
        item.points.append(rest)
    elif sign == "o":
        item.options = parts
    elif sign == "=":
        item.answer = rest
    elif sign == "+":
        item.accept += parts
    elif sign == "-":
        item.reject += parts


def _to_entry(
    made: Authored, entry: dict[str, Any], sign: str, rest: str, parts: list[str]
) -> dict[str, Any]:
    label, _, said = (part.strip() for part in rest.partition(":"))
    match sign:
        case "=":
            entry = {"id": parts[0], "question": parts[1]}
            made.topics[-1]["entries"].append(entry)
        case "~":
            entry.setdefault("also_asked", []).extend(parts)
        case "!":
            entry["answer"] = rest
        case "-":
            entry.setdefault("points", []).append(rest)
        case "*":
            entry["detail"] = " ".join(filter(None, (entry.get("detail"), rest)))
        case "?":
            made.asked.append(Asked(said, entry["id"], None, label))
        case ">":
            made.asked.append(Asked(said, entry["id"], label, "followup"))
    return entry


@dataclass(frozen=True)
class Heard:
    """An utterance in a scene, with what was meant."""

    heard: str
    act: str
    """As in `acts.ACTS`; `answer:correct` and so on keep their verdict."""
    scene: str
    """As in `scenes`."""
    author: str


def courses(folder: Path = FOLDER) -> list[Authored]:
    """Every authored course, by name."""
    return [
        read_course(_text(path), path.name.split(".")[0])
        for path in sorted((folder / "courses").glob("*.txt*"))
    ]


def course_named(name: str) -> Authored:
    """One authored course. ValueError for an unknown name."""
    (found,) = [course for course in courses() if course.name == name]
    return found


def marked(name: str) -> tuple[Course, list[tuple[QuizItem, str, str, tuple[int, ...]]]]:
    """A course and what was said to its items: (item, heard, verdict, points said)."""
    found = course_named(name)
    course = Course(msgspec.convert(found.as_file(), CourseFile, strict=False))
    rows = [
        (item, said.heard, verdict_on(made, said), said.points)
        for made in found.items
        if (item := course.item(made.id))
        for said in made.heard
    ]
    return course, rows


def verdict_on(item: Item, said: Answered) -> str:
    """correct, partial or incorrect; a list's by how many of its points were said."""
    if item.kind == "list":
        n = len(said.points)
        return "correct" if n >= item.wanted else "partial" if n else "incorrect"
    return {"c": "correct", "p": "partial", "i": "incorrect"}.get(said.verdict, "")


def utterances(folder: Path = FOLDER) -> list[Heard]:
    """Everything said in a scene."""
    found = []
    for path in sorted((folder / "ear").glob("e*.txt*")):
        scene = ""
        for line in _text(path).splitlines():
            if line.startswith("@ "):
                scene = line[2:].strip()
            elif " | " in line and scene:
                act, _, heard = line.partition(" | ")
                found.append(Heard(heard.strip(), act.strip(), scene, path.name.split(".")[0]))
    return found


def _text(path: Path) -> str:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8") as file:
            return file.read()
    return path.read_text(encoding="utf-8")
