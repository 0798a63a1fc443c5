"""The sentence encoder: a text's meaning as a vector, with numpy alone.

A six-layer BERT (all-MiniLM-L6-v2: Reimers and Gurevych 2019; Wang et al. 2020) run
forward: int8 on disk, float32 in memory, mean over the tokens, length one. An adapter
(low-rank additions to the matrices: Hu et al. 2021) is folded in when it is loaded, so
that it costs nothing at run time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from skill.reader.weights import load_arrays, vocabulary_file
from skill.reader.wordpiece import WordPiece, load_wordpiece

Array = npt.NDArray[np.float32]
SIZE = 384
"""Numbers in a vector."""
_HEADS, _LAYERS, _EPSILON = 12, 6, 1e-12
MAX_TOKENS = 128
"""What is longer is cut: a spoken question has 10 to 40 tokens."""
_BATCH = 32


@dataclass(frozen=True)
class _Layer:
    qkv: tuple[Array, Array]
    mixed: tuple[Array, Array]
    norm_1: tuple[Array, Array]
    wide: tuple[Array, Array]
    narrow: tuple[Array, Array]
    norm_2: tuple[Array, Array]


@dataclass(frozen=True)
class TokenStates:
    """A text as the encoder's last layer sees it."""

    hidden: Array
    """(tokens, 384), the start and end marks first and last."""
    words: tuple[tuple[int, int], ...]
    """Where each word's tokens begin and end (exclusive); words that were cut off are empty."""


class Transformer:
    """A BERT of six layers, run forward over rows of word pieces."""

    def __init__(self, arrays: Mapping[str, Any], adapter: Mapping[str, Array] | None = None):
        self._rows, self._scales = arrays["embeddings.word_embeddings.weight"]
        self._segments = _matrix(arrays, "embeddings.token_type_embeddings.weight")
        self._places = _matrix(arrays, "embeddings.position_embeddings.weight")
        self._norm = _pair(arrays, "embeddings.LayerNorm")
        self._layers = [_layer(arrays, number, adapter or {}) for number in range(_LAYERS)]

    def run(
        self, batch: Sequence[Sequence[int]], seconds: Sequence[int] = ()
    ) -> tuple[Array, npt.NDArray[np.bool_]]:
        """(rows, longest, 384) states of the last layer, and which places are used.

        seconds: for each row where its second text begins; none where there is one text.
        """
        sizes = np.array([len(row) for row in batch])
        longest = int(sizes.max())
        ids = np.zeros((len(batch), longest), dtype=np.int64)
        for row, tokens in zip(ids, batch, strict=True):
            row[: len(tokens)] = tokens
        places = np.arange(longest)
        here = places < sizes[:, None]
        hidden = self._rows[ids] * self._scales[ids][..., None] + self._places[:longest]
        if seconds:
            second = places >= np.array(seconds)[:, None]
            hidden += self._segments[second.astype(np.int64)]
        else:
            hidden += self._segments[0]
        hidden = _normed(hidden, *self._norm)
        # A padded place must not be looked at; where nothing is padded, nothing is added.
        mask = None if here.all() else np.where(here, 0.0, -1e9)[:, None, None].astype(np.float32)
        for layer in self._layers:
            hidden = _run(layer, hidden, mask)
        return hidden, here


