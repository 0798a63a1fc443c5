"""`owl new`: a small course to start from."""

import copy
from typing import Any

from skill.desk.importing import empty_course


def new_course(title: str, invocation_name: str = "revision owl") -> dict[str, Any]:
    """A course with one topic, one entry and three quiz items, as its file holds it.

    It passes every check, and shows each part of the format at work; a teacher writes over it.
    """
    course = empty_course(title)
    course["course"] |= {
        "invocation_name": invocation_name,
        "exam_boards": [],
        "pronunciations": [{"text": "Lowood", "say_as": "loe-wood"}],
    }
    course["topics"] = [copy.deepcopy(_TOPIC)]
    course["exam_questions"] = [copy.deepcopy(_EXAM)]
    return course


_ENTRY = {
    "id": "jane-eyre",
    "question": "What is Jane Eyre about?",
    "also_asked": [
        "what happens in jane eyre",
        "tell me the story of jane eyre",
        "summarise jane eyre",
        "what's the plot of jane eyre",
    ],
    "answer": "Jane Eyre, by Charlotte Brontë, follows an orphan from a cruel childhood to a life "
    "on her own terms. It came out in 1847.",
    "points": [
        "Jane grows up unloved at Gateshead, and is sent to Lowood School.",
        "She becomes governess at Thornfield and falls in love with Mr Rochester.",
        "On their wedding day she learns that he has a wife already, and leaves.",
        "She comes into money, and goes back to him as his equal.",
    ],
    "detail": "The story is told by Jane herself, looking back. Its first readers were shocked by "
    "a heroine who says what she thinks.",
    "simpler": "It's the story of a girl with no family, who grows up, falls in love and won't be "
    "bossed about.",
    "examples": ["At Lowood she is made to stand on a stool for something she didn't do."],
    "why_it_matters": "It was one of the first novels told by a woman who says what she feels.",
    "remember": "Three houses, three steps: Gateshead, Lowood, Thornfield. Get out, learn, love.",
    "misconceptions": [
        {
            "wrong": "Jane is rich from the start.",
            "right": "She starts with nothing, and comes into money late in the story.",
            "sounds": ["she was rich"],
        }
    ],
}
_QUIZ = [
    {
        "id": "jane-eyre-author",
        "kind": "short",
        "prompt": "Who wrote Jane Eyre?",
        "answer": "Charlotte Brontë",
        "accept": ["Charlotte Bronte"],
        "reject": ["Jane Austen", "George Eliot"],
        "hint": "One of three sisters from Haworth.",
        "explanation": "Her sisters Emily and Anne brought out novels in the same year.",
        "entry": "jane-eyre",
    },
    {
        "id": "jane-eyre-year",
        "kind": "year",
        "prompt": "In which year did Jane Eyre come out?",
        "answer": "1847",
        "hint": "Ten years into Queen Victoria's reign.",
        "explanation": "It was an instant success, and went into a second edition within weeks.",
        "entry": "jane-eyre",
    },
    {
        "id": "jane-eyre-story",
        "kind": "list",
        "prompt": "Name two places where Jane lives.",
        "points": [
            {"text": "Gateshead", "accept": ["with her aunt"]},
            {"text": "Lowood School", "accept": ["at school"]},
            {"text": "Thornfield", "accept": ["Mr Rochester's house"]},
        ],
        "want": 2,
        "hint": "An aunt's house, a school, and a house with a secret in the attic.",
        "explanation": "Gateshead, Lowood and Thornfield: each move changes her life.",
        "entry": "jane-eyre",
    },
]
_TOPIC = {
    "id": "novels",
    "title": "Nineteenth-century novels",
    "also_called": ["the novels", "victorian novels"],
    "entries": [_ENTRY],
    "quiz": _QUIZ,
    "lesson": ["jane-eyre"],
    "glossary": [{"term": "governess", "meaning": "A woman who teaches children in their home."}],
}
_EXAM = {
    "id": "jane-eyre-places",
    "topic": "novels",
    "command": "describe",
    "marks": 4,
    "prompt": "Describe two places that matter in Jane Eyre.",
    "scheme": [
        {
            "text": "Gateshead, where she is unloved",
            "marks": 2,
            "accept": ["her aunt's cruel home"],
        },
        {
            "text": "Lowood, the strict school",
            "marks": 2,
            "accept": ["the school where she learns"],
        },
        {
            "text": "Thornfield, where she falls in love",
            "marks": 2,
            "accept": ["Mr Rochester's house"],
        },
    ],
    "model_answer": "One place is Gateshead, where Jane grows up with an aunt who does not love her. "
    "Another is Thornfield, where she works as governess and falls in love with Mr Rochester.",
    "tip": "Name the place, and then say what happens to her there.",
    "entries": ["jane-eyre"],
}
