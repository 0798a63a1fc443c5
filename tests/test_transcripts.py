"""Every transcript, through the dialogue core."""

from pathlib import Path

import pytest

from tests.conversation import TRANSCRIPTS, CoreTalk, hold

PATHS = sorted(TRANSCRIPTS.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", [1, 2])
def test_core(path: Path, seed: int, tools) -> None:
    hold(path, CoreTalk(tools, seed))
