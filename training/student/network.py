"""The reader as a trainable network: the released encoder with three heads, in torch.

all-MiniLM-L6-v2 (Wang et al. 2020) reading two texts together (a cross-encoder: Nogueira and
Cho 2019). Word embeddings stay as released: they are half of the weights, and are not shipped
a second time.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from skill.reader.weights import load_arrays, read_safetensors, wheel_folder

SIZE, HEADS, LAYERS, WIDE = 384, 12, 6, 1536


class Block(nn.Module):
    """One transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(SIZE, 3 * SIZE)
        self.mixed = nn.Linear(SIZE, SIZE)
        self.norm_1 = nn.LayerNorm(SIZE, eps=1e-12)
        self.wide = nn.Linear(SIZE, WIDE)
        self.narrow = nn.Linear(WIDE, SIZE)
        self.norm_2 = nn.LayerNorm(SIZE, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = x.shape
        q, k, v = self.qkv(x).view(count, length, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out, for on a CPU torch's own attention is three times as slow to train.
        scores = (q @ k.transpose(-1, -2)) * (SIZE // HEADS) ** -0.5
        scores = scores.masked_fill(~mask, -1e4).softmax(-1)
        mixed = (scores.to(v.dtype) @ v).transpose(1, 2).reshape(count, length, SIZE)
        x = self.norm_1(x + self.mixed(mixed))
        return self.norm_2(x + self.narrow(F.gelu(self.wide(x), approximate="tanh")))


class Reader(nn.Module):
    """Token ids and segments → logits of the task asked for."""

    def __init__(self, outputs: dict[str, int]) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, SIZE)
        self.places = nn.Embedding(512, SIZE)
        self.segments = nn.Embedding(2, SIZE)
        self.norm = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Block() for _ in range(LAYERS))
        self.heads = nn.ModuleDict({k: nn.Linear(2 * SIZE, n) for k, n in outputs.items()})
        self.drop = nn.Dropout(0.1)
        self.words.weight.requires_grad_(False)

    def pooled(self, ids: Tensor, segments: Tensor, here: Tensor) -> Tensor:
        """(rows, 768): the first token's state and the mean of all."""
        places = torch.arange(ids.shape[1])
        x = self.norm(self.words(ids) + self.places(places) + self.segments(segments))
        mask = here[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        w = here[..., None].to(x.dtype)
        return torch.cat([x[:, 0], (x * w).sum(1) / w.sum(1)], -1)

    def forward(self, ids: Tensor, segments: Tensor, here: Tensor, task: str) -> Tensor:
        return self.heads[task](self.drop(self.pooled(ids, segments, here))).float()


def released(outputs: dict[str, int], weights: Path | None = None) -> Reader:
    """The network with the encoder's weights as they are downloaded, quantised as they are used."""
    model = Reader(outputs)
    arrays = load_arrays(weights) if weights else None

    def get(name: str) -> Tensor:
        if arrays is None:
            folder = wheel_folder()
            assert folder
            raw = _wheel(folder)[name]
            return torch.tensor(np.array(raw))
        value = arrays[name]
        return torch.tensor(
            value if isinstance(value, np.ndarray) else value[0] * value[1][:, None]
        )

    state: dict[str, Tensor] = {}
    part = "embeddings."
    state["words.weight"] = get(part + "word_embeddings.weight")
    state["places.weight"] = get(part + "position_embeddings.weight")
    state["segments.weight"] = get(part + "token_type_embeddings.weight")
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = get(f"{part}LayerNorm.{kind}")
        for n in range(LAYERS):
            stem = f"encoder.layer.{n}."
            qkv = [get(f"{stem}attention.self.{x}.{kind}") for x in ("query", "key", "value")]
            state[f"layers.{n}.qkv.{kind}"] = torch.cat(qkv)
            for ours, theirs in (
                ("mixed", "attention.output.dense"),
                ("norm_1", "attention.output.LayerNorm"),
                ("wide", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm_2", "output.LayerNorm"),
            ):
                state[f"layers.{n}.{ours}.{kind}"] = get(f"{stem}{theirs}.{kind}")
    left = model.load_state_dict(state, strict=False)
    assert not left.unexpected_keys and all(k.startswith("heads") for k in left.missing_keys), left
    return model


_READ: dict[Path, dict[str, Any]] = {}


def _wheel(folder: Path) -> dict[str, Any]:
    if folder not in _READ:
        _READ[folder] = read_safetensors(folder / "model.safetensors")
    return _READ[folder]


def batch_of(rows: Sequence[tuple[list[int], int]]) -> tuple[Tensor, Tensor, Tensor]:
    """Rows of (ids, where the context begins) → ids, segments, which places are used."""
    longest = max(len(ids) for ids, _ in rows)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    segments = np.zeros_like(ids)
    here = np.zeros(ids.shape, dtype=bool)
    for n, (row, second) in enumerate(rows):
        ids[n, : len(row)] = row
        segments[n, second : len(row)] = 1
        here[n, : len(row)] = True
    return torch.from_numpy(ids), torch.from_numpy(segments), torch.from_numpy(here)
