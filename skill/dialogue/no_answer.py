"""Words that answer nothing while a question is open: not heard, not of its kind, a question back."""

import re
from dataclasses import replace

from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue import answering, quizzing
from skill.dialogue.asking import how_to_answer, question_text
from skill.dialogue.entries import headline
from skill.dialogue.interpretation import is_ordinal
from skill.dialogue.meaning import Kind, Meaning
from skill.dialogue.patterns import plain_request
from skill.dialogue.quiz_commands import helped
from skill.dialogue.quizzing import again, put
from skill.dialogue.scene import Outcome, Scene, speech
from skill.language.normalise import words
from skill.language.stems import content_words, stem
from skill.quiz.marking.direction import denials, reverses
from skill.quiz.marking.result import Marking
from skill.quiz.session import Quiz
from skill.retrieval.routing import Context
from skill.speech.composing import sentence

STRAY = "stray"
_TALK = frozenset({Kind.CHATTER, Kind.READY, Kind.SLOWER, Kind.FASTER})
OFF_TYPE = frozenset({"no_option", "no_stance", "no_year", "no_number", STRAY})
"""Marking rules for words that are no answer of the kind that was asked for."""


_NO_YEAR = re.compile(
    r"%|\b(?:per ?cent|third|half|quarter|times|million|thousand|tons|tonnes|years)\b"
)


def said_before(scene: Scene, item: QuizItem, text: str) -> bool:
    """Whether words that earned nothing more name a point of the list that was earned already."""
    return bool(scene.tools.marker.mark(item, text).points)


def only_talk(item: QuizItem, meaning: Meaning, request: str) -> bool:
    """Talk that cannot be a year, a number or a verdict on a statement, whatever it sounds like.
    A word or an option may be anything ("boom"), and a statement may be rubbish; so is the owl.
    """
    if item.kind not in ("true_false", "year", "number"):
        return False
    of_statement = request.startswith(("that", "this", "it"))
    grumbled = meaning.kind == Kind.GRUMBLE and not of_statement
    # "Is that right?" asks about the last answer; it agrees with no statement.
    asked = meaning.kind == Kind.DOUBTED and request.startswith(("is that", "was that", "are you"))
    return grumbled or asked or meaning.kind in _TALK


def beside_the_point(scene: Scene, item: QuizItem, marking: Marking, text: str) -> bool:
    """Whether words that the marker took for an answer cannot be one: the talk of a room after
    "true or false", none of it about the statement; "the last one" where a number is asked for.
    """
    if item.kind == "true_false" and marking.rule == "restated":
        return _unrelated(scene, item, text)
    if marking.verdict != "incorrect":
        return False
    if item.kind == "year" and _NO_YEAR.search(text.lower()):
        return True
    return item.kind != "choice" and is_ordinal(plain_request(text))


def _unrelated(scene: Scene, item: QuizItem, text: str) -> bool:
    """Whether none of the words are about the statement: neither its own, nor those of what is
    known about it, nor their opposites."""
    said = words(text)
    if denials(said) or reverses(item.prompt, text):
        return False
    entry = scene.course.entry(item.entry)
    about = [item.prompt, item.explanation]
    if entry:
        about += [entry.question, entry.answer, entry.detail, *entry.points]
    known = {stem(word) for word in content_words(words(" ".join(about)))}
    return not known & {stem(word) for word in content_words(said)}


def not_of_its_kind(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """A year was asked for and no year was heard. Chatter at home is no answer: it is asked for
    once more, and then there is a way out."""
    misses = scene.state.misses + 1
    state = structs.replace(scene.state, misses=misses)
    if misses % 2 == 0:
        line = scene.phrase("off_type_again", waiting=scene.phrase(f"waiting_{item.kind}"))
        return put(scene, quiz, item, speech(line), state, offer="skip", verdict="off_type")
    question = question_text(item, quiz)
    if misses > 1 and item.hint and not quiz.hints:
        line = scene.phrase("hint", hint=sentence(item.hint), question=question)
        quiz = structs.replace(quiz, hints=1)
        return put(scene, quiz, item, speech(line), state, verdict="off_type")
    # "Say true or false. True or false: ..." says it twice.
    how = "" if question.lower().startswith("true or false") else how_to_answer(scene, item)
    line = " ".join(scene.phrase("off_type", how=how, question=question).split())
    return put(scene, quiz, item, speech(line), state, verdict="off_type")


def unheard(scene: Scene, quiz: Quiz, item: QuizItem, ready: bool = False) -> Outcome:
    """Nothing usable was heard: the question again, then how to answer it, then a way out.

    Someone who only says that they are ready need not hear that they were missed.
    """
    question = question_text(item, quiz)
    if ready:
        return put(scene, quiz, item, speech(question))
    misses = scene.state.misses + 1
    state = structs.replace(scene.state, misses=misses)
    if misses >= quizzing.MOST_MISSES:
        line = scene.phrase("unheard_quiz_3")
        return put(scene, quiz, item, speech(line), state, offer="skip")
    how = how_to_answer(scene, item)
    line = scene.phrase(f"unheard_quiz_{misses}", question=question, how=how)
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
        quiz = helped(quiz, item, entry.id)
        scene = replace(scene, state=structs.replace(scene.state, entry=entry.id))
    outcome = again(scene, quiz, item, said)
    facts = {**outcome.facts, "decision": routing.decision}
    why = lambda: {"routing": answering.described(routing)}  # noqa: E731
    return replace(outcome, facts=facts, why=why, unanswered=unanswered)
