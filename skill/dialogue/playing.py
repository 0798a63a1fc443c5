"""Two players in one session, of whom nothing is kept; and siblings who are told apart by animals."""

from dataclasses import replace

from msgspec import structs

from skill.dialogue.entries import reprompt
from skill.dialogue.floor import floor
from skill.dialogue.quizzing import asked
from skill.dialogue.scene import Moved, Outcome, Scene, ask, speech
from skill.dialogue.state import State
from skill.learner.profiles import ANIMALS
from skill.quiz import session
from skill.quiz.scheduling import rating_for
from skill.quiz.selection import QuizRequest
from skill.speech.composing import BEAT, capital, count
from skill.speech.parts import Pause
from skill.understanding.meaning import Meaning

EACH = 3
_POOL = 20


def played(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Me and my brother want to play": who is who, and the first question."""
    topic = scene.course.topic(meaning.name or None)
    request = QuizRequest(
        topic_id=topic.id if topic else None, count=_POOL, board=scene.learner.board
    )
    found = scene.tools.select(scene.course, scene.learner, request, scene.now, scene.rng)
    items = fair(scene, found)
    if not items:
        return floor("quiz_none_kind", "quiz_any", "offer_reprompt")(scene, meaning)
    quiz = session.start(items, topic.id if topic else None, players=session.PLAYERS)
    first, second = scene.phrase("player_name_1"), scene.phrase("player_name_2")
    line = scene.phrase(
        "play_start", first=first, second=second, each=capital(count(len(items) // 2, "question"))
    )
    state = structs.replace(scene.state, over=None)
    return asked(
        scene, quiz, speech(line, Pause(BEAT)), state, scene.learner, players=session.PLAYERS
    )


def fair(scene: Scene, found: tuple[str, ...]) -> tuple[str, ...]:
    """Questions in pairs of one kind, so that both get the same; () where there is not one pair."""
    by_kind: dict[str, list[str]] = {}
    for item_id in found:
        item = scene.course.item(item_id)
        if item is not None:
            by_kind.setdefault(item.kind, []).append(item_id)
    pairs = [ids[at : at + 2] for ids in by_kind.values() for at in range(0, len(ids) - 1, 2)]
    scene.rng.shuffle(pairs)
    return tuple(item_id for pair in pairs[:EACH] for item_id in pair)


def profiled(scene: Scene, meaning: Meaning) -> Outcome:
    """ "I'm fox today": from the next turn on that animal's record is the one at hand."""
    if not scene.tools.remembers:
        return floor("profile_off")(scene, meaning)
    state = State(profile=meaning.name, gentle=scene.state.gentle)
    line = scene.phrase("profile", animal=meaning.name)
    return ask(scene, speech(line), reprompt(scene), state)


def not_mine(scene: Scene, meaning: Meaning) -> Outcome:
    """ "That was fox, not owl": the last mark goes to the other animal's record."""
    quiz = scene.state.quiz or scene.state.over
    last = scene.course.item(quiz.items[quiz.last]) if quiz and quiz.last >= 0 else None
    mine = scene.state.profile or ANIMALS[0]
    if not scene.tools.remembers or quiz is None or last is None or meaning.name == mine:
        return floor("not_me_none")(scene, meaning)
    topic = scene.course.topic_of(last.id)
    home = topic.id if topic else ""
    rating = rating_for(quiz.marks[quiz.last] / 100, hints=quiz.hinted)
    learner = scene.learner.undone(last.id, home)
    outcome = floor("not_me", animal=meaning.name)(replace(scene, learner=learner), meaning)
    return replace(outcome, moved=Moved(last.id, home, rating, meaning.name))
