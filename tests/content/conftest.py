"""Small courses for the tests, as the JSON values a file would hold."""

import copy
from typing import Any

import pytest

PLAIN: dict[str, Any] = {
    "format": 1,
    "course": {"title": "Rivers", "invocation_name": "river owl"},
    "topics": [
        {
            "id": "rivers",
            "title": "Rivers",
            "entries": [
                {
                    "id": "meander",
                    "question": "How does a meander form?",
                    "also_asked": ["why do rivers bend"],
                    "answer": "Faster water on the outside of a bend erodes the bank.",
                    "points": ["The outside erodes.", "The inside builds up."],
                }
            ],
            "quiz": [
                {"id": "thames", "kind": "short", "prompt": "Name it.", "answer": "The Thames"},
                {
                    "id": "two",
                    "kind": "list",
                    "prompt": "Name two.",
                    "points": [{"text": "erosion"}, {"text": "deposition"}],
                    "want": 2,
                },
                {
                    "id": "pick",
                    "kind": "choice",
                    "prompt": "Which is it?",
                    "answer": "delta",
                    "options": ["Delta", "Estuary"],
                },
                {"id": "sure", "kind": "true_false", "prompt": "Is it?", "answer": "true"},
                {"id": "when", "kind": "year", "prompt": "When?", "answer": "1953"},
                {"id": "many", "kind": "number", "prompt": "How many?", "answer": "28 per cent"},
            ],
        }
    ],
}


@pytest.fixture
def raw() -> dict[str, Any]:
    """A fresh copy of a sound small course."""
    return copy.deepcopy(PLAIN)


@pytest.fixture(scope="session")
def raw_course() -> dict[str, Any]:
    """The sound course itself: copy it before you change it."""
    return PLAIN
