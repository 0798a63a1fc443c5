"""A turn while a quiz question is open: what each intent does to it.

Nothing here looks at words. An answer comes marked; what is not for the quiz goes to the dialogue
at large, which comes back to the question.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue import exam_practice, explaining, quizzing
from skill.dialogue.beside import (
    abused,
    aside,
    for_me,
    low,
    not_of_its_kind,
    questioned,
    switched,
    unheard,
)
from skill.dialogue.quiz_commands import (
    back,
    doubted,
    first_letter,
    help_,
    hint,
    left,
    missed_so_far,
    normal,
    options,
    override,
    pace,
    remarked,
    repeat,
    said_so,
    score,
    tip,
    wait,
    why,
)
from skill.dialogue.quiz_opening import restarted
from skill.dialogue.quizzing import again, put
from skill.dialogue.scene import Outcome, Scene, speech
from skill.dialogue.state import cut
from skill.quiz.marking.result import Marking
from skill.quiz.session import Quiz
from skill.speech.composing import capital
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

OFF_TYPE = frozenset({"no_option", "no_stance", "no_year", "no_number"})
"""Marking rules for words that are no answer of the kind that was asked for."""


def heard(scene: Scene, quiz: Quiz, meaning: Meaning) -> Outcome | None:
    """What the quiz does; None where the dialogue at large must do it."""
    item = scene.course.item(quiz.item_id)
    assert item is not None
    offer = scene.state.offer
    if meaning.intent in (Intent.YES, Intent.NO):
        return _yes_or_no(scene, quiz, item, meaning, offer)
    if quiz.doubt:
        # That we were not sure does not make it a second try.
        quiz = structs.replace(quiz, doubt="", tries=1)
        scene = replace(scene, state=structs.replace(scene.state, quiz=quiz))
    if meaning.intent == Intent.ANSWER and meaning.marking:
        return _answered(scene, quiz, item, meaning)
    if offer == "leave" and meaning.intent in (Intent.RESUME, Intent.CHATTER):
        return again(scene, quiz, item, scene.phrase("gentle_on_quiz"))
    if quiz.exam and meaning.intent in _EXAM_OVER:
        return exam_practice.finished(scene, quiz, item)
    if item.kind == "list" and meaning.intent in _LIST_OVER:
        return quizzing.not_known(scene, quiz, item)
    if meaning.intent == Intent.QUESTION and meaning.name:
        meaning = replace(meaning, intent=Intent.WHAT_MEAN)
    by_meaning = _BY_MEANING.get(meaning.intent)
    if by_meaning:
        return by_meaning(scene, quiz, item, meaning)
    plain = _PLAIN.get(meaning.intent)
    return plain(scene, quiz, item) if plain else None


def _yes_or_no(
    scene: Scene, quiz: Quiz, item: QuizItem, meaning: Meaning, offer: str
) -> Outcome | None:
    yes = meaning.intent == Intent.YES
    if quiz.doubt:
        return _doubt(scene, quiz, item, yes)
    if quiz.exam and yes and not offer:
        return put(scene, quiz, item, speech(scene.phrase("exam_silence")))
    if quiz.exam and (offer == "skip") == yes and offer in ("", "skip"):
        # "Any more?" - "no"; or the question is given up.
        done = structs.replace(quiz, hints=max(quiz.hints, int(bool(offer))))
        return exam_practice.finished(scene, done, item)
    if offer == "skip":
        return quizzing.skipped(scene, quiz, item) if yes else again(scene, quiz, item)
    if offer == "for_me":
        return for_me(scene, quiz, item, yes)
    if offer == "letter":
        return first_letter(scene, quiz, item) if yes else repeat(scene, quiz, item)
    if offer:
        return None
    if item.kind == "list" and not yes:
        return quizzing.not_known(scene, quiz, item)
    if yes:
        return repeat(scene, quiz, item)
    return put(scene, quiz, item, speech(scene.phrase("no_quiz")), offer="skip")


def _doubt(scene: Scene, quiz: Quiz, item: QuizItem, yes: bool) -> Outcome:
    said, quiz = quiz.doubt, structs.replace(quiz, doubt="", tries=0)
    if yes:
        marking = scene.tools.marker.mark(item, said, options=quiz.order or None)
        if marking.verdict == "unsure":
            marking = replace(marking, verdict="correct", credit=1.0)
        return quizzing.marked(scene, quiz, item, marking, said)
    quiz = structs.replace(quiz, tries=1)
    return again(scene, quiz, item, scene.phrase("doubt_no_short"))


def _answered(scene: Scene, quiz: Quiz, item: QuizItem, meaning: Meaning) -> Outcome:
    marking = meaning.marking
    assert marking is not None
    if marking.verdict == "incorrect" and not quiz.tries and not quiz.earned and not quiz.exam:
        last = scene.course.item(quiz.items[quiz.last]) if quiz.last >= 0 else None
        insists = last and quiz.marks[quiz.last] < 100 and scene.state.heard
        if last and insists and scene.tools.marker.mark(last, meaning.text).verdict == "correct":
            # It was told a moment ago: no answer to this question, and no credit for the last.
            return again(scene, quiz, item, scene.phrase("last_one"))
    outcome = _by_verdict(scene, quiz, item, marking, meaning.text)
    return replace(outcome, why=lambda: {"marking": described(marking)})


def _by_verdict(scene: Scene, quiz: Quiz, item: QuizItem, marking: Marking, text: str) -> Outcome:
    if quiz.exam:
        return exam_practice.heard(scene, quiz, item, marking, text)
    if marking.rule in OFF_TYPE:
        return not_of_its_kind(scene, quiz, item)
    # What was named before is named again: no miss.
    if (
        item.kind == "list"
        and quiz.earned
        and not marking.points
        and scene.tools.marker.mark(item, text).points
    ):
        return put(scene, quiz, item, speech(scene.phrase("list_again")), verdict="open")
    if marking.verdict == "unsure" and marking.understood and not quiz.tries:
        doubting = structs.replace(quiz, doubt=cut(marking.understood), tries=quiz.tries + 1)
        line = capital(scene.phrase("doubt", said=marking.understood))
        silence = scene.phrase("doubt_reprompt", said=marking.understood)
        return put(scene, doubting, item, speech(line), reprompt=silence, verdict="unsure")
    if marking.verdict == "unsure" and marking.understood:
        return unheard(scene, quiz, item)
    if marking.verdict == "unsure" and not quiz.tries:
        trying = structs.replace(quiz, tries=quiz.tries + 1)
        key = "true_or_false" if item.kind == "true_false" else "say_more"
        return put(scene, trying, item, speech(scene.phrase(key)), verdict="unsure")
    if marking.verdict == "unsure":
        marking = replace(marking, verdict="incorrect")
    return quizzing.marked(scene, quiz, item, marking, text)


def described(marking: Marking) -> dict[str, Any]:
    """A marking as plain values."""
    return dict(msgspec.to_builtins(marking))


def _claimed(scene: Scene, quiz: Quiz, item: QuizItem, meaning: Meaning) -> Outcome:
    """ "I was right" in so many words is believed; what only sounds like it, where it fits."""
    plain = "example" in meaning.signals
    return override(scene, quiz, item) if plain else said_so(scene, quiz, item)


def _not_known(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    return quizzing.not_known(scene, quiz, item)


_LIST_OVER = frozenset((Intent.LIST_DONE, Intent.DONT_KNOW))
_EXAM_OVER = frozenset((*_LIST_OVER, Intent.SKIP, Intent.NEXT))
Plain = Callable[[Scene, Quiz, QuizItem], Outcome]
_PLAIN: dict[Intent, Plain] = {
    Intent.DONT_KNOW: _not_known, Intent.LIST_DONE: _not_known, Intent.REPEAT: repeat,
    Intent.OPTIONS: options, Intent.HINT: hint, Intent.SKIP: quizzing.skipped,
    Intent.NEXT: quizzing.skipped, Intent.PREVIOUS: back, Intent.WAIT: wait, Intent.TIP: tip,
    Intent.HELP: help_,
    Intent.SAID_SO: said_so, Intent.DOUBTED: doubted, Intent.SCORE: score,
    Intent.PROGRESS: score, Intent.LEFT: left, Intent.MISSED: missed_so_far,
    Intent.SLOWER: pace(-1), Intent.FASTER: pace(1), Intent.LOUDER: remarked("louder_quiz"),
    Intent.NORMAL: normal, Intent.RESUME: repeat, Intent.START_OVER: lambda s, q, i: restarted(s, q),
    Intent.WHY: why, Intent.MORE: why, Intent.UNHEARD: unheard,
    Intent.THANKS: remarked("thanks_quiz"), Intent.HELLO: remarked("hello_quiz"),
    Intent.ABOUT: remarked("about_quiz"), Intent.JOKE: remarked("joke_quiz"),
    Intent.GRUMBLE: remarked("grumble_quiz"), Intent.CHATTER: remarked("chatter_quiz"),
    Intent.KNOWN: remarked("known_quiz"),
    Intent.REQUEST_CODE: remarked("request_code_quiz"),
    Intent.NOT_FOR_YOU: remarked("no_matter_quiz"),
    Intent.POINT: repeat, Intent.LIST: repeat, Intent.CHOICE: repeat, Intent.SUGGEST: repeat,
}  # fmt: skip
"""What the quiz does itself, words aside."""

ByMeaning = Callable[[Scene, Quiz, QuizItem, Meaning], Outcome]
_BY_MEANING: dict[Intent, ByMeaning] = {
    Intent.TOPIC: switched, Intent.OVERRIDE: _claimed,
    Intent.ASIDE: aside, Intent.UPSET: low, Intent.ABUSE: abused, Intent.QUESTION: questioned,
    Intent.SIMPLER: explaining.in_quiz, Intent.EXAMPLE: explaining.in_quiz,
    Intent.REMEMBER: explaining.in_quiz, Intent.EXAM: explaining.in_quiz,
    Intent.SHORT_VERSION: explaining.in_quiz, Intent.WHAT_MEAN: explaining.in_quiz,
}  # fmt: skip
"""What needs the meaning's slots."""
