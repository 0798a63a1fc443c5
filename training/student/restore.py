"""The checkpoint that `reader.npz` was written from, as far as int8 kept it: a stage can begin there.

python -m training.student.restore --out FILE.pt
"""

import argparse
from pathlib import Path

import numpy as np
import torch

from skill.reader.reader import LEARNED
from training.student.export import NAMES
from training.student.fit import loaded, save
from training.student.network import LAYERS


def restored(made: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """The network's arrays by its own names; the inverse of `export.exported`."""

    def plain(name: str) -> torch.Tensor:
        value = made[name].astype(np.float32)
        scale = made.get(f"{name}|scale")
        return torch.tensor(value if scale is None else value * scale[:, None])

    state = {"segments.weight": plain("embeddings.token_type_embeddings.weight")}
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = plain(f"embeddings.LayerNorm.{kind}")
        for n in range(LAYERS):
            stem = f"encoder.layer.{n}."
            three = [plain(f"{stem}attention.self.{x}.{kind}") for x in ("query", "key", "value")]
            state[f"layers.{n}.qkv.{kind}"] = torch.cat(three)
            for ours, theirs in NAMES.items():
                state[f"layers.{n}.{ours}.{kind}"] = plain(f"{stem}{theirs}.{kind}")
    heads = [name for name in made if name.startswith("heads.") and not name.endswith("|scale")]
    return state | {name: plain(name) for name in heads}


def main() -> None:
    """Reads what ships and writes the checkpoint."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--learned", type=Path, default=LEARNED)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    made = dict(np.load(asked.learned))
    model = loaded(None)
    left = model.load_state_dict(restored(made), strict=False)
    assert set(left.missing_keys) == {"words.weight", "places.weight"}, left
    # Places beyond those that are shipped stay as released.
    with torch.no_grad():
        name = "embeddings.position_embeddings.weight"
        kept = made[name].astype(np.float32)
        if f"{name}|scale" in made:
            kept = kept * made[f"{name}|scale"][:, None]
        model.places.weight[: len(kept)] = torch.tensor(kept)
    save(model, asked.out)


if __name__ == "__main__":
    main()
