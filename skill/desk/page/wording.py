"""The check's words as the desk says them: no field names of the file, no ids."""

import re

from skill.content.placing import with_teacher_places
from skill.desk.page.applying import name_of
from skill.desk.page.forms import label
from skill.desk.page.records import Json, things
from skill.desk.page.words import short

_FIELDS = re.compile(
    r"\b(also_asked|also_called|exam_questions|exam_boards|why_it_matters|course\.exam_boards|"
    r"model_answer|true_false)\b"
)
_CHANGED = re.compile(r"^([a-z0-9-]+): its entry, ([a-z0-9-]+), has changed")
_SAID = {
    'Read them; take "draft" away from the good ones and delete the others.':
        "Read them: accept the good ones and throw the others away.",
    "there are no exam_questions.": "There are no exam questions.",
    "Set want to the number that an examiner would ask for.":
        "Say how many an examiner would ask for.",
}  # fmt: skip
_OWN = {"exam_questions": "exam questions", "course.exam_boards": "the course's exam boards",
        "true_false": "true or false"}  # fmt: skip


def plain_words(course: Json, text: str) -> str:
    """A message without a word of the file's."""
    text = _SAID.get(text, text)
    text = with_teacher_places(text)
    names = {str(each.record.get("id")): name_of(each) for each in things(course)}
    text = re.sub(
        r"(?<=asks the same as )([a-z0-9-]+)|(?<=the answer to )([a-z0-9-]+)"
        r"|(?<=is also how )([a-z0-9-]+)",
        lambda found: _named(names, found[0]),
        text,
    )
    text = re.sub(r"(?<=would go to )[a-z0-9-]+, (?=“)", "", text)
    text = _FIELDS.sub(lambda found: _OWN.get(found[1]) or f"“{label('', found[1])}”", text)
    text = text.replace("quiz items", "questions").replace("quiz item", "question")
    text = re.sub(r"^an? item ", "", text)
    return text[:1].upper() + text[1:]


def plain_note(course: Json, text: str) -> str:
    """What an import asks a teacher to look at, with names for ids."""
    names = {str(each.record.get("id")): name_of(each) for each in things(course)}
    return _CHANGED.sub(
        lambda found: (
            f"{_named(names, found[1])}: what it tests, {_named(names, found[2])}, has changed"
        ),
        text,
    )


def _named(names: dict[str, str], some_id: str) -> str:
    return f"“{short(names[some_id])}”" if some_id in names else some_id
