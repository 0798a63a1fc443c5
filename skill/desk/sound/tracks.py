"""What a topic's playlist says: a short track for every entry, then rounds of questions with time to think.

It is the owl that speaks, to somebody with headphones on a bus: headline first, three points at a breath,
and after a question silence enough to say the answer in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from skill.content.course import Course, Entry, QuizItem, Topic
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.speech.composing import BEAT, capital, count, lettered, numbered, sentence, whole
from skill.speech.parts import Part, Pause, Say, Speech
from skill.speech.pronunciation import Pronouncer

ROUNDS, EACH = 3, 5
"""Tracks of questions at most, and questions on one."""
AT_A_BREATH = 3
"""Points between two longer pauses."""
_MOMENT = 900
"""Milliseconds between one thing and the next."""
_THINK, _THINK_WORD, _THINK_POINT, _THINK_MOST = 3_500, 350, 4_000, 12_000
"""Milliseconds to answer in, and those for each word to say, for each point of a list, and at most."""
_ENOUGH = 0.7
"""Of an answer's telling words: an explanation that has so many of them says the answer itself."""


@dataclass(frozen=True)
class Track:
    """One file of a playlist."""

    title: str
    speech: Speech


def tracks_of(course: Course, topic: Topic) -> list[Track]:
    """The topic's entries in the order to learn them, then its questions, as the course pronounces them."""
    pronounce = Pronouncer(course.info)
    tracks = [Track(entry.question, pronounce(_entry(entry))) for entry in _in_order(topic)]
    rounds = _rounds([item for item in topic.quiz if not item.draft])
    for at, items in enumerate(rounds):
        title = f"Questions {at + 1}" if len(rounds) > 1 else "Questions"
        speech = pronounce(_round(items, first=at == 0, last=at == len(rounds) - 1))
        tracks.append(Track(f"{title}: {topic.title}", speech))
    return tracks


def _in_order(topic: Topic) -> list[Entry]:
    """As the lesson teaches them; what no lesson names comes after, as the file has it."""
    order = {some_id: at for at, some_id in enumerate(topic.lesson)}
    return sorted(topic.entries, key=lambda entry: order.get(entry.id, len(order)))


def _entry(entry: Entry) -> Speech:
    parts: list[Part] = [Say(sentence(entry.question)), Pause(_MOMENT), Say(sentence(entry.answer))]
    if len(entry.points) > 1:
        parts += [Pause(_MOMENT), Say(f"{capital(count(len(entry.points)))} points.")]
    for at in range(0, len(entry.points), AT_A_BREATH):
        parts += [Pause(_MOMENT if at else BEAT), *_some(entry.points, at)]
    if entry.remember:
        parts += [
            Pause(_MOMENT),
            Say("To remember it."),
            Pause(BEAT),
            Say(sentence(entry.remember)),
        ]
    return tuple(parts)


def _some(points: tuple[str, ...], at: int) -> Speech:
    if len(points) == 1:
        return (Say(sentence(points[0])),)
    return numbered(points[at : at + AT_A_BREATH], at + 1)


def _rounds(items: list[QuizItem]) -> list[list[QuizItem]]:
    """Rounds of questions, each from the whole of the topic."""
    many = min(len(items), ROUNDS * EACH)
    chosen = [items[at * len(items) // many] for at in range(many)]
    rounds = -(-many // EACH)
    return [chosen[at::rounds] for at in range(rounds)]


def _round(items: list[QuizItem], first: bool, last: bool) -> Speech:
    if first:
        many = capital(count(len(items), "question"))
        opening = f"{many}. I'll wait after each: say your answer before I do."
    else:
        opening = f"The last {count(len(items))}." if last and len(items) > 1 else "More questions."
    parts: list[Part] = [Say(opening)]
    for at, item in enumerate(items):
        parts += [Pause(_MOMENT), *_asked(item, at, len(items)), *_told(item)]
    return tuple(parts)


def _asked(item: QuizItem, at: int, many: int) -> Iterator[Part]:
    """The question with its number, and silence to answer in."""
    place = "Last one" if many > 2 and at == many - 1 else capital(count(at + 1))
    lead = ""
    if item.kind == "true_false" and not re.match(r"true or false", item.prompt, re.IGNORECASE):
        lead = "True or false? "
    yield Say(f"{place}. {lead}{sentence(item.prompt)}")
    if item.options:
        yield from (Pause(BEAT), Say(f"{lettered(item.options)}."))
    yield Pause(_thinking(item))


def _thinking(item: QuizItem) -> int:
    """Milliseconds: the more there is to say, the more."""
    if item.kind == "list":
        return min(_THINK_MOST, _THINK_POINT * item.wanted)
    return min(_THINK_MOST, _THINK + _THINK_WORD * len(words(item.answer)))


def _told(item: QuizItem) -> Iterator[Part]:
    """The right answer in a sentence, once."""
    if item.kind == "list":
        points = [capital(point.text) for point in item.points]
        some = (
            f"Any {count(item.wanted)}"
            if item.wanted < len(points)
            else capital(whole(len(points)))
        )
        yield Say(f"{some} of these." if len(points) > 1 else "This.")
        yield from (Pause(BEAT), *numbered(points))
        return
    answer = "" if _explains(item) else sentence(capital(item.answer))
    yield Say(f"{answer} {sentence(item.explanation)}".strip())


def _explains(item: QuizItem) -> bool:
    """Whether the explanation says the right answer, so that it need not come twice."""
    told = {stem(word) for word in words(item.explanation)}
    parts = {stem(word) for word in content_words(words(item.answer)) or words(item.answer)}
    return bool(told) and len(parts & told) >= _ENOUGH * len(parts)
