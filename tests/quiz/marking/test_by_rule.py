"""Figures, years, names by ear and choices of letters, in subjects that no course of ours has."""

# ruff: noqa: E501 (one item a line)

from collections.abc import Callable

import pytest

from skill.content.course import QuizItem
from skill.quiz.kinds.number import mark_number
from skill.quiz.marking.marker import Marking
from skill.quiz.marking.terms import one_word
from skill.quiz.marking.utterance import read
from tests.quiz.marking.conftest import marks

ITEMS = (
    QuizItem(id="rate", kind="number", prompt="What percentage of savings is given?", answer="2.5 per cent"),
    QuizItem(id="obeyed", kind="number", prompt="What percentage obeyed to the end?", answer="65 per cent"),
    QuizItem(id="shock", kind="number", prompt="What was the highest voltage?", answer="450 volts"),
    QuizItem(id="span", kind="number", prompt="How many items can it hold on average?", answer="7"),
    QuizItem(id="wage", kind="number", prompt="How many shillings a week was he paid?", answer="15 shillings"),
    QuizItem(id="cycle", kind="number", prompt="How many days does it last?", answer="28 days"),
    QuizItem(id="light", kind="number", prompt="How fast is it, in kilometres per second?", answer="300,000 kilometres per second"),
    QuizItem(id="killed", kind="number", prompt="How many were sentenced to death?", answer="17,000"),
    QuizItem(id="warm", kind="number", prompt="What is body temperature in degrees Celsius?", answer="37 degrees Celsius"),
    QuizItem(id="almost", kind="number", prompt="What percentage were commoners?", answer="98 per cent"),
    QuizItem(id="flight", kind="year", prompt="In which year did they leave the city?", answer="622"),
    QuizItem(id="act", kind="year", prompt="In which year was the Act passed?", answer="1944"),
    QuizItem(id="crown", kind="year", prompt="In which year did James become king?", answer="1603"),
    QuizItem(id="mould", kind="year", prompt="In which year was it found?", answer="1928"),
    QuizItem(id="lines", kind="short", prompt="Which psychologist studied lines and conformity?", answer="Solomon Asch"),
    QuizItem(id="waves", kind="short", prompt="Which waves do remote controls use?", answer="infrared"),
    QuizItem(id="galaxy", kind="short", prompt="What happens to light from far galaxies?", answer="red-shift", reject=("blue-shift",)),
    QuizItem(id="north", kind="short", prompt="What was the northern rising called?", answer="Pilgrimage of Grace"),
    QuizItem(id="gap", kind="short", prompt="What is the gap between neurones called?", answer="synapse"),
    QuizItem(id="store", kind="short", prompt="Which store lasts thirty seconds?", answer="short-term memory", reject=("long-term memory",)),
    QuizItem(id="minister", kind="short", prompt="Which of the king's ministers closed them?", answer="Thomas Cromwell", accept=("Cromwell",)),
    QuizItem(id="atoms", kind="short", prompt="What are atoms with other numbers of neutrons called?", answer="isotopes"),
    QuizItem(id="feast", kind="short", prompt="Which festival ends the fast?", answer="Eid ul-Fitr", reject=("Eid ul-Adha",)),
    QuizItem(id="bites", kind="short", prompt="Which disease do mosquitoes spread?", answer="malaria", reject=("disease",)),
    QuizItem(id="wind", kind="choice", prompt="Which technique?", answer="personification", options=("personification", "simile", "metaphor", "alliteration")),
    QuizItem(id="star", kind="choice", prompt="What is left?", answer="a black dwarf", options=("a black dwarf", "a neutron star", "a red giant", "a black hole")),
    QuizItem(id="flower", kind="choice", prompt="What is under the flower?", answer="serpent", options=("raven", "owl", "serpent", "wolf")),
    QuizItem(id="wife", kind="choice", prompt="Who was the mother?", answer="Jane Seymour", options=("Anne Boleyn", "Jane Seymour", "Katherine Parr", "Anne of Cleves")),
    QuizItem(id="harder", kind="true_false", prompt="True or false: the law made it harder.", answer="false"),
    QuizItem(id="pancreas", kind="true_false", prompt="True or false: the pancreas makes insulin.", answer="true"),
    QuizItem(id="bends", kind="short", prompt="Why does light bend at the glass?", answer="It slows down."),
)  # fmt: skip


@pytest.fixture(scope="module")
def mark() -> Callable[[str, str], Marking]:
    return marks(ITEMS)


