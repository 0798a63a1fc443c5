"""`owl new`, and "New course" at the desk: a small course to start from.

It is about revising, which every subject has in common, so that whoever writes chemistry over it is not
taught English first. Each of the six kinds of question stands in it once.
"""

import copy
from typing import Any

from skill.desk.importing import empty_course


def new_course(
    title: str, invocation_name: str = "revision owl", subject: str = ""
) -> dict[str, Any]:
    """A course with one topic, one entry and a question of each kind, as its file holds it.

    It passes every check, and shows each part of the format at work; a teacher writes over it.
    """
    course = empty_course(title)
    course["course"] |= {
        "title": title,
        **({"subject": subject} if subject else {}),
        "invocation_name": invocation_name,
        "exam_boards": [],
        "pronunciations": [{"text": "Ebbinghaus", "say_as": "ebbing-house"}],
    }
    course["topics"] = [copy.deepcopy(_TOPIC)]
    course["exam_questions"] = [copy.deepcopy(_EXAM)]
    return course


_ENTRY = {
    "id": "spaced-practice",
    "question": "What is spaced practice?",
    "also_asked": [
        "how does spaced practice work",
        "tell me about spaced practice",
        "why should i spread my revision over several days",
        "is it better to come back to things later",
    ],
    "answer": "Spaced practice means coming back to a thing after a day, after a week and after a "
    "month, so that it stays with you.",
    "points": [
        "Short goes on several days work better than one long evening.",
        "Testing yourself works better than reading it again.",
        "Explaining it to somebody shows you what you have not understood yet.",
    ],
    "detail": "Hermann Ebbinghaus wrote the first book on how fast we forget, in 1885. He tested "
    "himself on lists made from 2300 syllables that mean nothing.",
    "simpler": "Don't do it all at once. Look at it again tomorrow, and again next week.",
    "examples": ["Ten minutes on Monday, ten on Tuesday, and ten on the Tuesday after."],
    "why_it_matters": "What is learned in one evening is mostly gone within a few days.",
    "remember": "A day, a week, a month: come back three times, and it stays.",
    "misconceptions": [
        {
            "wrong": "Reading it again and again is the best way to learn it.",
            "right": "It feels easy, but little of it stays. Put the book away and test yourself.",
            "sounds": ["just read it again"],
        }
    ],
}
_QUIZ = [
    {
        "id": "spaced-practice-name",
        "kind": "short",
        "prompt": "What do we call it when you come back to a thing after a day, a week and a month?",
        "answer": "spaced practice",
        "accept": ["spacing", "spaced repetition"],
        "reject": ["cramming"],
        "hint": "Two words: there is some room between the goes.",
        "explanation": "There is a gap between one go and the next, and the gaps grow.",
        "entry": "spaced-practice",
    },
    {
        "id": "forgetting-year",
        "kind": "year",
        "prompt": "In which year did Ebbinghaus write his book on how fast we forget?",
        "answer": "1885",
        "hint": "Queen Victoria was on the throne, and cars were just being invented.",
        "explanation": "It was the first book of its kind, and its results still hold.",
        "entry": "spaced-practice",
    },
    {
        "id": "forgetting-syllables",
        "kind": "number",
        "prompt": "From how many syllables did Ebbinghaus make his lists?",
        "answer": "2300",
        "hint": "A little over two thousand.",
        "explanation": "They mean nothing, so that he knew none of them from before.",
        "entry": "spaced-practice",
    },
    {
        "id": "what-helps-most",
        "kind": "choice",
        "prompt": "Which of these helps you most to remember something?",
        "options": ["testing yourself", "reading it again", "underlining it"],
        "answer": "testing yourself",
        "hint": "It is the one that feels hardest.",
        "explanation": "Having to find it in your own head is what makes it stick.",
        "entry": "spaced-practice",
    },
    {
        "id": "one-long-evening",
        "kind": "true_false",
        "prompt": "True or false? One long evening works better than short goes on several days.",
        "answer": "false",
        "hint": "Think of what is left of it a week later.",
        "explanation": "Short goes on several days work better.",
        "entry": "spaced-practice",
    },
    {
        "id": "ways-that-work",
        "kind": "list",
        "prompt": "Name two ways to revise that work.",
        "points": [
            {"text": "testing yourself", "accept": ["doing a quiz", "using flash cards"]},
            {"text": "short goes on several days", "accept": ["spreading it out"]},
            {"text": "explaining it to somebody", "accept": ["teaching it to a friend"]},
        ],
        "want": 2,
        "hint": "One needs a calendar, one needs a friend.",
        "explanation": "All three make you find it in your own head again.",
        "entry": "spaced-practice",
    },
]
_TOPIC = {
    "id": "revising",
    "title": "Revising well",
    "also_called": ["how to revise", "good revision"],
    "entries": [_ENTRY],
    "quiz": _QUIZ,
    "lesson": ["spaced-practice"],
    "glossary": [{"term": "syllable", "meaning": "A piece of a word that is said in one beat."}],
}
_EXAM = {
    "id": "explain-two-ways",
    "topic": "revising",
    "command": "describe",
    "marks": 4,
    "prompt": "Describe two ways to revise, and say why each of them works.",
    "scheme": [
        {
            "text": "Testing yourself, which makes you find it in your own head",
            "marks": 2,
            "accept": ["doing a quiz, so that you have to remember it"],
        },
        {
            "text": "Short goes on several days, so that it stays",
            "marks": 2,
            "accept": ["spreading it out, so that you do not forget it"],
        },
        {
            "text": "Explaining it to somebody, which shows what you have not understood",
            "marks": 2,
            "accept": ["teaching a friend, which shows you your gaps"],
        },
    ],
    "model_answer": "One way is to test yourself, since finding a thing in your own head makes it "
    "stick. Another is to do short goes on several days: each time you come back, you forget it "
    "more slowly.",
    "tip": "Name the way, and then say why it works.",
    "entries": ["spaced-practice"],
}
