"""A question made ready: words heard, vectors, what the conversation was about."""

from skill.retrieval.features import Question
from skill.retrieval.index import Encodes
from skill.retrieval.terms import heard_words

LONGEST = 400
"""Characters of a question that are read; nobody asks one in more."""


def spoken_form(heard: list[str]) -> str:
    """The words as one text for the encoder."""
    return " ".join(heard)


def completed_form(heard: list[str], before: str) -> str:
    """The words after the question they follow."""
    return f"{before} {' '.join(heard)}"


def prepare(
    text: str,
    encoder: Encodes | None,
    context: int | None = None,
    before: str = "",
    topic: int | None = None,
) -> Question:
    """Read and encode a question; `before` is the question of the entry `context`."""
    heard = heard_words(text[:LONGEST])
    if encoder is None or not heard:
        return Question(heard, context=context, topic=topic)
    texts = [spoken_form(heard)]
    if context is not None and before:
        texts.append(completed_form(heard, before))
    vectors = encoder.encode(texts)
    completed = vectors[1] if len(vectors) > 1 else None
    return Question(heard, vectors[0], completed, context, topic)
