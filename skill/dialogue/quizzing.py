"""The quiz loop: start, ask, mark, tell, go on, sum up."""

from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue.asking import (
    expectation,
    numbered_question,
    question_card,
    question_screen,
    question_text,
    silence,
    verdict_screen,
)
from skill.dialogue.feedback import feedback, told
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import MOST_HEARD, State
from skill.dialogue.summary import summed_up
from skill.learner.record import Learner
from skill.quiz import session
from skill.quiz.marking.result import Marking
from skill.quiz.scheduling import rating_for
from skill.quiz.selection import QuizRequest, makeup, prepared
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT, capital, count, joined
from skill.speech.parts import Pause, Speech

TAUGHT_COMMANDS = "quiz-commands"
MOST_MISSES = 3


def started(scene: Scene, meaning: Meaning) -> Outcome:
    """A new quiz, or why there is none and what there is instead."""
    request = meaning.request
    if meaning.name:
        return _unknown_topic(scene, meaning.name)
    request = replace(request, board=request.board or scene.learner.board)
    if request.pick == "missed" and scene.state.missed and request.topic_id is None:
        items = tuple(i for i in scene.state.missed if scene.course.item(i))
    else:
        items = scene.tools.select(scene.course, scene.learner, request, scene.now, scene.rng)
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


def asked(
    scene: Scene, quiz: Quiz, lead: Speech, state: State, learner: Learner, **facts: Any
) -> Outcome:
    """The open question, freshly asked."""
    item = scene.course.item(quiz.item_id)
    if item is None:
        return _next(scene, quiz, lead, state, learner, facts)
    quiz = session.opened(quiz, item, scene.rng)
    said = speech(lead, numbered_question(scene, item, quiz))
    return put(scene, quiz, item, said, structs.replace(state, misses=0), learner, **facts)


def put(
    scene: Scene,
    quiz: Quiz,
    item: QuizItem,
    said: Speech,
    state: State | None = None,
    learner: Learner | None = None,
    offer: str = "",
    reprompt: str = "",
    **facts: Any,
) -> Outcome:
    """The question stays open after something was said about it."""
    state = structs.replace(
        state or scene.state, quiz=quiz, offer=offer, choice=(), listing=None, point=0
    )
    learner = (learner or scene.learner).with_(unfinished=msgspec.to_builtins(quiz))
    return ask(
        scene, said, reprompt or silence(scene, item, quiz), state,
        learner=learner, card=question_card(item, quiz), screen=question_screen(item, quiz),
        expects=expectation(item, quiz), item=item.id, **facts,
    )  # fmt: skip


def again(scene: Scene, quiz: Quiz, item: QuizItem, *first: str | Speech | Pause) -> Outcome:
    """Something said, then the open question once more."""
    back = scene.phrase(
        "back_to_question", number=count(quiz.number), question=question_text(item, quiz)
    )
    return put(scene, quiz, item, speech(*first, Pause(BEAT), back))


def marked(scene: Scene, quiz: Quiz, item: QuizItem, marking: Marking, text: str) -> Outcome:
    """An answer with a verdict: told, scored, scheduled; then the next question."""
    state = structs.replace(scene.state, heard=text[:MOST_HEARD])
    earned = tuple(dict.fromkeys((*quiz.earned, *marking.points)))
    if item.kind == "list":
        if len(earned) < item.wanted and not _list_is_over(quiz, marking):
            return _more_wanted(scene, quiz, item, marking, earned, state)
        credit = min(1.0, len(earned) / item.wanted)
    else:
        credit = {"correct": 1.0, "partial": 0.5}.get(marking.verdict, 0.0)
    said = feedback(scene, item, marking, earned)
    return closed(
        scene, structs.replace(quiz, earned=earned), item, credit, said, state,
        verdict=marking.verdict, rule=marking.rule,
    )  # fmt: skip


def _list_is_over(quiz: Quiz, marking: Marking) -> bool:
    """A list stays open while it earns; a second miss in a row closes it."""
    return not marking.points and quiz.tries > 0


def _more_wanted(
    scene: Scene,
    quiz: Quiz,
    item: QuizItem,
    marking: Marking,
    earned: tuple[int, ...],
    state: State,
) -> Outcome:
    tries = 0 if marking.points else quiz.tries + 1
    quiz = structs.replace(quiz, earned=earned, tries=tries)
    if marking.points:
        key = "list_some"
    else:
        key = "list_some_none" if earned else "list_none_yet"
    line = scene.phrase(key, count=capital(count(len(earned))), want=count(item.wanted))
    if key == "list_some_none":
        line = scene.phrase(key, count=count(len(earned)))
    return put(scene, quiz, item, speech(line), state, verdict="open", rule=marking.rule)


