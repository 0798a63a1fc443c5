"""A conversation of the page as a transcript test, in the form of `tests/transcripts`.

A transcript is held with several dice and in both ways of capturing speech, so it can require
only what is said each time. The conversation is therefore held again, as the tests hold it, and
what all of these have in common is written down.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from skill.bench.web_talks import QUESTIONS, Step, Talk, bare
from skill.content.course import Course
from skill.dialogue.asking import options_read
from skill.dialogue.state import from_dict

FEWEST = 3
"""Words in a row that are worth requiring; a shorter reply is required as a whole."""
START = "2026-03-02T16:00:00+00:00"
"""When the transcripts' own clock begins."""
HOLDINGS: tuple[tuple[str, int], ...] = (
    *(("elicit", seed) for seed in range(1, 6)), ("intents", 1), ("intents", 2),
)  # fmt: skip
"""The captures and the dice of the tests, and a few more: what one throw says, another may not."""

Heard = list[tuple[str, bool]]
"""For each step what the owl said, and whether the microphone was open after it."""
_GAP = ""


def in_words(step: Step, course: Course, state: Any) -> str:
    """What a touched option, or its letter, would be in words; empty where nothing is chosen.

    Args:
        step: what is about to be done.
        course: the course that is tried.
        state: the dialogue's state, as it stands in the session attributes.
    """
    told = str(step.value[-1]) if step.do == "touch" and step.value else ""
    if told.startswith("say:"):
        return told[4:]
    quiz = from_dict(state).quiz
    item = course.item(quiz.item_id) if quiz else None
    if quiz is None or item is None or item.kind != "choice":
        return ""
    options, said = options_read(item, quiz), bare(str(step.value))
    if told.startswith("option:") and told[7:].isdigit():
        at = int(told[7:])
    elif step.do == "say" and len(said) == 1 and said.isalpha():
        at = ord(said) - ord("a")
    else:
        return ""
    return options[at] if 0 <= at < len(options) else ""


def playable(talk: Talk) -> Talk:
    """The steps as a transcript can do them: words for touches, a new session for hanging up."""
    steps = []
    for step in talk.steps:
        if step.words:
            step = replace(step, do="say", value=step.words)
        elif step.do == "end":
            step = replace(step, do="new", value="")
        steps.append(step)
    return replace(talk, steps=tuple(steps), learner="new", device="no-screen", start=START)


def required(talk: Talk, hold: Callable[[Talk, str, int], Heard]) -> Talk:
    """The conversation, requiring what is said whenever it is held.

    Args:
        talk: as `playable` made it.
        hold: holds it with a capture and dice.
    """
    held = [hold(talk, capture, seed) for capture, seed in HOLDINGS]
    steps = []
    for step, *heard in zip(talk.steps, *held, strict=True):
        text = common([said for said, _ in heard])
        ends = {is_open for _, is_open in heard}
        microphone = "" if len(ends) > 1 else "open" if ends.pop() else "closed"
        owl = (text,) if text else ()
        steps.append(replace(step, owl=owl, exact=False, microphone=microphone))
    return replace(talk, steps=tuple(steps))


def common(replies: Sequence[str]) -> str:
    """The runs of words that all replies have, in order, with "..." for what differs."""
    first, *others = [[word for word in reply.split() if bare(word)] for reply in replies]
    kept = first
    for other in others:
        kept = _shared(kept, other)
    runs: list[list[str]] = [[]]
    for word in kept:
        if word == _GAP:
            runs.append([])
        else:
            runs[-1].append(word)
    if len(runs) == 1 and runs[0] == first:
        return " ".join(first)
    runs = [run for run in runs if len(run) >= FEWEST]
    return f"... {' ... '.join(map(' '.join, runs))} ..." if runs else ""


def _shared(kept: list[str], other: list[str]) -> list[str]:
    """The words of the first list that stand in the second, too, with gaps between the runs."""
    left, right = [bare(word) for word in kept], [bare(word) for word in other]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    found: list[str] = []
    at = behind = 0
    for block in blocks:
        if found and block.size and (block.a > at or block.b > behind):
            found.append(_GAP)
        found += kept[block.a : block.a + block.size]
        at, behind = block.a + block.size, block.b + block.size
    whole = len(left) == len(right) == len(found) and _GAP not in found
    # A cut at either end is a gap as well: the reply is no longer required as a whole.
    return found if whole else [*found, _GAP]


def transcript(talk: Talk) -> str:
    """A transcript test, as `tests/transcripts` holds them."""
    lines = ["# Saved from the simulator page.", *_lines(talk.steps)]
    return "\n".join(lines) + "\n"


def _lines(steps: Iterable[Step]) -> Iterator[str]:
    for step in steps:
        if step.questions:
            yield f"{QUESTIONS} {' '.join(step.questions)}"
        if step.do == "say":
            yield f"learner: {_one_line(step.value)}"
        elif step.do == "silence":
            yield "(silence)"
        elif step.do == "wait":
            yield f"(days pass: {step.value:g})"
        elif step.do == "new":
            yield "---"
        else:
            # What a transcript has no line for is told, and its reply not required.
            yield f"# ({step.do}) {_one_line(json.dumps(step.value, ensure_ascii=False))[:120]}"
            continue
        yield from (f"owl: {_one_line(text)}" for text in step.owl if text)
        if step.microphone and step.do == "say":
            yield "(open)" if step.microphone == "open" else "(end)"


def _one_line(text: object) -> str:
    return " ".join(str(text).split())
