"""Talk that is no answer is never marked, whatever kind of question is open."""

import random
from dataclasses import replace

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.dialogue.scene import Tools
from skill.learner.stores.memory import MemoryStore
from skill.quiz.session import UNMARKED
from skill.service import Service
from skill.speech.parts import plain
from tests.conversation import Clock

OPEN = (
    "q-bukharin", "q-gulag", "q-women-1927", "q-behind-ten", "q-drive-ends", "q-nep-allowed",
    "q-bukharin-nep", "q-jailed", "q-two-reasons",
)  # fmt: skip
"""Two of most kinds; of true or false, one that is true and one that is not."""
CHATTER = (
    "mum can i have some toast", "lol", "haha", "oh come on", "seriously", "this is so boring",
    "you're rubbish", "f off", "what the hell", "i need a wee", "brb", "ok i'm back", "ready",
    "are we nearly done", "is that it", "how many left", "how long is this quiz",
    "what question are we on", "what did i get wrong", "how am i doing", "how many right",
    "i know this one", "you're not listening", "who cares", "thank you", "hello", "are you a robot",
    "tell me a joke", "you just told me", "my teacher says it's different", "are you sure",
    "bigger hint", "even slower", "normal speed", "what do you know about me", "am i on aqa",
    "go back", "yes please", "pardon", "go on", "carry on", "whatever", "wait a sec",
    "oh yeah i knew that", "lol ok", "ok back", "go on then", "keep going", "ugh this is long",
    "i don't care", "i hate geography", "you're mean", "what a stupid question", "is that right",
    "what if i get it wrong", "what do i get wrong the most", "what exam board am i on",
)  # fmt: skip


@pytest.mark.parametrize("item", OPEN)
def test_chatter_is_not_marked(tools: Tools, item: str) -> None:
    tools = replace(tools, select=lambda *_: (item, "q-housing"))
    kind = tools.course.item(item).kind
    service = Service(tools, MemoryStore(), clock=Clock(), rng=random.Random(2))
    opened = service.take_turn(UserTurn(Act.SAID, "quiz me"), None, "me").state
    for saying in CHATTER:
        if kind == "true_false" and saying in ("yes please", "are you sure"):
            continue
        turned = service.take_turn(UserTurn(Act.SAID, saying), opened, "me")
        said, quiz = plain(turned.reply.speech), turned.state.get("quiz")
        assert "marked" not in turned.log, f"{saying!r} was marked: {said}"
        assert quiz and set(quiz["marks"]) == {UNMARKED} and not quiz.get("skipped"), (
            f"{saying!r}: {said}"
        )
        assert turned.reply.listen and said, saying


@pytest.mark.parametrize(
    "item", [i for i in OPEN if i not in ("q-bukharin", "q-gulag", "q-two-reasons")]
)
def test_talk_of_the_room_is_not_marked(tools: Tools, item: str) -> None:
    """Where a year, a number, an option or true or false is waited for, other words are none of
    them: asked again, then a way out, and a right answer still counts in full."""
    tools = replace(tools, select=lambda *_: (item, "q-housing"))
    service = Service(tools, MemoryStore(), clock=Clock(), rng=random.Random(2))
    state = service.take_turn(UserTurn(Act.SAID, "quiz me"), None, "me").state
    said = []
    for noise in ("pass the ketchup", "feed the cat will you", "where is my charger gone"):
        turned = service.take_turn(UserTurn(Act.SAID, noise), state, "me")
        assert "marked" not in turned.log, f"{noise!r}: {plain(turned.reply.speech)}"
        said.append(plain(turned.reply.speech))
        state = turned.state
    assert len(set(said)) == len(said), said
    right = tools.course.item(item).answer
    turned = service.take_turn(UserTurn(Act.SAID, right), state, "me")
    assert turned.log.get("credit") == 1.0
