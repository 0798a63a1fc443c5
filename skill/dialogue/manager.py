"""One turn of the dialogue: (turn, state, learner, course, now, rng) → Outcome. Pure."""

from dataclasses import replace

from skill.dialogue import arriving, in_quiz, quizzing, shelving
from skill.dialogue.acts import Act
from skill.dialogue.handlers import HANDLERS
from skill.dialogue.listening import understood
from skill.dialogue.scene import Outcome, Scene, led_by
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT
from skill.speech.parts import Pause
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

_LEAVING = (Act.STOP, Act.CANCEL, Act.HOME)


def respond(scene: Scene) -> Outcome:
    """The reply to one turn, and everything to remember from it.

    Raises CardsNotLoaded when it needs cards of the learner that are not at hand: load them
    and respond again.
    """
    act = scene.turn.act
    if act in (Act.ENDED, Act.IGNORED, Act.FORGOTTEN):
        outcome = arriving.ended(scene, Meaning(Intent.STOP))
        return replace(outcome, forget=act == Act.FORGOTTEN)
    if act == Act.SWITCHED:
        return shelving.led(scene, shelving.arrived(scene))
    if act == Act.LAUNCH:
        return arriving.launched(scene, Meaning(Intent.LAUNCH))
    if act in _LEAVING:
        return arriving.left(_met(scene), Meaning(Intent.STOP))
    quiz = scene.state.quiz
    if quiz is not None and scene.course.item(quiz.item_id) is None:
        return quizzing.asked(scene, quiz, (), scene.state, scene.learner)
    meaning = understood(scene)
    arrives = scene.turn.opens and quiz is None and meaning.intent == Intent.HELLO
    if arrives:
        # Where nothing is opened but by writing, "hello" is the arrival: whose, launched finds out.
        meaning = replace(meaning, intent=Intent.LAUNCH)
    else:
        scene = _met(scene)
    if shelving.is_elsewhere(scene, meaning):
        return shelving.there(scene, meaning)
    if meaning.intent == Intent.SUBJECT and meaning.subject is not None:
        return shelving.subject(scene, meaning)
    done = in_quiz.heard(scene, quiz, meaning) if quiz else None
    outcome = done or HANDLERS[meaning.intent](scene, meaning)
    if quiz is not None and done is None:
        outcome = _back_to_quiz(scene, outcome)
    facts = {"meaning": meaning.intent.value, "sure": round(meaning.probability, 3)}
    why = outcome.why or (lambda: {"meaning": described(meaning)})
    outcome = replace(outcome, facts={**facts, **outcome.facts}, why=why)
    return shelving.led(scene, outcome) if scene.turn.switched else outcome


def _met(scene: Scene) -> Scene:
    """The scene with a newcomer known, whose first words were no mere greeting."""
    if not (scene.turn.opens and scene.learner.is_new):
        return scene
    return replace(scene, learner=scene.learner.seen(scene.now))


def described(meaning: Meaning) -> dict[str, object]:
    """A meaning as plain values, without the words."""
    return {
        "intent": meaning.intent.value, "probability": round(meaning.probability, 3),
        "runners_up": [list(pair) for pair in meaning.runners_up],
        "signals": dict(meaning.signals), "asks": meaning.asks,
    }  # fmt: skip


def _back_to_quiz(scene: Scene, outcome: Outcome) -> Outcome:
    """What the dialogue at large did in mid-quiz, led back to the open question.

    Not when it ended the session or the quiz, started another, or asked something itself.
    """
    quiz: Quiz | None = outcome.state.quiz
    if not outcome.reply.listen or quiz is None or quiz != scene.state.quiz or outcome.state.offer:
        return outcome
    item = scene.course.item(quiz.item_id)
    if item is None:
        return outcome
    here = replace(scene, state=outcome.state, learner=outcome.learner)
    back = quizzing.again(here, quiz, item)
    led = led_by(here, back, (*outcome.reply.speech, Pause(BEAT)))
    return replace(led, moved=outcome.moved)
