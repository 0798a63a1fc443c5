"""The exam's day and the plan up to it."""

from datetime import date

from msgspec import structs

from skill.dialogue.floor import floor
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.language.days import day_meant
from skill.learner.record import Learner
from skill.speech.composing import capital, count
from skill.speech.times import day_as_said
from skill.tutor.plan import Plan, planned
from skill.understanding.meaning import Meaning


def plan(scene: Scene, meaning: Meaning) -> Outcome:
    """ "My exam is on the tenth of May", "make me a plan", "when is my exam"."""
    if not scene.tools.remembers and meaning.day is None:
        return floor("plan_off", "quick", "offer_reprompt")(scene, meaning)
    learner = scene.learner
    if meaning.day is not None:
        found = day_meant(meaning.day, scene.now.date())
        if found is None:
            return _asked_day(scene, "plan_no_day")
        learner = learner.with_(exam=found)
    if learner.exam is None or learner.exam < scene.now.date():
        return _asked_day(scene, "plan_when" if learner.exam is None else "plan_past")
    return _told(scene, learner, learner.exam)


def _asked_day(scene: Scene, key: str) -> Outcome:
    if scene.state.quiz is not None:
        state = structs.replace(scene.state, offer="", choice=(), misses=0)
        return ask(scene, speech(scene.phrase("plan_later")), scene.phrase("offer_reprompt"), state)
    state = structs.replace(scene.state, offer="exam_day", choice=(), misses=0)
    return ask(scene, speech(scene.phrase(key)), scene.phrase("plan_when_reprompt"), state)


def _told(scene: Scene, learner: Learner, exam: date) -> Outcome:
    made = planned(scene.course, learner, scene.now, exam)
    if scene.state.quiz is not None:  # in mid-quiz a word about it, and back to the question
        state = structs.replace(scene.state, offer="", choice=(), misses=0)
        said = speech(_how_long(scene, made, exam))
        return ask(scene, said, scene.phrase("offer_reprompt"), state, learner=learner)
    parts = [_how_long(scene, made, exam), _how_much(scene, made)]
    offer = "due" if made.due or made.new_a_day else "quick"
    if made.days <= 1 and not made.met:
        offer = "quiz_any"
    parts.append(_today(scene, made))
    state = structs.replace(scene.state, offer=offer, choice=(), misses=0, said=("plan",))
    return ask(
        scene, speech(*parts), scene.phrase("offer_reprompt"), state, learner=learner,
        plan=made.days,
    )  # fmt: skip


def _how_long(scene: Scene, made: Plan, exam: date) -> str:
    if made.days == 0:
        return scene.phrase("plan_today")
    key = "plan_tomorrow" if made.days == 1 else "plan_days"
    return scene.phrase(key, day=day_as_said(exam), days=count(made.days))


def _how_much(scene: Scene, made: Plan) -> str:
    met = scene.phrase("plan_met", met=capital(count(made.met)), total=count(made.total))
    if not made.new_a_day:
        return scene.phrase("plan_all_met")
    if made.days <= 2:
        return met
    key = "plan_pace" if made.enough else "plan_short"
    return (
        f"{met} {scene.phrase(key, new=count(made.new_a_day), New=capital(count(made.new_a_day)))}"
    )


def _today(scene: Scene, made: Plan) -> str:
    if made.days <= 1:
        key = "plan_now_due" if made.due else "plan_now_light" if made.met else "plan_now_new"
        return scene.phrase(key, due=count(made.due, "question"))
    key = "plan_sessions_one" if made.sessions == 1 else "plan_sessions"
    return scene.phrase(key, sessions=count(made.sessions))
