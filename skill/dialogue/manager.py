"""One turn of the dialogue: (turn, state, learner, course, now, rng) → Outcome. Pure."""

from dataclasses import replace

from skill.dialogue import (
    arriving,
    in_quiz,
    quiz_opening,
    quizzing,
)
from skill.dialogue.acts import Act
from skill.dialogue.handlers import HANDLERS
from skill.dialogue.interpretation import interpret
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.scene import Outcome, Scene, led_by
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT
from skill.speech.parts import Pause

_MEANT: dict[Act, Kind] = {
    Act.LAUNCH: Kind.LAUNCH, Act.YES: Kind.YES, Act.NO: Kind.NO, Act.REPEAT: Kind.REPEAT,
    Act.NEXT: Kind.NEXT, Act.PREVIOUS: Kind.PREVIOUS, Act.START_OVER: Kind.START_OVER,
    Act.HELP: Kind.HELP, Act.STOP: Kind.STOP, Act.CANCEL: Kind.STOP, Act.HOME: Kind.HOME,
    Act.FALLBACK: Kind.UNHEARD,
}  # fmt: skip
_LEAVING = (Act.STOP, Act.CANCEL, Act.HOME)


def respond(scene: Scene) -> Outcome:
    """The reply to one turn, and everything to remember from it.

    Raises CardsNotLoaded when it needs cards of the learner that are not at hand: load them
    and respond again.
    """
    act = scene.turn.act
    if act in (Act.ENDED, Act.IGNORED, Act.FORGOTTEN):
        outcome = arriving.ended(scene, Meaning(Kind.STOP))
        return replace(outcome, forget=act == Act.FORGOTTEN)
    if act == Act.LAUNCH:
        return arriving.launched(scene, Meaning(Kind.LAUNCH))
    if scene.turn.opens and scene.learner.is_new:
        scene = replace(scene, learner=scene.learner.seen(scene.now))
    if act in _LEAVING:
        return arriving.left(scene, Meaning(Kind.STOP))
    quiz = scene.state.quiz
    if quiz is not None:
        return _in_quiz(scene, quiz)
    meaning = _meaning(scene)
    return _handled(scene, meaning)


def _meaning(scene: Scene) -> Meaning:
    turn = scene.turn
    if turn.touched:
        what, _, value = turn.touched.partition(":")
        if what == "topic":
            return Meaning(Kind.TOPIC, name=value)
        return interpret(value if what == "say" else "", scene.state, scene.course)
    if turn.act in _MEANT:
        return Meaning(_MEANT[turn.act], text=turn.text)
    return interpret(turn.text, scene.state, scene.course)


def _handled(scene: Scene, meaning: Meaning) -> Outcome:
    outcome = HANDLERS[meaning.kind](scene, meaning)
    return replace(outcome, facts={"meaning": meaning.kind.value, **outcome.facts})


def _in_quiz(scene: Scene, quiz: Quiz) -> Outcome:
    item = scene.course.item(quiz.item_id)
    if item is None:
        return quizzing.asked(scene, quiz, (), scene.state, scene.learner)
    offer, act = scene.state.offer, scene.turn.act
    if offer in _OFFERS_IN_QUIZ:
        meaning = _meaning(scene)
        if meaning.kind in (Kind.YES, Kind.NO) or (
            meaning.kind in (Kind.TOPIC, Kind.BOARD) and meaning.name
        ):
            return _back_to_quiz(scene, _handled(scene, meaning))
    if act in in_quiz.BY_ACT:
        return in_quiz.BY_ACT[act](scene, quiz, item)
    if act == Act.START_OVER:
        return quiz_opening.restarted(scene, quiz)
    done = in_quiz.turn(scene, quiz, item)
    if isinstance(done, Outcome):
        return replace(done, facts={"meaning": "answer", **done.facts})
    if done.kind in in_quiz.AT_LARGE:
        return in_quiz.AT_LARGE[done.kind](scene, quiz, item)
    if done.kind == Kind.START_OVER:
        return quiz_opening.restarted(scene, quiz)
    return _back_to_quiz(scene, _handled(scene, done))


_OFFERS_IN_QUIZ = (
    "forget",
    "board",
    "retry",
    "leave",
    "due",
    "quiz",
    "quick",
    "new",
    "quiz_any",
    "topics",
    "topics_on",
    "quiz_topic",
)
"""Offers made by the dialogue at large while a quiz is open."""


def _back_to_quiz(scene: Scene, outcome: Outcome) -> Outcome:
    """What the dialogue at large did in mid-quiz, led back to the open question.

    Not when it ended the session or the quiz, started another, or asked something itself.
    """
    quiz = outcome.state.quiz
    if not outcome.reply.listen or quiz is None or quiz != scene.state.quiz or outcome.state.offer:
        return outcome
    item = scene.course.item(quiz.item_id)
    if item is None:
        return outcome
    here = replace(scene, state=outcome.state, learner=outcome.learner)
    back = in_quiz.again(here, quiz, item)
    return led_by(here, back, (*outcome.reply.speech, Pause(BEAT)))
