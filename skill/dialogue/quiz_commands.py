"""What can be asked of a quiz while its question stays open: help, hints, pace, score, reasons."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue.asking import first_letter_text, hint_text, how_to_answer, question_text
from skill.dialogue.feedback import told
from skill.dialogue.quizzing import again, put
from skill.dialogue.scene import Outcome, Scene, speech
from skill.quiz import session
from skill.quiz.scheduling import rating_for
from skill.quiz.session import Quiz
from skill.speech.composing import capital, count, marks, sentence
from skill.speech.parts import Pause, Speech, plain

WAIT = 9000
"""Milliseconds of quiet for "give me a minute"; Alexa allows ten seconds a pause."""


def helped(quiz: Quiz, item: QuizItem, entry_id: str) -> Quiz:
    """The quiz after an entry was heard: that is help with a question that tests it."""
    return structs.replace(quiz, hints=quiz.hints + 1) if entry_id == item.entry else quiz


def remarked(key: str) -> Callable[[Scene, Quiz, QuizItem], Outcome]:
    """A short remark, and back to the question."""

    def handler(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
        return again(scene, quiz, item, scene.phrase(key))

    return handler


def doubted(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "Are you sure?" about the last answer; before there is one, the question again."""
    return (
        remarked("doubted_quiz")(scene, quiz, item) if quiz.last >= 0 else repeat(scene, quiz, item)
    )


