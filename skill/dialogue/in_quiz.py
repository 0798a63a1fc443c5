"""A turn while a quiz question is open. Whatever arrives may be the answer, so the words are
marked first; what the marker calls a command or a question is done, and the quiz goes on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue import quizzing
from skill.dialogue.acts import Act
from skill.dialogue.agreement import is_no, is_yes
from skill.dialogue.asking import options_read, question_text
from skill.dialogue.claims import claimed
from skill.dialogue.interpretation import LONGEST, interpret
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.naming import topic_named
from skill.dialogue.no_answer import (
    OFF_TYPE,
    STRAY,
    aside,
    beside_the_point,
    not_of_its_kind,
    only_talk,
    said_before,
    unheard,
)
from skill.dialogue.patterns import plain_request
from skill.dialogue.quiz_commands import (
    back,
    doubted,
    help_,
    hint,
    insisted,
    left,
    missed_so_far,
    more,
    normal,
    options,
    override,
    pace,
    remarked,
    repeat,
    score,
    wait,
    why,
)
from skill.dialogue.quizzing import KINDS_IN_QUIZ, again, put
from skill.dialogue.safety import sounds_like_distress
from skill.dialogue.said_in_quiz import GO_ON, LIST_IS_OVER
from skill.dialogue.scene import Outcome, Scene, speech
from skill.dialogue.small_talk import without_names
from skill.dialogue.state import State, cut
from skill.language.normalise import without_fillers, words
from skill.quiz.marking.result import Marking
from skill.quiz.session import Quiz
from skill.speech.composing import capital


def turn(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome | Meaning:
    """What to do with the words; a Meaning when the dialogue at large must do it."""
    text = without_names(_heard(scene, quiz, item))
    if sounds_like_distress(text):
        return Meaning(Kind.DISTRESS)
    if not without_fillers(words(text)):
        return unheard(scene, quiz, item)
    request = plain_request(text)
    if quiz.doubt:
        return _doubt(scene, quiz, item, request, text)
    if scene.state.offer and (answer := _offered(scene, quiz, item, request)):
        return answer
    if item.kind == "list" and (LIST_IS_OVER.fullmatch(request) or is_no(request)):
        return quizzing.not_known(scene, quiz, item)
    if GO_ON.fullmatch(request) or GO_ON.fullmatch(" ".join(words(text))):
        return repeat(scene, quiz, item)
    meaning = interpret(text, State(topic=quiz.topic or scene.state.topic), scene.course)
    if meaning.kind in quizzing.NEVER_ANSWERS or (meaning.kind == Kind.TOPIC and meaning.name):
        return meaning
    marking = mark(scene, quiz, item, text)
    if beside_the_point(scene, item, marking, text) or only_talk(item, meaning, request):
        marking = replace(marking, verdict="incorrect", rule=STRAY, credit=0.0)
    if done := _beside(scene, quiz, item, meaning, marking, text):
        return done
    if marking.command == "stop":
        return Meaning(Kind.STOP)
    outcome = _by_verdict(scene, quiz, item, marking, text)
    return replace(outcome, why=lambda: {"marking": described(marking)})


def _beside(
    scene: Scene, quiz: Quiz, item: QuizItem, meaning: Meaning, marking: Marking, text: str
) -> Outcome | Meaning | None:
    """What words that earned nothing were for, if not for answering; None: they were an answer."""
    if marking.verdict in ("correct", "partial"):
        return None
    if item.kind == "list" and quiz.earned and said_before(scene, item, text):
        return put(scene, quiz, item, speech(scene.phrase("list_again")), verdict="open")
    claim = claimed(plain_request(text))
    if claim and (held := insisted(scene, quiz, item, claim)):
        return held
    begun = scene.state.misses or quiz.tries or quiz.earned
    if claim and quiz.last >= 0 and not begun and marking.verdict == "incorrect":
        return back(scene, quiz, item)
    if meaning.kind == Kind.TOPIC:
        # "Whatever", "surprise me": nothing to be suggested while a question is open.
        return AT_LARGE[Kind.CHATTER](scene, quiz, item)
    if meaning.kind in KINDS_IN_QUIZ and not _is_answer(meaning, marking, item):
        return meaning
    judged = item.kind == "true_false" and marking.rule not in OFF_TYPE
    if marking.verdict in ("incorrect", "unsure", "dont_know") and not judged:
        request = plain_request(text)
        if request in ("another", "another one", "another question"):
            return quizzing.skipped(scene, quiz, item)
        if is_yes(request):
            return unheard(scene, quiz, item, ready=True)
        if is_no(request):
            return put(scene, quiz, item, speech(scene.phrase("no_quiz")), offer="skip")
    topic = scene.course.topic(topic_named(text, scene.course) or None)
    if topic and topic.quiz:
        state = structs.replace(scene.state, topic=topic.id)
        line = scene.phrase("switch", topic=topic.title)
        return put(scene, quiz, item, speech(line), state, offer="quiz")
    return None


def described(marking: Marking) -> dict[str, Any]:
    """A marking as plain values."""
    return msgspec.to_builtins(marking)


def _is_answer(meaning: Meaning, marking: Marking, item: QuizItem) -> bool:
    """Whether the marker knows better: a command it has named, "I can't do this", and "that's
    rubbish" of a statement that may be false."""
    if meaning.kind in (Kind.DOUBTED, Kind.GRUMBLE):
        judged = item.kind == "true_false" and marking.verdict == "incorrect"
        judged = judged and marking.rule == "stance"
        return judged or marking.verdict in ("command", "dont_know")
    if meaning.kind == Kind.MORE:
        return marking.verdict in ("command", "dont_know")
    if meaning.kind in (Kind.HELP, Kind.WHY, Kind.SLOWER, Kind.FASTER, Kind.REPEAT):
        return marking.verdict == "command"
    return meaning.kind == Kind.NERVES and marking.verdict == "dont_know"


