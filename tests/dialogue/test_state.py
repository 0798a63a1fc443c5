"""The state between two turns: small, whatever is in it, and refused when it is not sound."""

import json

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from skill.dialogue.owed import with_owed
from skill.dialogue.state import (
    MOST_BYTES,
    MOST_HEARD,
    MOST_HEARD_BYTES,
    State,
    cut,
    from_dict,
    to_dict,
)
from skill.quiz.session import MOST_QUESTIONS, Quiz
from skill.tutor.lesson import EXIT, MOST_PIECES

LONGEST_ID = 40
"""Characters of an id, by the course's schema."""


def _id(number: int) -> str:
    return f"{number:02}".ljust(LONGEST_ID, "x")


def test_the_largest_state_is_below_two_kilobytes() -> None:
    """Twenty questions with the longest ids, all skipped, at the last, half of it in doubt."""
    places, heard = tuple(range(MOST_QUESTIONS)), cut("\u0416" * 500)
    quiz = Quiz(
        items=tuple(map(_id, places)), marks=(100,) * 19 + (-1,), at=19, queue=(), skipped=places,
        order=tuple(range(8)), earned=tuple(range(8)), hints=3, tries=3, last=18, hinted=2,
        doubt=heard, topic=_id(1),
    )  # fmt: skip
    state = State(
        entry=_id(1), topic=_id(2), offer="topics_on", choice=(), listing=None, point=0,
        said=("points", _id(5), "3", "6"), quiz=quiz, misses=3, heard=heard,
        habits=("slow", "Cambridge International", ("quiz-commands",)), gentle=True,
        owed=places, unsaved=True,
    )  # fmt: skip
    size = len(json.dumps(to_dict(state)))
    print(f"\nthe largest state takes {size} bytes")
    assert size < 1950, "with what the channel adds, no more than 2,000"
    assert from_dict(to_dict(state)) == state


def test_the_largest_lesson_is_below_two_kilobytes() -> None:
    """Five pieces, each missed and told again, and an exit check of three."""
    size = 2 * MOST_PIECES + EXIT
    places, heard = tuple(range(size)), cut("\u0416" * 500)
    again = (f"{_id(1)}~",) * MOST_PIECES
    quiz = Quiz(
        items=tuple(map(_id, places)), marks=(100,) * (size - 1) + (-1,), at=size - 1, queue=(),
        skipped=places, order=tuple(range(6)), hints=3, tries=3, last=size - 2, hinted=2, doubt=heard,
        topic=_id(1), lesson=(*(_id(1) for _ in range(MOST_PIECES)), *again, "", "", ""),
    )  # fmt: skip
    state = State(
        entry=_id(1), topic=_id(2), offer="topics_on", said=("otherwise", _id(5), "short_version", "6"),
        quiz=quiz, misses=3, heard=heard, gentle=True, profile="hedgehog", unsaved=True,
    )  # fmt: skip
    assert len(json.dumps(to_dict(state))) <= MOST_BYTES
    assert from_dict(json.loads(json.dumps(to_dict(state)))) == state


@given(st.text(max_size=400))
def test_what_was_heard_is_kept_short(text: str) -> None:
    kept = cut(text)
    assert text.startswith(kept) and len(kept) <= MOST_HEARD
    assert len(json.dumps(kept)) <= MOST_HEARD_BYTES
    if text.isascii() and len(json.dumps(text)) <= MOST_HEARD_BYTES:
        assert kept == text[:MOST_HEARD]


def _owing(items: int, left: str) -> State:
    places = tuple(range(items))
    quiz = Quiz(items=tuple(map(_id, places)), marks=(100,) * (items - 1) + (-1,), at=items - 1)
    return State(entry=_id(1), topic=_id(2), quiz=quiz, owed=places[:-1], left=left)


def test_marks_owed_of_one_quiz_after_another_fit() -> None:
    """However many quizzes are left unsaved, the state stays small; garbage owes nothing."""
    left, kept = "", []
    for _ in range(12):
        before = _owing(MOST_QUESTIONS, left)
        after = replace(before, quiz=Quiz(items=(_id(77),), marks=(-1,)), owed=())
        state = with_owed(before, after, saved=False)
        left = state.left
        kept.append(len(left))
        assert len(json.dumps(to_dict(state))) <= MOST_BYTES and state.owed == ()
    assert kept[0] >= 19 * 6 and kept == sorted(kept)
    full = with_owed(_owing(MOST_QUESTIONS, left), _owing(MOST_QUESTIONS, left), saved=False)
    assert len(json.dumps(to_dict(full))) <= MOST_BYTES and full.left
    for garbage in ("x", "\u0416", "~~~~~~", "0" * 4000):
        odd = with_owed(_owing(3, garbage), _owing(2, garbage), saved=False)
        assert len(json.dumps(to_dict(odd))) <= MOST_BYTES
    assert with_owed(before, after, saved=True).left == ""
