"""Writes what the student learned as the skill reads it: int8 row by row, `reader.npz`.

python -m training.student.export FILE.pt [--out skill/reader/reader.npz]
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from skill.reader.reader import LEARNED
from training.student.network import LAYERS

NAMES = {
    "mixed": "attention.output.dense", "norm_1": "attention.output.LayerNorm",
    "wide": "intermediate.dense", "narrow": "output.dense", "norm_2": "output.LayerNorm",
}  # fmt: skip


def exported(state: dict[str, torch.Tensor]) -> dict[str, np.ndarray]:
    """Arrays by the released encoder's names; matrices as int8 with a scale a row."""
    arrays = {name: tensor.float().numpy() for name, tensor in state.items()}
    plain: dict[str, np.ndarray] = {
        "embeddings.position_embeddings.weight": arrays["places.weight"][:256],
        "embeddings.token_type_embeddings.weight": arrays["segments.weight"],
    }
    for kind in ("weight", "bias"):
        plain[f"embeddings.LayerNorm.{kind}"] = arrays[f"norm.{kind}"]
        for n in range(LAYERS):
            stem = f"encoder.layer.{n}."
            three = np.split(arrays[f"layers.{n}.qkv.{kind}"], 3)
            for name, part in zip(("query", "key", "value"), three, strict=True):
                plain[f"{stem}attention.self.{name}.{kind}"] = part
            for ours, theirs in NAMES.items():
                plain[f"{stem}{theirs}.{kind}"] = arrays[f"layers.{n}.{ours}.{kind}"]
    made: dict[str, np.ndarray] = {}
    for name, value in plain.items():
        if value.ndim == 1:
            made[name] = value.astype(np.float32)
            continue
        scale = np.maximum(np.abs(value).max(axis=1), 1e-12) / 127.0
        made[name] = np.rint(value / scale[:, None]).astype(np.int8)
        made[f"{name}|scale"] = scale.astype(np.float32)
    for name, value in arrays.items():
        if name.startswith("heads."):
            made[name] = value.astype(np.float16 if name.endswith("weight") else np.float32)
    return made


def main() -> None:
    """Reads the checkpoint and writes the file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, default=LEARNED)
    asked = parser.parse_args()
    made = exported(torch.load(asked.checkpoint))
    np.savez(asked.out, **made)  # type: ignore[arg-type]
    print(f"{asked.out}: {asked.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
