"""When to ask again: FSRS, the Free Spaced Repetition Scheduler (version 6, package `fsrs`).

Ye, Su and Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling" (KDD 2022), and github.com/open-spaced-repetition. The package is loaded at the
first review, since a launch or a question needs none.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from skill.learner.card import RATINGS, Card, hardness_of, strength_of
from skill.learner.clock import LAST_SLOT, SLOT, SLOTS_A_DAY, day_of, slot_of, time_of

if TYPE_CHECKING:
    import fsrs

Rating = Literal["again", "hard", "good", "easy"]

STEP = timedelta(hours=8)
"""When a miss comes back: at another sitting of the same day or the next morning. Minutes,
FSRS's own default, would mean within the same conversation, which the quiz itself sees to."""
LONGEST_DAYS = 180
"""Nothing rests longer than half a year: the exam comes round once."""
WEEKLY_FROM_DAYS = 28
"""Longer waits end at the nearest week, so that a calendar of what is due stays small."""
LAST_LAP = 10
"""Days before an exam in which everything that is known comes round once more."""
RETENTION = 0.9
"""The chance of recall at which an item falls due."""

_DECAY = 0.1542
_FACTOR = 0.9 ** (-1 / _DECAY) - 1


@cache
def _scheduler() -> "fsrs.Scheduler":
    import fsrs

    return fsrs.Scheduler(
        desired_retention=RETENTION,
        learning_steps=(STEP,),
        relearning_steps=(STEP,),
        maximum_interval=LONGEST_DAYS,
        enable_fuzzing=False,
    )


def recall_chance(card: Card, now: datetime) -> float:
    """The chance, 0 to 1, that a seen card is recalled `now` (aware); 0 for an unseen one.

    FSRS's power curve of forgetting with its default decay; needs no package.
    """
    if not card.seen:
        return 0.0
    days = max(day_of(slot_of(now)) - day_of(card.last), 0)
    return (1 + _FACTOR * days / card.stability) ** -_DECAY


def review(
    card: Card | None, rating: Rating, now: datetime, exam: date | None = None, spread: int = 0
) -> Card:
    """The card after a review rated "again", "hard", "good" or "easy" at `now` (aware).

    `None` is an item that was never asked. exam: the day of an exam still to come; what would rest
    beyond it comes back once more in the last days, `spread` (any number) saying on which day.
    Pure: the same arguments give the same card. ValueError for another rating or a naive time.
    """
    if rating not in RATINGS:
        raise ValueError(f"expected a rating of {', '.join(RATINGS)}, got {rating!r}")
    slot = slot_of(now)
    if card is not None and not card.seen:
        card = None
    grade = RATINGS.index(rating) + 1
    import fsrs

    after, _ = _scheduler().review_card(
        _to_fsrs(card, slot), fsrs.Rating(grade), _study_day(slot), None
    )
    assert after.stability is not None and after.difficulty is not None
    lapsed = card is not None and card.phase == fsrs.State.Review and grade == 1
    return Card(
        strength=strength_of(after.stability),
        hardness=hardness_of(after.difficulty),
        last=slot,
        due=_before_exam(slot, _due_slot(slot, after.due - _study_day(slot)), exam, spread),
        phase=int(after.state),
        rating=grade,
        reps=min((card.reps if card else 0) + 1, 15),
        lapses=min((card.lapses if card else 0) + lapsed, 15),
    )


def _before_exam(slot: int, due: int, exam: date | None, spread: int) -> int:
    """When an item comes back that an exam is waiting for.

    An item that falls due after the exam is of no use to it; one that was seen in the last days
    will be recalled in it. So it comes back in the last LAST_LAP days, spread over them, unless that
    is now.
    """
    if exam is None:
        return due
    last = slot_of(datetime.combine(exam, time(4), UTC)) - SLOTS_A_DAY
    if due <= last:
        return due
    back = last - (spread % LAST_LAP) * SLOTS_A_DAY
    return back if back >= slot + SLOTS_A_DAY * LAST_LAP // 2 else due


def _study_day(slot: int) -> datetime:
    """FSRS counts whole days between two times; given the days' beginnings it counts study
    days, so that the evening and the next morning are a day apart."""
    return time_of(day_of(slot) * SLOTS_A_DAY)


def _to_fsrs(card: Card | None, slot: int) -> "fsrs.Card":
    # Every argument is given: left out, the package reads the clock and sleeps.
    import fsrs

    if card is None:
        return fsrs.Card(card_id=0, due=_study_day(slot))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State(card.phase),
        step=None if card.phase == fsrs.State.Review else 0,
        stability=card.stability,
        difficulty=card.difficulty,
        due=time_of(card.due),
        last_review=_study_day(min(card.last, slot)),
    )


def _due_slot(slot: int, wait: timedelta) -> int:
    """A wait of days ends as a study day begins; a shorter one counts from this slot."""
    if wait < timedelta(days=1):
        return min(slot - (-wait // SLOT), LAST_SLOT)
    due = day_of(slot) + wait.days
    if wait.days >= WEEKLY_FROM_DAYS:
        due = round(due / 7) * 7
    return min(due * SLOTS_A_DAY, LAST_SLOT)
