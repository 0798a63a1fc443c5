"""A lesson: pieces of the course in the order to teach them, each with a question that checks it,
and a few questions at the end.

A lesson is a quiz whose places have something told before them. `Quiz.lesson` holds a code for each
place: an entry's id (its headline is told), the id and `#n` (its n-th pair of points), the id and `~`
(the same in other words, after a miss), or "" for a question of the exit check.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec import structs

from skill.content.course import Course, Entry, QuizItem, Topic
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.session import UNMARKED, Quiz
from skill.speech.composing import sentence
from skill.speech.sentences import seconds, sentences

LONG = 9.0
"""Seconds from which a question leaves too little breath for what is told before it."""
MOST_PIECES = 5
EXIT = 3
AGAIN = "~"
BREATH = 17.5
"""Seconds that a piece and its question take together, at most, where the course's words allow it."""
PAIR = 2
_EASE = ("choice", "true_false", "short", "year", "number", "list")
"""Kinds of question for a check, the gentlest first."""


@dataclass(frozen=True)
class Lesson:
    """What is asked, and the code of what is told before each question."""

    items: tuple[str, ...]
    pieces: tuple[str, ...]

    @property
    def parts(self) -> int:
        """How many pieces are told."""
        return sum(bool(code) for code in self.pieces)


def lesson_on(
    course: Course, topic: Topic | None, entry: Entry | None, rng: random.Random
) -> Lesson | None:
    """The lesson on an entry, or on a topic; None where there is no question to check it with."""
    if entry is not None:
        made = _made(course, list(_of_entry(course, entry)), [entry], rng)
        if made:
            return made
        topic = course.topic_of(entry.id)
    if topic is None:
        return None
    entries = [e for e in map(course.entry, topic.lesson) if e] or list(topic.entries)
    checked = [e for e in entries if next(_items(course, e), None)][:MOST_PIECES]
    return _made(course, [(each.id, each) for each in checked], checked, rng)


def _made(
    course: Course, pieces: list[tuple[str, Entry]], entries: list[Entry], rng: random.Random
) -> Lesson | None:
    used: list[str] = []
    codes: list[str] = []
    for code, entry in pieces:
        check = next((i for i in _items(course, entry) if i.id not in used), None)
        if check:
            used.append(check.id)
            codes.append(code)
    if not used:
        return None
    left = [[i.id for i in _items(course, e) if i.id not in used] for e in entries]
    for each in left:
        rng.shuffle(each)
    rng.shuffle(left)
    in_turn = [each[n] for n in range(EXIT) for each in left if len(each) > n][:EXIT]
    return Lesson((*used, *in_turn), (*codes, *("" for _ in in_turn)))


def _of_entry(course: Course, entry: Entry) -> Iterator[tuple[str, Entry]]:
    yield entry.id, entry
    for at in range(1, 1 + min(2, (len(entry.points) + 1) // PAIR)):
        yield f"{entry.id}#{at}", entry


def _items(course: Course, entry: Entry) -> Iterator[QuizItem]:
    """The entry's questions: those first that its headline answers, then those that are said
    quickly, then the gentlest."""
    mine = [item for item in course.items() if item.entry == entry.id]

    def rank(item: QuizItem) -> tuple[bool, bool, int]:
        asked = f"{item.prompt} {', '.join(item.options)}"
        told = any(_says(text, item) for text in (entry.answer, entry.simpler) if text)
        return not told, seconds(asked) > LONG, _EASE.index(item.kind)

    yield from sorted(mine, key=rank)


def piece_text(course: Course, quiz: Quiz, item: QuizItem, asked: str) -> str:
    """What is told before the open question; "" for nothing.

    asked: the question as it will be said, so that both fit into one breath.
    """
    code = quiz.lesson[quiz.at] if quiz.at < len(quiz.lesson) else ""
    entry = course.entry(entry_of(code))
    if entry is None:
        return ""
    room = BREATH - seconds(asked)
    short = sentences(entry.answer)[0]
    if code.endswith(AGAIN):
        wordings = [entry.simpler, *entry.examples, *entry.points[:1], short]
    elif "#" in code:
        at = (int(code.partition("#")[2]) - 1) * PAIR
        wordings = [" ".join(map(sentence, entry.points[at : at + PAIR])), *entry.points[at:]]
    else:
        wordings = [entry.answer, entry.simpler, short]
    support = _support(entry, item)
    told = [_joined(text, support, item) for text in wordings if text] or [sentence(short)]
    told += [sentence(support)] if support else []
    fitting = [text for text in told if seconds(text) <= room]
    return fitting[0] if fitting else min(told, key=seconds)


def entry_of(code: str) -> str:
    """The entry that a piece is taken from."""
    return code.partition("#")[0].removesuffix(AGAIN)


def _support(entry: Entry, item: QuizItem) -> str:
    """The sentence of the entry that the question is about, so that nothing is asked untold."""
    if item.kind == "list":
        return ""  # the points themselves are the piece
    wanted = _wanted(item)
    told = [s for text in (entry.answer, *entry.points, entry.detail) for s in sentences(text)]
    best = max(((len(wanted & _stems(s)), -seconds(s), s) for s in told), default=(0, 0.0, ""))
    return best[2] if best[0] else ""


def _wanted(item: QuizItem) -> frozenset[str]:
    """The stems of the words that answer the question."""
    if item.kind in ("true_false", "list"):
        return _stems(" ".join(content_words(words(item.explanation or item.prompt))))
    said = words(item.answer)
    return _stems(" ".join(content_words(said) or said))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.removesuffix("'s")) for word in words(text))


def _says(text: str, item: QuizItem) -> bool:
    """Whether a text says what the question asks for."""
    wanted = _wanted(item)
    share = 0.5 if item.kind == "true_false" else 1.0
    return len(wanted & _stems(text)) >= len(wanted) * share


def _joined(text: str, support: str, item: QuizItem) -> str:
    """The wording, with the sentence that the question is about where it does not say it yet."""
    text = sentence(text)
    return text if not support or _says(text, item) else f"{text} {sentence(support)}"


def taught_again(course: Course, quiz: Quiz) -> Quiz:
    """After a miss: the same piece in other words comes next, with another question on it. Where
    there is no other, the same question comes back at the end. Once a piece."""
    code = quiz.lesson[quiz.at] if quiz.at < len(quiz.lesson) else ""
    entry = course.entry(entry_of(code))
    if entry is None or code.endswith(AGAIN):
        return quiz
    fresh = _first(i.id for i in _items(course, entry) if i.id not in quiz.items)
    place = len(quiz.items)
    return structs.replace(
        quiz,
        items=(*quiz.items, fresh or quiz.item_id),
        marks=(*quiz.marks, UNMARKED),
        lesson=(*quiz.lesson, f"{entry.id}{AGAIN}" if fresh else ""),
        queue=(place, *quiz.queue) if fresh else (*quiz.queue, place),
    )


def _first(found: Iterable[str]) -> str:
    return next(iter(found), "")


def exit_score(quiz: Quiz) -> tuple[float, int]:
    """What the exit check earned, and out of how many; all of the lesson where it had none."""
    at_end = [
        mark
        for mark, code in zip(quiz.marks, quiz.lesson, strict=True)
        if not code and mark != UNMARKED
    ]
    marks = at_end or [mark for mark in quiz.marks if mark != UNMARKED]
    return sum(marks) / 100, len(marks)
