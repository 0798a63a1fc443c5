import copy

import pytest
from click.testing import CliRunner

from skill.cli import main
from skill.content.course import Course
from skill.content.loading import examine_value
from skill.desk.check import check_course
from skill.desk.tools import open_tools

CLEAN = {
    "format": 1,
    "course": {
        "title": "Rivers and rocks",
        "invocation_name": "river owl",
        "exam_boards": ["AQA", "OCR"],
        "pronunciations": [{"text": "Dnieper", "say_as": "nee-per"}],
    },
    "topics": [
        {
            "id": "rivers",
            "title": "Rivers",
            "entries": [
                {
                    "id": "meander",
                    "question": "How does a meander form?",
                    "also_asked": [
                        "why do rivers bend",
                        "what makes a meander",
                        "explain how meanders are made",
                        "how does a river get its bends",
                    ],
                    "answer": "Fast water wears away the outside of a bend, while slow water "
                    "drops mud on the inside, so the bend grows.",
                    "points": ["The outside wears away.", "Mud settles on the inside."],
                },
                {
                    "id": "flood",
                    "question": "What happened in the flood of 1953?",
                    "also_asked": [
                        "tell me about the 1953 flood",
                        "how bad was the north sea flood",
                        "how many people drowned in the great flood",
                        "which flood killed 307 people in england",
                    ],
                    "answer": "A storm drove the North Sea over the coast in January 1953, and "
                    "307 people drowned in England.",
                },
            ],
            "quiz": [
                {
                    "id": "flood-year",
                    "kind": "year",
                    "prompt": "In which year did the North Sea flood come?",
                    "answer": "1953",
                    "hint": "The queen was crowned that summer.",
                    "explanation": "It came on the last night of January.",
                    "entry": "flood",
                },
                {
                    "id": "flood-deaths",
                    "kind": "number",
                    "prompt": "How many people drowned in England?",
                    "answer": "307",
                    "hint": "A little over three hundred.",
                    "explanation": "Most of them lived in bungalows behind the sea wall.",
                    "entry": "flood",
                },
                {
                    "id": "inside",
                    "kind": "choice",
                    "prompt": "What settles on the inside of a bend?",
                    "answer": "mud",
                    "options": ["mud", "ice", "driftwood"],
                    "hint": "Slow water carries it no further.",
                    "explanation": "Slow water cannot carry it on.",
                    "entry": "meander",
                },
            ],
        },
        {
            "id": "rocks",
            "title": "Rocks",
            "entries": [
                {
                    "id": "granite",
                    "question": "What is granite?",
                    "also_asked": [
                        "tell me about granite",
                        "what sort of rock is granite",
                        "is granite hard",
                        "what is granite made of",
                    ],
                    "answer": "Granite is a hard rock that cooled slowly deep underground, so its "
                    "crystals are large.",
                }
            ],
            "quiz": [
                {
                    "id": "granite-name",
                    "kind": "short",
                    "prompt": "Which hard rock has large crystals?",
                    "answer": "granite",
                    "hint": "Kerbs and kitchen worktops are made of it.",
                    "explanation": "It cooled slowly, so its crystals had time to grow.",
                    "entry": "granite",
                },
                {
                    "id": "granite-slow",
                    "kind": "true_false",
                    "prompt": "True or false? Granite cooled slowly.",
                    "answer": "true",
                    "hint": "Think of its crystals.",
                    "explanation": "It cooled slowly, and its crystals grew large.",
                    "entry": "granite",
                },
            ],
        },
    ],
}


for _topic in CLEAN["topics"]:  # type: ignore[attr-defined]
    for _entry in _topic["entries"]:
        _entry |= {
            "simpler": "It is what it sounds like.", "examples": ["One is near here."],
            "why_it_matters": "It shapes the land.", "remember": "Picture it in your mind.",
        }  # fmt: skip
CLEAN["exam_questions"] = [{
    "id": "describe-flood", "topic": "rivers", "command": "describe", "marks": 1,
    "prompt": "Describe one thing that the flood of 1953 did.",
    "scheme": [{"text": "It drowned 307 people"}], "model_answer": "It drowned 307 people.",
    "tip": "Name one thing.", "entries": ["flood"],
}]  # fmt: skip


@pytest.fixture
def clean():
    """A course that is as it should be, as its file holds it."""
    return copy.deepcopy(CLEAN)


@pytest.fixture(scope="session")
def findings(tmp_path_factory):
    """What the check says of a course, with the real router and marker (words alone)."""
    tools = open_tools(tmp_path_factory.mktemp("cache"), meaning=False)

    def check(raw):
        course = examine_value(raw).course
        assert isinstance(course, Course)
        return check_course(course, tools.router, tools.marker)

    return check


@pytest.fixture
def owl(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OWL_CACHE", str(tmp_path / "cache"))

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run
