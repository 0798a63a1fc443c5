"""How a learner is doing."""

from datetime import UTC, datetime, timedelta

from skill.learner.record import Learner
from skill.quiz.progress import progress
from tests.quiz.test_selection import course_of, item, learned, plain

NOW = datetime(2026, 5, 4, 17, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def test_a_newcomer_has_everything_before_them():
    found = progress(plain(3, 10), Learner(), NOW)
    assert (found.mastery, found.seen, found.items, found.due) == (0, 0, 30, 0)
    assert found.next_due is None and not found.started and not found.weakest
    assert [topic.topic_id for topic in found.untouched] == ["t0", "t1", "t2"]


def test_right_answers_count_for_a_topic_and_wrong_ones_against():
    course = plain(3, 4)
    learner = learned(
        course,
        {f"t0-{n}": "good" for n in range(4)} | {f"t1-{n}": "again" for n in range(4)},
    )
    found = progress(course, learner, NOW)
    strong, weak, _ = found.topics
    assert strong.mastery > weak.mastery and weak.weak == 4
    assert found.weakest[0].topic_id == "t1"
    assert found.strongest.topic_id == "t0"
    assert [topic.topic_id for topic in found.untouched] == ["t2"]
    assert found.seen == 8 and found.due == 0
    assert found.next_due < NOW + DAY


def test_mastery_grows_with_every_success_and_falls_with_a_miss():
    course, learner, now, levels = plain(1, 1), Learner(), NOW, []
    for _ in range(5):
        learner = learner.reviewed("t0-0", "t0", "good", now)
        levels.append(progress(course, learner, now).mastery)
        now = learner.next_due(now)
    assert levels == sorted(set(levels)) and levels[0] < 40 and levels[-1] > 90
    learner = learner.reviewed("t0-0", "t0", "again", now)
    assert progress(course, learner, now).mastery < levels[-1] / 2


def test_due_and_next_due_agree_with_the_cards():
    course = plain(1, 3)
    learner = learned(course, {"t0-0": "again", "t0-1": "good", "t0-2": "easy"})
    first = learner.card("t0-0", "t0").due_at
    assert progress(course, learner, NOW).next_due == first
    at_first = progress(course, learner, first)
    assert at_first.due == 1 and at_first.next_due == learner.card("t0-1", "t0").due_at
    assert progress(course, learner, NOW + 60 * DAY).due == 3


def test_another_boards_items_are_not_held_against_the_learner():
    course = course_of(
        {"t": [item("a"), item("b", exam_boards=("OCR",)), item("d", draft=True)], "none": []}
    )
    assert progress(course, Learner(), NOW).items == 2
    assert progress(course, Learner().with_(board="AQA"), NOW).items == 1
    assert len(progress(course, Learner(), NOW).topics) == 1


def test_cards_of_removed_items_do_not_count_beyond_the_items_there_are():
    learner = learned(plain(1, 10), {f"t0-{n}": "good" for n in range(10)})
    found = progress(plain(1, 2), learner, NOW + 90 * DAY)
    assert found.seen == 2 and found.due == 2 and found.mastery <= 100
