"""One conversation through every door, each a server process of its own, over one table.

Asked on Alexa, linked by six digits, quizzed in the app, finished in Messenger, told to an assistant: one
record, and "forget me" at any of them empties it for all.
"""

import threading
from importlib.util import find_spec

import pytest

from skill.learner.stores.protocol import partition
from tests.channels.across.house import House, opened
from tests.channels.across.people import Somebody
from tests.channels.mcp.conftest import WITHOUT
from tests.channels.messenger.conftest import process  # noqa: F401
from tests.learner.conftest import aws_environment, moto_url  # noqa: F401

pytestmark = pytest.mark.xdist_group("across")
HAS_MCP = find_spec("mcp") is not None
QUIZ = "quiz me on the five year plans"
NOTHING = "haven't been quizzed"


@pytest.fixture(scope="module")
def house(tools, moto_url, process, tmp_path_factory):  # noqa: F811
    tools.router.route("warm")  # so that the processes find the course's index made
    names = ("alexa", "app", "messenger", *(["mcp"] if HAS_MCP else []))
    folder = tmp_path_factory.mktemp("across")
    with opened(tools.course, moto_url, process, folder, names) as house:
        yield house


def finished_in_messenger(house: House) -> Somebody:
    """From a question on Alexa to a quiz's last answer in Messenger: whoever did that."""
    one = Somebody(house)
    assert "Revision Owl" in one.alexa.say("alexa open revision owl")
    assert "West" in one.alexa.say("why did stalin industrialise")
    one.links(one.app)
    assert one.app.standing()["linked"]
    assert "Hello again" in one.app.opens() or "Welcome back" in one.app.last

    asked = []
    one.app.say(QUIZ)
    for _ in range(2):
        asked.append(one.app.question.id)
        one.app.answers()
    third = one.app.question.id
    assert "kept" in one.app.say("pause")
    assert house.reviews(one.alexa.user) == dict.fromkeys(asked, 1)

    assert "Revision Owl" in one.messenger.say("hello")
    one.links(one.messenger)
    assert "question three of five" in one.messenger.say("hello")
    one.messenger.say("yes")
    assert one.messenger.question.id == third
    for _ in range(3):
        asked.append(one.messenger.question.id)
        one.messenger.answers()
    assert "five right" in one.messenger.last
    assert house.reviews(one.alexa.user) == dict.fromkeys(asked, 1) and len(asked) == 5
    return one


def forgotten(house: House, one: Somebody, before: set[tuple[str, str]]) -> None:
    """Nothing of them is left at any door, but the day's digests of their chat."""
    assert house.reviews(one.alexa.user) == {}
    left = house.kept() - before
    assert not [name for part, name in left if part.startswith(partition(one.alexa.user))]
    # The chat's own record, of the one greeting before it was linked, is that door's.
    assert {name for _, name in left} <= {"p", "~chat", "~codes"}
    standing = one.app.standing()
    assert standing["met"] == 0 and not standing["linked"]
    assert "carry on" not in one.messenger.say("hello")
    assert NOTHING in one.messenger.say("how am i doing")
    # What Alexa's open session still holds lies in Amazon's envelopes, and is gone with it.
    assert "I'm Revision Owl" in one.alexa.say("alexa open revision owl")
    assert NOTHING in one.alexa.say("how am i doing")


def test_asked_on_alexa_quizzed_in_the_app_finished_in_messenger_and_forgotten_there(house):
    before, others = house.kept(), house.records()
    one = finished_in_messenger(house)
    assert house.records().keys() - others.keys() == {partition(one.alexa.user)}
    one.messenger.say("forget me")
    assert "deleted" in one.messenger.say("yes")
    forgotten(house, one, before)


@pytest.mark.skipif(not HAS_MCP, reason=WITHOUT)
def test_an_assistant_tells_of_it_carries_it_on_and_has_it_forgotten_for_all(house):
    before, others = house.kept(), house.records()
    one = finished_in_messenger(house)
    one.links(one.mcp)
    assert "met five of" in one.mcp.call("progress")
    assert "the next is due" in one.mcp.call("due")

    one.mcp.last = one.mcp.call("quiz_start", questions=2)
    one.mcp.answers()
    second = one.mcp.question.id
    one.mcp.say("pause")
    # The saved place is the same at the door where it all began.
    one.alexa.say("alexa open revision owl")
    one.alexa.say("yes")
    assert one.alexa.question.id == second
    one.alexa.answers()
    assert sum(house.reviews(one.alexa.user).values()) == 7
    assert house.records().keys() - others.keys() == {partition(one.alexa.user)}

    one.mcp.say("forget me")
    assert "deleted" in one.mcp.say("yes")
    forgotten(house, one, before)
    assert NOTHING in one.mcp.call("progress")


def test_doors_that_answer_at_once_lose_no_mark(house):
    one = Somebody(house)
    one.alexa.say("alexa open revision owl")
    doors = [one.alexa, one.app, *([one.mcp] if HAS_MCP else [])]
    for each in doors[1:]:
        one.links(each)
    topics = ("the five year plans", "life for ordinary people", "why stalin industrialised")
    for each, topic in zip(doors, topics, strict=False):
        each.say(f"quiz me on {topic}")
    together, asked = threading.Barrier(len(doors)), []

    def answering(who):
        for _ in range(3):
            asked.append(who.question.id)
            together.wait(60)
            who.answers()

    threads = [threading.Thread(target=answering, args=(each,)) for each in doors]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    for each in doors:
        each.say("what's my score")  # what a turn could not save, the next one does
    assert len(asked) == 3 * len(doors) and house.reviews(one.alexa.user) == dict.fromkeys(asked, 1)
