"""How a quiz begins: chosen, announced, taken up again."""

from dataclasses import replace

import msgspec
from msgspec import structs

from skill.dialogue.meaning import Meaning
from skill.dialogue.quizzing import asked
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.learner.record import Learner
from skill.quiz import session
from skill.quiz.selection import QuizRequest, makeup, prepared, select
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT, capital, count, joined
from skill.speech.parts import Pause

TAUGHT_COMMANDS = "quiz-commands"


def started(scene: Scene, meaning: Meaning) -> Outcome:
    """A new quiz, or why there is none and what there is instead."""
    request = meaning.request
    if meaning.name:
        return _unknown_topic(scene, meaning.name)
    request = replace(request, board=request.board or scene.learner.board)
    if request.pick == "missed" and scene.state.missed and request.topic_id is None:
        items = tuple(i for i in scene.state.missed if scene.course.item(i))
    else:
        items = select(scene.course, scene.learner, request, scene.now, scene.rng)
    if not items:
        return _nothing_to_ask(scene, request)
    quiz = session.start(items[: session.MOST_QUESTIONS], request.topic_id)
    learner = prepared(scene.course, scene.learner, quiz.items)
    most = (
        scene.phrase("quiz_most", count=capital(count(session.MOST_QUESTIONS)))
        if meaning.number
        else ""
    )
    said = speech(most, _opening(scene, request, quiz.items, learner))
    if TAUGHT_COMMANDS not in learner.taught:
        said = speech(said, scene.phrase("quiz_commands"))
        learner = learner.with_(taught=(*learner.taught, TAUGHT_COMMANDS))
    state = structs.replace(scene.state, topic=request.topic_id or scene.state.topic, over=None)
    return asked(scene, quiz, speech(said, Pause(BEAT)), state, learner, started=len(items))


def _opening(scene: Scene, request: QuizRequest, items: tuple[str, ...], learner: Learner) -> str:
    got = len(items)
    topic = scene.course.topic(request.topic_id)
    what = topic.title if topic else scene.topic_name()
    said = scene.phrase(
        "quiz_start" if got > 1 else "quiz_start_one",
        count=count(got, "question"), what=what,
    )  # fmt: skip
    if request.pick == "due":
        made = makeup(scene.course, learner, items, scene.now)
        parts = (
            (made.due, f"{count(made.due)} you're due"), (made.new, f"{count(made.new)} new"),
            (made.others, f"{count(made.others)} to keep fresh"),
        )  # fmt: skip
        said = scene.phrase(
            "quiz_start_due", count=capital(count(got, "question")),
            due=joined([text for number, text in parts if number]),
        )  # fmt: skip
    elif request.pick == "missed":
        key = "quiz_start_missed" if got > 1 else "quiz_start_missed_one"
        said = scene.phrase(key, count=count(got))
    if request.count and got < request.count:
        said = scene.phrase("quiz_fewer", what=what, count=count(got, "question"))
    return said


def _unknown_topic(scene: Scene, name: str) -> Outcome:
    topics = [t.title for t in scene.course.topics if t.quiz][:4]
    if not topics:
        return _nothing_to_ask(scene, QuizRequest())
    line = scene.phrase("quiz_unknown_topic", topic=name, topics=joined(topics))
    state = structs.replace(scene.state, offer="quiz_topic")
    return ask(scene, speech(line), scene.phrase("topics_reprompt"), state)


def _nothing_to_ask(scene: Scene, request: QuizRequest) -> Outcome:
    state = structs.replace(scene.state, offer="quiz_any", topic=None)
    if next(scene.course.items(), None) is None:
        line, state = scene.phrase("quiz_none"), structs.replace(state, offer="")
    elif request.pick == "missed":
        line = scene.phrase("quiz_none_missed")
    elif request.pick == "due":
        line = scene.phrase("quiz_none_due")
    elif request.kinds or not (topic := scene.course.topic(request.topic_id)):
        line = scene.phrase("quiz_none_kind")
    else:
        line = scene.phrase("quiz_none_topic", topic=topic.title)
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)


def resumed(scene: Scene, meaning: Meaning | None = None) -> Outcome:
    """The unfinished quiz, taken up where it stood."""
    quiz = unfinished(scene)
    if quiz is None:
        state = structs.replace(scene.state, offer="quiz_any")
        line = scene.phrase("nothing_to_resume")
        return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    return asked(scene, quiz, (), scene.state, scene.learner, resumed=True)


def unfinished(scene: Scene) -> Quiz | None:
    """The quiz put away in the learner's record, if the course still has its questions."""
    if not scene.learner.unfinished:
        return None
    try:
        quiz = msgspec.convert(scene.learner.unfinished, Quiz, strict=False)
    except msgspec.ValidationError:
        return None
    return session.revived(quiz, scene.course) if session.is_sound(quiz) else None


def restarted(scene: Scene, quiz: Quiz) -> Outcome:
    """The same quiz from its first question."""
    fresh = session.start(quiz.items, quiz.topic)
    lead = speech(scene.phrase("quiz_restart"), Pause(BEAT))
    return asked(scene, fresh, lead, scene.state, scene.learner)
