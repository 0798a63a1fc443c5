"""Arriving, leaving, help, topics, pace, boards: everything around questions and quizzes."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import answering, listing, unclear
from skill.dialogue.entries import reprompt
from skill.dialogue.floor import floor
from skill.dialogue.progressing import overall
from skill.dialogue.quiz_commands import pace_line, repaced
from skill.dialogue.reply import Card
from skill.dialogue.scene import Outcome, Scene, ask, led_by, speech, tell
from skill.dialogue.state import State
from skill.dialogue.topics import topic, topics
from skill.learner.request import DIGITS, with_code
from skill.speech.composing import count, sentence
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning


def distressed(scene: Scene, meaning: Meaning) -> Outcome:
    """Kindness, and an adult to turn to. Nothing is marked or routed."""
    state = structs.replace(scene.state, offer="leave", choice=(), gentle=True, misses=0)
    key = "distress_danger" if meaning.danger else "distress"
    return ask(scene, speech(scene.phrase(key)), scene.phrase("distress_reprompt"), state)


def upset(scene: Scene, meaning: Meaning) -> Outcome:
    """Sad or stressed: a kind half-sentence and an easy way on; no helpline."""
    state = structs.replace(scene.state, offer="quick", choice=(), gentle=True, misses=0)
    return ask(scene, speech(scene.phrase("upset")), scene.phrase("offer_reprompt"), state)


def sorry(scene: Scene, meaning: Meaning) -> Outcome:
    """Bad news of someone dear: sympathy, and leave to stop."""
    state = structs.replace(scene.state, offer="leave", choice=(), gentle=True, misses=0)
    return ask(scene, speech(scene.phrase("sorrow")), scene.phrase("sorrow_reprompt"), state)


def known(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What do you know about me?"."""
    key = "known" if scene.tools.remembers else "forget_nothing"
    return floor(key)(scene, meaning)


def request_code(scene: Scene, meaning: Meaning) -> Outcome:
    """Eight digits by which the operator finds this learner's record, for a request in writing."""
    if not scene.tools.remembers:
        return floor("forget_nothing")(scene, meaning)
    code = f"{scene.rng.randrange(10**DIGITS):0{DIGITS}}"
    spoken = ", ".join(code[:4]) + ". " + ", ".join(code[4:])
    written = f"{code[:4]} {code[4:]}"
    # Only at Alexa is there a card to find it on again.
    key, told = ("request_code_here", written) if scene.turn.stays else ("request_code", spoken)
    line = scene.phrase(key, code=told)
    state = structs.replace(scene.state, offer="", choice=(), misses=0, said=("request",))
    text = scene.phrase("request_card", code=written)
    return ask(
        scene, speech(line), reprompt(scene), state,
        learner=with_code(scene.learner, code, scene.now),
        card=Card(scene.phrase("request_title"), text),
    )  # fmt: skip


def helped(scene: Scene, meaning: Meaning) -> Outcome:
    """Help for where the learner is."""
    state = scene.state
    example = sentence(scene.example())
    if state.offer == "choice" and len(state.choice) == 2:
        key = "help_choice"
    elif state.offer and state.offer not in ("list", "detail", "list_on"):
        key = "help_offer"
    else:
        key = "help_answer" if state.entry else "help"
    line = scene.phrase(key, course=scene.topic_name(), example=example)
    return ask(scene, speech(line), reprompt(scene), state)


def unheard(scene: Scene, meaning: Meaning) -> Outcome:
    """The ladder for trouble: rephrase, then an example, then a way out."""
    misses = scene.state.misses + 1
    state = structs.replace(scene.state, misses=misses)
    if misses == 1 and state.offer:
        key = "unheard_choice" if len(state.choice) == 2 else "unheard_offer"
        if state.offer in ("topics", "quiz_topic"):
            key = "topics_reprompt"
        return ask(scene, speech(scene.phrase(key)), reprompt(scene), state)
    if misses >= 3:
        state = structs.replace(state, offer="quiz_any", choice=())
        line = scene.phrase("unheard_3")
        return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    line = scene.phrase(f"unheard_{misses}", example=sentence(scene.example()))
    return ask(scene, speech(line), reprompt(scene), state)


def paced(scene: Scene, meaning: Meaning) -> Outcome:
    """Slower or faster from now on, and what was said last once more."""
    if meaning.intent == Intent.NORMAL:
        scene = replace(scene, learner=scene.learner.with_(pace="normal"))
        line = scene.phrase("normal")
    else:
        change = -1 if meaning.intent == Intent.SLOWER else 1
        line = pace_line(scene, change)
        scene = replace(scene, learner=repaced(scene, change))
    again = repeated(scene, meaning)
    return led_by(scene, again, speech(line))


def repeated(scene: Scene, meaning: Meaning) -> Outcome:  # noqa: C901
    """What was said last, once more."""
    what, *ids = scene.state.said or ("",)
    entry = scene.course.entry(ids[0]) if ids else None
    if what == "entry" and entry:
        point = int(ids[1]) if ids[1].isdigit() else None
        return answering.entry_told(scene, entry, point=point)
    if what == "points" and entry and ids[1].isdigit() and ids[2].isdigit():
        first, done = int(ids[1]), int(ids[2])
        state = structs.replace(scene.state, listing=entry.id, point=first)
        return listing.points_read(scene, state, max(1, done - first))
    if what == "detail" and entry:
        scene = replace(scene, state=structs.replace(scene.state, said=(), listing=None))
        return answering.detail(scene, meaning)
    if what in ("choice", "near", "suggest") and scene.state.choice:
        return unclear.choice_again(scene)
    if what == "topics" and ids[0].isdigit():
        return topics(scene, meaning, int(ids[0]))
    if what == "topic":
        return topic(scene, Meaning(Intent.TOPIC, name=ids[0]))
    if what == "progress":
        return overall(scene, meaning)
    if what == "request":
        return request_code(scene, meaning)
    if what in ("otherwise", "term"):
        from skill.dialogue import explaining

        return explaining.repeated(scene, meaning)
    if what == "plan":
        from skill.dialogue import planning

        return planning.plan(scene, Meaning(Intent.PLAN))
    if scene.state.offer in _ASKED_AGAIN:
        key, values = _ASKED_AGAIN[scene.state.offer], {}
        if scene.state.offer == "retry" and (n := len(scene.state.missed)) != 1:
            key, values = "next_missed", {"count": count(n)}
        return floor(key, scene.state.offer, "offer_reprompt", **values)(scene, meaning)
    return ask(scene, speech(scene.phrase("what_next")), reprompt(scene), scene.state)


_ASKED_AGAIN = {
    "suggest": "suggest_again", "more_quiz": "next_more", "retry": "next_missed_one",
    "forget": "forget_ask", "quiz_any": "quiz_again",
    "quiz_drafts": "quiz_drafts", "quick": "quick_again", "resume": "resume_again",
    "leave": "distress_reprompt",
}  # fmt: skip
"""What an offer is asked with on "repeat", so that a yes still means it."""


def forget_asked(scene: Scene, meaning: Meaning) -> Outcome:
    """Asks once before everything is deleted."""
    if not scene.tools.remembers:
        return floor("forget_nothing")(scene, meaning)
    state = structs.replace(scene.state, offer="forget", choice=())
    line = scene.phrase("forget_ask")
    return ask(scene, speech(line), scene.phrase("forget_reprompt"), state)


def forgotten(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes: delete everything, say so, and end."""
    outcome = tell(scene, speech(scene.phrase("forgotten")), State())
    return replace(outcome, forget=True)
