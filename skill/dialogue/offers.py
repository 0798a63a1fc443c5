"""What yes and no mean, by what is on offer."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import (
    answering,
    arriving,
    browsing,
    exam_practice,
    explaining,
    key_dates,
    listing,
    playing,
    quiz_opening,
    shelving,
    teaching,
    topics,
    unclear,
)
from skill.dialogue.floor import floor
from skill.dialogue.scene import Handler, Outcome, Scene
from skill.quiz.selection import QuizRequest
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning


def yes(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes to what is on offer."""
    return _YES.get(scene.state.offer, _yes_to_nothing)(scene, meaning)


def no(scene: Scene, meaning: Meaning) -> Outcome:
    """No to what is on offer. It never ends the session: a plain stop does."""
    return _NO.get(scene.state.offer, _no_to_nothing)(scene, meaning)


def _yes_to_nothing(scene: Scene, meaning: Meaning) -> Outcome:
    return floor("what_next")(scene, meaning)


def _no_to_nothing(scene: Scene, meaning: Meaning) -> Outcome:
    return _next_thing(scene, meaning)


def _quiz(**request: object) -> Handler:
    def handler(scene: Scene, meaning: Meaning) -> Outcome:
        scene = replace(scene, state=structs.replace(scene.state, offer="", quiz=None))
        return quiz_opening.started(scene, Meaning(Intent.QUIZ, request=QuizRequest(**request)))  # type: ignore[arg-type]

    return handler


def _quiz_here(scene: Scene, meaning: Meaning) -> Outcome:
    topic = scene.course.topic(scene.state.topic)
    request = QuizRequest(topic_id=topic.id if topic and topic.quiz else None)
    return quiz_opening.started(scene, Meaning(Intent.QUIZ, request=request))


def _yes_choice(scene: Scene, meaning: Meaning) -> Outcome:
    if len(scene.state.choice) > 1:
        return browsing.unheard(scene, meaning)
    return answering.chosen(scene, Meaning(Intent.CHOICE, number=1))


def list_afresh(scene: Scene, meaning: Meaning) -> Outcome:
    """The list of the last entry, from its start."""
    state = structs.replace(scene.state, listing=None, point=0)
    return listing.listed(replace(scene, state=state), Meaning(Intent.LIST))


def _list_on(scene: Scene, meaning: Meaning) -> Outcome:
    return listing.listed(scene, Meaning(Intent.LIST))


def topics_on(scene: Scene, meaning: Meaning) -> Outcome:
    """The next topics."""
    return topics.topics(scene, meaning, scene.state.point)


def _no_resume(scene: Scene, meaning: Meaning) -> Outcome:
    outcome = floor("what_instead")(scene, meaning)
    return replace(outcome, learner=outcome.learner.with_(unfinished=None))


def _no_choice(scene: Scene, meaning: Meaning) -> Outcome:
    key = "anything_else" if scene.state.said[:1] == ("suggest",) else "neither"
    return floor(key)(scene, meaning)


def _stay(scene: Scene, meaning: Meaning) -> Outcome:
    return floor("gentle_on")(scene, meaning)


def _quiz_entry(scene: Scene, meaning: Meaning) -> Outcome:
    request = QuizRequest(entry_id=scene.state.entry)
    return quiz_opening.started(scene, Meaning(Intent.QUIZ, request=request))


def _teach(scene: Scene, meaning: Meaning) -> Outcome:
    return teaching.taught(scene, Meaning(Intent.TEACH, entry=scene.state.entry))


def _teach_first(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes to "which shall I teach?": the first topic."""
    first = next((topic.id for topic in scene.course.topics if topic.quiz), "")
    return teaching.taught(scene, Meaning(Intent.TEACH, name=first))


def _no_model(scene: Scene, meaning: Meaning) -> Outcome:
    """No to the model answer: another question, or something else."""
    return floor("exam_another", "exam_more", "offer_reprompt")(scene, meaning)


_next_thing = floor("anything_else")


_YES: dict[str, Handler] = {
    "subject": shelving.yes, "subjects": shelving.subjects,
    "list": list_afresh, "list_on": _list_on, "detail": answering.detail, "choice": _yes_choice,
    "suggest": unclear.suggested, "resume": quiz_opening.resumed, "due": _quiz(pick="due"),
    "quiz": _quiz_here, "quiz_any": _quiz(), "quick": _quiz(count=3), "more_quiz": _quiz_here,
    "quiz_drafts": _quiz(drafts=True),
    "new": _quiz(pick="new"), "retry": _quiz(pick="missed"), "forget": browsing.forgotten,
    "leave": arriving.left, "topics_on": topics_on, "quiz_topic": _quiz(),
    "helped": explaining.helped_yes, "quiz_entry": _quiz_entry, "teach_here": _teach,
    "teach_topic": _teach_first, "exam_try": exam_practice.tried, "model": exam_practice.model,
    "dates_on": key_dates.told, "quiz_dates": _quiz(kinds=("year",)),
    "play_again": playing.played, "exam_more": exam_practice.another,
}  # fmt: skip


_NO: dict[str, Handler] = {
    "subject": _next_thing, "subjects": _next_thing,
    "list": _next_thing, "list_on": _next_thing, "detail": _next_thing,
    "choice": _no_choice, "suggest": _next_thing, "resume": _no_resume,
    "due": floor("what_next"), "quiz": _next_thing, "quiz_any": _next_thing,
    "quiz_drafts": _next_thing,
    "quick": _next_thing, "new": _next_thing, "topics": _next_thing, "topics_on": _next_thing,
    "quiz_topic": _next_thing, "more_quiz": _next_thing, "retry": _next_thing,
    "forget": floor("forget_kept"), "leave": _stay, "board": _next_thing,
    "helped": explaining.helped_no, "model": _no_model,
}  # fmt: skip
