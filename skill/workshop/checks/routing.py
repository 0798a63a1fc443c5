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
from skill.workshop.findings import Finding
from skill.workshop.places import phrasings, placed_entries

FOLDS = 5
LEAD = 0.15
"""By how much a rival's probability must be ahead to be named."""
LIKELY = 0.4
"""How probable the rival must be at least."""
_ENOUGH = 3


class Routes(Protocol):
    """What the check needs of a router."""

    def route(self, text: str) -> Any:
        """A routing with `candidates`, each with `entry_id` and `score`."""


RouterFactory = Callable[[Course], Routes]


@dataclass(frozen=True)
class _Theft:
    place: Path
    text: str
    rival: str
    rival_score: float
    own_score: float


def confusable_questions(
    course: Course, router_factory: RouterFactory, progress: Callable[[int], None] | None = None
) -> Iterator[Finding]:
    """Entries whose wordings go elsewhere, a finding for each pair of entries.

    Args:
        router_factory: makes a router for a course (five times, for parts of the course).
        progress: hears how many wordings were asked since it was last called.
    """
    thefts: dict[tuple[str, str], list[_Theft]] = defaultdict(list)
    for fold in range(FOLDS):
        held = [
            (entry, place, text)
            for path, entry in placed_entries(course)
            for index, (place, text) in enumerate(phrasings(path, entry))
            if _fold_of(entry, index) == fold
        ]
        if not held:
            continue
        router = router_factory(_without(course, fold))
        for entry, place, text in held:
            if theft := _theft(router, entry, place, text):
                thefts[entry.id, theft.rival].append(theft)
            if progress:
                progress(1)
    for (owner, rival), found in thefts.items():
        yield _finding(course, owner, rival, found)


def _fold_of(entry: Entry, index: int) -> int:
    """Which fifth a wording is in; an entry with few wordings keeps them (-1)."""
    if 1 + len(entry.also_asked) < _ENOUGH or index == 0:
        return -1
    return index % FOLDS


def _without(course: Course, fold: int) -> Course:
    """The course without the wordings of a fold."""
    topics = tuple(
        msgspec.structs.replace(
            topic,
            entries=tuple(
                msgspec.structs.replace(
                    entry,
                    also_asked=tuple(
                        text
                        for index, text in enumerate(entry.also_asked, 1)
                        if _fold_of(entry, index) != fold
                    ),
                )
                for entry in topic.entries
            ),
        )
        for topic in course.topics
    )
    return Course(msgspec.structs.replace(course.file, topics=topics))


def _theft(router: Routes, entry: Entry, place: Path, text: str) -> _Theft | None:
    scores = {found.entry_id: float(found.score) for found in router.route(text).candidates}
    own = scores.pop(entry.id, 0.0)
    if not scores:
        return None
    rival = max(scores, key=lambda some_id: scores[some_id])
    if scores[rival] < LIKELY or scores[rival] - own < LEAD:
        return None
    return _Theft(place, text, rival, scores[rival], own)


def _finding(course: Course, owner: str, rival: str, found: list[_Theft]) -> Finding:
    worst = max(found, key=lambda theft: theft.rival_score - theft.own_score)
    entry, other = course.entry(owner), course.entry(rival)
    assert entry is not None and other is not None
    total = 1 + len(entry.also_asked)
    many = f" ({len(found)} of its {total} wordings do)" if len(found) > 1 else ""
    reason = (
        f"“{worst.text}” would go to {rival}, “{other.question}”, "
        f"{worst.rival_score:.0%} to {worst.own_score:.0%}{many}."
    )
    fix = "Name what sets this entry apart, add more wordings of its kind, or move this one."
    return Finding("warning", "confusable", worst.place, reason, fix, owner)
