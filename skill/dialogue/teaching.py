"""How a lesson begins; the quiz loop holds it, and `endings` sums it up."""

from msgspec import structs

from skill.dialogue.floor import floor
from skill.dialogue.quizzing import asked
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.quiz import session
from skill.quiz.selection import prepared
from skill.speech.composing import BEAT, count, joined, sentence
from skill.speech.parts import Pause
from skill.tutor.lesson import lesson_on
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning


def taught(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Teach me X": the lesson on the topic or the entry that was named, or talked of last."""
    course, state = scene.course, scene.state
    entry = course.entry(meaning.entry)
    topic = course.topic(meaning.name)
    if entry is None and topic is None and not meaning.elsewhere:
        entry = course.entry(state.entry)
        topic = None if entry else course.topic(state.topic)
    if meaning.elsewhere or (entry is None and topic is None):
        return which(scene, bool(meaning.elsewhere))
    lesson = lesson_on(course, topic, entry, scene.rng)
    if lesson is None:
        return floor("lesson_none", "quiz_any", "offer_reprompt")(scene, meaning)
    home = topic or course.topic_of(entry.id if entry else None)
    quiz = session.start(lesson.items, home.id if home else None, lesson=lesson.pieces)
    learner = prepared(course, scene.learner, tuple(dict.fromkeys(quiz.items)))
    what = entry.question.rstrip("?") if entry and not topic else home.title if home else ""
    key = "lesson_start" if lesson.parts > 1 else "lesson_start_one"
    line = scene.phrase(key, what=what, count=count(lesson.parts, "short part"))
    state = structs.replace(
        state, over=None, topic=home.id if home else None, entry=entry.id if entry else state.entry
    )
    return asked(scene, quiz, speech(line, Pause(BEAT)), state, learner, lesson=lesson.parts)


def which(scene: Scene, elsewhere: bool = False) -> Outcome:
    """Asks what to teach; first says so where what was named is not in the course."""
    topics = [t.title for t in scene.course.topics if t.quiz][:4]
    if not topics:
        return floor("lesson_none", "quiz_any", "offer_reprompt")(scene, Meaning(Intent.TEACH))
    line = scene.phrase("lesson_else" if elsewhere else "lesson_which", topics=joined(topics))
    state = structs.replace(scene.state, offer="teach_topic", choice=())
    return ask(scene, speech(line), scene.phrase("topics_reprompt"), state)


def first_thing(scene: Scene, meaning: Meaning) -> Outcome:
    """ "What's the most important thing to know?" before anything was talked of: where to begin."""
    topic = next((t for t in scene.course.topics if t.entries and t.quiz), None)
    if topic is None:
        return floor("nothing_yet")(scene, meaning)
    entry = scene.course.entry(topic.lesson[0] if topic.lesson else None) or topic.entries[0]
    line = scene.phrase("first_thing", headline=sentence(entry.answer), topic=topic.title)
    state = structs.replace(
        scene.state, offer="teach_topic", topic=topic.id, entry=entry.id, choice=(), misses=0
    )
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)
