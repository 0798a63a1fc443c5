"""A quiz over a real table whose connection fails in mid-quiz, in every way, and comes back."""

import random
import socket
from collections.abc import Callable, Iterator

import pytest

from skill.dialogue.acts import Act, UserTurn
from skill.learner.stores.dynamodb import DynamoStore
from skill.learner.turns import attempt
from skill.service import Service
from skill.speech.parts import plain
from tests.conversation import Clock, filled, open_item
from tests.learner.conftest import open_dynamo
from tests.learner.stubs import FAULTS, passed_on, stub

KEY = "somebody"
DOWN = ("hung", "half open", "closed", "cut off", "throttled", "down", "no table", "gibberish")


class Line:
    """A connection that can be cut: passes requests on, or goes wrong as it is told."""

    def __init__(self, url: str):
        self._url = url
        self.fault: Callable[[socket.socket], None] | None = None

    def __call__(self, connection: socket.socket) -> None:
        if self.fault:
            self.fault(connection)
        else:
            passed_on(self._url, connection)


@pytest.fixture
def outage(moto_url, tools) -> Iterator[tuple[Line, DynamoStore, Service]]:
    behind = open_dynamo(moto_url)
    line = Line(moto_url)
    with stub(line) as url:
        store = DynamoStore(behind._table, region="eu-west-1", endpoint=url)
        service = Service(tools, store, clock=Clock(), rng=random.Random(3), sleep=lambda _: None)
        yield line, behind, service
    behind.close()


@pytest.mark.parametrize("name", DOWN)
def test_the_quiz_goes_on_and_every_mark_is_kept_once(outage, tools, name):
    line, behind, service = outage
    state, asked = None, []

    def say(text):
        nonlocal state
        item = tools.course.item(open_item(state))
        turned = service.take_turn(UserTurn(Act.SAID, filled(text, item)), state, KEY)
        state = turned.state
        assert "fault" not in turned.log
        asked.append(item.id if item else None)
        return turned, plain(turned.reply.speech)

    say("quiz me with five questions")
    say("{right}")
    before = behind.load(KEY)
    line.fault = FAULTS[name]
    turned, said = say("{right}")
    assert turned.log["storage"] and turned.reply.listen
    assert "may not be able to save" in said
    turned, said = say("{miss}")
    assert turned.log["storage"] and turned.reply.listen and "quiz" in state
    assert behind.load(KEY) == before  # nothing that was saved is lost, nothing half done
    line.fault = None
    turned, said = say("{right}")
    assert "storage" not in turned.log
    learner = behind.load(KEY)
    cards = [_card(behind, tools, learner, item) for item in asked[1:]]
    assert [card.reps for card in cards] == [1, 1, 1, 1]


def _card(store, tools, learner, item):
    topic = tools.course.topic_of(item)
    card = attempt(store, KEY, learner, lambda who: (who, who.card(item, topic.id)))[1]
    assert card is not None, item
    return card
