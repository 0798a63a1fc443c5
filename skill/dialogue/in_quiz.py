"""A turn while a quiz question is open. Whatever arrives may be the answer, so the words are
marked first; what the marker calls a command or a question is done, and the quiz goes on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue import answering, quizzing
from skill.dialogue.acts import Act
from skill.dialogue.asking import how_to_answer, options_read, question_text
from skill.dialogue.entries import headline
from skill.dialogue.interpretation import LONGEST, interpret
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.patterns import is_no, is_yes, plain_request
from skill.dialogue.quiz_commands import (
    help_,
    hint,
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
from skill.dialogue.scene import Outcome, Scene, speech
from skill.dialogue.state import State
from skill.language.normalise import without_fillers, words
from skill.quiz.marking.result import Marking
from skill.quiz.session import Quiz
from skill.retrieval.routing import Context
from skill.speech.composing import capital

_OVER = ("that's all", "that is all", "that's it", "thats all", "that's everything", "no more",
         "nothing else", "i'm done", "im done", "done", "finished", "that's me", "no", "nope", "nah",
         "that's all i know", "that's all i've got", "that's all i can think of",
         "can't think of any more", "i can't think of any more", "no that's it", "no that's all",
         "that's all i can remember", "that'll do", "i don't know any more")  # fmt: skip


def turn(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome | Meaning:
    """What to do with the words; a Meaning when the dialogue at large must do it."""
    text = _heard(scene, quiz, item)
    if sounds_like_distress(text):
        return Meaning(Kind.DISTRESS)
    if not without_fillers(words(text)):
        return unheard(scene, quiz, item)
    request = plain_request(text)
    if quiz.doubt:
        return _doubt(scene, quiz, item, request, text)
    if scene.state.offer and (answer := _offered(scene, quiz, item, request)):
        return answer
    if item.kind == "list" and request in _OVER:
        return quizzing.not_known(scene, quiz, item)
    meaning = interpret(text, State(), scene.course)
    if meaning.kind in quizzing.NEVER_ANSWERS:
        return meaning
    marking = mark(scene, quiz, item, text)
    if marking.verdict not in ("correct", "partial"):
        if meaning.kind in KINDS_IN_QUIZ and not _is_answer(meaning, marking, item):
            return meaning
        if meaning.kind in (Kind.YES, Kind.NO) and marking.verdict in ("incorrect", "unsure"):
            return unheard(scene, quiz, item, ready=meaning.kind == Kind.YES)
    if marking.command == "stop":
        return Meaning(Kind.STOP)
    outcome = _by_verdict(scene, quiz, item, marking, text)
    return replace(outcome, why=lambda: {"marking": described(marking)})


def described(marking: Marking) -> dict[str, Any]:
    """A marking as plain values."""
    return msgspec.to_builtins(marking)


def _is_answer(meaning: Meaning, marking: Marking, item: QuizItem) -> bool:
    """Whether the marker knows better: a command it has named, "I can't do this", and "that's
    rubbish" of a statement that may be false."""
    if meaning.kind in (Kind.DOUBTED, Kind.GRUMBLE):
        judged = item.kind == "true_false" and marking.verdict == "incorrect"
        judged = judged and marking.rule not in _OFF_TYPE
        return judged or marking.verdict in ("command", "dont_know")
    if meaning.kind == Kind.MORE:
        return marking.verdict != "question"
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
    if marking.rule in _OFF_TYPE and not scene.state.misses:
        return _not_of_its_kind(scene, quiz, item)
    if marking.verdict == "unsure" and marking.understood and not quiz.tries:
        doubting = structs.replace(quiz, doubt=marking.understood[:100], tries=quiz.tries + 1)
        line = capital(scene.phrase("doubt", said=marking.understood))
        silence = scene.phrase("doubt_reprompt", said=marking.understood)
        return put(scene, doubting, item, speech(line), reprompt=silence, verdict="unsure")
    return quizzing.marked(scene, quiz, item, marking, text)


_OFF_TYPE = frozenset({"no_option", "no_stance", "no_year", "no_number"})
"""Marking rules for words that are no answer of the kind that was asked for."""


