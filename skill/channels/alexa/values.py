"""The values of the model's own slot types.

A course may say anything: values are spelled in Alexa's letters, what cannot be spoken is
left out, and beyond `MOST_PHRASES` phrases or `MOST_CHARACTERS` characters the rest is left
out too (first the answers of all items, then what they also accept, then their options, then
the short points of lists). Values that are not in the model still reach the skill, as
ER_SUCCESS_NO_MATCH; they are only recognised less well.
"""

from collections.abc import Iterator
from typing import Any

from skill.channels.alexa.spoken import number_words, spell, spell_initials
from skill.content.course import MAX_SLOT_VALUE, Course, QuizItem

MOST_PHRASES = 12_000
"""Values and synonyms of the answer type; Amazon allows 50,000 in a whole skill."""
MOST_CHARACTERS = 1_200_000
"""Of the answer type, as it stands in the file; Amazon allows 1.5 MB for a whole model."""
MOST_TOPICS = 1_000
MOST_SYNONYMS = 100
LONGEST_POINT = 6
"""Words of a list's point that is still worth a slot value."""
_FRAME = 70
"""Characters of JSON around one value."""
_LETTERS = {"a": ("ay", "eh"), "b": ("bee", "be"), "c": ("see", "sea"), "d": ("dee",),
            "e": ("ee",), "f": ("eff",)}  # fmt: skip
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")


def option_values() -> list[dict[str, Any]]:
    """The letters of a choice, as they are said and as they are misheard."""
    pairs = zip(_LETTERS.items(), _PLACES, strict=True)
    return [
        _value(
            str(n), letter, (*homophones, place, f"the {place} one", f"number {number_words(n)}")
        )
        for n, ((letter, homophones), place) in enumerate(pairs, 1)
    ]


def _value(value_id: str, name: str, synonyms: tuple[str, ...] | list[str]) -> dict[str, Any]:
    return {"id": value_id, "name": {"value": name, "synonyms": list(synonyms)}}


def _forms(text: str) -> list[str]:
    """The ways a text is spoken that fit into a slot value; most natural first."""
    forms = (spell(text), spell_initials(text))
    return [form for form in dict.fromkeys(forms) if form and len(form) <= MAX_SLOT_VALUE]


def topic_values(course: Course) -> list[dict[str, Any]]:
    """The topics' slot values; a name that two topics share belongs to the first."""
    values, taken = [], set[str]()
    for topic in course.topics[:MOST_TOPICS]:
        names = [f for text in (topic.title, *topic.also_called) for f in _forms(text)]
        fresh = [name for name in dict.fromkeys(names) if name not in taken][: MOST_SYNONYMS + 1]
        if fresh:
            taken.update(fresh)
            values.append(_value(topic.id, fresh[0], fresh[1:]))
    return values


def _ranks(item: QuizItem) -> Iterator[tuple[int, str, str]]:
    """What an item puts into the answer type: (rank, the value it is a form of, the words)."""
    if item.answer:
        yield 0, item.answer, item.answer
    yield from ((1, item.answer or form, form) for form in item.accept)
    yield from ((2, option, option) for option in item.options)
    for point in item.points:
        yield from (
            (3, form, form)
            for form in (point.text, *point.accept)
            if len(form.split()) <= LONGEST_POINT
        )


def answer_values(course: Course) -> list[dict[str, Any]]:
    """The answers' slot values. A phrase stands once, with the value that named it first;
    "true" and "false" stand in every course, so that the type is never empty."""
    ranked = sorted(
        (entry for item in course.items() for entry in _ranks(item)), key=lambda entry: entry[0]
    )
    values: dict[str, list[str]] = {}
    home: dict[str, str] = {}
    characters = 0
    for _, owner, text in ranked:
        known = home.get(next(iter(_forms(owner)), ""))
        for form in _forms(text):
            if form in home or len(home) >= MOST_PHRASES or characters >= MOST_CHARACTERS:
                continue
            if known is None or len(values[known]) >= MOST_SYNONYMS:
                known = form
                values[form] = []
                characters += 2 * len(form) + _FRAME
            else:
                values[known].append(form)
                characters += len(form) + 4
            home[form] = known
    for word in ("true", "false"):
        if word not in home:
            values[word] = []
    ids = _ids(list(values))
    return [_value(ids[head], head, synonyms) for head, synonyms in values.items()]


def _ids(heads: list[str]) -> dict[str, str]:
    """A short, stable id for every value: its words, and a number where they repeat."""
    ids: dict[str, str] = {}
    used: set[str] = set()
    for head in heads:
        slug = "-".join(head.replace("'", "").replace(".", "").split())[:40].strip("-") or "value"
        unique, n = slug, 2
        while unique in used:
            unique, n = f"{slug[:36]}-{n}", n + 1
        used.add(unique)
        ids[head] = unique
    return ids
