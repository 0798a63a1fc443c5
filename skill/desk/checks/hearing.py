"""What is too long, or not made, for the ear."""

import re
from collections.abc import Iterator

from skill.content.course import Course
from skill.content.problems import Path
from skill.desk.findings import Finding, Severity
from skill.desk.places import placed_entries, placed_items, spoken
from skill.speech.sentences import seconds

LIMITS = {
    "answer": 15, "points": 16, "detail": 60, "prompt": 15, "hint": 12, "hints": 12, "explanation": 16,
    "simpler": 15, "examples": 15, "why_it_matters": 15, "remember": 12, "right": 12, "tip": 12,
}  # fmt: skip
"""Seconds. A headline is heard in 15 (VOICE), a point is one of three in a breath."""
TOLERANCE, MUCH = 1.15, 1.3
"""The estimate is that good: what is over a limit by less is passed over, by more is a note, and
by much more a warning."""
MOST_POINTS = 9
BREATH_SECONDS = 40
"""Three points, which are said at one go."""
MOST_OPTIONS = 4
MOST_WANTED = 7
_ADVICE = {
    "answer": "Say the headline in one or two sentences, and move the rest to points or detail.",
    "points": "Keep one thought in a point; the rest can go to detail.",
    "detail": "Keep what a listener would miss, or make another entry of it.",
    "prompt": "Ask in one sentence.",
    "hint": "A few words are enough.",
    "hints": "A few words are enough.",
    "simpler": "Simpler is shorter, too.",
    "examples": "One case, in a sentence.",
    "why_it_matters": "The one thing that hangs on it.",
    "remember": "What is to be remembered easily is short.",
    "right": "Say what is right, and stop.",
    "tip": "One thing to do, in a sentence.",
    "explanation": "Give the one fact that makes it stick.",
}
_FOR_THE_EYE = (
    (re.compile(r"https?://|\bwww\."), "a web address"),
    (re.compile(r"\*\*|__|\[[^\]]+\]\([^)]*\)|^#+ |`"), "Markdown signs"),
    (re.compile(r"\b(?:see|on) (?:page|fig(?:ure|\.)?|table|diagram)\b", re.I), "a pointer to a page"),
    (re.compile(r"[→⇒➔►✓✔✗✘★•]|[\U0001F300-\U0001FAFF]"), "a sign that no voice can say"),
    (re.compile(r"[A-Za-z]+\s*/\s*[A-Za-z]{2,}"), "a slash between words"),
    (re.compile(r"_{3,}|\.{4,}"), "a gap to fill in"),
)  # fmt: skip


def too_long_to_hear(course: Course) -> Iterator[Finding]:
    """Texts that take too many seconds at the voice's usual pace."""
    for path, some_id, text in spoken(course):
        name = _field(path)
        limit = LIMITS.get(name)
        if limit is None or (name == "answer" and path[2] == "quiz"):
            continue
        took = seconds(text)
        if took > TOLERANCE * limit:
            reason = f"takes about {took:.0f} seconds to hear; {limit} are enough."
            severity: Severity = "warning" if took > MUCH * limit else "note"
            yield Finding(severity, "too-long", path, reason, _ADVICE[name], some_id)


def too_long_lists(course: Course) -> Iterator[Finding]:
    """Lists that no listener can hold."""
    for path, entry in placed_entries(course):
        where = (*path, "points")
        if len(entry.points) > MOST_POINTS:
            reason = f"lists {len(entry.points)} points; a listener holds {MOST_POINTS} at most."
            fix = "Group them, or split the entry in two."
            yield Finding("warning", "long-list", where, reason, fix, entry.id)
            continue
        lengths = [seconds(point) for point in entry.points]
        breaths = [sum(lengths[i : i + 3]) for i in range(0, len(lengths), 3)]
        if breaths and max(breaths) > BREATH_SECONDS:
            reason = f"three of its points take {max(breaths):.0f} seconds in one breath."
            fix = "Shorten the points; what explains them can go to detail."
            yield Finding("warning", "long-list", where, reason, fix, entry.id)
    for path, item in placed_items(course):
        if len(item.options) > MOST_OPTIONS:
            reason = f"offers {len(item.options)} options; {MOST_OPTIONS} can be kept in mind."
            fix = "Leave out the least plausible."
            yield Finding("warning", "long-list", (*path, "options"), reason, fix, item.id)
        if item.kind == "list" and item.wanted > MOST_WANTED:
            reason = f"wants {item.wanted} points named; few can do more than {MOST_WANTED}."
            fix = "Set want to the number that an examiner would ask for."
            yield Finding("warning", "long-list", (*path, "want"), reason, fix, item.id)


def written_for_the_eye(course: Course) -> Iterator[Finding]:
    """Web addresses, Markdown, signs: what a voice cannot say."""
    for path, some_id, text in spoken(course):
        for pattern, what in _FOR_THE_EYE:
            if found := pattern.search(text):
                reason = f"holds {what} ({found[0].strip()!r})."
                yield Finding(
                    "warning", "for-the-eye", path, reason, "Write it as it is said.", some_id
                )
                break


def _field(path: Path) -> str:
    if path[0] == "exam_questions":
        return str(path[2])
    # A misconception's "right", an item's "another_way"; else the field itself.
    return str(path[-1]) if len(path) > 6 and path[-1] != "text" else str(path[4])
