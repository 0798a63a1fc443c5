"""What the programs that teachers use call the kinds of a quiz question."""

KINDS = {
    "multiple choice": "choice", "mcq": "choice", "mc": "choice", "multi choice": "choice",
    "multiplechoice": "choice", "multiple choice question": "choice", "single choice": "choice",
    "single answer": "choice", "quiz": "choice", "true or false": "true_false",
    "true false": "true_false", "truefalse": "true_false", "true/false": "true_false",
    "t/f": "true_false", "tf": "true_false", "boolean": "true_false", "open": "short",
    "text": "short", "short answer": "short", "shortanswer": "short", "sa": "short",
    "typed": "short", "type answer": "short", "typing": "short", "fill in the blank": "short",
    "fill in the blanks": "short", "fill in the gap": "short", "fill in": "short",
    "one word": "short", "numeric": "number", "numerical": "number", "exam question": "exam",
    "exam": "exam", "word": "word", "key word": "word", "keyword": "word", "key term": "word",
    "glossary": "word", "topic": "topic", "entry": "entry",
}  # fmt: skip
"""What a kind may be called, and what it is to us."""
NOT_ASKED = frozenset((
    "essay", "poll", "open ended", "openended", "open ended question", "survey", "slide", "draw",
    "word cloud", "brainstorm", "drop pin", "puzzle", "hotspot", "drawing", "audio response",
    "video response", "scale", "nps scale", "drag and drop", "file upload",
))  # fmt: skip
"""Kinds that nobody can mark by ear."""
