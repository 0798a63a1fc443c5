"""What cannot wait, and the way back. Through the core: the intents capture loses free words."""

from pathlib import Path

import pytest

from skill.dialogue.scene import Tools
from tests.conversation import CoreTalk, hold


@pytest.mark.parametrize("seed", [1, 2])
def test_danger_comes_with_the_number_first_and_a_joke_goes_on(tools: Tools, seed: int) -> None:
    hold(Path(__file__).with_name("danger.txt"), CoreTalk(tools, seed))
