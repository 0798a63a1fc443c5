"""The model that weighs wordings: what no wording of ours finds, and answers that stay answers."""

import subprocess
import sys

import pytest

from skill.language.commands import command_in, is_question, kind_by_wording, says_dont_know
from skill.language.replies import KINDS, features, kind_of


@pytest.mark.parametrize(
    ("command", "heard"),
    [
        ("repeat", "a motorbike went by what was it you asked me"),
        ("options", "tell us the four again i was tying my lace"),
        ("skip", "ew algebra can we jump to another one"),
        ("hint", "spare me a wee clue would you"),
        ("stop", "my cousins have turned up so i'm finished bye"),
        ("help", "what do you want me to say to you"),
        ("slower", "you're gabbling like a horse race commentator"),
        ("faster", "this is dragging on get going quicker"),
        ("why", "hm explain to me how you got there"),
        ("override", "but that's the very thing i said"),
        ("wait", "not yet i'm still adding it up"),
    ],
)
def test_hears_what_somebody_else_would_say(command: str, heard: str) -> None:
    assert command_in(heard) == command


@pytest.mark.parametrize(
    "heard",
    ["nah that one's gone clean out of my noggin", "we were never taught that one sir was off",
     "doesn't ring any bells", "that has got me beat"],
)  # fmt: skip
def test_hears_doubt_that_no_wording_holds(heard: str) -> None:
    assert says_dont_know(heard)
    assert command_in(heard) is None


@pytest.mark.parametrize(
    "heard",
    [
        "they wanted the bosses to stop", "to slow the spread of plague", "the will was the clue he found",
        "skipping rope", "he helped the sheriff escape", "repeat prescriptions cost more",
        "the options on the ballot", "waiting lists got longer", "faster trains", "a slower pulse",
        "he was sure that he was right", "the reason was the harvest", "nobody had any idea of germs",
    ],
)  # fmt: skip
def test_an_answer_with_a_command_word_stays_an_answer(heard: str) -> None:
    assert command_in(heard) is None
    assert not says_dont_know(heard)
    assert not is_question(heard)


def test_an_apostrophe_makes_no_difference() -> None:
    known = {"dont", "know"}
    assert features(["don't", "know"], "answer", known) == features(
        ["dont", "know"], "answer", known
    )


def test_a_subject_is_unknown_to_it() -> None:
    """The same words about another subject are the same to the model."""
    for frame in ("skip the {} one", "what was {} again", "because of {}"):
        kinds = set()
        for term in ("gosplan", "osmosis", "iambus"):
            text = frame.format(term)
            kinds.add(kind_of(text.split(), kind_by_wording(text)))
        assert len(kinds) == 1


def test_nothing_said_is_nothing_asked() -> None:
    assert kind_of([], "answer") == "answer"
    assert command_in("") is None


def test_hearing_needs_no_numbers_library() -> None:
    """Every turn of a quiz passes here; numpy loads where meaning is compared, and only there."""
    code = (
        "import sys; from skill.language.commands import command_in; "
        "assert command_in('skip it') == 'skip'; assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_file_names_kinds_and_small_weights() -> None:
    from skill.language.replies import _read, _table

    _table.cache_clear()
    for weights in list(_table().values()):
        assert isinstance(weights, str)
        for kind, weight in _read(weights):
            assert 0 <= kind < len(KINDS)
            assert weight
