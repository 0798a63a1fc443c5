"""The marker's reading of speech: stretches of one reading, told apart by place."""

import numpy as np
import pytest

from skill.quiz.marking.likeness import ALONE, LONGEST, Likenesses, stretches, told
from skill.quiz.marking.meaning import Meaning
from skill.reader.encoder import Encoder, TokenStates


def _states(rows: list[list[float]], words: list[tuple[int, int]]) -> TokenStates:
    return TokenStates(np.array(rows, dtype=np.float32), tuple(words))


# Two words, of one token and of two, between the marks.
_TWO = _states([[1, 0], [1, 0], [0, 1], [0, 1], [1, 0]], [(1, 2), (2, 4)])


def test_a_stretch_is_the_mean_of_its_tokens() -> None:
    found = stretches(_TWO)
    assert found.places == ((0, 2),)  # one word is only a stretch where nothing else was said
    assert np.allclose(found.vectors, np.array([[1, 2]]) / np.sqrt(5))


def test_one_word_alone_is_a_stretch() -> None:
    assert stretches(_states([[1, 0], [0, 1], [1, 0]], [(1, 2)])).places == ((0, 1),)


def test_long_speech_has_no_stretch_longer_than_is_compared() -> None:
    count = 30
    rows = np.random.default_rng(1).normal(size=(count + 2, 8)).tolist()
    places = stretches(_states(rows, [(n + 1, n + 2) for n in range(count)])).places
    assert max(b - a for a, b in places) == LONGEST
    assert {a for a, _ in places} == set(range(count - 1))


def test_words_that_were_taken_are_not_heard_again() -> None:
    rows = [[0, 0, 1], [1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]]
    heard = stretches(_states(rows, [(1, 2), (2, 3), (3, 4), (4, 5)]))
    text = told(_states([[1, 0, 0], [1, 0, 0], [1, 0, 0]], [(1, 2)]))
    likenesses = Likenesses([text, text], heard, [0, 0])
    signals, (place, twin) = likenesses.signals()
    assert place == twin == (0, 2) and signals[:, 0] == pytest.approx([1.0, 1.0])
    again, (place, _) = likenesses.signals(frozenset({0, 1}))
    assert again[0, 0] < 0.8 and not set(range(*place)) <= {0, 1}


def test_a_point_is_held_against_the_other_points_and_not_against_itself() -> None:
    rows = [[0, 0, 1], [1, 0, 0], [1, 0, 0], [0, 0, 1]]
    heard = stretches(_states(rows, [(1, 2), (2, 3)]))
    same = told(_states([[1, 0, 0], [1, 0, 0], [1, 0, 0]], [(1, 2)]))
    other = told(_states([[0, 1, 0], [0, 1, 0], [0, 1, 0]], [(1, 2)]))
    leads = Likenesses([same, same, other], heard, [0, 0, 1]).signals()[0][:, 3]
    assert leads == pytest.approx([1.0, 1.0, -1.0])
    alone = Likenesses([same, same, other], heard, [0, 0, 0]).signals()[0][:, 3]
    assert alone == pytest.approx([ALONE] * 3)


def test_tokens_are_averaged_text_by_text() -> None:
    heard = stretches(_states([[1, 0], [1, 0], [1, 0]], [(1, 2)]))
    same = told(_states([[1, 0], [1, 0], [1, 0]], [(1, 2)]))
    half = told(_states([[1, 0], [1, 0], [0, 1], [1, 0]], [(1, 2), (2, 3)]))
    assert Likenesses([same, half], heard, [0, 0]).signals()[0][:, 1] == pytest.approx([1.0, 0.5])


def test_without_an_encoder_words_alone_are_compared() -> None:
    heard = Meaning(None).hear("they sold grain abroad".split())
    assert not heard.by_meaning
    near, far = heard.near(["grain was sold abroad", "the Tsar fell"])
    assert near.signals == () and near.chance > 0.5 > far.chance


def test_states_agree_with_the_vectors(encoder: Encoder) -> None:
    words = "why did wages fall so far".split()
    (states,) = encoder.states([words])
    assert len(states.words) == len(words) and states.words[0][0] == 1
    mean = states.hidden.mean(axis=0)
    assert np.allclose(mean / np.linalg.norm(mean), encoder.encode([" ".join(words)])[0], atol=1e-5)


def test_states_of_a_text_do_not_depend_on_its_neighbours(encoder: Encoder) -> None:
    texts = ["a short one".split(), ("a much longer one that goes on " * 4).split()]
    together, alone = encoder.states(texts)[0], encoder.states(texts[:1])[0]
    assert np.allclose(together.hidden, alone.hidden, atol=1e-4)


def test_endless_speech_is_cut_and_its_words_left_empty(encoder: Encoder) -> None:
    (states,) = encoder.states([["hydroelectricity"] * 200])
    assert len(states.hidden) == 128 and len(states.words) == 200
    assert states.words[-1] == (127, 127)


def test_what_is_said_in_other_words_is_nearer_than_what_is_not(encoder: Encoder) -> None:
    heard = Meaning(lambda: encoder).hear(
        "so loads of people moved into the towns to get work".split()
    )
    near, far = heard.near(["workers migrated to the cities", "the harvest failed"])
    assert near.chance > 0.5 > far.chance
