"""Questions and their answers: headline first, then an offer; lists three points at a breath."""

from dataclasses import replace

from msgspec import structs

from skill.content.course import Entry
from skill.dialogue.entries import (
    answer_card,
    answer_screen,
    gone,
    headline,
    no_more,
    nothing_yet,
    reprompt,
    topic_of,
)
from skill.dialogue.listing import go_on, points_read
from skill.dialogue.nouns import points_noun, wants_list
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech, tell
from skill.dialogue.state import State
from skill.dialogue.unclear import did_you_mean, unknown
from skill.retrieval.routing import Context, Routing
from skill.speech.composing import BEAT, capital, count, numbered, sentence
from skill.speech.parts import Pause, Speech
from skill.understanding.meaning import Meaning


def question(scene: Scene, meaning: Meaning) -> Outcome:
    """A free question: answered, or "did you mean", or an honest "I don't have that"."""
    state = scene.state
    context = Context(entry_id=state.entry, topic_id=state.topic)
    routing = meaning.routing or scene.tools.router.route(meaning.text, context)
    if routing.decision == "answer":
        outcome = _answered(scene, meaning.text, routing)
    elif routing.decision == "did_you_mean" and len(routing.candidates) > 1:
        outcome = did_you_mean(scene, routing)
    else:
        outcome = unknown(scene, meaning.text, routing)
    best = routing.candidates[0] if routing.candidates else None
    facts = {
        **outcome.facts,
        "decision": routing.decision,
        "confidence": round(best.score, 3) if best else 0.0,
    }
    return replace(outcome, facts=facts, why=lambda: {"routing": described(routing)})


def described(routing: Routing) -> dict[str, object]:
    """A routing as plain values."""
    return {
        "decision": routing.decision,
        "candidates": [
            {
                "entry": c.entry_id,
                "score": round(c.score, 4),
                "point": c.point,
                "signals": {name: round(float(v), 3) for name, v in c.signals.items()},
            }
            for c in routing.candidates
        ],
    }


def _answered(scene: Scene, text: str, routing: Routing) -> Outcome:
    best = routing.candidates[0]
    entry = scene.course.entry(best.entry_id)
    if entry is None:
        return gone(scene)
    return entry_told(scene, entry, point=best.point, all_points=wants_list(text))


def entry_told(
    scene: Scene, entry: Entry, *, point: int | None = None, all_points: bool = False
) -> Outcome:
    """An entry's answer and the offer that fits what is left to say about it."""
    left_off = _listing_left(scene, entry)
    state = structs.replace(
        scene.state,
        entry=entry.id,
        topic=topic_of(scene, entry),
        choice=(),
        misses=0,
        said=("entry", entry.id, "" if point is None else str(point)),
    )
    if all_points and entry.points:
        return _list_at_once(scene, entry, state)
    said = headline(entry, point)
    lit = () if point is None else (point,)
    card, screen = answer_card(entry), answer_screen(entry, lit)
    if scene.turn.one_shot:
        return tell(scene, said, state, card=card, screen=screen, entry=entry.id)
    if left_off:
        return _back_to_list(scene, said, state, left_off, card, screen)
    state = structs.replace(state, listing=None, point=0)
    offer, line, silence = _offer(scene, entry, point)
    state = structs.replace(state, offer=offer)
    return ask(scene, speech(said, line), silence, state, card=card, screen=screen, entry=entry.id)


def _offer(scene: Scene, entry: Entry, point: int | None) -> tuple[str, str, str]:
    n = len(entry.points)
    if n > 1:
        key = "offer_list" if point is None else "point_of"
        line = scene.phrase(key, count=count(n), noun=points_noun(entry))
        return "list", line, scene.phrase("offer_list_reprompt")
    if n == 1 and point is None:
        return "list", scene.phrase("offer_list_one"), scene.phrase("offer_list_reprompt")
    if entry.detail:
        return "detail", scene.phrase("offer_detail"), scene.phrase("offer_detail_reprompt")
    return "", scene.phrase("anything_else"), reprompt(scene)


def _listing_left(scene: Scene, entry: Entry) -> Entry | None:
    listing = scene.course.entry(scene.state.listing)
    if listing is None or listing.id == entry.id:
        return None
    return listing if 0 < scene.state.point < len(listing.points) else None


def _back_to_list(
    scene: Scene, said: Speech, state: State, listing: Entry, card: Card, screen: Screen
) -> Outcome:
    left = len(listing.points) - state.point
    key = "list_back" if left > 1 else "list_back_one"
    line = scene.phrase(key, noun=points_noun(listing), left=count(left))
    state = structs.replace(state, offer="list_on")
    silence = go_on(scene, left)
    return ask(
        scene, speech(said, Pause(BEAT), line), silence, state,
        card=card, screen=screen, entry=state.entry,
    )  # fmt: skip


def _list_at_once(scene: Scene, entry: Entry, state: State) -> Outcome:
    if scene.turn.one_shot:
        said = speech(capital(count(len(entry.points))) + ".", numbered(entry.points))
        lit = tuple(range(len(entry.points)))
        return tell(
            scene, said, state, card=answer_card(entry), screen=answer_screen(entry, lit),
            entry=entry.id,
        )  # fmt: skip
    return points_read(scene, structs.replace(state, listing=entry.id, point=0))


def chosen(scene: Scene, meaning: Meaning) -> Outcome:
    """One of the entries that were offered."""
    choice = scene.state.choice
    at = meaning.number - 1 if meaning.number > 0 else len(choice) + meaning.number
    entry = scene.course.entry(choice[at]) if 0 <= at < len(choice) else None
    if entry is None:
        return gone(scene)
    return entry_told(scene, entry)


def detail(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Tell me more" about the entry heard last."""
    entry = scene.course.entry(scene.state.entry)
    if entry is None:
        return nothing_yet(scene)
    if scene.state.listing == entry.id and 0 < scene.state.point < len(entry.points):
        return points_read(scene, scene.state)
    heard_detail = scene.state.said[:1] == ("detail",)
    if entry.detail and not heard_detail:
        state = structs.replace(
            scene.state, said=("detail", entry.id), listing=None, point=0, misses=0
        )
        offer, line, silence = _offer(scene, structs.replace(entry, detail=""), None)
        state = structs.replace(state, offer=offer)
        said = speech(sentence(entry.detail), Pause(BEAT), line)
        return ask(
            scene, said, silence, state,
            card=Card(entry.question, entry.detail), screen=answer_screen(entry), entry=entry.id,
        )  # fmt: skip
    if entry.points and scene.state.said[:1] != ("points",):
        return points_read(scene, structs.replace(scene.state, listing=entry.id, point=0))
    return no_more(scene)
