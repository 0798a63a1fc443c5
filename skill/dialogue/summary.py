"""The end of a quiz: the score, what went well, what to look at, when it comes back, what next."""

from datetime import datetime
from typing import Any

from msgspec import structs

from skill.content.course import Course
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.learner.grouping import place_of
from skill.learner.record import Learner
from skill.quiz.session import Quiz
from skill.speech.composing import capital, count, joined, marks
from skill.speech.parts import Speech
from skill.speech.times import when


def summed_up(
    scene: Scene, quiz: Quiz, lead: Speech, state: State, learner: Learner, facts: dict[str, Any]
) -> Outcome:
    """The quiz is over: summary, and one clear next step."""
    learner = learner.quiz_finished(scene.now).with_(unfinished=None)
    missed = quiz.missed
    # Of a quiz on one topic, that topic is no news.
    good, look = ([], []) if quiz.topic else strong_and_weak(scene.course, quiz)
    parts = [_score(scene, quiz)]
    if good and quiz.points < quiz.marked:
        parts.append(scene.phrase("summary_good", topics=joined(good)))
    if look:
        key = "summary_look" if len(look) == 1 else "summary_look_more"
        parts.append(scene.phrase(key, topics=joined(look)))
    due = _due(scene, learner, missed)
    parts += [due, _next_step(scene, missed, after_due=bool(due))]
    state = structs.replace(
        state, quiz=None, over=quiz, offer="retry" if missed else "more_quiz",
        said=("summary",), misses=0,
    )  # fmt: skip
    score = f"{marks(quiz.points)} out of {count(quiz.marked)}"
    rows = tuple(_row(scene, quiz, at) for at in range(len(quiz.items)))
    return ask(
        scene, speech(lead, *parts), scene.phrase("summary_reprompt"), state,
        learner=learner,
        card=Card(f"Quiz: {score}", "\n".join(rows)),
        screen=Screen("summary", capital(score), lines=rows),
        finished=True, score=round(quiz.points, 2), asked=quiz.marked, **facts,
    )  # fmt: skip


def _due(scene: Scene, learner: Learner, missed: tuple[str, ...]) -> str:
    """When what was missed comes back, or else what is next; "" where nothing is remembered."""
    next_due = _next_due(scene, learner, missed)
    if not scene.tools.remembers or next_due is None:
        return ""
    key = "summary_next" if not missed else "summary_due" if len(missed) > 1 else "summary_due_one"
    return scene.phrase(key, count=count(len(missed)), next=when(next_due, scene.now))


def _next_due(scene: Scene, learner: Learner, missed: tuple[str, ...]) -> datetime | None:
    """When the first of the missed items is due; of all that is known, if none was missed."""
    topics = ((item_id, scene.course.topic_of(item_id)) for item_id in missed)
    places = [place_of(item_id, topic.id) for item_id, topic in topics if topic]
    cards = [learner.cards.find(place) for place in places if learner.cards.at_hand(place)]
    if missed:
        return min((card.due_at for card in cards if card.seen), default=None)
    return learner.next_due(scene.now)


def _next_step(scene: Scene, missed: tuple[str, ...], after_due: bool) -> str:
    """The one thing to do next, as a question. What was missed is not named twice."""
    if not missed:
        return scene.phrase("next_more")
    key = "next_missed" if len(missed) > 1 else "next_missed_one"
    return scene.phrase(f"{key}_now" if after_due else key, count=count(len(missed)))


def _score(scene: Scene, quiz: Quiz) -> str:
    total = quiz.marked  # what left the course in between was never asked
    if total <= 1:
        return scene.phrase("summary_one_right" if quiz.points >= 1 else "summary_one_wrong")
    if quiz.points >= total:
        return capital(scene.phrase("summary_full", total=count(total)))
    return scene.phrase("summary", points=marks(quiz.points), total=count(total))


def _row(scene: Scene, quiz: Quiz, at: int) -> str:
    item, mark = scene.course.item(quiz.items[at]), quiz.marks[at]
    sign = "✓" if mark >= 100 else "½" if mark >= 50 else "✗" if mark >= 0 else "–"
    return f"{sign} {item.prompt}" if item else f"{sign} (no longer in the course)"


def strong_and_weak(course: Course, quiz: Quiz) -> tuple[list[str], list[str]]:
    """Titles of topics in which everything, and in which less than half, was right; two at most."""
    by_topic: dict[str, list[int]] = {}
    for item_id, mark in zip(quiz.items, quiz.marks, strict=True):
        topic = course.topic_of(item_id)
        if topic and mark >= 0:
            by_topic.setdefault(topic.title, []).append(mark)
    good = [title for title, got in by_topic.items() if min(got) >= 100]
    weak = [title for title, got in by_topic.items() if sum(got) < 50 * len(got)]
    return good[:2], weak[:2]
