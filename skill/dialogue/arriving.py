"""Arriving and leaving."""

from msgspec import structs

from skill.dialogue import quiz_opening
from skill.dialogue.progressing import are, them
from skill.dialogue.reply import Reply, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech, tell
from skill.dialogue.state import State
from skill.quiz.selection import due_count
from skill.speech.composing import capital, count, joined, sentence
from skill.understanding.meaning import Meaning

NEAR = 28
"""Days before the exam in which the welcome says so."""


def launched(scene: Scene, meaning: Meaning) -> Outcome:
    """A welcome: for a newcomer, for a returner, with what waits for them."""
    learner, state = scene.learner, State()
    examples = tuple(e.question for e in list(scene.course.entries())[:3])
    screen = Screen(
        "welcome", scene.course.info.skill_name, scene.topic_name(), examples,
        touch=tuple(f"say:{question}" for question in examples),
    )  # fmt: skip
    silence = scene.phrase("welcome_reprompt", example=sentence(scene.example()))
    ahead = _exam_ahead(scene)
    quiz = quiz_opening.unfinished(scene)
    due = 0 if learner.is_new else due_count(scene.course, learner, scene.now)
    if quiz is not None:
        line = scene.phrase(
            "welcome_resume", number=count(quiz.number), total=count(len(quiz.items))
        )
        state = structs.replace(state, offer="resume")
        silence = scene.phrase("resume_reprompt")
    elif due:
        line = scene.phrase("welcome_due", due=are(due), them=them(due))
        state, silence = structs.replace(state, offer="due"), scene.phrase("due_reprompt")
    elif learner.is_new:
        info = scene.course.info
        names = [subject.name for subject in scene.subjects()]
        line = scene.phrase(
            "welcome_new", skill=info.skill_name, course=joined(names) or info.title
        )
    else:
        line = scene.phrase("welcome_back")
    if scene.state.subject or (scene.subjects() and not learner.is_new):
        line = f"{capital(scene.subject_name())}. {line}"
    return ask(
        scene, speech(ahead, line), silence, state, learner=learner.seen(scene.now), screen=screen,
        new=learner.is_new,
    )  # fmt: skip


def _exam_ahead(scene: Scene) -> str:
    """How far off the exam is, in its last month."""
    exam = scene.learner.exam
    days = (exam - scene.now.date()).days if exam else -1
    if not 0 <= days <= NEAR:
        return ""
    key = "exam_today" if not days else "exam_tomorrow" if days == 1 else "exam_in"
    return scene.phrase(key, days=count(days))


def left(scene: Scene, meaning: Meaning) -> Outcome:
    """Stop is answered at once, in a few words."""
    kept = scene.state.quiz is not None and scene.tools.remembers and not scene.state.unsaved
    key = "bye_saved" if kept else "bye"
    if scene.state.gentle:
        key = "bye_gentle"
    return tell(scene, speech(scene.phrase(key)), State())


def paused(scene: Scene, meaning: Meaning) -> Outcome:
    """The quiz is put away until "carry on"."""
    if scene.state.quiz is None:
        return left(scene, meaning)
    key = "paused" if scene.tools.remembers else "paused_unsaved"
    return tell(scene, speech(scene.phrase(key)), State())


def ended(scene: Scene, meaning: Meaning) -> Outcome:
    """The session is over already; nothing can be said."""
    return Outcome(Reply(silent=True), scene.state, scene.learner)
