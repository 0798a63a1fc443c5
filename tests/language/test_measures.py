"""Units are said as words, wherever they are written after a figure, and nothing else is taken for one."""

import pytest

from skill.content.course import CourseInfo
from skill.language.measures import spoken_measures
from skill.speech.parts import Pronounced, Say
from skill.speech.pronunciation import Pronouncer


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0.5 cm3/s", "0.5 cubic centimetres per second"), ("25cm3", "25 cubic centimetres"),
        ("1 cm³", "1 cubic centimetre"), ("1 cm3/s", "1 cubic centimetre per second"),
        ("21 cm3", "21 cubic centimetres"), ("0.03 g/s", "0.03 grams per second"),
        ("9.8 m/s2", "9.8 metres per second squared"), ("200 kJ/mol", "200 kilojoules per mole"),
        ("450 degrees C.", "450 degrees Celsius."), ("450 °C", "450 degrees Celsius"),
        ("3 g/dm3 of salt", "3 grams per cubic decimetre of salt"), ("90°", "90 degrees"),
    ],
)  # fmt: skip
def test_units_in_words(written, said):
    assert spoken_measures(written) == said


@pytest.mark.parametrize(
    "text",
    ["5 m", "in the 1930 s", "12 per cent", "cm3", "group 7 metals", "H2O", "about 8 months", "1905",
     "4 kg/thing", "M1 motorway", "a 5 N of it", ""],
)  # fmt: skip
def test_what_is_left_alone(text):
    assert spoken_measures(text) == text


def test_the_voice_says_them_and_the_screen_keeps_them():
    info = CourseInfo(title="x")
    said = Pronouncer(info)((Say("It makes 0.5 cm3/s at 30 °C."),))
    assert said == (
        Say("It makes 0.5 "), Pronounced("cm3/s", "cubic centimetres per second", ""), Say(" at 30 "),
        Pronounced("°C", "degrees Celsius", ""), Say("."),
    )  # fmt: skip
