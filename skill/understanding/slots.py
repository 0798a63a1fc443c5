"""What an utterance names: a place in a list, one of two that were offered, a topic, a board, a quiz."""

import re
import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from skill.content.course import Course
from skill.language.dates import day_said
from skill.language.normalise import words
from skill.language.wording import wording
from skill.quiz.selection import QuizRequest
from skill.quiz.session import MOST_QUESTIONS
from skill.understanding.intents import Intent
from skill.understanding.meaning import Meaning
from skill.understanding.naming import (
    HERE,
    asks_board,
    board_named,
    switched_to,
    talked_of,
    topic_named,
)
from skill.understanding.quiz_requests import (
    A_MINUTE,
    QUICK,
    asks_too_many,
    find_topic,
    minutes_said,
    quiz_request,
)
from skill.understanding.situation import Situation
from skill.understanding.subjects import animal_said, entry_called, marks_wanted, term_named
from skill.understanding.utterance import DATA, Utterance

_OFFERS_OF_TOPICS = ("topics", "quiz_topic", "teach_topic")
_BARE = 3
"""Words from which a topic's bare name is no answer to the open question."""
_QUIZZES = (Intent.QUIZ, Intent.EASIER, Intent.HARDER)


@cache
def _places(language: str = "en") -> dict[str, Any]:
    """Ordinals, numbers and letters as they are said, each with its place from 1."""
    known = tomllib.loads((DATA / "language" / f"places.{language}.toml").read_text("utf-8"))
    ordinals = {w: n for n, said in enumerate(known["ordinals"], 1) for w in said.split()}
    ordinals |= dict.fromkeys(known["last"].split(), -1)
    numbers = {w: n for n, said in enumerate(known["numbers"], 1) for w in said.split()}
    letters = {w: n for n, said in enumerate(known["letters"], 1) for w in said.split()}
    return {
        "ordinals": ordinals, "numbers": numbers, "letters": letters,
        "beside": frozenset(known["beside"].split()), "all": frozenset(known["all"]),
        "any": frozenset(known["any"]), "another": frozenset(known["another"]),
        "time": frozenset(known["time"].split()),
        "counted": frozenset(known["counted"].split()), "quiz": frozenset(known["quiz"].split()),
    }  # fmt: skip


def place(request: str) -> int:
    """The place a plain request points at: "tell me the third one again" → 3; 0 for none."""
    known = _places()
    said = request.split()
    for at, word in enumerate(said):
        rest = said[:at] + said[at + 1 :]
        if word in known["ordinals"] and all(w in known["beside"] for w in rest):
            return int(known["ordinals"][word])
        counted = at > 0 and said[at - 1] in known["counted"]
        if counted and word in known["numbers"] and all(w in known["beside"] for w in rest):
            return int(known["numbers"][word])
    return 0


def picked(utterance: Utterance, situation: Situation, course: Course) -> Meaning | None:  # noqa: C901
    """A reply to what was offered that names one of it: the first, a topic, a board, another."""
    request, text = utterance.request, utterance.text
    known = _places()
    if quiz := _asked_for(utterance, situation, course):
        return quiz
    if situation.offer == "exam_day" and (day := day_said(" ".join(utterance.words))):
        return Meaning(Intent.PLAN, text, day=day)
    if situation.item is not None and situation.offer not in ("board", *_OFFERS_OF_TOPICS):
        topic = topic_named(request, course, bare=_BARE)
        taken = topic and _answers_to(situation, request)
        return Meaning(Intent.TOPIC, text, name=topic) if topic and not taken else None
    if situation.offer == "choice" and (number := _choice(request, situation, course)):
        return Meaning(Intent.CHOICE, text, number=number)
    if situation.suggested and request in known["another"]:
        return Meaning(Intent.SUGGEST, text)
    if situation.offer in _OFFERS_OF_TOPICS:
        if request in known["any"]:
            return Meaning(Intent.QUIZ if situation.offer == "quiz_topic" else Intent.SUGGEST, text)
        if topic := _topic(request, course):
            return Meaning(Intent.TOPIC, text, name=topic)
    if situation.offer == "board" and (named := board_named(f"i'm doing {request}", course)):
        return Meaning(Intent.BOARD, text, name=named)
    if situation.offer and situation.offer != "choice" and request in known["all"]:
        return Meaning(Intent.YES, text)
    if situation.item is None and (number := place(request)):
        return Meaning(Intent.POINT, text, number=number)
    if situation.item is None and (topic := topic_named(request, course)):
        return Meaning(Intent.TOPIC, text, name=topic)
    return None


def _answers_to(situation: Situation, request: str) -> bool:
    """Whether the words are one of the open question's answers, right or wrong."""
    item = situation.item
    if item is None:
        return False
    texts = (item.answer, *item.accept, *item.reject, *item.options)
    return request in {" ".join(words(text)) for text in texts}