def list_closed(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "That's all": the list is marked as it stands."""
    nothing = Marking("incorrect", rule="that-is-all")
    credit = min(1.0, len(quiz.earned) / item.wanted)
    said = feedback(scene, item, nothing, quiz.earned)
    return closed(scene, quiz, item, credit, said, scene.state, verdict="closed")


def not_known(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "I don't know": told without fuss, and due again soon."""
    if quiz.earned:
        return list_closed(scene, quiz, item)
    said = speech(scene.phrase("dont_know"), told(scene, item))
    return closed(scene, quiz, item, 0.0, said, _unsaid(scene), verdict="dont_know")


def closed(
    scene: Scene,
    quiz: Quiz,
    item: QuizItem,
    credit: float,
    said: Speech,
    state: State,
    **facts: Any,
) -> Outcome:
    """The asking is over: scored once, scheduled, and the next question follows."""
    learner = scene.learner
    if quiz.marks[quiz.at] == session.UNMARKED:
        rating = rating_for(credit, hints=quiz.hints, tries=quiz.tries + 1)
        topic = scene.course.topic_of(item.id)
        learner = learner.reviewed(item.id, topic.id if topic else "", rating, scene.now)
        facts = {**facts, "marked": item.id, "credit": round(credit, 2)}
    quiz = session.marked(quiz, credit)
    outcome = _next(scene, quiz, speech(said, Pause(BEAT)), state, learner, facts)
    screen = verdict_screen(outcome.reply.screen, said, credit)
    return replace(outcome, reply=replace(outcome.reply, screen=screen))


def _unsaid(scene: Scene) -> State:
    """The state with no answer to dispute."""
    return structs.replace(scene.state, heard="")


def skipped(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """Put off once; the second time the answer is told."""
    if quiz.earned:
        return list_closed(scene, quiz, item)
    if quiz.at in quiz.skipped:
        said = speech(scene.phrase("skip_last"), told(scene, item))
        return closed(scene, quiz, item, 0.0, said, _unsaid(scene), verdict="skipped")
    quiz = session.skipped(quiz)
    if quiz.queue == (quiz.at,):
        # Nothing else is left, so "later" would be now.
        said = speech(scene.phrase("skip_last"), told(scene, item))
        return closed(
            scene, structs.replace(quiz, queue=()), item, 0.0, said, _unsaid(scene),
            verdict="skipped",
        )  # fmt: skip
    lead = speech(scene.phrase("skip"), Pause(BEAT))
    return _next(scene, quiz, lead, scene.state, scene.learner, {"verdict": "skipped"})


def _next(
    scene: Scene,
    quiz: Quiz,
    lead: Speech,
    state: State,
    learner: Learner,
    facts: dict[str, Any],
) -> Outcome:
    following = session.advanced(quiz, scene.course)
    if following is None:
        return summed_up(scene, quiz, lead, state, learner, facts)
    outcome = asked(scene, following, lead, state, learner)
    return replace(outcome, facts={**outcome.facts, **facts})


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


NEVER_ANSWERS = frozenset(
    {
        Kind.FORGET, Kind.RESUME, Kind.PAUSE, Kind.START_OVER, Kind.PROGRESS, Kind.REVISE,
        Kind.DUE, Kind.TOPICS, Kind.QUIZ, Kind.BOARD, Kind.KNOWN, Kind.MISSED, Kind.BACK,
        Kind.NORMAL, Kind.JOKE, Kind.SORROW,
    }
)  # fmt: skip
"""What is understood before the words are marked: said whole, these answer no question."""

KINDS_IN_QUIZ = frozenset(
    {
        Kind.FORGET, Kind.RESUME, Kind.PAUSE, Kind.START_OVER, Kind.SCORE, Kind.PROGRESS,
        Kind.REVISE, Kind.DUE, Kind.TOPICS, Kind.TOPIC, Kind.HOME, Kind.QUIZ, Kind.THANKS,
        Kind.HELLO, Kind.BOARD, Kind.ABOUT, Kind.HELP, Kind.WHY, Kind.DOUBTED, Kind.NERVES,
        Kind.GRUMBLE, Kind.SLOWER, Kind.FASTER, Kind.REPEAT, Kind.MORE,
    }
)  # fmt: skip
"""What the dialogue itself understands while a question is open; the marker knows the rest."""
