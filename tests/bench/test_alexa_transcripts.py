"""Every transcript, through the simulator into the Lambda handler, in both captures."""

import pytest

from tests.bench.alexa_talk import AlexaTalk
from tests.conversation import TRANSCRIPTS, hold

PATHS = sorted(TRANSCRIPTS.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@pytest.mark.parametrize("capture", ["elicit", "intents"])
def test_through_the_handler(path, capture, tools):
    hold(path, AlexaTalk(tools, capture=capture))
