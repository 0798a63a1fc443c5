"""What the channel heard, in the scene it was heard in: the one place where the ear is asked."""

from dataclasses import replace

from skill.dialogue.acts import Act
from skill.dialogue.asking import options_read
from skill.dialogue.scene import Scene
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning
from skill.understanding.situation import Situation

_NAMED: dict[Act, Intent] = {
    Act.LAUNCH: Intent.LAUNCH, Act.YES: Intent.YES, Act.NO: Intent.NO, Act.REPEAT: Intent.REPEAT,
    Act.NEXT: Intent.NEXT, Act.PREVIOUS: Intent.PREVIOUS, Act.START_OVER: Intent.START_OVER,
    Act.HELP: Intent.HELP, Act.STOP: Intent.STOP, Act.CANCEL: Intent.STOP, Act.HOME: Intent.HOME,
    Act.FALLBACK: Intent.UNHEARD,
}  # fmt: skip
_SETTLED = frozenset((Act.STOP, Act.CANCEL, Act.HOME, Act.FALLBACK, Act.LAUNCH, Act.START_OVER))
"""Acts whose words say no more than the act: nothing is heard in them again."""


def situation(scene: Scene) -> Situation:
    """Where the conversation stands, as the ear needs it."""
    state = scene.state
    quiz = state.quiz
    item = scene.course.item(quiz.item_id) if quiz else None
    return Situation(
        item=item,
        order=quiz.order if quiz and item and item.kind == "choice" else None,
        earned=frozenset(quiz.earned) if quiz and item else frozenset(),
        offer="doubt" if quiz and quiz.doubt else state.offer,
        choice=state.choice,
        entry=state.entry,
        topic=(quiz.topic if quiz else None) or state.topic,
        over=state.over is not None,
        doubt=quiz.doubt if quiz else "",
        suggested=state.said[:1] == ("suggest",),
        meant=quiz is not None and quiz.exam,
        typed=scene.turn.typed,
    )


def understood(scene: Scene) -> Meaning:
    """What was meant: named by the channel or touched, or heard by the ear."""
    turn = scene.turn
    what, _, value = turn.touched.partition(":")
    if what == "topic":
        return Meaning(Intent.TOPIC, name=value)
    if what:
        return _heard(scene, _touched(scene, what, value), ())
    if turn.act in _SETTLED or (turn.act in _NAMED and not turn.text):
        named = Meaning(_NAMED[turn.act], turn.text)
        return _answering(scene, named)
    return _heard(scene, turn.text, turn.also)


def _answering(scene: Scene, named: Meaning) -> Meaning:
    """A bare yes or no of the channel, where a statement is open and nothing is offered."""
    here = situation(scene)
    judged = here.item is not None and here.item.kind == "true_false" and not here.offer
    if judged and named.intent in (Intent.YES, Intent.NO):
        return _heard(scene, "yes" if named.intent == Intent.YES else "no", ())
    if here.item is not None and named.intent == Intent.NEXT:
        return replace(named, intent=Intent.SKIP)
    return named


def _touched(scene: Scene, what: str, value: str) -> str:
    quiz = scene.state.quiz
    item = scene.course.item(quiz.item_id) if quiz else None
    if what == "option" and quiz and item and value.isdigit():
        options = options_read(item, quiz)
        return options[int(value)] if int(value) < len(options) else ""
    return value if what == "say" else ""


def _heard(scene: Scene, text: str, also: tuple[str, ...]) -> Meaning:
    return scene.tools.ear.understand(text, situation(scene), also)
