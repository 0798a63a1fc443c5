"""A question made ready: words heard, vectors, what the conversation was about."""

from collections.abc import Sequence

from skill.retrieval.features import Question
from skill.retrieval.index import Encodes
from skill.retrieval.terms import heard_words

LONGEST = 400
"""Characters of a question that are read; nobody asks one in more."""


def read_words(text: str) -> list[str]:
    """The words of a question, however long the text."""
    return heard_words(text[:LONGEST])


def spoken_form(heard: list[str]) -> str:
    """The words as one text for the encoder."""
    return " ".join(heard)


def completed_form(heard: list[str], before: str) -> str:
    """The words after the question they follow."""
    return f"{before} {spoken_form(heard)}"


def prepare(
    readings: Sequence[list[str]],
    encoder: Encodes | None,
    context: int | None = None,
    before: str = "",
    topic: int | None = None,
) -> list[Question]:
    """Encode the readings of a question; `before` is the question of the entry `context`."""
    if encoder is None:
        return [Question(heard, context=context, topic=topic) for heard in readings]
    follows = context is not None and bool(before)
    texts = [spoken_form(heard) for heard in readings]
    if follows:
        texts += [completed_form(heard, before) for heard in readings]
    vectors = encoder.encode(texts)
    count = len(readings)
    return [
        Question(heard, vectors[n], vectors[count + n] if follows else None, context, topic)
        for n, heard in enumerate(readings)
    ]
