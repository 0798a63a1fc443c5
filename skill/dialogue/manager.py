"""One turn of the dialogue: (turn, state, learner, course, now, rng) → Outcome. Pure."""

from dataclasses import replace

from skill.dialogue import (
    after_quiz,
    answering,
    arriving,
    boards,
    browsing,
    in_quiz,
    listing,
    progressing,
    quiz_opening,
    quizzing,
    topics,
    unclear,
)
from skill.dialogue.acts import Act
from skill.dialogue.floor import floor
from skill.dialogue.interpretation import interpret
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.naming import topic_named
from skill.dialogue.offers import list_afresh, no, topics_on, yes
from skill.dialogue.scene import Handler, Outcome, Scene, led_by
from skill.quiz.selection import QuizRequest
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


# What yes and no mean


# What cannot be done outside a quiz


def _question(scene: Scene, meaning: Meaning) -> Outcome:
    outcome = answering.question(scene, meaning)
    topic = topic_named(meaning.text, scene.course)
    if topic and outcome.facts.get("decision") != "answer":
        return topics.topic(scene, Meaning(Kind.TOPIC, name=topic))
    return outcome


def _topic(scene: Scene, meaning: Meaning) -> Outcome:
    if meaning.name and (scene.state.offer == "quiz_topic" or scene.state.quiz):
        request = QuizRequest(topic_id=meaning.name)
        return quiz_opening.started(scene, Meaning(Kind.QUIZ, request=request))
    return topics.topic(scene, meaning)


def _started(scene: Scene, meaning: Meaning) -> Outcome:
    return quiz_opening.started(scene, meaning)


def _next(scene: Scene, meaning: Meaning) -> Outcome:
    if scene.state.offer == "topics_on":
        return topics_on(scene, meaning)
    if scene.state.entry is None:
        return _no_quiz(scene, meaning)
    return listing.listed(scene, Meaning(Kind.NEXT))


def _easier(scene: Scene, meaning: Meaning) -> Outcome:
    return quiz_opening.levelled(scene, "easier")


def _harder(scene: Scene, meaning: Meaning) -> Outcome:
    return quiz_opening.levelled(scene, "harder")


def _left(scene: Scene, meaning: Meaning) -> Outcome:
    over = scene.state.over is not None and scene.state.said[:1] == ("summary",)
    return after_quiz.score_after(scene, meaning) if over else _no_quiz(scene, meaning)


def _score(scene: Scene, meaning: Meaning) -> Outcome:
    fresh = scene.state.said[:1] in (("summary",), ("why",)) or not scene.tools.remembers
    if scene.state.over is not None and fresh:
        return after_quiz.score_after(scene, meaning)
    return progressing.overall(scene, meaning)


def _start_over(scene: Scene, meaning: Meaning) -> Outcome:
    if scene.state.listing or scene.state.offer in ("list", "list_on"):
        return list_afresh(scene, meaning)
    return arriving.launched(scene, meaning)


def _list_or_unknown(scene: Scene, meaning: Meaning) -> Outcome:
    return listing.listed(scene, meaning)


def _dont_know(scene: Scene, meaning: Meaning) -> Outcome:
    return unclear.suggested(scene, meaning)


_no_quiz = floor("not_in_quiz", "quiz_any", "offer_reprompt")

HANDLERS: dict[Kind, Handler] = {
    Kind.LAUNCH: arriving.launched,
    Kind.QUESTION: _question,
    Kind.YES: yes,
    Kind.NO: no,
    Kind.CHOICE: answering.chosen,
    Kind.REPEAT: browsing.repeated,
    Kind.SLOWER: browsing.paced,
    Kind.FASTER: browsing.paced,
    Kind.NEXT: _next,
    Kind.PREVIOUS: listing.previous_point,
    Kind.MORE: after_quiz.why_after,
    Kind.LIST: _list_or_unknown,
    Kind.POINT: listing.numbered_point,
    Kind.TOPICS: topics.topics,
    Kind.TOPIC: _topic,
    Kind.QUIZ: _started,
    Kind.SKIP: _no_quiz,
    Kind.HINT: _no_quiz,
    Kind.OPTIONS: _no_quiz,
    Kind.DONT_KNOW: _dont_know,
    Kind.WHY: after_quiz.why_after,
    Kind.OVERRIDE: after_quiz.override_after,
    Kind.WAIT: floor("what_next"),
    Kind.STOP: arriving.left,
    Kind.HELP: browsing.helped,
    Kind.HOME: arriving.left,
    Kind.START_OVER: _start_over,
    Kind.SCORE: _score,
    Kind.PROGRESS: progressing.overall,
    Kind.REVISE: progressing.revise,
    Kind.DUE: progressing.due,
    Kind.FORGET: browsing.forget_asked,
    Kind.BOARD: boards.board,
    Kind.RESUME: quiz_opening.resumed,
    Kind.PAUSE: arriving.paused,
    Kind.THANKS: floor("thanks"),
    Kind.HELLO: floor("hello"),
    Kind.ABOUT: floor("about", "suggest", "offer_reprompt"),
    Kind.JOKE: floor("joke", "suggest", "offer_reprompt"),
    Kind.DOUBTED: floor("doubted"),
    Kind.NERVES: floor("nerves", "quick", "offer_reprompt"),
    Kind.GRUMBLE: floor("grumble", "quick", "offer_reprompt"),
    Kind.KNOWN: browsing.known,
    Kind.MISSED: after_quiz.missed_after,
    Kind.NORMAL: browsing.paced,
    Kind.BACK: browsing.repeated,
    Kind.NO_QUIZ: _no_quiz,
    Kind.LEFT: _left,
    Kind.EASIER: _easier,
    Kind.HARDER: _harder,
    Kind.CHATTER: floor("chatter"),
    Kind.READY: floor("what_next"),
    Kind.SORROW: browsing.sorry,
    Kind.DISTRESS: browsing.distressed,
    Kind.UNHEARD: browsing.unheard,
}
