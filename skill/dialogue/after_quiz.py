"""What is said about a quiz that is over."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import answering
from skill.dialogue.entries import reprompt
from skill.dialogue.floor import floor
from skill.dialogue.quiz_commands import (
    disputed_words,
    explained,
    heard_otherwise,
    overridden,
)
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.quiz.selection import QuizRequest, select
from skill.quiz.session import MOST_QUESTIONS
from skill.speech.composing import capital, count, marks
from skill.speech.parts import Speech
from skill.understanding.meaning import Meaning


def override_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "I was right" about the last question of a quiz that is over."""
    over = scene.state.over
    if over is None:
        line = scene.phrase("override_none")
        return _floor(scene, line, scene.state)
    scene, over, line, facts = overridden(scene, over)
    points = marks(over.points)
    total = scene.phrase("override_score", points=points, total=count(over.marked))
    state = structs.replace(scene.state, over=over)
    outcome = _next_step(scene, f"{line} {total if facts else ''}".strip(), state)
    return replace(outcome, facts={**outcome.facts, **facts}, disputed=disputed_words(scene, facts))


def said_so_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "That's what I said" about the last question of a quiz that is over."""
    over = scene.state.over
    if over is not None and (unlike := heard_otherwise(scene, over)):
        return _next_step(scene, unlike, scene.state)
    return override_after(scene, meaning)


def score_after(scene: Scene, meaning: Meaning) -> Outcome:
    """The score of the quiz that has just ended, and its offer once more."""
    over = scene.state.over
    if over is None:
        return _floor(scene, scene.phrase("override_none"), scene.state)
    line = scene.phrase("score_after", points=marks(over.points), total=count(over.marked))
    return _next_step(scene, capital(line), scene.state)


def _next_step(scene: Scene, line: str | Speech, state: State) -> Outcome:
    """Something said, then what to do next: go over what was missed, or another five."""
    missed = len(state.missed)
    key = "next_more" if not missed else "next_missed" if missed > 1 else "next_missed_one"
    state = structs.replace(state, offer="retry" if missed else "more_quiz")
    said = speech(line, scene.phrase(key, count=count(missed)))
    return ask(scene, said, scene.phrase("summary_reprompt"), state)


def why_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Why?" about the last question of a quiz that is over; else more on the last entry."""
    over = scene.state.over
    if over is None or scene.state.said[:1] not in (("summary",), ("why",)):
        return answering.detail(scene, meaning)
    scene, line, _ = explained(scene, over)
    return _floor(scene, line, scene.state)


def _floor(scene: Scene, line: str, state: State) -> Outcome:
    said = speech(line, scene.phrase("anything_else"))
    return ask(scene, said, reprompt(scene), structs.replace(state, offer=""))


def missed_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What did I get wrong?" about the quiz that is over."""
    wanted = QuizRequest(count=MOST_QUESTIONS, pick="missed", board=scene.learner.board)
    missed = scene.state.missed or select(scene.course, scene.learner, wanted, scene.now, scene.rng)
    n = len(missed)
    if not n:
        return floor("quiz_none_missed", "quiz_any", "offer_reprompt")(scene, meaning)
    key = "next_missed" if n > 1 else "next_missed_one"
    return floor(key, "retry", "offer_reprompt", count=count(n))(scene, meaning)
