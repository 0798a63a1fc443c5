"""A question that no entry clearly answers: did you mean, something near, something to try."""

from dataclasses import replace

from msgspec import structs

from skill.content.course import Entry
from skill.dialogue.entries import gone, reprompt
from skill.dialogue.reply import Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.retrieval.routing import Routing
from skill.speech.composing import sentence
from skill.understanding.meaning import Meaning

FAR_BEHIND = 0.1
"""A second candidate with less than this share of the first's probability is not offered."""


NEAR = 0.08
"""Below this probability an entry is not worth offering as something near."""


def did_you_mean(scene: Scene, routing: Routing) -> Outcome:
    best, other = routing.candidates[:2]
    if other.score < FAR_BEHIND * best.score:
        return _one_meant(scene, best.entry_id)
    entries = [scene.course.entry(c.entry_id) for c in routing.candidates[:2]]
    first, second = (entry for entry in entries if entry)
    state = structs.replace(
        scene.state, offer="choice", choice=(first.id, second.id), misses=0,
        said=("choice", first.id, second.id),
    )  # fmt: skip
    return _offered_choice(scene, "did_you_mean", [first, second], state)


def _one_meant(scene: Scene, entry_id: str) -> Outcome:
    """One entry stands out, but not enough to be told unasked."""
    entry = scene.course.entry(entry_id)
    if entry is None:
        return gone(scene)
    state = structs.replace(
        scene.state, offer="choice", choice=(entry.id,), misses=0, said=("suggest", entry.id)
    )
    line = scene.phrase("did_you_mean_one", first=sentence(entry.question))
    return ask(scene, speech(line), scene.phrase("did_you_mean_one_reprompt"), state)


def _offered_choice(scene: Scene, key: str, entries: list[Entry], state: State) -> Outcome:
    first, second = entries
    line = scene.phrase(key, first=sentence(first.question), second=sentence(second.question))
    screen = Screen(
        "welcome", "Did you mean…", lines=tuple(entry.question for entry in entries),
        touch=tuple(f"say:{entry.question}" for entry in entries),
    )  # fmt: skip
    silence = scene.phrase("did_you_mean_reprompt")
    return ask(scene, speech(line), silence, state, screen=screen)


def choice_again(scene: Scene) -> Outcome:
    """The two questions offered, once more."""
    entries = [e for e in map(scene.course.entry, scene.state.choice) if e]
    if len(entries) == 1:
        return _one_meant(scene, entries[0].id)
    if len(entries) != 2:
        return gone(scene)
    return _offered_choice(scene, "did_you_mean", entries, scene.state)


def mentioned(scene: Scene, text: str, entry: Entry) -> Outcome:
    """Somebody without an entry of their own, who comes up in this one."""
    state = structs.replace(
        scene.state, offer="choice", choice=(entry.id,), misses=0, listing=None, said=("near",)
    )
    line = scene.phrase("mentioned", first=sentence(entry.question))
    outcome = ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    return replace(outcome, unanswered=text)


def unknown(scene: Scene, text: str, routing: Routing) -> Outcome:
    if entry := scene.course.entry(routing.mention):
        return mentioned(scene, text, entry)
    near = [
        entry
        for c in routing.candidates[:2]
        if c.score >= NEAR and (entry := scene.course.entry(c.entry_id))
    ]
    state = structs.replace(scene.state, misses=0, listing=None)
    if len(near) == 2:
        state = structs.replace(
            state, offer="choice", choice=(near[0].id, near[1].id), said=("near",)
        )
        outcome = _offered_choice(scene, "unknown_near", near, state)
    elif near:
        state = structs.replace(state, offer="choice", choice=(near[0].id,), said=("near",))
        line = scene.phrase("unknown_near_one", first=sentence(near[0].question))
        outcome = ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
    else:
        state = structs.replace(state, offer="suggest", choice=(), said=("far",))
        topic = scene.topic_name()
        line = scene.phrase("unknown_far", course=topic)
        silence = scene.phrase("unknown_reprompt", course=topic)
        outcome = ask(scene, speech(line), silence, state)
    return replace(outcome, unanswered=text)


def suggested(scene: Scene, meaning: Meaning) -> Outcome:
    """A question to try, from the course."""
    entries = scene.entries()
    if not entries:
        return ask(scene, speech(scene.phrase("what_next")), reprompt(scene), scene.state)
    entry = scene.rng.choice(entries)
    state = structs.replace(
        scene.state, offer="choice", choice=(entry.id,), said=("suggest", entry.id)
    )
    line = scene.phrase("suggest", question=sentence(entry.question))
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
