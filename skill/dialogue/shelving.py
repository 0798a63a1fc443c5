"""Several subjects: which there are, over to another, and what belongs to another."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import topics
from skill.dialogue.answering import entry_told
from skill.dialogue.progressing import are, them
from skill.dialogue.quiz_opening import unfinished
from skill.dialogue.reply import Reply
from skill.dialogue.scene import Outcome, Scene, Switch, ask, led_by, speech
from skill.dialogue.topics import AT_A_BREATH
from skill.quiz.selection import due_count
from skill.retrieval.routing import Routing
from skill.speech.composing import capital, count, joined
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

CLEARLY = 0.25
"""By how much a question must fit another subject better than this one's likeliest entry."""


def subjects(scene: Scene, meaning: Meaning) -> Outcome:
    """Which subjects there are; of a course that stands alone, its topics."""
    every = [subject.name for subject in scene.subjects()]
    if not every:
        return topics.topics(scene, meaning)
    line = scene.phrase(
        "subjects", subjects=joined(every[:AT_A_BREATH]), here=scene.subject_name(),
        more=scene.phrase("subjects_more") if len(every) > AT_A_BREATH else "",
    )  # fmt: skip
    state = structs.replace(
        scene.state, offer="subjects", listing=None, choice=(), misses=0, said=("subjects",)
    )
    return ask(scene, speech(line), scene.phrase("subjects_reprompt"), state)


def subject(scene: Scene, meaning: Meaning) -> Outcome:
    """Over to another subject. In the very one that was asked for, what can be done there."""
    if meaning.subject is None:
        return subjects(scene, meaning)
    if scene.tools.shelf and meaning.subject == scene.tools.shelf.here:
        state = structs.replace(scene.state, offer="quiz_any", choice=(), misses=0)
        line = scene.phrase("subject_here", subject=scene.subject_name())
        return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    return _over(scene, Switch(meaning.subject))


def there(scene: Scene, meaning: Meaning) -> Outcome:
    """The same words, in the subject that they belong to."""
    return _over(scene, Switch(meaning.subject or "", again=True))


def yes(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes to "shall we switch?": over, and what was asked is answered."""
    found, entry = (*scene.state.choice, "", "")[:2]
    return _over(scene, Switch(found, entry=entry))


def _over(scene: Scene, switch: Switch) -> Outcome:
    return Outcome(Reply(silent=True), scene.state, scene.learner, switch=switch)


def arrived(scene: Scene) -> Outcome:
    """Come over from another subject: what was asked for, or what waits here."""
    what, _, entry_id = scene.turn.touched.partition(":")
    entry = scene.course.entry(entry_id) if what == "entry" else None
    if entry is not None:
        return entry_told(scene, entry)
    learner, state = scene.learner, scene.state
    quiz = unfinished(scene)
    due = due_count(scene.course, learner, scene.now) if not learner.is_new else 0
    silence = scene.phrase("offer_reprompt")
    if quiz is not None:
        number, total = count(quiz.number), count(len(quiz.items))
        line = scene.phrase("subject_resume", number=number, total=total)
        state, silence = structs.replace(state, offer="resume"), scene.phrase("resume_reprompt")
    elif due:
        line = scene.phrase("subject_due", due=are(due), them=them(due))
        state, silence = structs.replace(state, offer="due"), scene.phrase("due_reprompt")
    else:
        line = scene.phrase("subject_new", example=scene.example())
        state = structs.replace(state, offer="quiz_any")
    return ask(scene, speech(line), silence, state, learner=learner.seen(scene.now))


def led(scene: Scene, outcome: Outcome) -> Outcome:
    """The first words in another subject say which it is."""
    name = capital(scene.subject_name())
    return led_by(scene, outcome, speech(f"{name}.")) if name else outcome


def belongs_elsewhere(scene: Scene, text: str, routing: Routing) -> Outcome | None:
    """An offer to switch, where the question is clearly another subject's; else None.

    Only courses that speak of something in it that this one does not are opened for it.
    """
    shelf = scene.tools.shelf
    if shelf is None or routing.decision == "answer" or scene.turn.one_shot:
        return None
    from skill.understanding.shelved import spoken_of  # no launch asks for it

    mine = routing.candidates[0].score if routing.candidates else 0.0
    for found in spoken_of(text, shelf.catalogue(), shelf.here)[:2]:
        other = shelf.route(found.id, text)
        if other is None or other.decision != "answer":
            continue
        best = other.candidates[0]
        if best.score >= mine + CLEARLY:
            state = structs.replace(
                scene.state, offer="subject", choice=(found.id, best.entry_id), misses=0,
                listing=None, said=("elsewhere",),
            )  # fmt: skip
            line = scene.phrase("subject_offer", subject=found.name)
            outcome = ask(scene, speech(line), scene.phrase("subject_reprompt"), state)
            return replace(outcome, facts={"elsewhere": found.id})
    return None


def is_elsewhere(scene: Scene, meaning: Meaning) -> bool:
    """Whether what was meant belongs to another subject of the shelf."""
    return meaning.subject is not None and meaning.intent != Intent.SUBJECT
