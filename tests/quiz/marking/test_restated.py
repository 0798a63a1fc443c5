"""Marked by meaning: statements said in other words, options described, points told apart."""

from collections.abc import Callable

import pytest

from skill.content.course import ListPoint, QuizItem
from skill.quiz.marking.marker import Marking
from skill.quiz.marking.meaning import Meaning
from skill.quiz.marking.restated import signals, takes_for_true
from skill.reader.encoder import Encoder
from tests.quiz.marking.conftest import marks

VENUS = "Venus is further from the Sun than the Earth."
NEARER = "Venus orbits inside the Earth's path, so it is nearer the Sun."
ITEMS = (
    QuizItem(id="venus", kind="true_false", prompt=f"True or false: {VENUS}", answer="false", explanation=NEARER),  # noqa: E501
    QuizItem(id="tool", kind="choice", prompt="Which of these is used to look at stars?", answer="telescope",
             options=("microscope", "telescope", "stethoscope", "periscope")),
    QuizItem(id="slow", kind="short", prompt="Why does a parachute make you fall gently?", answer="It increases air resistance."),  # noqa: E501
    QuizItem(
        id="farm", kind="list", want=2, prompt="Give two ways in which farming can harm wildlife.",
        points=(ListPoint(text="hedges are pulled out"), ListPoint(text="pesticides kill insects"),
                ListPoint(text="fertiliser washes into rivers"), ListPoint(text="ponds are drained")),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def mark(encoder: Encoder) -> Callable[[str, str], Marking]:
    return marks(ITEMS, encoder)


@pytest.mark.parametrize(
    ("heard", "taken"),
    [
        ("venus is a longer way from the sun than we are", True),
        ("we're closer to the sun than venus is", True),
        ("venus is nearer", False),
        ("its path is inside ours so it's closer in", False),
    ],
)
def test_a_statement_in_other_words(encoder: Encoder, heard: str, taken: bool) -> None:
    meaning = Meaning(lambda: encoder)
    assert takes_for_true(VENUS, NEARER, False, heard, meaning) is taken


def test_without_an_encoder_the_words_decide() -> None:
    assert signals(VENUS, NEARER, False, "venus is nearer", Meaning(None)) == []
    assert takes_for_true(VENUS, NEARER, False, "venus is nearer", Meaning(None)) is None


@pytest.mark.parametrize(
    ("item", "verdict", "heard"),
    [
        ("venus", "correct", "venus is closer in than we are"),
        ("venus", "incorrect", "yeah it's further out"),
        ("tool", "correct", "the thing you look at the moon and planets with"),
        ("tool", "incorrect", "the thing a doctor listens to your heart with"),
        ("slow", "correct", "there's more drag pushing up on you"),
        ("slow", "incorrect", "it makes you heavier"),
    ],
)
def test_meaning_decides_where_words_do_not(
    mark: Callable[[str, str], Marking], item: str, verdict: str, heard: str
) -> None:
    assert mark(item, heard).verdict == verdict


@pytest.mark.parametrize(
    ("heard", "points"),
    [
        ("they rip out the hedgerows and the bug spray wipes out the bees", (0, 1)),
        ("the stuff they put on crops to make them grow runs off into streams", (2,)),
        ("filling in ponds", (3,)),
        ("they keep the cows in at night and milk them twice a day", ()),
    ],
)
def test_each_clause_says_its_own_point(
    mark: Callable[[str, str], Marking], heard: str, points: tuple[int, ...]
) -> None:
    assert mark("farm", heard).points == points


def test_the_clauses_are_read_by_themselves_too(encoder: Encoder) -> None:
    texts = ["hedges are pulled out", "ponds are drained"]
    tokens = "they rip out hedges and they empty the ponds".split()
    whole = Meaning(lambda: encoder).hear(tokens).near(texts, owners=[0, 1])
    parted = Meaning(lambda: encoder).hear(tokens, parts=[(0, 4), (5, 9)])
    signals_of = [near.signals for near in parted.near(texts, owners=[0, 1])]
    assert [len(near.signals) for near in whole] == [9, 9]
    assert [len(row) for row in signals_of] == [14, 14]
    assert all(row[13] == 1.0 for row in signals_of)  # each has a clause likest to it
