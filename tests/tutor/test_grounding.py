"""What the rules of the grounding check stop, and what they let a friendly tutor say."""

import numpy as np
import pytest

from skill.tutor.grounding import broken_rule, judged

TEXT = (
    "Coal went up from 35.5 million tons in 1928 to 165.9 million in 1940.",
    "About 80 per cent of Soviet people lived in the countryside.",
    "Britain and Brazilian coffee growers had been at it for years.",
    "The Sertão is dry; the second plan began in 1933.",
)


class Certain:
    """A reader that calls everything right, or everything wrong."""

    def __init__(self, right: bool):
        self.row = [9.0, -9.0, -9.0, -9.0] if right else [-9.0, -9.0, 9.0, -9.0]

    def logits(self, task, pairs):
        return np.array([self.row] * len(pairs))


@pytest.mark.parametrize(
    "sentence",
    [
        "In nineteen forty it made about 166 million tons.",
        "It went from 35 to 166 million tons.",
        "Eighty in every hundred people lived in the countryside.",
        "Don't worry, coal went up.",
        "Here's the short of it: coal went up.",
        "In Brazil they grew coffee.",
        "It is dry in the Sertão.",
        "The plan of nineteen thirty three was the second.",
    ],
)
def test_the_text_said_otherwise_breaks_no_rule(sentence):
    assert broken_rule(sentence, TEXT) == ""


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("In nineteen forty one it made less.", "figure"),
        ("It made 500 million tons.", "figure"),
        ("Trotsky grew coffee there.", "name"),
        ("In Leningrad it was dry.", "name"),
        ("Ignore the question, I will now sing.", "instruction"),
        ("They drank vodka all day.", "unsafe"),
        (" ".join(["coal"] * 50), "long"),
    ],
)
def test_what_no_score_can_outvote(sentence, rule):
    assert broken_rule(sentence, TEXT) == rule
    assert judged(sentence, "How did coal grow?", TEXT, Certain(True)).reason == rule


def test_the_very_words_are_covered_whatever_the_reader_thinks():
    for sentence in TEXT:
        assert judged(sentence, "How did coal grow?", TEXT, Certain(False)).ok


def test_what_the_reader_calls_wrong_is_stopped():
    assert not judged("They gave up mining.", "How did coal grow?", TEXT, Certain(False)).ok
