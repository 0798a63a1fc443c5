"""How the learner is doing, what is due, what to revise."""

from msgspec import structs

from skill.dialogue.reply import Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.quiz.progress import Progress, progress
from skill.quiz.selection import due_count
from skill.speech.composing import capital, count
from skill.speech.times import when
from skill.understanding.meaning import Meaning


def overall(scene: Scene, meaning: Meaning) -> Outcome:
    """Questions met, strongest and weakest topic, one next step."""
    found = progress(scene.course, scene.learner, scene.now)
    if not scene.tools.remembers:
        return _offer(scene, "progress_off", "quick")
    if not found.seen:
        return _offer(scene, "progress_none", "quick")
    best_worst = ""
    if found.strongest and found.weakest and found.weakest[0] != found.strongest:
        best_worst = scene.phrase(
            "progress_topics", best=found.strongest.title, worst=found.weakest[0].title
        )
    key, offer = _next_step(found)
    weakest = found.weakest[0] if found.weakest else None
    title = weakest.title if weakest else ""
    line = scene.phrase(
        "progress", met=count(found.seen), total=count(found.items), topics=best_worst,
        next=scene.phrase(key, due=are(found.due), them=them(found.due), worst=title),
    )  # fmt: skip
    opening = scene.phrase("streak", days=count(found.streak)) if found.streak > 1 else ""
    topic = weakest.topic_id if weakest and offer == "quiz" else None
    state = structs.replace(
        scene.state, offer=offer, topic=topic or scene.state.topic, choice=(), said=("progress",)
    )
    return ask(
        scene, speech(opening, line), scene.phrase("offer_reprompt"), state, screen=_screen(found)
    )


def _next_step(found: Progress) -> tuple[str, str]:
    if found.due:
        return "progress_due", "due"
    return ("progress_weak", "quiz") if found.weakest else ("progress_fine", "quick")


def revise(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What should I revise?": due first, then the weakest topic, then new questions."""
    found = progress(scene.course, scene.learner, scene.now)
    if found.due:
        return _offer(
            scene, "revise_due", "due", due=count(found.due, "question"), them=them(found.due)
        )
    if found.weakest:
        weakest = found.weakest[0]
        return _offer(scene, "revise_weak", "quiz", topic_id=weakest.topic_id, topic=weakest.title)
    return _offer(scene, "revise_new", "new")


def due(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What's due?"."""
    now_due = due_count(scene.course, scene.learner, scene.now)
    if now_due:
        return _offer(scene, "due_some", "due", due=are(now_due), them=them(now_due))
    found = progress(scene.course, scene.learner, scene.now)
    if found.next_due is None:
        return _offer(scene, "due_none", "quick")
    return _offer(scene, "due_none_next", "quick", next=when(found.next_due, scene.now))


def _offer(
    scene: Scene, key: str, offer: str, topic_id: str | None = None, **values: str
) -> Outcome:
    state = structs.replace(
        scene.state, offer=offer, choice=(), topic=topic_id or scene.state.topic, said=("progress",)
    )
    line = scene.phrase(key, **values)
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)


def are(number: int) -> str:
    """ "One question is", "Three questions are"."""
    return f"{capital(count(number, 'question'))} {'is' if number == 1 else 'are'}"


def them(number: int) -> str:
    """What so many questions are called once they were named."""
    return "it" if number == 1 else "them"


def _screen(found: Progress) -> Screen:
    return Screen(
        "progress", "Your progress",
        lines=tuple(topic.title for topic in found.topics),
        levels=tuple(topic.mastery / 100 for topic in found.topics),
    )  # fmt: skip
