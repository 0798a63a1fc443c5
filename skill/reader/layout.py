"""How two texts are put before the reader: what it was trained on is what it is shown.

Every reading is `[CLS] heard [SEP] context [SEP]`, lower case, at most so many pieces each.
The first words of the context say which of the three things is asked of the reader.
"""

from collections.abc import Sequence

HEARD_PIECES = 56
"""Word pieces that are read of an utterance."""
CONTEXT_PIECES = {"mark": 72, "cover": 120, "act": 72}
"""Word pieces that are read of what it is held against, by task."""
TASKS = ("mark", "cover", "act")
MARK_LABELS = ("right", "partial", "wrong", "other")
"""What an utterance is to one accepted text: the same, on the way, something else, no answer."""


def mark_context(prompt: str, accepted: Sequence[str]) -> str:
    """One answer's accepted wordings (six at most), and the prompt it answers."""
    return f"{' ; '.join(accepted[:6])} ? {prompt}"


def cover_context(
    question: str, also: Sequence[str], answer: str, points: Sequence[str], before: str = ""
) -> str:
    """An entry: its question, three other wordings, what it says; and the entry heard before."""
    said = " . ".join((question, *also[:3], answer, *points))
    return f"after {before} : {said}" if before else said


def act_context(
    kind: str, prompt: str, options: Sequence[str], accepted: Sequence[str], offer: str, last: str
) -> str:
    """The scene: the open question with what would be right, or what was offered and heard last."""
    if prompt:
        choices = f" options {', '.join(options)}" if options else ""
        return f"open {kind} : {prompt}{choices} answer {' ; '.join(accepted[:3])}"
    return f"nothing open , offer {offer or 'none'} : {last}"
