"""Which items a quiz asks, and in which order."""

import itertools
import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.content.course import Course, CourseFile, CourseInfo, Entry, QuizItem, Topic
from skill.learner.record import Learner
from skill.learner.stores.memory import MemoryStore
from skill.learner.turns import attempt, transact
from skill.quiz.progress import progress
from skill.quiz.selection import QuizRequest, due_count, makeup, prepared, select

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
DAY = timedelta(days=1)
PICKS = ("mixed", "due", "missed", "new")


def item(name: str, **fields) -> QuizItem:
    return QuizItem(id=name, **{"kind": "short", "prompt": "?", "answer": "!"} | fields)


def course_of(topics: dict[str, list[QuizItem]], entries: tuple[Entry, ...] = ()) -> Course:
    return Course(
        CourseFile(
            format=1,
            course=CourseInfo(title="All", exam_boards=("AQA", "OCR")),
            topics=tuple(
                Topic(id=name, title=name, quiz=tuple(items), entries=entries if not n else ())
                for n, (name, items) in enumerate(topics.items())
            ),
        )
    )


def plain(topics=3, items=10) -> Course:
    return course_of({f"t{t}": [item(f"t{t}-{n}") for n in range(items)] for t in range(topics)})


def learned(course: Course, ratings: dict[str, str], now=NOW) -> Learner:
    learner = Learner()
    for name, rating in ratings.items():
        learner = learner.reviewed(name, course.topic_of(name).id, rating, now)
    return learner


def pick(course, learner, now=NOW, seed=1, **request) -> tuple[str, ...]:
    return select(course, learner, QuizRequest(**request), now, random.Random(seed))


@pytest.mark.parametrize(
    ("asked", "got"), [(None, 5), (1, 1), (0, 1), (-3, 1), (3, 3), (20, 20), (99, 20)]
)
def test_the_count_is_kept_to_its_limits(asked, got):
    assert len(pick(plain(), Learner(), count=asked)) == got


def test_a_small_topic_gives_what_it_has():
    course = course_of({"t": [item("a"), item("b")], "u": [item("c")], "empty": []})
    assert sorted(pick(course, Learner(), topic_id="t", count=5)) == ["a", "b"]
    assert pick(course, Learner(), topic_id="empty") == ()
    assert pick(course, Learner(), topic_id="unknown") == ()


def test_drafts_and_other_kinds_are_not_asked():
    items = [item("draft", draft=True), item("tf", kind="true_false"), item("year", kind="year")]
    course = course_of({"t": [*items, item("short")]})
    assert sorted(pick(course, Learner())) == ["short", "tf", "year"]
    assert pick(course, Learner(), kinds=("true_false",)) == ("tf",)
    assert pick(course, Learner(), kinds=("list",)) == ()


def test_a_board_keeps_to_its_own_and_to_what_is_everybodys():
    entries = (
        Entry(id="e-aqa", question="?", answer="!", exam_boards=("AQA",)),
        Entry(id="e-ocr", question="?", answer="!", exam_boards=("OCR",)),
        Entry(id="e-all", question="?", answer="!"),
    )
    items = [
        item("mine", exam_boards=("AQA",)),
        item("theirs", exam_boards=("OCR",)),
        item("anyones"),
        item("mine-by-entry", entry="e-aqa"),
        item("theirs-by-entry", entry="e-ocr"),
        item("anyones-by-entry", entry="e-all"),
        item("mine-against-entry", entry="e-ocr", exam_boards=("AQA", "OCR")),
    ]
    course = course_of({"t": items}, entries)
    got = pick(course, Learner(), count=20, board="aqa")
    assert not any(name.startswith("theirs") for name in got) and len(got) == 5
    assert len(pick(course, Learner(), count=20)) == 7


def test_what_is_due_comes_first_and_then_what_is_new():
    course = plain(1, 10)
    learner = learned(course, {"t0-0": "good", "t0-1": "again", "t0-2": "easy"})
    later = NOW + 5 * DAY
    assert due_count(course, learner, later) == 2
    daily = pick(course, learner, later, pick="due")
    assert {"t0-0", "t0-1"} <= set(daily) and "t0-2" not in daily
    ready = prepared(course, learner, daily)
    assert makeup(course, ready, daily, later).__dict__ == {"due": 2, "new": 3, "others": 0}


@pytest.mark.parametrize(("due", "new"), [(0, 10), (3, 7), (6, 4), (9, 4), (10, 1), (20, 1)])
def test_a_mixed_quiz_has_something_new_but_first_what_is_due(due, new):
    course = plain(2, 20)
    learner = learned(course, {f"t0-{n}": "again" for n in range(due)})
    got = pick(course, learner, NOW + 3 * DAY, count=10)
    ready = prepared(course, learner, got)
    assert makeup(course, ready, got, NOW + 3 * DAY).new == new


def test_only_what_was_missed():
    course = plain(1, 10)
    learner = learned(course, {"t0-0": "good", "t0-1": "again", "t0-2": "hard", "t0-3": "again"})
    assert sorted(pick(course, learner, pick="missed")) == ["t0-1", "t0-3"]
    learner = learner.reviewed("t0-1", "t0", "good", NOW + DAY)
    assert pick(course, learner, pick="missed") == ("t0-3",)
    assert pick(course, Learner(), pick="missed") == ()


