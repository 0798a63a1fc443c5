"""What was heard or asked, said another way: simpler, an example, why, short, how to remember it."""

from dataclasses import replace
from typing import Any

from msgspec import structs

from skill.content.course import Course, Entry, QuizItem
from skill.dialogue import exam_practice
from skill.dialogue.asking import hint_text
from skill.dialogue.browsing import helped as help_offered
from skill.dialogue.entries import reprompt
from skill.dialogue.floor import floor
from skill.dialogue.quiz_commands import helped, hint
from skill.dialogue.quizzing import again
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.quiz.session import Quiz
from skill.speech.composing import sentence
from skill.tutor.otherwise import authored, gives_away, wordings
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

_MODELLED = frozenset(
    (Intent.SIMPLER, Intent.EXAMPLE, Intent.WHY, Intent.REMEMBER, Intent.SHORT_VERSION)
)
"""What a language model is asked for, where there is one and a teacher's words are used up."""


def otherwise(scene: Scene, meaning: Meaning) -> Outcome:
    """Outside a quiz: about the entry heard last."""
    if meaning.intent == Intent.WHAT_MEAN and (text := meant(scene.course, meaning)):
        return _said(scene, text, ("term", meaning.name))
    if meaning.intent == Intent.EXAM:
        return exam_practice.shown(scene, meaning)
    entry = scene.course.entry(scene.state.entry)
    if entry is None:
        return help_offered(scene, meaning)
    at = _told_already(scene, entry, meaning.intent)
    written = authored(entry, meaning.intent)
    facts: dict[str, Any] = {}
    if at >= len(written) and scene.tools.rephrase is not None and meaning.intent in _MODELLED:
        before = written[-1] if written else entry.answer
        came = scene.tools.rephrase.rephrase(entry, meaning.intent.value, meaning.text, before)
        facts = {"model": came.came, **({"model_reason": came.reason} if came.reason else {})}
        if came.text:
            said = ("otherwise", entry.id, meaning.intent.value, str(at + 1))
            outcome = _said(scene, came.text, said)
            return replace(outcome, facts={**outcome.facts, **facts})
    outcome = _by_the_course(scene, meaning, entry, at)
    return replace(outcome, facts={**outcome.facts, **facts})


def _by_the_course(scene: Scene, meaning: Meaning, entry: Entry, at: int) -> Outcome:
    found = wordings(entry, meaning.intent)
    if at >= len(found):
        key = "simpler_none" if not found else "otherwise_none"
        return floor(key, "detail" if not found else "teach_here", "offer_reprompt")(scene, meaning)
    return _said(scene, found[at], ("otherwise", entry.id, meaning.intent.value, str(at + 1)))


def _told_already(scene: Scene, entry: Entry, intent: Intent) -> int:
    said = scene.state.said
    if said[:3] == ("otherwise", entry.id, intent.value) and said[3:4] and said[3].isdigit():
        return int(said[3])
    return 0


def _said(scene: Scene, text: str, said: tuple[str, ...]) -> Outcome:
    state = structs.replace(
        scene.state, offer="helped", choice=(), listing=None, misses=0, said=said
    )
    line = scene.phrase("otherwise_next")
    return ask(scene, speech(text, line), scene.phrase("otherwise_reprompt"), state)


def meant(course: Course, meaning: Meaning) -> str:
    """What the glossary says of a word; "" where it does not have it."""
    terms = (term for topic in course.topics for term in topic.glossary)
    return next((sentence(term.meaning) for term in terms if term.term == meaning.name), "")


def helped_yes(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Does that help?" - "yes"."""
    entry = scene.course.entry(scene.state.entry)
    if entry is not None and any(item.entry == entry.id for item in scene.course.items()):
        return floor("helped_yes", "quiz_entry", "offer_reprompt")(scene, meaning)
    return floor("anything_else")(scene, meaning)


def helped_no(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Does that help?" - "no": yet another way."""
    if scene.course.entry(scene.state.entry) is None:
        return floor("anything_else")(scene, meaning)
    return otherwise(scene, replace(meaning, intent=Intent.SIMPLER))


def repeated(scene: Scene, meaning: Meaning) -> Outcome:
    """The same wording once more."""
    what, *ids = scene.state.said
    if what == "term":
        return otherwise(scene, Meaning(Intent.WHAT_MEAN, name=ids[0]))
    entry = scene.course.entry(ids[0])
    if entry is None or len(ids) < 3 or not ids[2].isdigit():
        return floor("what_next")(scene, meaning)
    found = wordings(entry, Intent(ids[1]))
    at = min(int(ids[2]), len(found)) - 1
    return (
        _said(scene, found[at], scene.state.said) if found else floor("what_next")(scene, meaning)
    )


def in_quiz(scene: Scene, quiz: Quiz, item: QuizItem, meaning: Meaning) -> Outcome:
    """With a question open it counts as a hint, and the question comes back. About what was told
    last if that is another entry; about the open question only what does not say its answer."""
    if meaning.intent == Intent.WHAT_MEAN and (text := meant(scene.course, meaning)):
        if gives_away(text, item) and item.kind != "true_false":
            return hint(scene, quiz, item)
        return again(scene, structs.replace(quiz, hints=quiz.hints + 1), item, text)
    last = scene.course.item(quiz.items[quiz.last]) if quiz.last >= 0 else None
    entry = scene.course.entry(scene.state.entry or (last.entry if last else None))
    if entry is not None and entry.id != item.entry and (found := wordings(entry, meaning.intent)):
        at = _told_already(scene, entry, meaning.intent) % len(found)
        said = ("otherwise", entry.id, meaning.intent.value, str(at + 1))
        scene = replace(scene, state=structs.replace(scene.state, said=said))
        return again(scene, helped(quiz, item, entry.id), item, found[at])
    own = scene.course.entry(item.entry)
    ways = [t for t in (wordings(own, meaning.intent) if own else []) if not gives_away(t, item)]
    if ways and not quiz.hints:
        return again(scene, structs.replace(quiz, hints=1), item, ways[0])
    if hint_text(scene, item, quiz) is None:
        return again(scene, quiz, item, scene.phrase("simpler_none_quiz"))
    return hint(scene, quiz, item)


def why(scene: Scene, meaning: Meaning) -> Outcome | None:
    """ "Why does that matter?" about the entry heard last; None where it does not say."""
    entry = scene.course.entry(scene.state.entry)
    if entry is None or not entry.why_it_matters:
        return None
    state = structs.replace(scene.state, offer="detail" if entry.detail else "", misses=0)
    line = scene.phrase("offer_detail" if entry.detail else "anything_else")
    return ask(scene, speech(sentence(entry.why_it_matters), line), reprompt(scene), state)
