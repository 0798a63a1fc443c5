"""The bill of what ships in the artefact: packages, and data that is others' work."""

import hashlib
import re
from importlib.metadata import PathDistribution
from pathlib import Path
from typing import Any

from skill.settings import HOME

ENCODER_LOCK = HOME / "requirements" / "encoder.lock"
_APACHE = "Apache-2.0"


def _weights() -> str:
    """The package that the encoder's weights come from, as it is pinned."""
    found = re.search(r"^[a-z0-9-]+==\S+", ENCODER_LOCK.read_text("utf-8"), re.MULTILINE)
    return found[0] if found else "an encoder package that is not pinned"


_DATA = {
    "course/encoder": ("all-MiniLM-L6-v2 ({weights}), rounded to 8 bits", _APACHE),
    "course": ("the course, and vectors of it by all-MiniLM-L6-v2", "the teacher's"),
    "skill/retrieval/common_words.txt": ("the vocabulary of all-MiniLM-L6-v2", _APACHE),
    "skill/language/data/english": ("SCOWL", "skill/language/data/english.LICENSE.txt"),
    "skill": ("ours", _APACHE),
}
"""Whose work a file is, and its licence, by how its place begins; the first that fits."""


def packages_in(folder: Path) -> list[dict[str, str]]:
    """Name, version and licence of every package in the folder, by name."""
    found = []
    for place in sorted(folder.glob("*.dist-info")):
        about: Any = PathDistribution(place).metadata
        licence = about.get("License-Expression") or about.get("License") or ""
        classifiers = [c for c in about.get_all("Classifier", []) if c.startswith("License ::")]
        if not licence or len(licence) > 60:
            licence = classifiers[0].rpartition(" :: ")[2] if classifiers else "see its metadata"
        found.append({"name": about["Name"], "version": about["Version"], "licence": licence})
    return found


def data_in(folder: Path) -> list[dict[str, str]]:
    """Every file of ours that is not code: its place, whose work it is, its licence, its hash."""
    found, weights = [], _weights()
    for top in ("course", "skill"):
        for file in sorted((folder / top).rglob("*")):
            if not file.is_file() or file.suffix in (".py", ".pyc"):
                continue
            place = file.relative_to(folder).as_posix()
            work, licence = next(told for begun, told in _DATA.items() if place.startswith(begun))
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            row = {"place": place, "from": work.format(weights=weights), "licence": licence}
            found.append({**row, "sha256": digest})
    return found
