"""An entry as it is said and shown, and what is said when there is none."""

from msgspec import structs

from skill.content.course import Entry
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.speech.composing import sentence
from skill.speech.parts import Speech


def gone(scene: Scene) -> Outcome:
    """What was talked about is no longer in the course."""
    state = structs.replace(scene.state, entry=None, listing=None, choice=(), offer="")
    return ask(scene, speech(scene.phrase("gone")), reprompt(scene), state)


def reprompt(scene: Scene) -> str:
    """What is said after silence when nothing in particular is open."""
    return scene.phrase("anything_reprompt", example=sentence(scene.example()))


def headline(entry: Entry, point: int | None) -> Speech:
    """What is said first: the point asked about, or the answer."""
    if point is not None and 0 <= point < len(entry.points):
        return speech(sentence(entry.points[point]))
    return speech(sentence(entry.answer))


def answer_card(entry: Entry) -> Card:
    """The answer in writing, with its points."""
    lines = [entry.answer, *(f"• {point}" for point in entry.points)]
    return Card(entry.question, "\n".join(lines))


def answer_screen(entry: Entry, lit: tuple[int, ...] = ()) -> Screen:
    """The answer on a screen; the points said in this reply are lit."""
    return Screen("answer", entry.question, entry.answer, entry.points, lit)


def topic_of(scene: Scene, entry: Entry) -> str | None:
    topic = scene.course.topic_of(entry.id)
    return topic.id if topic else None


def no_more(scene: Scene) -> Outcome:
    """Everything on the entry has been said."""
    state = structs.replace(scene.state, offer="", listing=None)
    return ask(scene, speech(scene.phrase("no_more")), reprompt(scene), state)


def nothing_yet(scene: Scene) -> Outcome:
    """A follow-up before anything was talked about."""
    state = structs.replace(scene.state, offer="")
    return ask(scene, speech(scene.phrase("nothing_yet")), reprompt(scene), state)


def led(scene: Scene, key: str) -> Outcome:
    """A short remark, then the floor."""
    said = speech(scene.phrase(key), scene.phrase("anything_else"))
    return ask(scene, said, reprompt(scene), structs.replace(scene.state, offer=""))
