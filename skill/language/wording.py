"""How things are said in a language, as far as code must know: `data/language`, read once."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "data" / "language"


@cache
def wording(language: str = "en") -> dict[str, Any]:
    """The lists of one language, by name."""
    return tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))


@cache
def phrases(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """One list's phrases as words, the longest first."""
    return tuple(sorted((tuple(p.split()) for p in wording(language)[name]), key=len, reverse=True))
