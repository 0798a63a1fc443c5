"""Two players in one session: turns, fair questions, a score, and nothing kept."""

from msgspec import structs

from skill.dialogue.floor import floor
from skill.dialogue.quizzing import asked
from skill.dialogue.scene import Outcome, Scene, speech
from skill.quiz import session
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
