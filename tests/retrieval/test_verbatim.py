"""What the teacher wrote is answered without a doubt."""

import pytest

from skill.content.course import Entry
from skill.retrieval.terms import heard_words
from skill.retrieval.verbatim import asked_verbatim

ENTRIES = (
    Entry(
        id="nep", question="What was the NEP?", also_asked=("explain the new policy",), answer="A"
    ),
    Entry(
        id="gulag", question="What was the gulag?", also_asked=("who was sent there",), answer="B"
    ),
    Entry(
        id="camps", question="What were the camps?", also_asked=("who was sent there",), answer="C"
    ),
)


@pytest.mark.parametrize(
    ("said", "entry"),
    [
        ("what was the nep", "nep"),
        ("um what was NEP", "nep"),
        ("can you tell me what was the gulag", "gulag"),
        ("who was sent there", None),
        ("what was the nep like", None),
        ("", None),
    ],
)
def test_verbatim(said: str, entry: str | None) -> None:
    assert asked_verbatim(heard_words(said), ENTRIES) == entry


def test_every_phrasing_of_the_course_is_answered(tools, course) -> None:
    for entry in list(course.entries())[::4]:
        for text in (entry.question, *entry.also_asked[::3]):
            routing = tools.router.route(text)
            assert routing.decision == "answer", text
            assert routing.candidates[0].entry_id == entry.id, text
