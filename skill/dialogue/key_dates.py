"""The dates to know, read out a few at a time: those that the course asks for."""

from msgspec import structs

from skill.content.course import QuizItem
from skill.dialogue.floor import floor
from skill.dialogue.scene import Outcome, Scene, ask, speech
from skill.language.normalise import words
from skill.quiz.selection import QuizRequest
from skill.speech.composing import sentence
from skill.speech.sentences import seconds
from skill.understanding.meaning import Meaning

AT_ONCE = 3
BREATH = 16.0
"""Seconds."""
REQUEST = QuizRequest(kinds=("year",))


def told(scene: Scene, meaning: Meaning) -> Outcome:
    """From the first date on, or from where the last breath ended."""
    dates = _dates(scene)
    if not dates:
        return floor("dates_none", "quiz_any", "offer_reprompt")(scene, meaning)
    at = scene.state.point if scene.state.offer == "dates_on" else 0
    at = at if at < len(dates) else 0
    done = at + 1
    while (
        done < min(len(dates), at + AT_ONCE) and seconds(" ".join(dates[at : done + 1])) <= BREATH
    ):
        done += 1
    last = done == len(dates)
    line = scene.phrase("dates_last" if last else "dates", dates=" ".join(dates[at:done]))
    state = structs.replace(
        scene.state, offer="quiz_dates" if last else "dates_on", point=done, listing=None, choice=(),
        misses=0,
    )  # fmt: skip
    return ask(scene, speech(line), scene.phrase("offer_reprompt"), state)


def _dates(scene: Scene) -> list[str]:
    """What each date is, in the order of the years, each year once."""
    found: dict[tuple[str, str], str] = {}
    for item in scene.course.items():
        if item.kind == "year":
            found.setdefault((item.answer, item.entry or item.id), _said(item))
    return [text for _, text in sorted(found.items())]


def _said(item: QuizItem) -> str:
    explained = sentence(item.explanation) if item.explanation else ""
    if set(words(item.answer)) <= set(words(explained)):
        return explained
    return f"{item.answer}: {explained or sentence(item.prompt)}"
