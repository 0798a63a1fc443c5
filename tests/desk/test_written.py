import pytest

from skill.content.course import CourseInfo, Pronunciation
from skill.desk.guidebook.written import Writer

CHEMISTRY = Writer(
    CourseInfo(title="C", pronunciations=tuple(
        Pronunciation(text=text, say_as="x") for text in ("O2", "C60", "Mg2+", "Cl-")
    ))
)  # fmt: skip
OTHER = Writer(CourseInfo(title="H"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("O2 and C60.", "O<sub>2</sub> and C<sub>60</sub>."),
        ("Mg2+, Cl-", "Mg<sup>2+</sup>, Cl<sup>−</sup>"),
        ("Ca(OH)2, Al2O3", "Ca(OH)<sub>2</sub>, Al<sub>2</sub>O<sub>3</sub>"),
        ("SO42- and NH4+", "SO<sub>4</sub><sup>2−</sup> and NH<sub>4</sub><sup>+</sup>"),
        ("NO3-", "NO<sub>3</sub><sup>−</sup>"),
        ("25 cm3, 3 cm3/s, 10 m/s2", "25 cm<sup>3</sup>, 3 cm<sup>3</sup>/s, 10 m/s<sup>2</sup>"),
        ("in dm3.", "in dm<sup>3</sup>."),
        ("NaCl & <b>", "NaCl &amp; &lt;b&gt;"),
    ],
)  # fmt: skip
def test_small_figures_are_set_small(text, html):
    assert CHEMISTRY(text) == html


@pytest.mark.parametrize(
    "text",
    ["The M25 and B12", "O2 arena", "Order N1", "1917-1918", "World War 2", "room m2", "USSR-"],
)
def test_what_only_looks_like_a_formula_is_left_alone(text):
    assert OTHER(text) == text