def _not_of_its_kind(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """A year was asked for and no year was heard: asked once more before it counts."""
    how, question = how_to_answer(scene, item), question_text(item, quiz)
    state = structs.replace(scene.state, misses=1)
    line = scene.phrase("off_type", how=how, question=question)
    return put(scene, quiz, item, speech(line), state, verdict="off_type")


def _doubt(scene: Scene, quiz: Quiz, item: QuizItem, request: str, text: str) -> Outcome:
    said, quiz = quiz.doubt, structs.replace(quiz, doubt="")
    bare = " ".join(words(text))
    if is_yes(request) or is_yes(bare):
        marking = scene.tools.marker.mark(item, said, options=quiz.order or None)
        if marking.verdict == "unsure":
            marking = replace(marking, verdict="correct", credit=1.0)
        return quizzing.marked(scene, quiz, item, marking, said)
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


def unheard(scene: Scene, quiz: Quiz, item: QuizItem, ready: bool = False) -> Outcome:
    """Nothing usable was heard: the question again, then how to answer it, then a way out.

    Someone who only says that they are ready need not hear that they were missed.
    """
    misses = scene.state.misses + 1
    question = question_text(item, quiz)
    state = structs.replace(scene.state, misses=misses)
    if misses >= quizzing.MOST_MISSES:
        line = scene.phrase("unheard_quiz_3")
        return put(scene, quiz, item, speech(line), state, offer="skip")
    how = how_to_answer(scene, item)
    key = "ready_quiz" if ready and misses == 1 else f"unheard_quiz_{misses}"
    line = scene.phrase(key, question=question, how=how)
    return put(scene, quiz, item, speech(line), state)


def aside(scene: Scene, quiz: Quiz, item: QuizItem, text: str) -> Outcome:
    """A question asked in mid-quiz: answered, and back to where the quiz was."""
    routing = scene.tools.router.route(text, Context(scene.state.entry, scene.state.topic))
    best = routing.candidates[0] if routing.candidates else None
    entry = scene.course.entry(best.entry_id) if best else None
    unanswered = ""
    if routing.decision == "unknown" or not best or not entry:
        said, unanswered = speech(scene.phrase("unknown_in_quiz")), text
    elif routing.decision == "did_you_mean":
        line = scene.phrase("aside_guess")
        said = speech(line, headline(entry, best.point))
    else:
        said = headline(entry, best.point)
    if entry and not unanswered:
        if entry.id == item.entry:
            # Hearing the entry is help with the question that tests it.
            quiz = structs.replace(quiz, hints=quiz.hints + 1)
        scene = replace(scene, state=structs.replace(scene.state, entry=entry.id))
    outcome = again(scene, quiz, item, said)
    facts = {**outcome.facts, "decision": routing.decision}
    why = lambda: {"routing": answering.described(routing)}  # noqa: E731
    return replace(outcome, facts=facts, why=why, unanswered=unanswered)


COMMANDS: dict[str, Callable[[Scene, Quiz, QuizItem], Any]] = {
    "repeat": repeat, "options": options, "skip": quizzing.skipped, "hint": hint, "help": help_,
    "slower": pace(-1), "faster": pace(1), "why": why, "override": override, "wait": wait,
}  # fmt: skip

BY_ACT: dict[Act, Callable[[Scene, Quiz, QuizItem], Any]] = {
    Act.REPEAT: repeat, Act.HELP: help_, Act.FALLBACK: unheard, Act.PREVIOUS: repeat,
}  # fmt: skip
"""Acts a channel has settled, whose words are not worth marking."""

AT_LARGE: dict[Kind, Callable[[Scene, Quiz, QuizItem], Any]] = {
    Kind.SCORE: score, Kind.PROGRESS: score, Kind.RESUME: repeat, Kind.THANKS: remarked("thanks_quiz"),
    Kind.HELLO: remarked("hello_quiz"), Kind.HELP: help_, Kind.ABOUT: remarked("about_quiz"),
    Kind.JOKE: remarked("joke_quiz"), Kind.DOUBTED: remarked("doubted_quiz"), Kind.WHY: why,
    Kind.NERVES: remarked("nerves_quiz"), Kind.GRUMBLE: remarked("grumble_quiz"), Kind.MORE: more,
    Kind.BACK: remarked("back_quiz"), Kind.KNOWN: remarked("known_quiz"), Kind.SLOWER: pace(-1),
    Kind.FASTER: pace(1), Kind.NORMAL: normal, Kind.REPEAT: repeat, Kind.MISSED: score,
}  # fmt: skip
"""What the dialogue at large understood and the quiz answers itself."""
