"""What is kept about one learner, written out or deleted for a request under data protection law."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from skill.content.course import Course
from skill.errors import SkillError
from skill.learner.card import RATINGS
from skill.learner.clock import time_of
from skill.learner.grouping import item_key, topic_key, topic_of_group
from skill.learner.profiles import base_of, name_of
from skill.learner.record import Learner
from skill.learner.request import DIGITS, has_code, is_request, without_code
from skill.learner.stores.protocol import Partition, Store

Say = Callable[[str], None]


def found_by(store: Store, code: str, now: datetime) -> tuple[Partition, Learner]:
    """The one learner whose request code this is.

    Raises SkillError when it is no code, nobody's, or has run out. Reads every profile: such requests
    are rare, and so the record needs no second way in.
    """
    digits = "".join(character for character in code if character.isalnum())
    if not digits.isdigit() or len(digits) != DIGITS:
        raise SkillError(f"a request code is {DIGITS} digits, such as 4821 7730")
    found = [(part, who) for part, who in store.every() if has_code(who, digits, now)]
    if len(found) != 1:
        raise SkillError(
            "no record has that code: it holds for thirty days and serves one request. "
            'A new one is spoken on "give me my request code".'
        )
    return found[0]


def exported(
    store: Store, part: Partition, learner: Learner, course: Course,
    others_on_shelf: Mapping[str, Course] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Everything that is kept, in plain words, siblings on the same device and the shelf's other
    subjects (by id) included; times are UTC."""
    shelf = others_on_shelf or {}

    def told(each: Partition, who: Learner) -> dict[str, Any]:
        _, _, subject = str(each).partition(".")
        return _exported(store, each, who, shelf.get(subject, course))

    others = {name_of(each): told(each, store.load(each)) for each in _others(store, part)}
    return {**told(part, learner), **({"others on this device": others} if others else {})}


def deleted(store: Store, part: Partition) -> None:
    """Deletes a record, its siblings' and those in other subjects."""
    for each in (part, *_others(store, part)):
        store.delete(each)


def _others(store: Store, part: Partition) -> list[Partition]:
    """The other records of the same device. Reads every profile, and so finds those in a subject that
    the shelf has no more."""
    base = base_of(part)
    return sorted(each for each, _ in store.every() if each != part and base_of(each) == base)


def _exported(store: Store, part: Partition, learner: Learner, course: Course) -> dict[str, Any]:
    whole = store.load_groups(part, learner, learner.cards.summaries)
    return {
        "sessions": whole.visits, "quizzes finished": whole.quizzes, "days in a row": whole.streak,
        "last visit": _time(whole.last_seen), "pace of speech": whole.pace,
        "exam board": whole.board, "subject talked about last": whole.subject or None,
        "day of the exam": whole.exam and whole.exam.isoformat(),
        "unfinished quiz": whole.unfinished,
        "explained once": [mark for mark in whole.taught if not is_request(mark)],
        "questions": list(_questions(whole, course)),
        "record": {"saved": whole.version, "damaged copies set aside": bool(whole.damaged)},
    }  # fmt: skip


def served(store: Store, part: Partition, learner: Learner) -> None:
    """The code has served its request."""
    store.save(part, without_code(learner))


def _questions(learner: Learner, course: Course) -> Iterator[dict[str, Any]]:
    items = {item_key(item.id): item for item in course.items()}
    topics = {topic_key(topic.id): topic.title for topic in course.topics}
    kept = [
        (topic_of_group(name), key, card)
        for name in sorted(learner.cards.summaries)
        for key, card in sorted(learner.cards.in_group(name).items())
        if card.seen
    ]
    for topic, key, card in kept:
        item = items.get(key)
        yield {
            "question": item.prompt if item else "(no longer in the course)",
            "topic": topics.get(topic, "(no longer in the course)"),
            "asked": card.reps, "forgotten": card.lapses,
            "last time": RATINGS[max(card.rating, 1) - 1], "last asked": _time(time_of(card.last)),
            "due again": _time(time_of(card.due)),
        }  # fmt: skip


def _time(when: datetime | None) -> str | None:
    return when.isoformat(timespec="minutes") if when else None