class Encoder:
    """Texts → unit vectors. Keep one for the life of the process; it holds 43 MB."""

    def __init__(
        self,
        tokeniser: WordPiece,
        arrays: Mapping[str, Any],
        adapter: Mapping[str, Array] | None = None,
    ):
        self.tokeniser = tokeniser
        self._forward = Transformer(arrays, adapter).run

    def encode(self, texts: Sequence[str]) -> Array:
        """The texts' vectors: float32, (len(texts), 384), each of length one."""
        tokens = [self.tokeniser.ids(text, MAX_TOKENS) for text in texts]
        vectors = np.empty((len(texts), SIZE), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda n: len(tokens[n]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            vectors[chosen] = self._pooled([tokens[n] for n in chosen])
        return vectors

    def states(self, texts: Sequence[Sequence[str]]) -> list[TokenStates]:
        """The texts, each a list of words, token by token."""
        rows: list[list[int]] = []
        places: list[tuple[tuple[int, int], ...]] = []
        for words in texts:
            ids: list[int] = []
            spans = []
            for word in words:
                pieces = self.tokeniser.ids(word, MAX_TOKENS)[1:-1]
                spans.append((len(ids) + 1, len(ids) + 1 + len(pieces)))
                ids += pieces
            room = MAX_TOKENS - 1
            rows.append(self.tokeniser.framed(ids[: room - 1]))
            places.append(tuple((min(a, room), min(b, room)) for a, b in spans))
        found: dict[int, TokenStates] = {}
        order = sorted(range(len(rows)), key=lambda n: len(rows[n]))
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            hidden, _ = self._forward([rows[n] for n in chosen])
            for at, n in enumerate(chosen):
                found[n] = TokenStates(hidden[at, : len(rows[n])], places[n])
        return [found[n] for n in range(len(rows))]

    def _pooled(self, batch: list[list[int]]) -> Array:
        hidden, here = self._forward(batch)
        weights = here[..., None].astype(np.float32)
        pooled = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
        lengths = np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
        return np.asarray(pooled / lengths, dtype=np.float32)


def load_encoder(folder: Path, adapter: Path | None = None) -> Encoder:
    """The encoder whose quantised weights lie in `folder`; raises NoWeights when they do not.

    `adapter` is an .npz of low-rank additions: for a matrix called M, `M.up` (rows, rank)
    and `M.down` (rank, columns).
    """
    parts = None
    if adapter is not None:
        with np.load(adapter) as loaded:
            parts = {name: loaded[name].astype(np.float32) for name in loaded.files}
    return Encoder(load_wordpiece(vocabulary_file(folder)), load_arrays(folder), parts)


def _run(layer: _Layer, hidden: Array, mask: Array | None) -> Array:
    count, length, _ = hidden.shape
    flat = hidden.reshape(-1, SIZE)
    qkv = flat @ layer.qkv[0] + layer.qkv[1]
    query, key, value = qkv.reshape(count, length, 3, _HEADS, -1).transpose(2, 0, 3, 1, 4)
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(SIZE // _HEADS))
    if mask is not None:
        scores += mask
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(-1, SIZE)
    flat = _normed(flat + mixed @ layer.mixed[0] + layer.mixed[1], *layer.norm_1)
    wide = _gelu(flat @ layer.wide[0] + layer.wide[1])
    flat = _normed(flat + wide @ layer.narrow[0] + layer.narrow[1], *layer.norm_2)
    return flat.reshape(count, length, SIZE)


def _gelu(x: Array) -> Array:
    # The tanh form: within 0.0005 of the exact one, and an order of magnitude cheaper here.
    curve: Array = np.tanh(np.float32(0.7978845608) * x * (1.0 + np.float32(0.044715) * x * x))
    return np.float32(0.5) * x * (curve + np.float32(1.0))


def _normed(x: Array, weight: Array, bias: Array) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    variance = np.einsum("...i,...i->...", x, x)[..., None] / np.float32(x.shape[-1])
    return x / np.sqrt(variance + np.float32(_EPSILON)) * weight + bias


def _matrix(arrays: Mapping[str, Any], name: str) -> Array:
    rows, scale = arrays[name]
    return rows * scale[:, None]


def _pair(arrays: Mapping[str, Any], name: str) -> tuple[Array, Array]:
    return arrays[f"{name}.weight"], arrays[f"{name}.bias"]


def _layer(arrays: Mapping[str, Any], number: int, adapter: Mapping[str, Array]) -> _Layer:
    stem = f"encoder.layer.{number}"

    def dense(*names: str) -> tuple[Array, Array]:
        matrices, biases = [], []
        for name in names:
            matrix = _matrix(arrays, f"{stem}.{name}.weight")
            up, down = adapter.get(f"{stem}.{name}.up"), adapter.get(f"{stem}.{name}.down")
            if up is not None and down is not None:
                matrix += up @ down
            matrices.append(matrix)
            biases.append(arrays[f"{stem}.{name}.bias"])
        # A view on its side: to lay the numbers out anew takes as long as all the rest of loading.
        whole = matrices[0] if len(matrices) == 1 else np.concatenate(matrices)
        return whole.T, np.concatenate(biases)

    part = "attention.self."
    return _Layer(
        qkv=dense(part + "query", part + "key", part + "value"),
        mixed=dense("attention.output.dense"),
        norm_1=_pair(arrays, f"{stem}.attention.output.LayerNorm"),
        wide=dense("intermediate.dense"),
        narrow=dense("output.dense"),
        norm_2=_pair(arrays, f"{stem}.output.LayerNorm"),
    )