def test_only_what_is_new():
    course = plain(1, 4)
    learner = learned(course, {"t0-0": "good", "t0-1": "again"})
    assert sorted(pick(course, learner, pick="new")) == ["t0-2", "t0-3"]


def test_one_entry_is_asked_once_while_there_are_others():
    items = [item(f"{entry}{n}", entry=f"e-{entry}") for entry in "abcde" for n in range(4)]
    course = course_of({"t": items})
    for seed in range(10):
        got = pick(course, Learner(), seed=seed)
        assert len({name[0] for name in got}) == 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 4), min_size=1, max_size=14),
    st.dictionaries(st.integers(0, 13), st.sampled_from(["again", "good"])),
    st.sampled_from(PICKS),
    st.integers(1, 20),
    st.integers(0, 9),
)
def test_every_quiz_is_in_good_order(entries, history, kind, count, seed):
    """Nothing twice, and no entry twice running if any order could avoid it."""
    items = [item(f"i{n}", entry=f"e{entry}") for n, entry in enumerate(entries)]
    half = len(items) // 2
    course = course_of({"t": items[:half], "u": items[half:]})
    ratings = {f"i{n}": rating for n, rating in history.items() if n < len(items)}
    learner = learned(course, ratings)
    got = pick(course, learner, NOW + 2 * DAY, seed, pick=kind, count=count)
    assert got == pick(course, learner, NOW + 2 * DAY, seed, pick=kind, count=count)
    assert len(set(got)) == len(got) <= count
    if kind in ("mixed", "due"):
        assert len(got) == min(count, len(items))
    parts = [entries[int(name[1:])] for name in got]
    repeats = sum(one == two for one, two in itertools.pairwise(parts))
    most = max(Counter(parts).values(), default=0)
    assert repeats <= max(0, most - (len(parts) - most) - 1)


def test_topics_are_mixed():
    got = pick(plain(4, 5), Learner(), count=12)
    topics = [name.split("-")[0] for name in got]
    assert sum(one == two for one, two in itertools.pairwise(topics)) <= 2


def test_chance_decides_among_equals():
    course = plain(2, 20)
    assert len({pick(course, Learner(), seed=seed) for seed in range(20)}) > 15


def test_a_naive_time_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        pick(plain(), learned(plain(), {"t0-0": "good"}), datetime(2026, 5, 4))


class Visits:
    """A learner in a store, over courses that change."""

    def __init__(self):
        self.store, self.rng, self.now = MemoryStore(), random.Random(4), NOW

    def quiz(self, course: Course, rating="good", **request) -> tuple[str, ...]:
        seed = self.rng.random()

        def begin(who):
            got = select(course, who, QuizRequest(**request), self.now, random.Random(seed))
            return prepared(course, who, got), got

        got = self._do(begin)
        for name in got:
            topic = course.topic_of(name).id
            self._do(lambda who, name=name, topic=topic: (
                who.reviewed(name, topic, rating, self.now), None))  # fmt: skip
        self.now += DAY
        return got

    def learner(self) -> Learner:
        return self.store.load("a")

    def _do(self, turn):
        return transact(self.store, "a", turn, sleep=lambda _: None, rng=self.rng)


def test_everything_is_met_sooner_or_later():
    course, visits = plain(5, 60), Visits()
    for _ in range(17):
        visits.quiz(course, count=20, pick="new")
    found = progress(course, visits.learner(), visits.now)
    assert found.seen == found.items == 300


def test_items_that_are_removed_break_nothing_and_are_let_go():
    visits = Visits()
    before = plain(2, 30)
    for _ in range(3):
        visits.quiz(before, count=20, pick="new")
    after = course_of({"t0": [item(f"t0-{n}") for n in range(10)]})
    visits.now += 30 * DAY
    assert visits.learner().due_count(visits.now) == 60
    for _ in range(20):
        got = visits.quiz(after, count=5)
        assert set(got) <= {each.id for each in after.items()}
        assert progress(after, visits.learner(), visits.now).seen <= 10
    # Fifty cards of removed items are not counted as due any more...
    assert visits.learner().due_count(visits.now + 400 * DAY) <= 10
    # ... and are remembered if the teacher brings the items back.
    learner = visits.learner()
    card = attempt(
        visits.store, "a", learner, lambda who: (who, who.card("t1-3", "t1"))
    )[1]  # fmt: skip
    assert card is not None and card.reps == 1
    back = visits.quiz(before, topic_id="t1", count=20, pick="due")
    assert len(back) == 20


def test_an_item_keeps_its_memory_when_its_topic_is_renamed_or_it_moves():
    visits = Visits()
    before = plain(1, 30)
    for _ in range(2):
        visits.quiz(before, count=20, pick="new")
    moved = course_of({"renamed": [item(f"t0-{n}") for n in range(30)]})
    for _ in range(12):
        visits.quiz(moved, count=1, kinds=("short",), pick="missed")
    found = progress(moved, visits.learner(), visits.now)
    assert found.seen == 30
    learner = visits.learner()
    cards = attempt(
        visits.store,
        "a",
        learner,
        lambda who: (who, [who.card(f"t0-{n}", "renamed") for n in range(30)]),
    )[1]
    assert all(card is not None and card.reps == 1 for card in cards)
    assert learner.due_count(visits.now + 400 * DAY) == 30
