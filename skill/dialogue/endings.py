"""How a lesson and a game end, and the verdicts within a lesson."""

from typing import Any

from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue.feedback import answer_line
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.learner.record import Learner
from skill.quiz.session import UNMARKED, Quiz
from skill.speech.composing import capital, count, marks
from skill.speech.parts import Speech
from skill.tutor.lesson import exit_score


def checked(scene: Scene, item: QuizItem, right: bool) -> Speech:
    """The verdict within a lesson, short: the next piece follows it."""
    if right:
        return speech(scene.phrase("lesson_right"))
    if item.kind == "list" or len(item.answer) > 60:
        return speech(scene.phrase("wrong_plain"))
    if item.kind == "true_false":
        return speech(scene.phrase(f"wrong_{item.answer.lower()}"))
    return speech(answer_line(scene, "wrong", item))


def lesson_over(
    scene: Scene, quiz: Quiz, lead: Speech, state: State, learner: Learner, facts: dict[str, Any]
) -> Outcome:
    """The lesson is over: how its last questions went, and one way on."""
    points, total = exit_score(quiz)
    topic = scene.course.topic(quiz.topic)
    missed = tuple(dict.fromkeys(quiz.missed))
    key = "lesson_done_all" if points >= total else "lesson_done"
    line = scene.phrase(
        key, what=topic.title if topic else scene.topic_name(), points=marks(points),
        total=count(total),
    )  # fmt: skip
    next_key = (
        "next_more" if not missed else "next_missed" if len(missed) > 1 else "next_missed_one"
    )
    learner = learner.quiz_finished(scene.now)
    state = structs.replace(
        state, quiz=None, over=structs.replace(quiz, lesson=()), misses=0, said=("summary",),
        offer="retry" if missed else "more_quiz",
    )  # fmt: skip
    score = f"{marks(points)} out of {count(total)}"
    return ask(
        scene, speech(lead, line, scene.phrase(next_key, count=count(len(missed)))),
        scene.phrase("summary_reprompt"), state, learner=learner,
        card=Card(f"Lesson: {score}", topic.title if topic else ""),
        screen=Screen("summary", f"Lesson: {score}"),
        finished=True, taught=True, score=round(points, 2), asked=total, **facts,
    )  # fmt: skip


def game_over(
    scene: Scene, quiz: Quiz, lead: Speech, state: State, learner: Learner, facts: dict[str, Any]
) -> Outcome:
    """The game is over: who won. Nothing of it is kept."""
    got = [
        sum(m for at, m in enumerate(quiz.marks) if at % quiz.players == n and m != UNMARKED) / 100
        for n in range(quiz.players)
    ]
    names = [scene.phrase(f"player_name_{n + 1}") for n in range(quiz.players)]
    if max(got) == min(got):
        line = scene.phrase("game_drawn", points=marks(got[0]))
    else:
        first = got.index(max(got))
        line = scene.phrase(
            "game_won", winner=names[first], loser=names[1 - first], points=marks(got[first]),
            other=marks(got[1 - first]),
        )  # fmt: skip
    state = structs.replace(
        state, quiz=None, over=None, misses=0, offer="play_again", said=("summary",)
    )
    rows = tuple(
        f"{capital(name)}: {marks(points)}" for name, points in zip(names, got, strict=True)
    )
    return ask(
        scene, speech(lead, capital(line), scene.phrase("play_again")), scene.phrase("offer_reprompt"),
        state, learner=learner, card=Card("Two players", "\n".join(rows)),
        screen=Screen("summary", "Two players", lines=rows), finished=True, players=quiz.players, **facts,
    )  # fmt: skip