def _asked_for(utterance: Utterance, situation: Situation, course: Course) -> Meaning | None:
    """A quiz asked for in so many words ("ten questions on rivers"), another topic, a board."""
    request = utterance.request
    if who := animal_said(utterance.words, open_question=situation.item is not None):
        intent = Intent.NOT_ME if who[1] else Intent.PROFILE
        return Meaning(intent, utterance.text, name=who[0])
    if marks_wanted(request) and request.split()[0] not in wording()["question_words"]:
        return Meaning(Intent.EXAM_PRACTICE, utterance.text)
    if (minutes := minutes_said(request)) and _only_time(request):
        wanted = QuizRequest(count=max(QUICK, min(MOST_QUESTIONS, round(minutes * A_MINUTE))))
        return Meaning(Intent.QUIZ, utterance.text, request=wanted)
    begun = utterance.words[:2]
    if any(word in _places()["quiz"] or word.isdigit() for word in begun):
        whole = " ".join(utterance.words)
        meaning = _quiz(Meaning(Intent.TOPICS, utterance.text), whole, situation, course)
        if meaning.intent == Intent.QUIZ:
            return meaning
    if topic := switched_to(request, course):
        return Meaning(Intent.TOPIC, utterance.text, name=topic, number=1)
    if asks_board(request, course):
        return Meaning(Intent.BOARD, utterance.text, name="?")
    if board := board_named(request, course):
        return Meaning(Intent.BOARD, utterance.text, name=board)
    return None


def _only_time(request: str) -> bool:
    """Whether it says how long there is, and nothing else: "i've only got ten minutes"."""
    known = _places()
    return all(word in known["time"] or word.isdigit() for word in request.split())


def _topic(request: str, course: Course) -> str:
    if number := place(request):
        at = number - 1 if number > 0 else len(course.topics) + number
        return course.topics[at].id if 0 <= at < len(course.topics) else ""
    name = re.sub(r"^(?:the|on|about|do) | (?:one|topic|bit|please)$", "", request)
    topic = find_topic(name, course)
    return topic.id if topic else ""


def _choice(request: str, situation: Situation, course: Course) -> int:
    known = _places()
    many = len(situation.choice) != 1
    if many and request in known["all"]:
        return 1
    if many and (number := place(request)):
        return number
    letter = request.removeprefix("option ").removeprefix("question ").removeprefix("number ")
    if many and letter in known["letters"]:
        return int(known["letters"][letter])
    heard = words(request)
    for number, entry_id in enumerate(situation.choice, 1):
        entry = course.entry(entry_id)
        if entry and len(set(heard)) > 1 and request in " ".join(words(entry.question)):
            return number
    return 0


def filled(meaning: Meaning, utterance: Utterance, situation: Situation, course: Course) -> Meaning:
    """The meaning with what it names."""
    request = utterance.request
    if meaning.intent in (Intent.QUIZ, Intent.TOPICS):
        return _quiz(meaning, request, situation, course)
    if meaning.intent == Intent.POINT:
        return replace(meaning, number=meaning.number or place(request) or 1)
    if meaning.intent == Intent.BOARD:
        if meaning.name:
            return meaning
        named = board_named(request, course) or board_named(f"i'm doing {request}", course)
        return replace(meaning, name="?" if asks_board(request, course) else named or "?")
    if meaning.intent == Intent.PLAN:
        return replace(meaning, day=day_said(" ".join(utterance.words)))
    if meaning.intent == Intent.WHAT_MEAN:
        term = term_named(course, utterance.text, situation.entry)
        return replace(meaning, name=term.term if term else "")
    if meaning.intent == Intent.EXAM_PRACTICE:
        commands = {question.command.lower() for question in course.file.exam_questions}
        wanted = [command for command in commands if f" {command} " in f" {request} "]
        longest = max(wanted, key=len, default="")
        return replace(meaning, number=marks_wanted(request), command=longest)
    return meaning


def about(name: str, course: Course) -> tuple[str, str | None]:
    """(topic id or "", entry id or None) that a name means word for word."""
    if entry := entry_called(name, course):
        return "", entry.id
    topic = find_topic(name, course)
    return (topic.id, None) if topic else ("", None)


def _quiz(meaning: Meaning, request: str, situation: Situation, course: Course) -> Meaning:
    """A quiz with its topic, count and kinds; a topic alone, where that is all that was said."""
    asked = quiz_request(request, course)
    if asked is None:
        if topic := switched_to(request, course):
            return replace(meaning, intent=Intent.TOPIC, name=topic)
        return meaning
    wanted, unknown = asked
    if wanted.topic_id is None and HERE.search(request):
        here = talked_of(situation.entry, situation.topic, course)
        wanted = replace(wanted, topic_id=here)
    if entry := _narrow(wanted, course):
        wanted, unknown = replace(wanted, entry_id=entry, topic_id=None), ""
    many = int(asks_too_many(request))
    return replace(meaning, intent=Intent.QUIZ, request=wanted, name=unknown, number=many)


def _narrow(wanted: QuizRequest, course: Course) -> str:
    """The id of the one entry that a quiz is wanted on: a person, a term; "" for a wider quiz."""
    if not wanted.name or wanted.then_id or find_topic(wanted.name, course):
        return ""
    entry = entry_called(wanted.name, course)
    asked = entry and any(item.entry == entry.id for item in course.items())
    return entry.id if entry and asked else ""
