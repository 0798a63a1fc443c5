"""Places in a course as a teacher names them: "Topic 1, question 10, the prompt"."""

import re

from skill.content.problems import Path

_LISTS = {
    "topics": "topic", "entries": "entry", "quiz": "question", "exam_questions": "exam question",
    "also_asked": "other wording", "also_called": "other name", "points": "point", "options": "option",
    "accept": "other right answer", "reject": "wrong answer", "hints": "further hint",
    "examples": "example", "misconceptions": "mistake", "sounds": "way it sounds", "glossary": "word",
    "scheme": "mark point", "pronunciations": "pronunciation", "exam_boards": "exam board",
    "lesson": "step of the lesson", "locales": "kind of English", "also": "further course",
}  # fmt: skip
_SPELT = re.compile(r"\b(?:topics|exam_questions|course)(?:\[\d+\]|\.[a-z_]+)+")


def teacher_place(path: Path) -> str:
    """A place in words; "" for the whole course.

    ("topics", 0, "quiz", 9, "prompt") → "Topic 1, question 10, the prompt".
    """
    words: list[str] = []
    steps = list(path)
    while steps:
        step = steps.pop(0)
        if steps and isinstance(step, str) and isinstance(steps[0], int):
            words.append(f"{_LISTS.get(step, step.replace('_', ' '))} {int(steps.pop(0)) + 1}")
        elif step == "course":
            words.append("the course")
        else:
            words.append(
                f"the {str(step).replace('_', ' ')}" if words else str(step).replace("_", " ")
            )
    said = ", ".join(words)
    return said[:1].upper() + said[1:]


def with_teacher_places(text: str) -> str:
    """A message with every spelt path in it named as a teacher would."""

    def named(found: re.Match[str]) -> str:
        said = teacher_place(read_path(found[0]))
        return said[:1].lower() + said[1:]

    return _SPELT.sub(named, text)


def read_path(spelt: str) -> Path:
    """`topics[2].id` → ("topics", 2, "id")."""
    steps = re.findall(r"\[(\d+)\]|([A-Za-z_$]+)", spelt)
    return tuple(int(number) if number else name for number, name in steps)
