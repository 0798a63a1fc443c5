"""What is done for each meaning, outside a quiz or beside its open question."""

from skill.dialogue import (
    after_quiz,
    answering,
    arriving,
    boards,
    browsing,
    listing,
    progressing,
    quiz_opening,
    topics,
    unclear,
)
from skill.dialogue.floor import floor
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.naming import topic_named
from skill.dialogue.offers import list_afresh, no, topics_on, yes
from skill.dialogue.scene import Handler, Outcome, Scene
from skill.quiz.selection import QuizRequest


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


def _next(scene: Scene, meaning: Meaning) -> Outcome:
    if scene.state.offer == "topics_on":
        return topics_on(scene, meaning)
    if scene.state.offer in ("quiz", "more_quiz", "retry"):
        return yes(scene, meaning)
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
    Kind.LIST: listing.listed,
    Kind.POINT: listing.numbered_point,
    Kind.TOPICS: topics.topics,
    Kind.TOPIC: _topic,
    Kind.QUIZ: quiz_opening.started,
    Kind.SKIP: _no_quiz,
    Kind.HINT: _no_quiz,
    Kind.OPTIONS: _no_quiz,
    Kind.DONT_KNOW: unclear.suggested,
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