@pytest.mark.parametrize(
    ("item", "verdict", "heard"),
    [
        # Numbers
        ("rate", "correct", "it's one fortieth"),
        ("rate", "partial", "about three per cent"),
        ("rate", "incorrect", "about four per cent"),
        ("obeyed", "partial", "about two thirds of them"),
        ("obeyed", "partial", "something over half"),
        ("obeyed", "incorrect", "about a third"),
        ("shock", "correct", "four five oh"),
        ("shock", "correct", "the nasty red one four hundred and fifty"),
        ("shock", "incorrect", "five four oh"),
        ("span", "correct", "seven give or take two"),
        ("span", "correct", "seven plus or minus two"),
        ("span", "correct", "nine no hang on it's seven plus or minus two"),
        ("span", "partial", "a few"),
        ("span", "incorrect", "nine plus or minus two"),
        ("wage", "correct", "he got fifteen a week which is nothing"),
        ("wage", "incorrect", "he got fifty a week"),
        ("cycle", "partial", "about a month"),
        ("cycle", "incorrect", "about a fortnight"),
        ("light", "correct", "299792 kilometres per second"),
        ("light", "incorrect", "340 thousand kilometres per second"),
        ("killed", "partial", "thousands"),
        ("killed", "incorrect", "millions"),
        ("warm", "partial", "somewhere in the thirties"),
        ("warm", "incorrect", "in the forties"),
        ("almost", "partial", "nearly all of them"),
        # Years
        ("flight", "correct", "six two two"),
        ("flight", "incorrect", "six two three"),
        ("act", "correct", "nineteen fourty four wasn't it"),
        ("act", "partial", "in the middle of world war two"),
        ("act", "incorrect", "between the wars"),
        ("crown", "partial", "between sixteen hundred and sixteen ten"),
        ("crown", "incorrect", "victorian times"),
        ("mould", "correct", "nineteen twenty something nineteen twenty eight"),
        ("mould", "partial", "nineteen twenty something"),
        ("mould", "partial", "between the wars"),
        # Names and terms by ear
        ("lines", "correct", "ash"),
        ("lines", "correct", "salmon ash or whatever he's called"),
        ("lines", "incorrect", "stanley milgram"),
        ("waves", "correct", "inferred i think"),
        ("waves", "incorrect", "ultraviolet"),
        ("galaxy", "correct", "red shirt"),
        ("galaxy", "incorrect", "blue shirt"),
        ("north", "correct", "the pilgrims of grace"),
        ("gap", "correct", "the synaptic gap"),
        ("store", "correct", "s t m"),
        ("store", "incorrect", "l t m"),
        ("minister", "correct", "cromwell"),
        ("minister", "incorrect", "oliver cromwell"),
        ("minister", "incorrect", "thomas more"),
        ("minister", "partial", "thomas something"),
        ("atoms", "incorrect", "isotopes or ions i always mix those two up"),
        ("feast", "correct", "eid al fitr"),
        ("feast", "correct", "eid al adha oh no that's the other one eid al fitr"),
        ("feast", "incorrect", "eid al adha"),
        ("bites", "correct", "the malaria disease"),
        ("bends", "correct", "it slows down in there"),
        ("bends", "incorrect", "glass is less dense than air"),
        # Choices
        ("wind", "correct", "eh"),
        ("wind", "correct", "um a cos wind has no mouth"),
        ("wind", "incorrect", "it's an a or a d"),
        ("star", "correct", "not a black hole a black dwarf"),
        ("star", "incorrect", "not a black dwarf a black hole"),
        ("star", "partial", "black"),
        ("flower", "correct", "raven no the raven's hoarse it's the serpent"),
        ("wife", "correct", "jane"),
        ("wife", "incorrect", "jane grey"),
        ("wife", "partial", "one of the middle two"),
        # True or false
        ("harder", "correct", "true no it wasn't harder so false"),
        ("harder", "incorrect", "false no wait not easier so true"),
        ("pancreas", "correct", "troo"),
        ("pancreas", "correct", "through"),
        ("pancreas", "correct", "that's not a lie"),
        ("pancreas", "incorrect", "that's a lie"),
    ],
)
def test_marks_as_an_examiner_who_listens(
    mark: Callable[[str, str], Marking], item: str, verdict: str, heard: str
) -> None:
    assert mark(item, heard).verdict == verdict


def test_a_unit_that_is_also_accepted_need_not_be_said() -> None:
    item = QuizItem(
        id="oven",
        kind="number",
        prompt="How hot is the kiln?",
        answer="900",
        accept=("900 degrees",),
    )
    assert [mark_number(item, read(said)).verdict for said in ("900", "nine hundred degrees")] == [
        "correct",
        "correct",
    ]


@pytest.mark.parametrize(
    ("heard", "word", "same"),
    [
        ("classifying", "classification", True),
        ("privatised", "privatisation", True),
        ("pollinating", "pollination", True),
        ("station", "stationary", False),
        ("ratify", "ratio", False),
    ],
)
def test_a_verb_stands_for_its_noun(heard: str, word: str, same: bool) -> None:
    assert (one_word(heard, word) > 0.9) is same


def test_an_accepted_wording_is_not_the_opposite_of_another() -> None:
    item = QuizItem(
        id="fence", kind="choice", prompt="Why was the fence built?", answer="to stop sheep leaving",
        accept=("to keep sheep in",), options=("to please the farmer", "to stop sheep leaving"),
    )  # fmt: skip
    assert marks((item,))("fence", "to keep sheep in").verdict == "correct"