def _heard(scene: Scene, quiz: Quiz, item: QuizItem) -> str:
    touched = scene.turn.touched
    if touched.startswith("option:") and touched[7:].isdigit():
        options = options_read(item, quiz)
        at = int(touched[7:])
        return options[at] if at < len(options) else ""
    if touched.startswith("say:"):
        return touched[4:][:LONGEST]
    return scene.turn.text[:LONGEST]


def mark(scene: Scene, quiz: Quiz, item: QuizItem, text: str) -> Marking:
    """The best reading's marking: the words themselves, or what a slot made of them."""
    earned = frozenset(quiz.earned)
    order = quiz.order if item.kind == "choice" else None
    first = scene.tools.marker.mark(item, text, options=order, earned=earned)
    if first.verdict in ("correct", "partial", "command", "dont_know"):
        return first
    for other in scene.turn.also:
        marking = scene.tools.marker.mark(item, other[:LONGEST], options=order, earned=earned)
        if marking.verdict in ("correct", "partial"):
            return marking
    return first


def _by_verdict(scene: Scene, quiz: Quiz, item: QuizItem, marking: Marking, text: str) -> Outcome:
    if marking.verdict == "command" and marking.command:
        return COMMANDS[marking.command](scene, quiz, item)
    if marking.verdict == "dont_know":
        return quizzing.not_known(scene, quiz, item)
    if marking.verdict == "question":
        return aside(scene, quiz, item, text)
    if marking.rule in OFF_TYPE:
        return not_of_its_kind(scene, quiz, item)
    if marking.verdict == "unsure" and marking.understood and not quiz.tries:
        doubting = structs.replace(quiz, doubt=cut(marking.understood), tries=quiz.tries + 1)
        line = capital(scene.phrase("doubt", said=marking.understood))
        silence = scene.phrase("doubt_reprompt", said=marking.understood)
        return put(scene, doubting, item, speech(line), reprompt=silence, verdict="unsure")
    if marking.verdict == "unsure":
        return unheard(scene, quiz, item)
    return quizzing.marked(scene, quiz, item, marking, text)


def _doubt(scene: Scene, quiz: Quiz, item: QuizItem, request: str, text: str) -> Outcome:
    # That we were not sure does not make it a second try.
    said, quiz = quiz.doubt, structs.replace(quiz, doubt="", tries=0)
    bare = " ".join(words(text))
    if is_yes(request) or is_yes(bare):
        marking = scene.tools.marker.mark(item, said, options=quiz.order or None)
        if marking.verdict == "unsure":
            marking = replace(marking, verdict="correct", credit=1.0)
        return quizzing.marked(scene, quiz, item, marking, said)
    quiz = structs.replace(quiz, tries=1)
    if is_no(request) or is_no(bare):
        line = scene.phrase("doubt_no", question=question_text(item, quiz))
        return put(scene, quiz, item, speech(line))
    outcome = turn(replace(scene, state=structs.replace(scene.state, quiz=quiz)), quiz, item)
    return outcome if isinstance(outcome, Outcome) else again(scene, quiz, item)


def _offered(scene: Scene, quiz: Quiz, item: QuizItem, request: str) -> Outcome | None:
    """Yes and no to "shall I skip it?", "shall I delete it?" and the like."""
    offer = scene.state.offer
    if is_yes(request):
        if offer == "skip":
            return quizzing.skipped(scene, quiz, item)
    elif is_no(request) and offer == "skip":
        return again(scene, quiz, item)
    return None


COMMANDS: dict[str, Callable[[Scene, Quiz, QuizItem], Any]] = {
    "repeat": repeat, "options": options, "skip": quizzing.skipped, "hint": hint, "help": help_,
    "slower": pace(-1), "faster": pace(1), "why": why, "override": override, "wait": wait,
}  # fmt: skip

BY_ACT: dict[Act, Callable[[Scene, Quiz, QuizItem], Any]] = {
    Act.REPEAT: repeat, Act.HELP: help_, Act.FALLBACK: unheard, Act.PREVIOUS: back,
}  # fmt: skip
"""Acts a channel has settled, whose words are not worth marking."""

AT_LARGE: dict[Kind, Callable[[Scene, Quiz, QuizItem], Any]] = {
    Kind.SCORE: score, Kind.PROGRESS: score, Kind.RESUME: repeat, Kind.THANKS: remarked("thanks_quiz"),
    Kind.HELLO: remarked("hello_quiz"), Kind.HELP: help_, Kind.ABOUT: remarked("about_quiz"),
    Kind.JOKE: remarked("joke_quiz"), Kind.DOUBTED: doubted, Kind.WHY: why,
    Kind.NERVES: remarked("nerves_quiz"), Kind.GRUMBLE: remarked("grumble_quiz"), Kind.MORE: more,
    Kind.BACK: back, Kind.KNOWN: remarked("known_quiz"), Kind.SLOWER: pace(-1), Kind.FASTER: pace(1),
    Kind.NORMAL: normal, Kind.REPEAT: repeat, Kind.MISSED: missed_so_far, Kind.LEFT: left, Kind.WAIT: wait,
    Kind.CHATTER: remarked("chatter_quiz"), Kind.READY: repeat, Kind.OVERRIDE: override, Kind.HINT: hint,
}  # fmt: skip
"""What the dialogue at large understood and the quiz answers itself."""
