"""The course to read, and its questions without their answers: what the page keeps for when the
net is away."""

import hashlib
import json
from typing import Any

from skill.content.course import Course, Entry, QuizItem, Topic
from skill.dialogue.scene import Shelf
from skill.speech.composing import capital

Json = dict[str, Any]
MOST_WORDS = 200
"""Words of the course that a recogniser is told to expect."""


def study_guide(course: Course) -> Json:
    """Every topic: its entries, its words to know, its questions."""
    return {
        "title": course.info.title,
        "name": course.info.skill_name,
        "boards": list(course.info.exam_boards),
        "topics": [_topic(topic) for topic in course.topics],
        "words": words_to_expect(course),
    }


def subjects(shelf: Shelf | None) -> list[Json]:
    """The subjects to choose from, the first one first; none where there is one course alone."""
    if shelf is None:
        return []
    return [{"id": each.id, "name": capital(each.name)} for each in shelf.catalogue().subjects]


def written(guide: Json) -> tuple[bytes, str]:
    """The guide as it is sent, and its name for caches."""
    body = json.dumps(guide, ensure_ascii=False, separators=(",", ":")).encode()
    return body, f'"{hashlib.sha256(body).hexdigest()[:16]}"'


def _topic(topic: Topic) -> Json:
    return {
        "id": topic.id,
        "title": topic.title,
        "entries": [_entry(entry) for entry in topic.entries],
        "terms": [[term.term, term.meaning] for term in topic.glossary],
        "questions": [_question(item) for item in topic.quiz if not item.draft],
    }


def _entry(entry: Entry) -> Json:
    data: Json = {"id": entry.id, "q": entry.question, "a": entry.answer}
    more = {
        "points": list(entry.points), "detail": entry.detail, "simpler": entry.simpler,
        "why": entry.why_it_matters, "remember": entry.remember, "examples": list(entry.examples),
        "mixed": [[each.wrong, each.right] for each in entry.misconceptions],
        "boards": list(entry.exam_boards),
    }  # fmt: skip
    return data | {name: value for name, value in more.items() if value}


def _question(item: QuizItem) -> Json:
    """No answer and no accepted wording: what is in the browser can be read there."""
    data: Json = {"id": item.id, "kind": item.kind, "q": item.prompt}
    if item.kind == "choice":
        # In the alphabet's order: the file's may say which is right.
        data["options"] = sorted(item.options)
    if item.kind == "list":
        data["wanted"] = item.wanted
    return data | ({"hint": item.hint} if item.hint else {})


def words_to_expect(course: Course) -> list[str]:
    """Names and terms of the course, the same whatever is asked: none leans towards an answer."""
    names = [each.text for each in course.info.pronunciations]
    terms = [term.term for topic in course.topics for term in topic.glossary]
    return list(dict.fromkeys((*terms, *names)))[:MOST_WORDS]
