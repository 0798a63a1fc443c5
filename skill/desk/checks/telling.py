"""Prompts and hints that say an answer: their own, or that of another item on the same entry."""

from collections import defaultdict
from collections.abc import Iterator

from skill.content.course import Course, QuizItem
from skill.content.problems import Path
from skill.desk.findings import Finding
from skill.desk.places import placed_items
from skill.language.normalise import words
from skill.language.stems import content_words, stem

_NAMED = ("short", "number", "year", "choice")
_SHORTEST = 3
"""Letters from which an answer is a word that a prompt or hint can be said to give."""


def giving_away(course: Course) -> Iterator[Finding]:
    """Items that say their own answer before it is given."""
    for path, item in placed_items(course):
        if item.kind not in ("short", "number", "year"):
            continue
        for place, text in _said(item):
            if _says(text, item.answer):
                reason = f"says the answer, “{item.answer}”."
                yield Finding(
                    "warning", "gives-away", (*path, *place), reason, "Reword it.", item.id
                )


def told_elsewhere(course: Course) -> Iterator[Finding]:
    """Items whose answer another item's prompt or hint says, on the same entry.

    A name that the entry asks about, or that a topic is called by, is no secret to anybody.
    """
    known = {_stems(text) for topic in course.topics for text in (topic.title, *topic.also_called)}
    common = {word for each in known for word in each}
    by_entry: dict[str, list[tuple[Path, QuizItem]]] = defaultdict(list)
    for path, item in placed_items(course):
        if item.entry:
            by_entry[item.entry].append((path, item))
    for entry_id, placed in by_entry.items():
        entry = course.entry(entry_id)
        open_words = common | (_stems(entry.question) if entry else frozenset())
        for _, asked in placed:
            if asked.kind not in _NAMED or _stems(asked.answer) <= open_words:
                continue
            for path, other in placed:
                if other.id == asked.id:
                    continue
                for place, text in _said(other):
                    if _says(text, asked.answer):
                        reason = f"says “{asked.answer}”, the answer to {asked.id}."
                        fix = "Reword one of them: both may come in one quiz."
                        where = (*path, *place)
                        yield Finding("warning", "told-elsewhere", where, reason, fix, other.id)


def _said(item: QuizItem) -> Iterator[tuple[Path, str]]:
    """What is said before an answer is given, and where it stands."""
    yield ("prompt",), item.prompt
    if item.hint:
        yield ("hint",), item.hint
    for index, text in enumerate(item.hints):
        yield ("hints", index), text


def _says(text: str, answer: str) -> bool:
    wanted = [word for word in words(answer) if word not in ("a", "an", "the")]
    said = " ".join(word for word in words(text) if word not in ("a", "an", "the"))
    return len("".join(wanted)) >= _SHORTEST and f" {' '.join(wanted)} " in f" {said} "


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in content_words(words(text)))
