"""Each intent's own sentences: some must be heard as it word for word, others never.

The files mirror `skill/data/intents`; what stands in none of the examples is the model's to weigh.
"""

import tomllib
from pathlib import Path

import pytest

from skill.understanding.examples import FOLDER, examples, read
from skill.understanding.intents import ROWS, Intent
from skill.understanding.utterance import Utterance

SENTENCES = Path(__file__).parent / "sentences" / "en"
CASES = [
    (path.stem, key == "must", sentence)
    for path in sorted(SENTENCES.glob("*.toml"))
    for key, sentences in tomllib.loads(path.read_text(encoding="utf-8")).items()
    for sentence in sentences
]


@pytest.mark.parametrize(("intent", "must", "sentence"), CASES)
def test_a_sentence_is_or_is_not_an_example(intent: str, must: bool, sentence: str) -> None:
    heard = examples().exactly(Utterance(sentence))
    assert (Intent(intent) in heard) is must, heard


def test_every_file_is_an_intents_and_says_its_act() -> None:
    for path in (FOLDER / "en").glob("*.toml"):
        assert Intent(path.stem) in ROWS
        assert len(set(read(path))) == len(read(path)) >= 4, path.name


def test_every_intent_has_a_row() -> None:
    assert set(ROWS) == set(Intent)


@pytest.mark.parametrize(
    ("sentence", "intent"),
    [
        ("can you teach me how gosplan worked", Intent.TEACH),
        ("i missed the lesson on bukharin", Intent.TEACH),
        ("my exam's on the tenth of may", Intent.PLAN),
        ("teach me", None),
        ("teach me all of what we did in the last three lessons please", None),
    ],
)
def test_a_beginning_is_heard_with_what_it_names(sentence, intent):
    assert examples().begun(Utterance(sentence)) == ([intent] if intent else [])
