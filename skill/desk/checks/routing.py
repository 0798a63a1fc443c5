"""Questions that another entry would steal.

Each wording is taken out of the course in turn (a fifth of all at a time) and asked of what is
left, as a learner would who hits on words that the teacher did not write down.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from skill.content.course import Course, Entry
from skill.content.problems import Path
from skill.desk.findings import Finding, Severity
from skill.desk.places import phrasings, placed_entries

FOLDS = 5
"""A small course is asked a fifth at a time, a large one a half."""
SMALL = 1500
"""Up to so many wordings all are asked; of more, those that resemble another entry's."""
LEAD = 0.15
"""By how much a rival's probability must be ahead to be counted."""
LIKELY = 0.3
"""How probable the rival must be at least."""
CLEAR = 0.5
"""How far ahead a rival must be for one wording alone to be named."""
SHARE = 1 / 3
"""A rival that would get more than this share of an entry's wordings is a danger."""
SOME = 0.15
"""Below this share of many wordings the ones that are lost are nobody's fault: a question that
can be asked in fifteen ways has some that only the course itself can place."""
_FEW = 3
"""Of so few wordings, one that is lost is a danger."""


class Routes(Protocol):
    """What the check needs of a router."""

    def route(self, text: str) -> Any:
        """A routing with `candidates`, each with `entry_id` and `score`."""


RouterFactory = Callable[[Course], Routes]


@dataclass(frozen=True)
class _Wording:
    entry: Entry
    place: Path
    text: str
    number: int


@dataclass(frozen=True)
class _Theft:
    place: Path
    text: str
    rival: str
    rival_score: float
    own_score: float


def confusable_questions(
    course: Course, router_factory: RouterFactory, progress: Callable[[int], object] | None = None
) -> Iterator[Finding]:
    """Entries whose wordings go elsewhere, a finding for each pair of entries.

    Args:
        router_factory: makes a router for a course; called for parts of the course.
        progress: hears how many wordings were dealt with since it was last called.
    """
    tell = progress or (lambda done: None)
    asked = _asked(course)
    folds = FOLDS if len(asked) == wordings(course) else 2
    thefts: dict[tuple[str, str], list[_Theft]] = defaultdict(list)
    for fold in range(folds):
        held = [wording for wording in asked if wording.number % folds == fold]
        if not held:
            continue
        hidden: dict[str, set[str]] = defaultdict(set)
        for wording in held:
            hidden[wording.entry.id].add(wording.text)
        router = router_factory(_without(course, hidden))
        for wording in held:
            if theft := _theft(router, wording):
                thefts[wording.entry.id, theft.rival].append(theft)
            tell(1)
    tell(wordings(course) - len(asked))
    for (owner, rival), found in thefts.items():
        if finding := _finding(course, owner, rival, found):
            yield finding


def wordings(course: Course) -> int:
    """How many wordings could be asked."""
    return sum(1 for _ in _candidates(course))


def _candidates(course: Course) -> Iterator[_Wording]:
    """Every wording. Neighbours begin at different numbers, so that what two entries have at
    the same place is not taken out of both at once."""
    for start, (path, entry) in enumerate(placed_entries(course)):
        for number, (place, text) in enumerate(phrasings(path, entry), start):
            yield _Wording(entry, place, text, number)


def _asked(course: Course) -> list[_Wording]:
    every = list(_candidates(course))
    if len(every) <= SMALL:
        return every
    # Imported late: a small course never needs it.
    from skill.desk.checks.screening import suspects

    numbers: dict[str, int] = {}
    owners = [numbers.setdefault(one.entry.id, len(numbers)) for one in every]
    chosen = suspects(owners, [one.text for one in every], SMALL)
    return [every[index] for index in chosen]


def _without(course: Course, hidden: dict[str, set[str]]) -> Course:
    """The course without some wordings of some entries."""

    def less(entry: Entry) -> Entry:
        if entry.id not in hidden:
            return entry
        every = (entry.question, *entry.also_asked)
        kept = [text for text in every if text not in hidden[entry.id]]
        # A question there must be; the beginning of the answer is the least it could be.
        question = kept[0] if kept else entry.answer[:200]
        return msgspec.structs.replace(entry, question=question, also_asked=tuple(kept[1:]))

    topics = tuple(
        msgspec.structs.replace(topic, entries=tuple(map(less, topic.entries)))
        for topic in course.topics
    )
    return Course(msgspec.structs.replace(course.file, topics=topics))


def _theft(router: Routes, asked: _Wording) -> _Theft | None:
    scores = {found.entry_id: float(found.score) for found in router.route(asked.text).candidates}
    own = scores.pop(asked.entry.id, 0.0)
    if not scores:
        return None
    rival = max(scores, key=lambda some_id: scores[some_id])
    if scores[rival] < LIKELY or scores[rival] - own < LEAD:
        return None
    return _Theft(asked.place, asked.text, rival, scores[rival], own)


def _finding(course: Course, owner: str, rival: str, found: list[_Theft]) -> Finding | None:
    worst = max(found, key=lambda theft: theft.rival_score - theft.own_score)
    entry, other = course.entry(owner), course.entry(rival)
    assert entry is not None and other is not None
    total = 1 + len(entry.also_asked)
    clear = worst.rival_score - worst.own_score >= CLEAR
    danger = (len(found) > max(1, SHARE * total)) or (clear and total <= _FEW)
    if not danger and not (clear and len(found) >= SOME * total):
        return None
    many = f" ({len(found)} of its {total} wordings would)" if len(found) > 1 else ""
    reason = (
        f"“{worst.text}”, were it not written here, would go to {rival}, “{other.question}”, "
        f"{worst.rival_score:.0%} to {worst.own_score:.0%}{many}."
    )
    fix = "Name what sets this entry apart, add more wordings of its kind, or move this one."
    severity: Severity = "warning" if danger else "note"
    return Finding(severity, "confusable", worst.place, reason, fix, owner)