def hint(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """The next rung of the ladder, then the offer to skip."""
    line = hint_text(scene, item, quiz)
    if line is None:
        return put(scene, quiz, item, speech(scene.phrase("hint_none")), offer="skip")
    return put(scene, structs.replace(quiz, hints=quiz.hints + 1), item, speech(line))


def why(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """The explanation of the question marked last; asked again, more about it."""
    scene, line, entry_id = explained(scene, quiz)
    return again(scene, helped(quiz, item, entry_id), item, line)


def explained(scene: Scene, quiz: Quiz) -> tuple[Scene, str, str]:
    """Why the question marked last has the answer it has: its explanation first, then what its
    entry says, then the entry's detail. Also the entry that was heard, if it was.
    """
    last = scene.course.item(quiz.items[quiz.last]) if quiz.last >= 0 else None
    if last is None:
        return scene, scene.phrase("why_early"), ""
    entry = scene.course.entry(last.entry)
    rungs = (
        [
            (last.explanation, ""),
            (entry.answer, entry.id),
            (entry.why_it_matters, entry.id),
            (entry.detail, entry.id),
        ]
        if entry
        else [(last.explanation, "")]
    )
    rungs = [rung for rung in rungs if rung[0]]
    said = scene.state.said
    at = int(said[2]) if said[:2] == ("why", last.id) and said[2].isdigit() else 0
    if at >= len(rungs):
        return scene, scene.phrase("why_none"), ""
    state = structs.replace(scene.state, said=("why", last.id, str(at + 1)))
    text, entry_id = rungs[at]
    if not at and "answer" in scene.turn.text.lower():
        text = plain(told(scene, last))
    return replace(scene, state=state), sentence(text), entry_id


def override(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "I was right": score and schedule corrected, the words kept for the teacher."""
    scene, quiz, line, facts = overridden(scene, quiz)
    outcome = again(scene, quiz, item, line)
    return replace(outcome, facts={**outcome.facts, **facts}, disputed=disputed_words(scene, facts))


def said_so(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "That's what I said": the mark, if what was heard was or sounds right; else what was heard."""
    if unlike := heard_otherwise(scene, quiz):
        return again(scene, quiz, item, unlike)
    return override(scene, quiz, item)


def heard_otherwise(scene: Scene, quiz: Quiz) -> Speech:
    """What is said to "that's what I said" where something clearly else was heard; else ()."""
    last = scene.course.item(quiz.items[quiz.last]) if quiz.last >= 0 else None
    if last is None or quiz.marks[quiz.last] >= 100:
        return ()
    heard = scene.state.heard
    if not heard:
        return speech(scene.phrase("said_nothing"), told(scene, last))
    if scene.tools.marker.mark(last, heard).verdict != "incorrect":
        return ()
    return speech(scene.phrase("said_so", heard=heard), told(scene, last))


def overridden(scene: Scene, quiz: Quiz) -> tuple[Scene, Quiz, str, dict[str, Any]]:
    """The last marked question given in full, where it was not, and what to say about it."""
    if quiz.last < 0:
        return scene, quiz, scene.phrase("override_none"), {}
    if quiz.marks[quiz.last] >= 100:
        return scene, quiz, scene.phrase("override_already"), {}
    last_id = quiz.items[quiz.last]
    topic = scene.course.topic_of(last_id)
    rating = rating_for(1.0, hints=quiz.hinted, override=True)
    learner = scene.learner.corrected(last_id, topic.id if topic else "", rating, scene.now)
    scene = replace(scene, learner=learner)
    return scene, session.overridden(quiz), scene.phrase("override"), {"override": last_id}


def disputed_words(scene: Scene, facts: dict[str, Any]) -> str:
    """What the learner had said, where it is now taken to be right."""
    return scene.state.heard if facts else ""


def wait(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """Quiet for a while, then the question again."""
    back = scene.phrase("wait_over", question=question_text(item, quiz))
    said = speech(scene.phrase("wait"), Pause(WAIT), Pause(WAIT), back)
    return put(scene, quiz, item, said)


def tip(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "On the tip of my tongue": quiet for a while, then the first letter is offered, or what comes
    nearest to it for the kind of question."""
    if not first_letter_text(scene, item, quiz):
        return wait(scene, quiz, item)
    offered = scene.phrase("tip" if item.kind == "short" else "tip_clue")
    said = speech(scene.phrase("wait"), Pause(WAIT), offered)
    return put(scene, quiz, item, said, offer="letter")


def first_letter(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """The first letter, or what comes nearest to it for the kind of question."""
    line = first_letter_text(scene, item, quiz)
    return put(scene, structs.replace(quiz, hints=quiz.hints + 1), item, speech(line))


def pace(change: int) -> Callable[[Scene, Quiz, QuizItem], Outcome]:
    """Slower or faster, remembered, and the question again."""

    def changed(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
        line = pace_line(scene, change)
        scene = replace(scene, learner=repaced(scene, change))
        return put(scene, quiz, item, speech(line, question_text(item, quiz)))

    return changed


def normal(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """Back to the usual pace, and the question again."""
    scene = replace(scene, learner=scene.learner.with_(pace="normal"))
    return put(scene, quiz, item, speech(scene.phrase("normal"), question_text(item, quiz)))


def pace_line(scene: Scene, change: int) -> str:
    """What is said about another pace, or about having none slower or faster."""
    if repaced(scene, change).pace == scene.learner.pace:
        return scene.phrase("slowest" if change < 0 else "fastest")
    return scene.phrase("slower" if change < 0 else "faster")


def repaced(scene: Scene, change: int) -> Any:
    """The learner with a pace one step slower or faster."""
    paces = ("slow", "normal", "fast")
    at = paces.index(scene.learner.pace) + change
    return scene.learner.with_(pace=paces[max(0, min(2, at))])


def repeat(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """The question once more."""
    return put(scene, quiz, item, speech(question_text(item, quiz)))


def options(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """The options once more; the whole question where there are none."""
    return repeat(scene, quiz, item)


def help_(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """How to answer this kind of question, and what else can be said."""
    how, question = how_to_answer(scene, item), question_text(item, quiz)
    return put(scene, quiz, item, speech(scene.phrase("help_quiz", how=how, question=question)))


def score(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """How the quiz is going, and back to the question."""
    if not quiz.marked:
        return again(scene, quiz, item, scene.phrase("score_none"))
    points = capital(marks(quiz.points))
    line = scene.phrase("score", points=points, marked=count(quiz.marked))
    left = capital(count(1 + len(quiz.queue)))
    return again(scene, quiz, item, line, scene.phrase("score_left", left=left))


def left(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """How many questions are still to come, and the open one again."""
    return put(scene, quiz, item, speech(_left_line(scene, quiz), question_text(item, quiz)))


def _left_line(scene: Scene, quiz: Quiz) -> str:
    after = len(quiz.queue)
    if not after:
        return scene.phrase("left_last")
    key = "left" if after > 1 else "left_one"
    if after > 1 and {quiz.at, *quiz.queue} & set(quiz.skipped):
        # The number of the open question says nothing about what was put off.
        key = "left_skipped"
    return scene.phrase(
        key, number=count(quiz.number), total=count(len(quiz.items)), after=count(after)
    )


def missed_so_far(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "What did I get wrong?" in mid-quiz."""
    wrong = len(quiz.missed)
    key = "missed_none" if not wrong else "missed_one" if wrong == 1 else "missed_some"
    return again(scene, quiz, item, scene.phrase(key, count=count(wrong)))


def back(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "Go back": what is marked is marked; before the first question, that one again."""
    if quiz.last < 0:
        return repeat(scene, quiz, item)
    return again(scene, quiz, item, scene.phrase("back_quiz"))
