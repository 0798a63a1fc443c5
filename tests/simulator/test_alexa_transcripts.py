"""Every transcript, through the simulator into the Lambda handler, in both captures."""

import pytest

from tests.conversation import TRANSCRIPTS, hold
from tests.simulator.alexa_talk import AlexaTalk

PATHS = sorted(TRANSCRIPTS.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("capture", ["elicit", "intents"])
def test_through_the_handler(path, capture, tools):
    hold(path, AlexaTalk(tools, capture=capture))
