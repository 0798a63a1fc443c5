"""One line, and the floor to the learner."""

from msgspec import structs

from skill.dialogue.entries import reprompt
from skill.dialogue.scene import Handler, Outcome, Scene, ask, speech
from skill.understanding.meaning import Meaning


def floor(key: str, offer: str = "", silence: str = "", **values: object) -> Handler:
    """A handler that says one line and gives the learner the floor."""

    def handler(scene: Scene, meaning: Meaning) -> Outcome:
        info = scene.course.info
        # In mid-quiz the question follows, so that nothing else may be asked.
        here = f"{key}_quiz" if scene.state.quiz and not offer and scene.has(f"{key}_quiz") else key
        line = scene.phrase(here, skill=info.skill_name, course=info.title, **values)
        state = structs.replace(scene.state, offer=offer, choice=(), misses=0)
        after = scene.phrase(silence) if silence else reprompt(scene)
        return ask(scene, speech(line), after, state)

    return handler
