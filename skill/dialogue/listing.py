"""An entry's points, read out three at a breath."""

from msgspec import structs

from skill.content.course import Entry
from skill.dialogue.entries import (
    answer_card,
    answer_screen,
    gone,
    led,
    nothing_yet,
    reprompt,
    topic_of,
)
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.speech.composing import BEAT, capital, count, numbered, whole
from skill.speech.parts import Pause
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

AT_A_BREATH = 3


def go_on(scene: Scene, left: int) -> str:
    are = "is" if left == 1 else "are"
    return scene.phrase("list_reprompt", are=are, left=count(left))


def points_read(scene: Scene, state: State, most: int = AT_A_BREATH) -> Outcome:
    """The next points of the list being read, and whether to go on."""
    entry = scene.course.entry(state.listing)
    if entry is None:
        return gone(scene)
    total, first = len(entry.points), state.point
    # Four left are read as four: a last breath of one point sounds like a mistake.
    take = total - first if most > 1 and total - first <= most + 1 else most
    done = min(total, first + take)
    opening = scene.phrase("list_start", count=capital(count(total))) if not first else ""
    said = speech(opening if total > 1 else "", numbered(entry.points[first:done], first + 1))
    state = structs.replace(
        state, entry=entry.id, topic=topic_of(scene, entry), point=done, choice=(), misses=0,
        said=("points", entry.id, str(first), str(done)),
    )  # fmt: skip
    screen = answer_screen(entry, tuple(range(first, done)))
    if done < total:
        state = structs.replace(state, offer="list_on")
        line = _more_left(scene, done, total)
        silence = go_on(scene, total - done)
    else:
        line, silence, state = _list_over(scene, entry, state)
    return ask(
        scene, speech(said, Pause(BEAT), line), silence, state,
        card=answer_card(entry), screen=screen, entry=entry.id,
    )  # fmt: skip


def _more_left(scene: Scene, done: int, total: int) -> str:
    if done * 2 == total:
        return scene.phrase("list_half")
    return scene.phrase(
        "list_halfway", done=count(done), count=count(total),
        left=capital(count(total - done)),
    )  # fmt: skip


def _list_over(scene: Scene, entry: Entry, state: State) -> tuple[str, str, State]:
    if any(item.entry == entry.id for item in scene.course.items()):
        line = scene.phrase("list_done_quiz", all=whole(len(entry.points)))
        state = structs.replace(state, offer="quiz", listing=None)
        return line, scene.phrase("topic_reprompt"), state
    line = scene.phrase("list_done", all=whole(len(entry.points)))
    return line, reprompt(scene), structs.replace(state, offer="", listing=None)


def listed(scene: Scene, meaning: Meaning) -> Outcome:
    """ "List them", "the rest", "next": the entry's points from where the list stands."""
    entry = scene.course.entry(scene.state.listing or scene.state.entry)
    if entry is None:
        return nothing_yet(scene)
    if not entry.points:
        return led(scene, "no_list")
    state = scene.state
    if state.listing != entry.id or state.point >= len(entry.points):
        state = structs.replace(state, listing=entry.id, point=0)
    most = 1 if meaning.intent == Intent.NEXT else AT_A_BREATH
    return points_read(scene, state, most)


def previous_point(scene: Scene, meaning: Meaning) -> Outcome:
    """The point before the one read last."""
    entry = scene.course.entry(scene.state.listing or scene.state.entry)
    if entry is None or not entry.points:
        return nothing_yet(scene) if entry is None else led(scene, "no_list")
    at = scene.state.point - 2
    if at < 0:
        state = structs.replace(scene.state, listing=entry.id, point=0, offer="list_on")
        silence = go_on(scene, len(entry.points))
        return ask(scene, speech(scene.phrase("no_previous")), silence, state)
    return points_read(scene, structs.replace(scene.state, listing=entry.id, point=at), 1)


def numbered_point(scene: Scene, meaning: Meaning) -> Outcome:
    """ "The third one"."""
    entry = scene.course.entry(scene.state.listing or scene.state.entry)
    if entry is None:
        return nothing_yet(scene)
    if not entry.points:
        return led(scene, "no_list")
    total = len(entry.points)
    at = meaning.number - 1 if meaning.number > 0 else total + meaning.number
    if not 0 <= at < total:
        said = speech(scene.phrase("no_point", count=count(total)))
        return ask(scene, said, reprompt(scene), scene.state)
    return points_read(scene, structs.replace(scene.state, listing=entry.id, point=at), 1)
