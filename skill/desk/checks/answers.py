"""Quiz answers as the marker hears them: confused with each other, or with commands."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import msgspec

from skill.content.course import Course, QuizItem
from skill.content.problems import Path, spell_path
from skill.desk.findings import Finding
from skill.desk.places import answers_of, placed_items
from skill.language.normalise import words
from skill.language.phonetics import phonemes, sounds_like
from skill.understanding.examples import examples
from skill.understanding.intents import Intent
from skill.understanding.utterance import Utterance

ALIKE = 0.82
"""From this likeness of sound on, a recogniser cannot be trusted to tell two apart."""
_WHOLE, _PART = 200, 25
"""Items: a course of so many is marked as a whole, a larger one in such parts."""
_SPOKEN_ALIKE = 4
"""Words: what is longer is told apart by more than its sound."""


class Marks(Protocol):
    """What the checks need of a marker."""

    def mark(self, item: QuizItem, heard: str) -> Any:
        """A marking with `verdict` and `points`."""


def command_answers(course: Course) -> Iterator[Finding]:
    """Answers that the owl would take for something said to itself."""
    for path, item in placed_items(course):
        for place, text in answers_of(path, item):
            heard_as = _talk(text)
            if heard_as is None:
                continue
            what = f"“{heard_as.value.replace('_', ' ')}”"
            reason = f"“{text}” is taken for {what}."
            fix = "Word the answer so that it cannot be, or accept a longer form beside it."
            yield Finding("warning", "command-answer", place, reason, fix, item.id)


def unmarkable_answers(
    course: Course, marker_factory: Callable[[Course], Marks]
) -> Iterator[Finding]:
    """The items' own answers, said to the marker: right ones must be right, wrong ones not.

    A marker weighs an answer against those of all other items, so a large course is taken in
    parts; likeness across parts is `alike_answers`'s business.
    """
    placed = list(placed_items(course))
    if len(placed) <= _WHOLE:
        yield from _unmarkable(placed, marker_factory(course))
        return
    for start in range(0, len(placed), _PART):
        part = placed[start : start + _PART]
        yield from _unmarkable(part, marker_factory(_only(course, {item.id for _, item in part})))


def _only(course: Course, item_ids: set[str]) -> Course:
    """The course with these items, and the entries they test."""
    tested = {item.entry for item in course.items() if item.id in item_ids}
    topics = tuple(
        msgspec.structs.replace(
            topic,
            entries=tuple(entry for entry in topic.entries if entry.id in tested),
            quiz=tuple(item for item in topic.quiz if item.id in item_ids),
        )
        for topic in course.topics
    )
    return Course(msgspec.structs.replace(course.file, topics=topics))


def _unmarkable(placed: list[tuple[Path, QuizItem]], marker: Marks) -> Iterator[Finding]:
    for path, item in placed:
        if item.kind == "list":
            yield from _points(path, item, marker)
            continue
        # What is taken for a command is named by its own check.
        for place, text in ((p, t) for p, t in answers_of(path, item) if not _is_talk(t)):
            right = place[4] != "options" or _key(text) == _key(item.answer)
            verdict = marker.mark(item, text).verdict
            if right and verdict != "correct":
                reason = f"“{text}”, said as it stands, is marked {verdict}."
                fix = "Say it more simply, or add what learners say to accept."
                yield Finding("warning", "not-accepted", place, reason, fix, item.id)
            elif not right and verdict == "correct":
                reason = f"the wrong option “{text}” is marked correct."
                fix = "Choose an option that differs clearly from the answer."
                yield Finding("warning", "confused-answers", place, reason, fix, item.id)
        for index, text in enumerate(item.reject):
            if marker.mark(item, text).verdict == "correct":
                place = (*path, "reject", index)
                reason = f"“{text}” is to be rejected, and is marked correct."
                fix = "It is too near to the answer: reword one of them."
                yield Finding("warning", "confused-answers", place, reason, fix, item.id)


def _points(path: Path, item: QuizItem, marker: Marks) -> Iterator[Finding]:
    for index, point in enumerate(item.points):
        place = (*path, "points", index, "text")
        marking = marker.mark(item, point.text)
        others = [other for other in marking.points if other != index]
        if index not in marking.points and not _is_talk(point.text):
            reason = "this point, said as it stands, does not earn its mark"
            reason += f" (point {others[0] + 1} does)." if others else "."
            fix = "Word it more simply, or add what learners say to accept."
            yield Finding("warning", "not-accepted", place, reason, fix, item.id)
        elif others:
            also = " and ".join(str(other + 1) for other in others)
            reason = f"saying this point earns point {also} as well."
            fix = "Make the points differ, or join them."
            yield Finding("note", "confused-answers", place, reason, fix, item.id)


def alike_answers(
    course: Course, marker_factory: Callable[[Course], Marks] | None = None
) -> Iterator[Finding]:
    """Answers of two items, or options of one, that sound alike or are marked alike."""
    short: dict[str, tuple[Path, QuizItem, str]] = {}
    for path, item in placed_items(course):
        if item.kind == "choice":
            yield from _alike_options(path, item)
        if item.kind in ("short", "choice") and len(words(item.answer)) <= _SPOKEN_ALIKE:
            short.setdefault(_key(item.answer), (path, item, item.answer))
    for first, second in _near_pairs(list(short)):
        path, item, text = short[second]
        other_path, other, other_text = short[first]
        if _key(other_text) in map(_key, item.accept) or _key(text) in map(_key, other.accept):
            continue
        marker = marker_factory(_only(course, {item.id, other.id})) if marker_factory else None
        marked = marker and marker.mark(item, other_text).verdict == "correct"
        why = "and is marked correct here" if marked else "and a recogniser may confuse them"
        reason = (
            f"“{text}” sounds like “{other_text}” ({other.id}, {spell_path(other_path)}), {why}."
        )
        fix = f'Put "{other_text}" under reject here, or ask so that they cannot be mixed up.'
        if _key(other_text) in map(_key, item.reject) and not marked:
            continue
        yield Finding("warning", "confused-answers", (*path, "answer"), reason, fix, item.id)


def _alike_options(path: Path, item: QuizItem) -> Iterator[Finding]:
    said = [_key(option) for option in item.options]
    for index, option in enumerate(item.options):
        for earlier in range(index):
            if _alike(said[earlier], said[index]):
                place = (*path, "options", index)
                reason = f"“{option}” sounds like the option “{item.options[earlier]}”."
                fix = "Choose options that are told apart by ear."
                yield Finding("warning", "confused-answers", place, reason, fix, item.id)


def _near_pairs(keys: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs that sound alike. Only strings of nearly the same sounds are compared."""
    buckets: dict[tuple[str, int], list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for key in keys:
        sound = phonemes(key)
        spread = range(len(sound) - 2, len(sound) + 3)
        # Alike names share their beginning or their end.
        marks = {("<" + sound[:2], size) for size in spread}
        marks |= {(">" + sound[-3:], size) for size in spread}
        near = {other for mark in marks for other in buckets[mark]}
        for other in sorted(near):
            pair = (other, key)
            if pair not in seen and _alike(*pair):
                seen.add(pair)
                yield pair
        buckets["<" + sound[:2], len(sound)].append(key)
        buckets[">" + sound[-3:], len(sound)].append(key)


def _alike(first: str, second: str) -> bool:
    """Whether what sets two answers apart sounds the same ("left ventricle" is no "right" one)."""
    if _differ_in_figures(first, second):
        return False
    own = [word for word in first.split() if word not in second.split()]
    other = [word for word in second.split() if word not in first.split()]
    if first != second and not (own and other):
        return False
    return sounds_like(" ".join(own), " ".join(other)) >= ALIKE


def _differ_in_figures(first: str, second: str) -> bool:
    """ "Henry VII" and "Henry VIII" are written alike, and said quite differently."""
    figures = [
        [
            word
            for n, word in enumerate(text.split())
            if word[0].isdigit() or (n and _is_roman(word))
        ]
        for text in (first, second)
    ]
    return figures[0] != figures[1]


def _is_roman(word: str) -> bool:
    return re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", word) is not None


def _talk(text: str) -> Intent | None:
    """What an answer would be heard as beside one, said just so; None for none."""
    found = [each for each in examples().exactly(Utterance(text)) if each not in _ANSWERS_TOO]
    return found[0] if found else None


_ANSWERS_TOO = frozenset((Intent.YES, Intent.NO, Intent.CHATTER, Intent.POINT))
"""What may answer a question as well."""


def _is_talk(text: str) -> bool:
    return _talk(text) is not None


def _key(text: str) -> str:
    return " ".join(words(text))
