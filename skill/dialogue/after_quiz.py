"""What is said about a quiz that is over."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue import answering
from skill.dialogue.entries import reprompt
from skill.dialogue.meaning import Meaning
from skill.dialogue.quiz_commands import disputed_words, explanation, overridden
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.speech.composing import count, marks


def override_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "I was right" about the last question of a quiz that is over."""
    over = scene.state.over
    if over is None:
        line = scene.phrase("override_none")
        return _floor(scene, line, scene.state)
    scene, over, line, facts = overridden(scene, over)
    points = marks(over.points)
    total = scene.phrase("override_score", points=points, total=count(len(over.items)))
    state = structs.replace(scene.state, over=over, missed=over.missed)
    outcome = _floor(scene, f"{line} {total if facts else ''}".strip(), state)
    return replace(outcome, facts={**outcome.facts, **facts}, disputed=disputed_words(scene, facts))


def why_after(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Why?" about the last question of a quiz that is over; else more on the last entry."""
    over = scene.state.over
    if over is None or scene.state.said[:1] != ("summary",):
        return answering.detail(scene, meaning)
    return _floor(scene, explanation(scene, over), scene.state)


def _floor(scene: Scene, line: str, state: State) -> Outcome:
    said = speech(line, scene.phrase("anything_else"))
    return ask(scene, said, reprompt(scene), structs.replace(state, offer=""))
