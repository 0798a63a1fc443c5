"""Words, sounds, views and decisions by themselves."""

import json
import math
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest

from skill.content.course import Course
from skill.retrieval.decide import decide
from skill.retrieval.mishearing import Names
from skill.retrieval.sounds import sound_of
from skill.retrieval.terms import (
    COMMON,
    content_words,
    heard_words,
    question_word,
    rarity,
    stem,
)
from skill.retrieval.views import Kind, rows_of


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("um nineteen forty five was it", "1945 was it"),
        ("in nineteen oh five", "in 1905"),
        ("ten sixty six", "1066"),
        ("nineteen hundred", "1900"),
        ("the the U.S.S.R. plan", "the ussr plan"),
        ("twenty apples", "twenty apples"),
    ],
)
def test_heard_words(said: str, heard: str) -> None:
    assert " ".join(heard_words(said)) == heard


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("industrialise", "industrialization"),
        ("colour", "colors"),
        ("factories", "factory"),
        ("eroded", "eroding"),
        ("stopped", "stops"),
    ],
)
def test_stems_fall_together(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_grammar_carries_nothing() -> None:
    assert content_words(heard_words("um so what did they do about the famine then")) == ["famine"]
    assert question_word(heard_words("give me the reasons for it")) == "why"


def test_common_words_are_found_by_how_they_begin() -> None:
    """What `rarity` takes for granted of the list, and that its short cut leaves nothing out."""
    text = files("skill.retrieval").joinpath("common_words.txt").read_text(encoding="utf-8")
    ranks: dict[str, int] = {}
    for rank, word in enumerate(text.split()):
        assert "'" not in word and stem(word)[:2] == word[:2]
        ranks.setdefault(word, rank)
        ranks.setdefault(stem(word), rank)
    assert len(ranks) == COMMON
    asked = [*ranks, *(f"{word}s" for word in ranks), "gosplan", "x", "zz", ""]
    for word in asked:
        wanted = min(ranks.get(word, COMMON), ranks.get(stem(word), COMMON))
        assert rarity(word) == math.log((wanted + 30) / 30) / math.log((COMMON + 30) / 30), word


def test_rarity_follows_use() -> None:
    assert rarity("the") < rarity("river") < rarity("hydraulic") <= rarity("gosplan") == 1.0


def test_names_are_mended_and_plain_words_left() -> None:
    names = Names(["gosplan", "magnitogorsk", "bukharin"])
    known = {"gosplan", "magnitogorsk", "bukharin", "plan"}

    def read(said: str) -> str | None:
        reading = names.reading(said.split(), known)
        return reading and " ".join(reading.heard)

    assert read("who was goz plan") == "who was gosplan"
    assert read("mag neat a gorsk") == "magnitogorsk"
    assert read("who was booker in") == "who was bukharin"
    assert read("what was the gosplan") is None
    assert read("set a timer for ten minutes") is None
    assert read("") is None


def test_sounds_ignore_spelling() -> None:
    assert sound_of("kulaks") == sound_of("coolax".replace("x", "cks"))
    assert sound_of("phone") == sound_of("fone")


def test_points_are_rows_of_their_own(rivers: Course) -> None:
    rows = [row for row in rows_of(rivers) if row.entry == 2]
    assert [r.text for r in rows if r.kind is Kind.POINT and r.point == 1] == [
        "A slip-off slope grows inside"
    ]
    assert {row.kind for row in rows} >= {Kind.PHRASING, Kind.ANSWER, Kind.WHOLE, Kind.TOPIC}


@pytest.mark.parametrize(
    ("shares", "nothing", "decision"),
    [
        ([0.97, 0.01], 0.02, "answer"),
        ([0.5, 0.45], 0.05, "did_you_mean"),
        ([0.1, 0.05], 0.85, "unknown"),
        ([0.99], 0.01, "answer"),
        ([], 1.0, "unknown"),
    ],
)
def test_decisions(shares: list[float], nothing: float, decision: str) -> None:
    assert decide(np.array(shares, dtype=np.float32), nothing) == decision


def test_nothing_heavy_is_loaded_before_the_first_question() -> None:
    script = (
        "import sys, json; from skill.retrieval.open import open_router;"
        "open_router(None, cache=None, weights=None);"
        "print(json.dumps([m for m in ('numpy', 'rapidfuzz') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == []
