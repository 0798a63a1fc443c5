"""Trivia in JSON: Open Trivia DB's and the many that are built alike."""

from typing import Any
from urllib.parse import unquote

from skill.desk.blocks import Source
from skill.desk.entries import clean
from skill.desk.formats.brought import Brought
from skill.desk.pile import Pile
from skill.desk.put import Put

NAME = "trivia questions in JSON"
_LISTS = ("results", "questions", "data", "items", "quiz")
_QUESTION = ("question", "prompt", "text", "question_text", "questionText")
_RIGHT = (
    "correct_answer",
    "correctAnswer",
    "correct",
    "answer",
    "correct_answers",
    "correctAnswers",
    "correctIndex",
    "correct_index",
    "answerIndex",
    "correctAnswerIndex",
)
_WRONG = ("incorrect_answers", "incorrectAnswers", "wrong_answers", "distractors")
_OPTIONS = ("options", "choices", "answers")
_WHY = ("explanation", "feedback", "rationale")


def recognise(brought: Brought) -> float | None:
    """A list of objects with a question, and the right answer beside wrong ones or options."""
    found = _records(brought.json)
    fits = [each for each in found if _first(each, _QUESTION) and _first(each, _RIGHT) is not None]
    return 0.9 if found and len(fits) * 2 >= len(found) else None


def read(brought: Brought) -> Source:
    """The questions; those without an answer are left."""
    pile = Pile()
    coded = _coded(brought.text)
    for number, record in enumerate(_records(brought.json), 1):
        record = {key: _decoded(value) for key, value in record.items()} if coded else record
        prompt = str(_text(_first(record, _QUESTION)))
        options = _options(_first(record, _OPTIONS)) or _lettered(record)
        wrong = _options(_first(record, _WRONG))
        right = _right(_first(record, _RIGHT), options)
        why, line = str(_text(_first(record, _WHY))), _line(brought.text, prompt, number)
        if right and not (wrong or options or "type" in record):
            pile.card(prompt, right[0], _topic(record), line, why)
            continue
        pile.put(
            Put(
                prompt, tuple(right), tuple(wrong), tuple(options), explanation=why,
                hint=str(record.get("hint") or ""), topic=_topic(record), line=line,
            )
        )  # fmt: skip
    return pile.source()


def _records(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        value = next((value[name] for name in _LISTS if isinstance(value.get(name), list)), None)
    if not isinstance(value, list) or not value:
        return []
    return [each for each in value if isinstance(each, dict)]


def _first(record: dict[str, Any], names: tuple[str, ...]) -> Any:
    return next((record[name] for name in names if record.get(name) not in (None, "", [])), None)


def _text(value: Any) -> Any:
    """A text that may stand in an object of its own."""
    if isinstance(value, dict):
        value = value.get("text", value.get("value", ""))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _options(value: Any) -> list[str]:
    if isinstance(value, dict):
        value = [text for text in value.values() if isinstance(text, str | int | float)]
    if not isinstance(value, list):
        return []
    return [text for each in value if (text := str(_text(each)))]


def _lettered(record: dict[str, Any]) -> list[str]:
    """Options under keys of their own: "A", "B", "C"."""
    found = [record[key] for key in "ABCDEF" if isinstance(record.get(key), str)]
    return found if len(found) > 1 else []


def _right(value: Any, options: list[str]) -> list[str]:
    """The right answers, which are given as text, by number (from 0) or by letter."""
    if isinstance(value, list):
        return [text for each in value for text in _right(each, options)]
    if isinstance(value, int) and not isinstance(value, bool) and options:
        text = str(value)
        if text in options:
            return [text]
        return [options[value]] if 0 <= value < len(options) else []
    text = str(_text(value))
    at = ord(text.lower()) - ord("a") if len(text) == 1 and text.isalpha() else -1
    if options and text not in options:
        return [options[at]] if 0 <= at < len(options) else []
    return [text] if text else []


def _topic(record: dict[str, Any]) -> str:
    name = clean(str(record.get("category") or record.get("topic") or ""))
    return name.rpartition(": ")[2]


def _coded(text: str) -> bool:
    """Whether its texts are coded as web addresses are (Open Trivia DB offers that)."""
    return "%20" in text and " " not in text.replace('", "', "").replace('": "', "")[:2_000]


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return [_decoded(each) for each in value]
    return unquote(value) if isinstance(value, str) else value


def _line(text: str, prompt: str, number: int) -> int:
    """The line that the question stands in; its number where the file is one long line."""
    at = text.find(prompt[:40]) if prompt else -1
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    return line if line > 1 else number
