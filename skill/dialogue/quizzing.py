"""The quiz loop: start, ask, mark, tell, go on, sum up."""

from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue import endings
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
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State, cut
from skill.dialogue.summary import summed_up
from skill.learner.record import Learner
from skill.quiz import session
from skill.quiz.marking.result import Marking
from skill.quiz.scheduling import rating_for
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT, capital, count, sentence
from skill.speech.parts import Pause, Speech
from skill.tutor import rescue
from skill.tutor.lesson import taught_again
from skill.tutor.otherwise import mixed_up

MOST_MISSES = 3


def asked(
    scene: Scene, quiz: Quiz, lead: Speech, state: State, learner: Learner, **facts: Any
) -> Outcome:
    """The open question, freshly asked."""
    item = scene.course.item(quiz.item_id)
    if item is None:
        return _next(scene, quiz, lead, state, learner, facts)
    lead, quiz, item = _rescued(scene, lead, quiz, item, learner)
    quiz = session.opened(quiz, item, scene.rng)
    said = speech(lead, numbered_question(scene, item, quiz))
    return put(scene, quiz, item, said, structs.replace(state, misses=0), learner, **facts)


def _rescued(
    scene: Scene, lead: Speech, quiz: Quiz, item: QuizItem, learner: Learner
) -> tuple[Speech, Quiz, QuizItem]:
    """What was missed three times is asked another way, or begun with a picture of it."""
    if quiz.lesson or quiz.exam or quiz.players:
        return lead, quiz, item
    if not rescue.is_stuck(rescue.card_at_hand(scene.course, learner, item.id)):
        return lead, quiz, item
    quiz = rescue.asked_otherwise(quiz, item)
    other = scene.course.item(quiz.item_id)
    if other is not None and other is not item:
        return speech(lead, scene.phrase("rescue")), quiz, other
    text = rescue.picture(scene.course, item)
    line = scene.phrase("rescue_picture", text=sentence(text)) if text else ""
    return speech(lead, line), quiz, item


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
    learner = learner or scene.learner
    if not quiz.players:
        learner = learner.with_(unfinished=msgspec.to_builtins(quiz))
    return ask(
        scene, said, reprompt or silence(scene, item, quiz), state,
        learner=learner, card=question_card(item, quiz), screen=question_screen(item, quiz),
        expects=expectation(item, quiz), item=item.id, **facts,
    )  # fmt: skip


def again(scene: Scene, quiz: Quiz, item: QuizItem, *first: str | Speech | Pause) -> Outcome:
    """Something said, then the open question once more."""
    # A lesson grows as it goes on, and an exam question is one: their numbers say nothing.
    key = "back_to_it" if quiz.lesson or quiz.exam else "back_to_question"
    back = scene.phrase(key, number=count(quiz.number), question=question_text(item, quiz))
    return put(scene, quiz, item, speech(*first, Pause(BEAT), back))


def marked(scene: Scene, quiz: Quiz, item: QuizItem, marking: Marking, text: str) -> Outcome:
    """An answer with a verdict: told, scored, scheduled; then the next question."""
    state = structs.replace(scene.state, heard=cut(text))
    earned = tuple(dict.fromkeys((*quiz.earned, *marking.points)))
    if item.kind == "list":
        if len(earned) < item.wanted and not _list_is_over(quiz, marking):
            return _more_wanted(scene, quiz, item, marking, earned, state)
        credit = min(1.0, len(earned) / item.wanted)
    else:
        credit = {"correct": 1.0, "partial": 0.5}.get(marking.verdict, 0.0)
    if quiz.lesson:
        said = endings.checked(scene, item, credit >= 1.0)
    else:
        said = feedback(scene, item, marking, earned)
    if marking.verdict == "incorrect" and item.kind in ("short", "list"):
        said = speech(said, mixed_up(scene.course.entry(item.entry), text))
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
    line = capital(scene.phrase(key, count=count(len(earned)), want=count(item.wanted)))
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
    first = quiz.marks[quiz.at] == session.UNMARKED
    if first and quiz.players:
        facts = {**facts, "credit": round(credit, 2)}
    elif first:
        rating = rating_for(credit, hints=quiz.hints, tries=quiz.tries + 1)
        topic = scene.course.topic_of(item.id)
        learner = learner.reviewed(item.id, topic.id if topic else "", rating, scene.now)
        facts = {**facts, "marked": item.id, "credit": round(credit, 2)}
    quiz = session.marked(quiz, credit)
    if quiz.lesson and credit < 0.5:
        quiz = taught_again(scene.course, quiz)
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
    if following is None and quiz.lesson:
        return endings.lesson_over(scene, quiz, lead, state, learner, facts)
    if following is None and quiz.players:
        return endings.game_over(scene, quiz, lead, state, learner, facts)
    if following is None:
        return summed_up(scene, quiz, lead, state, learner, facts)
    outcome = asked(scene, following, lead, state, learner)
    return replace(outcome, facts={**outcome.facts, **facts})
