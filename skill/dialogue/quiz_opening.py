"""How a quiz begins: chosen, announced, taken up again."""

from dataclasses import replace

import msgspec
from msgspec import structs

from skill.dialogue.asking import numbered_question
from skill.dialogue.quizzing import asked, put
from skill.dialogue.scene import Outcome, Scene, ask, led_by, speech
from skill.learner.record import Learner
from skill.quiz import session
from skill.quiz.selection import QuizRequest, makeup, prepared
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT, capital, count, joined
from skill.speech.parts import Pause
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

TAUGHT_COMMANDS = "quiz-commands"


EASIER, HARDER = ("true_false", "choice"), ("short", "number", "year", "list")
"""Kinds of question by how much must be recalled: recognising is easier than recalling."""


def levelled(scene: Scene, level: str) -> Outcome:
    """ "Easier ones", "harder ones": a quiz of questions to recognise, or to recall."""
    quiz = scene.state.quiz
    topic = quiz.topic if quiz else scene.state.topic
    wanted = QuizRequest(topic_id=topic, kinds=EASIER if level == "easier" else HARDER)
    outcome = started(scene, Meaning(Intent.QUIZ, request=wanted))
    begun = outcome.state.quiz is not None and outcome.state.quiz is not quiz
    return led_by(scene, outcome, speech(scene.phrase(level))) if begun else outcome


def started(scene: Scene, meaning: Meaning) -> Outcome:
    """A new quiz, or why there is none and what there is instead."""
    request = meaning.request
    if meaning.name:
        return _unknown_topic(scene, meaning.name)
    request = replace(request, board=request.board or scene.learner.board)
    missed = _just_missed(scene) if request.pick == "missed" and not request.topic_id else ()
    if missed:
        items = tuple(i for i in missed if scene.course.item(i))
    else:
        items = _chosen(scene, request)
    if not items:
        return _nothing_to_ask(scene, request)
    whole = None if request.then_id else request.topic_id
    quiz = session.start(items[: session.MOST_QUESTIONS], whole)
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


def _chosen(scene: Scene, request: QuizRequest) -> tuple[str, ...]:
    """The items of a request; of two topics in turn half of each."""
    select = scene.tools.select
    if not request.then_id:
        return select(scene.course, scene.learner, request, scene.now, scene.rng)
    half = (request.wanted + 1) // 2
    parts = (
        replace(request, count=count, topic_id=topic, then_id=None)
        for topic, count in ((request.topic_id, half), (request.then_id, request.wanted - half))
    )
    return tuple(
        item
        for part in parts
        if part.count
        for item in select(scene.course, scene.learner, part, scene.now, scene.rng)
    )


def _just_missed(scene: Scene) -> tuple[str, ...]:
    """The ids of what was missed in the open quiz, or else in the last one of this session."""
    quiz = scene.state.quiz
    return quiz.missed if quiz and quiz.missed else scene.state.missed


def _opening(scene: Scene, request: QuizRequest, items: tuple[str, ...], learner: Learner) -> str:
    got = len(items)
    topic, entry = scene.course.topic(request.topic_id), scene.course.entry(request.entry_id)
    what = entry.question.rstrip("?") if entry else topic.title if topic else scene.topic_name()
    if other := scene.course.topic(request.then_id):
        what = scene.phrase("quiz_in_turn", first=what, second=other.title)
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
        kinds = [text for number, text in parts if number]
        # "Five questions: five new" says five twice.
        alone = "all new" if made.new == got else "all due" if made.due == got else ""
        said = scene.phrase(
            "quiz_start_due", count=capital(count(got, "question")), due=alone or joined(kinds)
        )
    elif request.pick == "missed":
        key = "quiz_start_missed" if got > 1 else "quiz_start_missed_one"
        if not _just_missed(scene):
            # From the cards: one that took two hints is among them, and was not missed.
            key = "quiz_start_over"
        said = scene.phrase(key, count=count(got), questions=count(got, "question"))
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


def _has_drafts(scene: Scene) -> bool:
    """Whether a course without questions has some that a teacher has yet to accept."""
    return any(item.draft for topic in scene.course.topics for item in topic.quiz)


def _nothing_to_ask(scene: Scene, request: QuizRequest) -> Outcome:
    state = structs.replace(scene.state, offer="quiz_any", topic=None)
    if next(scene.course.items(), None) is None and _has_drafts(scene):
        line, state = scene.phrase("quiz_drafts"), structs.replace(state, offer="quiz_drafts")
    elif next(scene.course.items(), None) is None:
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
    if quiz.marks[quiz.at] != session.UNMARKED or quiz.item_id != _put_away(scene):
        return asked(scene, quiz, (), scene.state, scene.learner, resumed=True)
    return _same_asking(scene, quiz)


def _put_away(scene: Scene) -> str:
    """The id of the question that was open when the quiz was put away."""
    kept = scene.learner.unfinished or {}
    return kept["items"][kept.get("at", 0)]


def _same_asking(scene: Scene, quiz: Quiz) -> Outcome:
    """The very asking that was left: its options in their order, its list's points, its hints."""
    item = scene.course.item(quiz.item_id)
    if item is None or len(quiz.order) != len(item.options):
        return asked(scene, quiz, (), scene.state, scene.learner, resumed=True)
    quiz = structs.replace(quiz, doubt="")
    said = speech(numbered_question(scene, item, quiz))
    if quiz.earned:
        line = scene.phrase("list_had", count=count(len(quiz.earned)))
        said = speech(said, line)
    state = structs.replace(scene.state, misses=0)
    return put(scene, quiz, item, said, state, resumed=True)


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
