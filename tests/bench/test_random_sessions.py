"""Turns of anything, through the simulator and the Lambda handler: forty, and two hundred in `make long`."""

import json
import random

import pytest

from tests.bench.alexa_talk import AlexaTalk
from tests.conversation import filled, open_item

SAYINGS = (
    "open revision owl", "quiz me", "ten questions on the five year plans", "a quick quiz",
    "just true or false", "twenty questions", "what was gosplan", "who was bukharin", "why",
    "why did stalin want to industrialise the ussr", "yes", "no", "the first one", "b", "skip",
    "hint", "repeat", "i don't know", "nineteen twenty nine", "1941", "forty per cent", "true",
    "false", "they were scared of an invasion and um lenin", "that's all", "stop", "help",
    "how am i doing", "what's due", "carry on", "i was right", "slower", "give me a minute",
    "which topics do you have", "life for ordinary people", "forget me", "tell me more",
    "the third one", "next", "previous", "start over", "um", "who won the world cup",
    "alexa ask revision owl for my daily five", "only the ones i got wrong", "i'm doing edexcel",
    "what should i revise", "thank you", "cancel", "go home", "asdf qwer", "{right}", "{wrong}",
    "{right}", "{wrong}", "{right}",
)  # fmt: skip


@pytest.mark.parametrize("capture", ["elicit", "intents"])
@pytest.mark.parametrize(
    ("seed", "turns"), [(1, 40), *(pytest.param(s, 200, marks=pytest.mark.long) for s in (1, 2))]
)
def test_turns_of_anything(tools, capture: str, seed: int, turns: int) -> None:
    talk, rng = AlexaTalk(tools, seed, capture), random.Random(seed)
    for _ in range(turns):
        text = rng.choice(SAYINGS)
        if "{" in text and open_item(talk.state) is None:
            text = "quiz me"
        if rng.random() < 0.05:
            talk.silence()
            continue
        words = filled(text, tools.course.item(open_item(talk.state)))
        said = talk.say(words)
        exchange = talk.exchanges[-1]
        assert not exchange.faults, f"{words!r}: {exchange.faults}"
        assert "lost my thread" not in said, f"{words!r}: {said}"
        state = talk.state
        assert len(json.dumps(state or {})) < 2048
        if talk.open:
            assert said.rstrip().endswith("?") or (state or {}).get("quiz"), f"{words!r}: {said}"
