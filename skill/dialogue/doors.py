"""What is said once something was linked or unlinked."""

from msgspec import structs

from skill.dialogue.quizzing import again
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State


def told(scene: Scene, key: str, afresh: bool = False) -> Outcome:
    """The sentence of a key, and back to the open question.

    afresh: the record is another's from here on, so what was open is not gone on with.
    """
    facts = {"link": key}
    quiz, line = scene.state.quiz, scene.phrase(key)
    item = scene.course.item(quiz.item_id) if quiz and not afresh else None
    if quiz is not None and item is not None:
        outcome = again(scene, quiz, item, line)
        return Outcome(outcome.reply, outcome.state, scene.learner, facts)
    state = State() if afresh else structs.replace(scene.state, offer="", choice=())
    next_ = scene.phrase("link_next")
    return Outcome(ask(scene, speech(line, next_), next_, state).reply, state, scene.learner, facts)
