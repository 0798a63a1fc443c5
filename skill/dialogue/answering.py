"""Questions and their answers: headline first, then an offer; lists three points at a breath."""

from dataclasses import replace

from msgspec import structs

from skill.content.course import Entry
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.nouns import points_noun, wants_list
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech, tell
from skill.dialogue.state import State
from skill.retrieval.routing import Context, Routing
from skill.speech.composing import BEAT, capital, count, numbered, sentence
from skill.speech.parts import Pause, Speech

AT_A_BREATH = 3
FAR_BEHIND = 0.1
"""A second candidate with less than this share of the first's probability is not offered."""
NEAR = 0.08
"""Below this probability an entry is not worth offering as something near."""


def question(scene: Scene, meaning: Meaning) -> Outcome:
    """A free question: answered, or "did you mean", or an honest "I don't have that"."""
    state = scene.state
    context = Context(entry_id=state.entry, topic_id=state.topic)
    routing = scene.tools.router.route(meaning.text, context)
    if routing.decision == "answer":
        outcome = _answered(scene, meaning.text, routing)
    elif routing.decision == "did_you_mean" and len(routing.candidates) > 1:
        outcome = _did_you_mean(scene, routing)
    else:
        outcome = _unknown(scene, meaning.text, routing)
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


def entry_told(
    scene: Scene, entry: Entry, *, point: int | None = None, all_points: bool = False
) -> Outcome:
    """An entry's answer and the offer that fits what is left to say about it."""
    left_off = _listing_left(scene, entry)
    state = structs.replace(
        scene.state,
        entry=entry.id,
        topic=_topic_id(scene, entry),
        choice=(),
        misses=0,
        said=("entry", entry.id, "" if point is None else str(point)),
    )
    if all_points and entry.points:
        return _list_at_once(scene, entry, state)
    said = headline(entry, point)
    lit = () if point is None else (point,)
    card, screen = answer_card(entry), answer_screen(entry, lit)
    if scene.turn.opens:
        return tell(scene, said, state, card=card, screen=screen, entry=entry.id)
    if left_off:
        return _back_to_list(scene, said, state, left_off, card, screen)
    state = structs.replace(state, listing=None, point=0)
    offer, line, silence = _offer(scene, entry, point)
    state = structs.replace(state, offer=offer)
    return ask(scene, speech(said, line), silence, state, card=card, screen=screen, entry=entry.id)


def _topic_id(scene: Scene, entry: Entry) -> str | None:
    topic = scene.course.topic_of(entry.id)
    return topic.id if topic else None


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
    silence = _go_on(scene, left)
    return ask(
        scene, speech(said, Pause(BEAT), line), silence, state,
        card=card, screen=screen, entry=state.entry,
    )  # fmt: skip


def _go_on(scene: Scene, left: int) -> str:
    are = "is" if left == 1 else "are"
    return scene.phrase("list_reprompt", are=are, left=count(left))


def _list_at_once(scene: Scene, entry: Entry, state: State) -> Outcome:
    if scene.turn.opens:
        said = speech(capital(count(len(entry.points))) + ".", numbered(entry.points))
        lit = tuple(range(len(entry.points)))
        return tell(
            scene, said, state, card=answer_card(entry), screen=answer_screen(entry, lit),
            entry=entry.id,
        )  # fmt: skip
    return points_read(scene, structs.replace(state, listing=entry.id, point=0))


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
        state, entry=entry.id, topic=_topic_id(scene, entry), point=done, choice=(), misses=0,
        said=("points", entry.id, str(first), str(done)),
    )  # fmt: skip
    screen = answer_screen(entry, tuple(range(first, done)))
    if done < total:
        state = structs.replace(state, offer="list_on")
        line = _more_left(scene, done, total)
        silence = _go_on(scene, total - done)
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
        line = scene.phrase("list_done_quiz", count=count(len(entry.points)))
        state = structs.replace(state, offer="quiz", listing=None)
        return line, scene.phrase("topic_reprompt"), state
    line = scene.phrase("list_done", count=count(len(entry.points)))
    return line, reprompt(scene), structs.replace(state, offer="", listing=None)


def _did_you_mean(scene: Scene, routing: Routing) -> Outcome:
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


def _unknown(scene: Scene, text: str, routing: Routing) -> Outcome:
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
    entries = list(scene.course.entries())
    if not entries:
        return ask(scene, speech(scene.phrase("what_next")), reprompt(scene), scene.state)
    entry = scene.rng.choice(entries)
    state = structs.replace(
        scene.state, offer="choice", choice=(entry.id,), said=("suggest", entry.id)
    )
    line = scene.phrase("suggest", question=sentence(entry.question))
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)


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


def no_more(scene: Scene) -> Outcome:
    """Everything on the entry has been said."""
    state = structs.replace(scene.state, offer="", listing=None)
    return ask(scene, speech(scene.phrase("no_more")), reprompt(scene), state)


def nothing_yet(scene: Scene) -> Outcome:
    """A follow-up before anything was talked about."""
    state = structs.replace(scene.state, offer="")
    return ask(scene, speech(scene.phrase("nothing_yet")), reprompt(scene), state)


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
    most = 1 if meaning.kind == Kind.NEXT else AT_A_BREATH
    return points_read(scene, state, most)


def led(scene: Scene, key: str) -> Outcome:
    """A short remark, then the floor."""
    said = speech(scene.phrase(key), scene.phrase("anything_else"))
    return ask(scene, said, reprompt(scene), structs.replace(scene.state, offer=""))


def previous_point(scene: Scene, meaning: Meaning) -> Outcome:
    """The point before the one read last."""
    entry = scene.course.entry(scene.state.listing or scene.state.entry)
    if entry is None or not entry.points:
        return nothing_yet(scene) if entry is None else led(scene, "no_list")
    at = scene.state.point - 2
    if at < 0:
        state = structs.replace(scene.state, listing=entry.id, point=0, offer="list_on")
        silence = _go_on(scene, len(entry.points))
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
