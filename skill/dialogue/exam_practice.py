"""Exam practice: a question, an answer over several breaths, its marks against the scheme."""

from dataclasses import replace

from msgspec import structs

from skill.content.course import ExamQuestion, QuizItem
from skill.dialogue.floor import floor
from skill.dialogue.quizzing import asked, put
from skill.dialogue.reply import Card, Screen
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.dialogue.state import cut
from skill.quiz import session
from skill.quiz.marking.result import Marking
from skill.quiz.session import Quiz
from skill.speech.composing import BEAT, capital, count, sentence
from skill.speech.parts import Pause
from skill.tutor import exam
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning

NAMED = 2
"""Points that are named of what earned and of what was missing: more is not kept in mind."""


def practised(scene: Scene, meaning: Meaning) -> Outcome:
    """ "Give me a four mark question", "can I tell you my answer"."""
    state = scene.state
    kind, *ids = state.said or ("",)
    shown = scene.course.exam_question(ids[0]) if kind == "exam_try" and ids else None
    if shown is not None and not meaning.number and not meaning.entry and not meaning.name:
        return begun(scene, shown)
    topic_id = meaning.name or (None if meaning.entry else state.topic)
    question = exam.chosen(
        scene.course, scene.rng, marks=meaning.number, command=meaning.command, topic_id=topic_id,
        entry_id=meaning.entry or (None if meaning.name else state.entry),
        board=scene.learner.board, but=ids if kind in ("exam", "model") else (),
    )  # fmt: skip
    if question is None:
        return floor("exam_none", "quiz_any", "offer_reprompt")(scene, meaning)
    return begun(scene, question)


def begun(scene: Scene, question: ExamQuestion) -> Outcome:
    """The question asked, and how to answer it; an open quiz keeps its place in the record."""
    quiz = session.start((question.id,), question.topic, exam=True)
    lead = speech(scene.phrase("exam_start", marks=count(question.marks, "mark")), Pause(BEAT))
    state = structs.replace(scene.state, over=None, topic=question.topic)
    return asked(scene, quiz, lead, state, scene.learner, exam=question.id)


def tried(scene: Scene, meaning: Meaning) -> Outcome:
    """Yes to "want to try it?"."""
    question = scene.course.exam_question(scene.state.said[1] if scene.state.said[1:] else None)
    return begun(scene, question) if question else practised(scene, meaning)


def shown(scene: Scene, meaning: Meaning) -> Outcome:
    """ "How would I write that in an exam?": a question that asks it, its tip, and a try."""
    entry = scene.course.entry(scene.state.entry)
    question = exam.about(scene.course, entry)
    if question is None:
        text = sentence(entry.points[0]) if entry and entry.points else ""
        if not text:
            return practised(scene, meaning)
        line = scene.phrase("exam_no_question", text=text)
        return ask(scene, speech(line), scene.phrase("offer_reprompt"),
                   structs.replace(scene.state, offer="", misses=0))  # fmt: skip
    line = scene.phrase(
        "exam_shown", prompt=sentence(question.prompt), marks=count(question.marks, "mark"),
        tip=sentence(question.tip),
    )  # fmt: skip
    state = structs.replace(
        scene.state, offer="exam_try", choice=(), misses=0, said=("exam_try", question.id)
    )
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)


def heard(scene: Scene, quiz: Quiz, item: QuizItem, marking: Marking, text: str) -> Outcome:
    """One breath of an answer: taken in, never judged before the answer is whole."""
    earned = tuple(dict.fromkeys((*quiz.earned, *marking.points)))
    quiz = structs.replace(quiz, earned=earned, tries=min(quiz.tries + 1, 1000))
    state = structs.replace(scene.state, heard=cut(text), misses=0)
    line = scene.phrase("exam_go_on" if quiz.tries > 1 else "exam_go_on_first")
    return put(
        scene, quiz, item, speech(line), state, reprompt=scene.phrase("exam_silence"),
        verdict="open", rule=marking.rule,
    )  # fmt: skip


def finished(scene: Scene, quiz: Quiz, item: QuizItem) -> Outcome:
    """ "That's it": what it earned, what is missing, one tip, and the model answer on request."""
    question = scene.course.exam_question(quiz.item_id)
    assert question is not None
    if not quiz.tries and not quiz.hints:
        # Nothing was said yet: help with a start, not the answer.
        quiz = structs.replace(quiz, hints=1)
        line = scene.phrase("exam_start_help", tip=sentence(question.tip))
        return put(scene, quiz, item, speech(line), reprompt=scene.phrase("exam_silence"))
    got = exam.earned_marks(question, quiz.earned)
    parts = [capital(scene.phrase("exam_score", got=count(got), total=count(question.marks)))]
    had = [question.scheme[at].text.rstrip(".") for at in quiz.earned][:NAMED]
    left = exam.missing(question, quiz.earned)[:NAMED]
    if had:
        parts.append(scene.phrase("exam_earned", points=_listed(had)))
    if left:
        parts.append(scene.phrase("exam_missing", points=_listed(left)))
    parts.append(scene.phrase("exam_tip", tip=sentence(question.tip)))
    state = structs.replace(
        scene.state, quiz=None, over=None, offer="model", choice=(), misses=0, heard="",
        entry=item.entry or scene.state.entry, said=("exam", question.id),
    )  # fmt: skip
    rows = tuple(
        f"{'✓' if at in quiz.earned else '–'} {point.text}"
        for at, point in enumerate(question.scheme)
    )
    score = f"{got} out of {question.marks}"
    return ask(
        scene, speech(*parts, scene.phrase("exam_model_offer")), scene.phrase("offer_reprompt"),
        state, learner=scene.learner.with_(unfinished=None),
        card=Card(f"Exam question: {score}", "\n".join((question.prompt, *rows))),
        screen=Screen("summary", capital(score), lines=rows),
        finished=True, exam=question.id, score=got, asked=question.marks,
    )  # fmt: skip


def _listed(points: list[str]) -> str:
    return ". And ".join(capital(text) if not n else text[:1].lower() + text[1:]
                         for n, text in enumerate(points))  # fmt: skip


def model(scene: Scene, meaning: Meaning) -> Outcome:
    """The model answer, a breath at a time."""
    kind, *ids = scene.state.said or ("",)
    question = scene.course.exam_question(ids[0] if ids else None)
    if question is None:
        return floor("what_next")(scene, meaning)
    pieces = exam.breaths(question.model_answer)
    at = int(ids[1]) if kind == "model" and ids[1:] and ids[1].isdigit() else 0
    piece, done = pieces[min(at, len(pieces) - 1)], at + 1 >= len(pieces)
    said = ("exam_try", question.id) if done else ("model", question.id, str(at + 1))
    state = structs.replace(
        scene.state, offer="exam_try" if done else "model", said=said, choice=(), misses=0
    )
    line = scene.phrase("exam_model_done" if done else "exam_model_on")
    first = "" if at else scene.phrase("exam_model_first")
    outcome = ask(
        scene, speech(first, piece, Pause(BEAT), line), scene.phrase("offer_reprompt"), state
    )
    return replace(outcome, facts={"model_answer": question.id})


def another(scene: Scene, meaning: Meaning) -> Outcome:
    """Another exam question."""
    return practised(scene, Meaning(Intent.EXAM_PRACTICE))
