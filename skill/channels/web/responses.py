"""Replies as what the page draws and speaks: plain JSON values."""

from collections.abc import Mapping
from typing import Any, Protocol

from skill.content.course import Course, QuizItem
from skill.dialogue.reply import Reply, Screen
from skill.dialogue.state import State, from_dict
from skill.quiz.progress import Progress
from skill.speech.parts import Part, Pause, Pronounced, Speech, plain
from skill.study import Marked, Overview
from skill.tutor.plan import Plan

Json = dict[str, Any]
_RATES = {"slow": 0.8, "normal": 1.0, "fast": 1.2}
_TEXT_KINDS = ("short", "list")


class Courses(Protocol):
    """Gives a subject's course; None where there is none."""

    def __call__(self, subject: str) -> Course | None: ...


def replied(
    reply: Reply, state: Mapping[str, Any] | None, log: Mapping[str, Any], courses: Courses
) -> Json:
    """One reply, with the question that is open after it."""
    here = from_dict(state)
    course = courses(here.subject)
    data: Json = {
        "speech": spoken(reply.speech),
        "text": plain(reply.speech),
        "rate": _RATES[reply.pace],
        "listen": reply.listen,
        "question": question(here, course) if course and reply.listen else None,
    }
    if reply.reprompt:
        data["nudge"] = plain(reply.reprompt)
    if reply.screen:
        data["screen"] = screen(reply.screen)
    if log.get("repeated"):
        data["repeated"] = True
    if "marked" in log:
        data["marked"] = log.get("credit", 0)
    return data


def spoken(speech: Speech) -> list[Json]:
    """The parts of what is said: words, how a voice says them, and pauses."""
    return [_part(part) for part in speech]


def _part(part: Part) -> Json:
    if isinstance(part, Pause):
        return {"pause": max(0, min(part.milliseconds, 5_000))}
    if isinstance(part, Pronounced):
        return {"say": part.text, "as": part.say_as}
    return {"say": part.text}


def screen(shown: Screen) -> Json:
    """What is shown beside the words."""
    return {
        "kind": shown.kind, "title": shown.title, "text": shown.text, "lines": list(shown.lines),
        "lit": list(shown.lit), "touch": list(shown.touch), "levels": list(shown.levels),
        "footer": shown.footer,
    }  # fmt: skip


def question(state: State, course: Course) -> Json | None:
    """The open question: its words, its options, and what of a list has been earned."""
    quiz = state.quiz
    item = course.item(quiz.item_id) if quiz else None
    if quiz is None or item is None:
        return None
    return {
        "number": quiz.number, "of": len(quiz.items), "prompt": item.prompt, "kind": item.kind,
        "options": _options(item, quiz.order), "wanted": item.wanted,
        "earned": [item.points[at].text for at in quiz.earned if at < len(item.points)],
        "lesson": bool(quiz.lesson), "exam": quiz.exam,
    }  # fmt: skip


def _options(item: QuizItem, order: tuple[int, ...]) -> list[Json]:
    """What can be touched in the place of an answer."""
    if item.kind == "choice":
        read = [item.options[at] for at in order if at < len(item.options)]
        return [{"text": text, "touch": f"option:{at}"} for at, text in enumerate(read)]
    if item.kind == "true_false":
        return [{"text": "True", "touch": "say:true"}, {"text": "False", "touch": "say:false"}]
    return []


def standing(found: Overview) -> Json:
    """How a learner stands."""
    return {
        "subject": found.subject,
        "remembers": found.remembers,
        **_progress(found.progress),
        "exam": found.exam.isoformat() if found.exam else None,
        "plan": _plan(found.plan),
    }


def _progress(found: Progress) -> Json:
    topics = [
        {"id": t.topic_id, "title": t.title, "items": t.items, "seen": t.seen, "mastery": t.mastery}
        for t in found.topics
    ]
    return {
        "met": found.seen, "total": found.items, "due": found.due, "streak": found.streak,
        "next": found.next_due.isoformat() if found.next_due else None, "topics": topics,
    }  # fmt: skip


def _plan(plan: Plan | None) -> Json | None:
    if plan is None:
        return None
    return {
        "days": plan.days, "due": plan.due, "fresh": plan.new_a_day, "enough": plan.enough,
        "sessions": plan.sessions, "weakest": plan.weakest,
    }  # fmt: skip


def marks(marked: tuple[Marked, ...]) -> Json:
    """What became of a self-test's answers."""
    return {
        "marks": [
            {
                "item": each.item, "verdict": each.verdict, "credit": round(each.credit, 2),
                "text": plain(each.said), "counted": each.counted,
            }
            for each in marked
        ]
    }  # fmt: skip
