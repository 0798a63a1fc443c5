"""Text in Alexa's letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.channels.alexa.lint import _value_faults
from skill.channels.alexa.spoken import number_words, spell, spell_initials, year_words


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("35.5 million tons", "thirty five point five million tons"),
        ("28%", "twenty eight per cent"),
        ("U.S.S.R.", "ussr"),
        ("CO₂", "co two"),
        ("in May 1929", "in may nineteen twenty nine"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2000", "two thousand"),
        ("2008", "two thousand and eight"),
        ("2024", "twenty twenty four"),
        ("the 1930s", "the nineteen thirties"),
        ("21st century", "twenty first century"),
        ("the 12th", "the twelfth"),
        ("40th", "fortieth"),
        ("1,204", "one thousand two hundred and four"),
        ("£2.50", "two point five zero pounds"),
        ("$2 million", "two million dollars"),
        ("-5°C", "minus five degrees c"),
        ("5–10", "five to ten"),
        ("H2O & NaCl", "h two o and nacl"),
        ("007", "zero zero seven"),
        ("Führer's", "fuhrer's"),
        ("Øresund", "oresund"),
        ("λ = 3", "lambda equals three"),
        ("don’t", "don't"),
        ("five-year plan", "five-year plan"),
        ("<b>bold</b>", "less than b greater than bold less than b greater than"),
        ("日本", ""),
        ("!?", ""),
    ],
)
def test_spelled(text, spoken):
    assert spell(text) == spoken


def test_initials():
    assert spell_initials("the NEP of 1921") == "the n. e. p. of nineteen twenty one"
    assert spell_initials("initials in NATO") == "initials in n. a. t. o."
    assert spell_initials("no capitals") == spell_initials("ALL OF THEM") == ""


def test_numbers_and_years():
    assert number_words(1_000_001) == "one million and one"
    assert number_words(165_900) == "one hundred and sixty five thousand nine hundred"
    assert year_words(1066) == "ten sixty six" and year_words(1000) == "one thousand"
    assert len({year_words(year) for year in range(1000, 2100)}) == 1100


@given(st.text(max_size=60))
def test_whatever_is_spelled_is_lawful(text):
    for spoken in (spell(text), spell_initials(text)):
        assert not spoken or not list(_value_faults(spoken[:140].strip())), spoken
        assert spoken == " ".join(spoken.split())
