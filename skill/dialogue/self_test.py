"""A question answered by itself, outside any conversation: marked and told, as the quiz would."""

from dataclasses import dataclass

from skill.content.course import QuizItem
from skill.dialogue import browsing
from skill.dialogue.feedback import feedback, told
from skill.dialogue.scene import Scene, speech
from skill.speech.parts import Speech
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation

_CARED_FOR = {Intent.DISTRESS: browsing.distressed, Intent.UPSET: browsing.upset}


@dataclass(frozen=True)
class Judged:
    """One answer, judged."""

    verdict: str
    """`right`, `partly`, `wrong`, `not_known`; `talk` for what was no answer and earns nothing."""
    credit: float
    said: Speech


def judged(scene: Scene, item: QuizItem, text: str) -> Judged:
    """An answer to an item. What is worrying in it is answered kindly, and not marked."""
    meaning = scene.tools.ear.understand(text, Situation(item=item, meant=True))
    cared = _CARED_FOR.get(meaning.intent)
    if cared is not None:
        return Judged("talk", 0.0, cared(scene, meaning).reply.speech)
    if not text or _gave_up(meaning):
        return Judged("not_known", 0.0, speech(scene.phrase("dont_know"), told(scene, item)))
    marking = meaning.marking or scene.tools.marker.mark(item, text)
    if item.kind == "list":
        credit = min(1.0, len(marking.points) / item.wanted)
    else:
        credit = {"correct": 1.0, "partial": 0.5}.get(marking.verdict, 0.0)
    verdict = "right" if credit >= 1 else "partly" if credit else "wrong"
    return Judged(verdict, credit, feedback(scene, item, marking, marking.points))


def _gave_up(meaning: Meaning) -> bool:
    return meaning.intent in (Intent.DONT_KNOW, Intent.SKIP) and meaning.marking is None
