"""A routing in words: for the teacher who wonders why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from skill.content.course import Course
from skill.retrieval.decide import (
    OFFERED_RIGHT,
    OFFERED_WRONG,
    SILENT,
    UNCOVERED_ANSWER,
    WRONG_ANSWER,
)

if TYPE_CHECKING:
    from skill.retrieval.router import Candidate, Routing

_SIGNALS = {
    "asked_best": "meaning: nearest phrasing",
    "answer": "meaning: nearest sentence of the answer",
    "point": "meaning: nearest point",
    "whole": "meaning: the entry as a whole",
    "letters_asked": "letters in common with a phrasing",
    "letters_told": "letters in common with answer and points",
    "cover": "share of the question's words that the entry holds",
    "missing": "weight of the words it does not hold",
    "reader": "the reader's log-odds that it answers",
    "question_word": "question word agrees (1) or not (-1)",
    "in_context": "meaning, completed by what came before",
    "same_topic": "in the topic talked about",
}
_DECISIONS = {
    "answer": "answer with the first",
    "did_you_mean": "ask which of the first two was meant",
    "unknown": "say that the course does not have it",
}


def describe_routing(course: Course, routing: Routing) -> str:
    """Several lines of text."""
    lines = [f"Heard: {routing.heard or '(nothing that is a word)'}"]
    if routing.asked:
        lines.append(f"In words the course does not know: {routing.asked['unknown_share']:.0%}")
    for number, candidate in enumerate(routing.candidates, 1):
        lines += _candidate_lines(course, number, candidate)
    lines.append(f"None of these answers it: {routing.nothing:.1%}")
    lines.append(
        "A right answer is worth 1, a wrong one "
        f"{WRONG_ANSWER:g}, an answer to what is not covered {UNCOVERED_ANSWER:g}, an offer of "
        f"two {OFFERED_RIGHT:g} with the right one and {OFFERED_WRONG:g} without, "
        f"silence {SILENT:g} where the course has it."
    )
    lines.append(f"Decision: {_DECISIONS[routing.decision]}.")
    return "\n".join(lines)


def _candidate_lines(course: Course, number: int, candidate: Candidate) -> list[str]:
    entry = course.entry(candidate.entry_id)
    question = entry.question if entry else ""
    lines = [f"{number}. {candidate.entry_id}: {question}  ({candidate.score:.1%})"]
    if entry and candidate.point is not None:
        lines.append(f"   about its point: {entry.points[candidate.point]}")
    lines += [f"   {words}: {value:.2f}" for words, value in _shown(candidate.signals)]
    return lines


def _shown(signals: Mapping[str, float]) -> list[tuple[str, float]]:
    return [(words, signals[name]) for name, words in _SIGNALS.items() if signals.get(name)]
