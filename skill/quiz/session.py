"""A quiz as a state machine: which items, where it stands, what each asking earned.

Everything is ids and numbers, so that it fits in a session attribute and can be put away
in the learner's record and taken up again. Transitions return a new state.
"""

import random

from msgspec import Struct, structs

from skill.content.course import OTHERWISE, Course, QuizItem

UNMARKED = -1
MOST_QUESTIONS = 20
PLAYERS = 2


class Quiz(Struct, frozen=True, omit_defaults=True):
    """One quiz. Items are referred to by their place in `items`."""

    items: tuple[str, ...]
    """Ids, in the order in which they are asked."""
    marks: tuple[int, ...]
    """One an item: per cent of the mark earned, or UNMARKED."""
    at: int = 0
    """The place of the open question."""
    queue: tuple[int, ...] = ()
    """Places still to come, skipped ones last."""
    skipped: tuple[int, ...] = ()
    """Places that were skipped once; a second skip closes them."""
    order: tuple[int, ...] = ()
    """The open choice's options, as read out."""
    earned: tuple[int, ...] = ()
    """The open list's points named so far."""
    hints: int = 0
    tries: int = 0
    last: int = UNMARKED
    """The place marked most recently, for "why?" and "I was right"."""
    hinted: int = 0
    """How many hints the most recently marked asking took."""
    doubt: str = ""
    """The answer that waits for "did you say ...?"."""
    topic: str | None = None
    lesson: tuple[str, ...] = ()
    """A lesson: what is told before each place, as `skill.tutor.lesson` codes it."""
    exam: bool = False
    """One exam question, answered over several breaths; `tries` counts them."""
    players: int = 0
    """Two who take turns; nothing of it is kept."""

    @property
    def item_id(self) -> str:
        """The id of the open question."""
        return self.items[self.at]

    @property
    def number(self) -> int:
        """The open question's number as spoken, from 1."""
        return self.at + 1

    @property
    def points(self) -> float:
        """Marks earned so far; a partial is half a mark."""
        return sum(mark for mark in self.marks if mark != UNMARKED) / 100

    @property
    def marked(self) -> int:
        """How many askings have been marked."""
        return sum(mark != UNMARKED for mark in self.marks)

    @property
    def missed(self) -> tuple[str, ...]:
        """Ids of the items that earned less than half a mark."""
        found = zip(self.items, self.marks, strict=True)
        missed = (i.removesuffix(OTHERWISE) for i, m in found if 0 <= m < 50)
        return tuple(dict.fromkeys(missed))


def start(
    items: tuple[str, ...], topic: str | None = None, *, lesson: tuple[str, ...] = (),
    exam: bool = False, players: int = 0,
) -> Quiz:  # fmt: skip
    """A new quiz on those items (1 to 20 ids), before its first question is opened."""
    if not 1 <= len(items) <= MOST_QUESTIONS:
        raise ValueError(f"a quiz has 1 to {MOST_QUESTIONS} items, got {len(items)}")
    return Quiz(
        items=items,
        marks=(UNMARKED,) * len(items),
        queue=tuple(range(1, len(items))),
        topic=topic,
        lesson=lesson,
        exam=exam,
        players=players,
    )


def opened(quiz: Quiz, item: QuizItem, rng: random.Random) -> Quiz:
    """The same quiz with its question freshly asked: options shuffled, nothing earned yet."""
    order = list(range(len(item.options)))
    if item.kind == "choice":
        rng.shuffle(order)
    # What is asked another way is recognised rather than recalled: as with a hint.
    helped = int(quiz.item_id.endswith(OTHERWISE))
    return structs.replace(quiz, order=tuple(order), earned=(), hints=helped, tries=0, doubt="")


def marked(quiz: Quiz, credit: float) -> Quiz:
    """The open question marked with a credit from 0 to 1. A second marking changes nothing."""
    if quiz.marks[quiz.at] != UNMARKED:
        return quiz
    return structs.replace(
        quiz, marks=_set(quiz.marks, quiz.at, credit), last=quiz.at, hinted=quiz.hints
    )


def overridden(quiz: Quiz) -> Quiz:
    """The last marked question given in full: the learner was right."""
    if quiz.last == UNMARKED:
        return quiz
    return structs.replace(quiz, marks=_set(quiz.marks, quiz.last, 1.0))


def skipped(quiz: Quiz) -> Quiz:
    """The open question put to the end of the queue; the caller advances."""
    return structs.replace(quiz, queue=(*quiz.queue, quiz.at), skipped=(*quiz.skipped, quiz.at))


def advanced(quiz: Quiz, course: Course) -> Quiz | None:
    """The quiz at its next question, passing over items the course no longer has, or None."""
    queue = quiz.queue
    while queue:
        at, queue = queue[0], queue[1:]
        if course.item(quiz.items[at]) is not None:
            return structs.replace(quiz, at=at, queue=queue)
    return None


def revived(quiz: Quiz, course: Course) -> Quiz | None:
    """A quiz put away earlier, fit for the course as it is now, or None when nothing is left."""
    if course.item(quiz.item_id) is not None and quiz.marks[quiz.at] == UNMARKED:
        return quiz
    return advanced(quiz, course)


def is_sound(quiz: Quiz) -> bool:
    """Whether a quiz that came from outside holds together: its places exist, its marks are
    per cents."""
    size = len(quiz.items)
    places = (quiz.at, *quiz.queue, *quiz.skipped)
    return (
        1 <= size <= MOST_QUESTIONS
        and len(quiz.marks) == size
        and len(quiz.lesson) in (0, size)
        and quiz.players in (0, PLAYERS)
        and all(UNMARKED <= mark <= 100 for mark in quiz.marks)
        and all(0 <= place < size for place in places)
        and UNMARKED <= quiz.last < size
        and len(quiz.queue) <= size
        and all(0 <= number <= 1000 for number in (quiz.hints, quiz.tries, quiz.hinted))
        and all(0 <= place <= 1000 for place in (*quiz.order, *quiz.earned))
    )


def _set(marks: tuple[int, ...], at: int, credit: float) -> tuple[int, ...]:
    percent = round(100 * min(1.0, max(0.0, credit)))
    return (*marks[:at], percent, *marks[at + 1 :])
