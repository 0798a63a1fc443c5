"""Deliveries: repeated, out of order, of no concern; and sending that fails."""

import random
import threading
from datetime import timedelta

import pytest

from skill.channels.messenger.fifo import Fifo, worked
from skill.channels.messenger.handler import Unsent
from skill.channels.messenger.lanes import Full, Lanes
from tests.channels.messenger.conftest import Page, event


def test_a_delivery_is_taken_once_however_often_it_comes(page, person):
    first = person.writes("quiz me")
    assert person.heard(first) and person.heard(first) == []
    later = person.writes("skip")
    person.heard(later)
    at = person.quiz.at
    assert person.heard(first, later, first, later) == [] and person.quiz.at == at
    page.started()  # another process: what it had at hand is gone
    assert person.heard(first, later) == []


def test_of_one_delivery_the_earliest_is_taken_first(person):
    quiz, skip = person.writes("quiz me"), person.writes("skip")
    sent = person.heard(skip, quiz)
    assert "one of five" in sent[-2]["text"].lower() and "two of five" in sent[-1]["text"].lower()


def test_deliveries_that_overtake_each_other_are_put_in_order(tools, meta):
    page = Page(tools, meta)
    lanes = Lanes(page.talk.take, settle=0.2)
    page.put = lanes.put
    page.started()
    people = [page.person(f"70{n}") for n in range(4)]
    events = []
    for person in people:
        events.append([person.writes("quiz me"), person.writes("skip"), person.writes("skip")])
    rng = random.Random(1)
    flat = [each for three in events for each in three] * 2
    rng.shuffle(flat)
    for each in flat:
        assert page.deliver(each).status == 200
    assert lanes.settled(30)
    for person in people:
        said = [each["text"] for each in meta.sent(person.number)][1:]
        assert len(said) == 3
        for number, text in zip(("one", "two", "three"), said, strict=True):
            assert number in text.lower()
    lanes.close()


@pytest.mark.parametrize(
    "told",
    [
        {"message": {"mid": "e", "text": "hello", "is_echo": True}},
        {"message": {"mid": "d", "is_deleted": True}},
        {"message": {"mid": "n"}},
        {"delivery": {"mids": ["m"], "watermark": 1}},
        {"read": {"watermark": 1}},
        {"reaction": {"reaction": "love", "action": "react", "mid": "m"}},
        {"message_edit": {"mid": "m", "text": "hello"}},
        {"optin": {"ref": "x"}},
        {"referral": {"ref": "x"}},
    ],
)
def test_echoes_receipts_and_their_like_are_not_answered(page, meta, told):
    assert page.deliver({"sender": {"id": "1"}, "timestamp": page.now(), **told}).status == 200
    page.deliver({"sender": {"id": "1907"}, "timestamp": page.now(),
                  "message": {"mid": "p", "text": "hello"}})  # fmt: skip
    assert meta.look() == {"told": [], "calls": []}


def test_nobody_is_written_to_a_day_after_they_wrote(page, person, meta):
    late = person.writes("quiz me")
    page.clock.now += timedelta(hours=24)
    assert person.heard(late) == [] and meta.look()["calls"] == []
    assert page.logged == [{"door": "messenger", "late": True}]
    assert person.heard(late) == []
    nearly = person.writes("quiz me")
    page.clock.now += timedelta(hours=23, minutes=59)
    assert person.heard(nearly)
    undated = person.writes("skip")
    del undated["timestamp"]
    assert person.heard(undated) == []


def test_typing_is_shown_before_the_answer_and_missed_by_nobody(person, meta):
    person.say("hello")
    assert [each["typing"] for each in meta.look()["calls"]] == [True, False, False]
    meta.script(faults=[{"typing": True, "status": 500}])
    assert person.say("quiz me")


@pytest.mark.parametrize(
    "faults",
    [
        [{"status": 429, "headers": {"Retry-After": "0"}}],
        [{"status": 500}, {"status": 503}],
        [{"seconds": 0.6, "status": 200}],
        [{"hangs_up": True}],
    ],
)
def test_what_fails_for_a_moment_is_sent_all_the_same(person, meta, faults):
    person.say("hello")
    meta.script(faults=faults)
    assert len(person.heard(person.writes("quiz me"))) == 1
    assert "graph" not in person.page.logged[-1]


def test_what_cannot_be_sent_is_kept_and_sent_first_and_no_turn_is_taken_twice(page, meta):
    person = page.person()
    person.say("quiz me on why stalin industrialised")
    at = person.quiz.at
    skip = person.writes("skip")
    meta.script(faults=[{"status": 500}] * 4)
    assert page.deliver(skip).status == 503  # taken at once here: Meta delivers it again
    assert meta.sent() == [] and person.quiz.at == at + 1
    assert page.logged[-1]["graph"] == "500" and page.logged[-1]["unsent"] == 1
    page.started()
    sent = person.heard(skip)
    assert len(sent) == 1 and "two of" in sent[0]["text"].lower() and person.quiz.at == at + 1
    assert person.heard(skip) == []


def test_what_is_left_is_sent_before_the_next_answer_and_not_after_a_day(page, meta):
    person = page.person()
    person.say("quiz me on why stalin industrialised")
    for hours, soon in ((1, True), (25, False)):
        skip = person.writes("skip")
        meta.script(faults=[{"status": 500}] * 4)
        page.deliver(skip)
        page.clock.now += timedelta(hours=hours)
        if soon:
            both = person.heard(person.writes("repeat"))
            assert len(both) == 2 and "two" in both[0]["text"].lower()
        else:
            page.deliver(skip)
            assert meta.sent() == []


def test_a_turn_whose_process_died_before_it_was_answered_is_said_again(page, meta):
    person = page.person()
    person.say("quiz me on why stalin industrialised")
    skip = person.writes("skip")
    meta.script(faults=[{"status": 500}] * 4)
    page.deliver(skip)
    page.chats.drop(person.device)  # as if it had never come to that
    sent = person.heard(skip)
    prompt = page.tools.course.item(person.quiz.item_id).prompt
    assert person.quiz.at == 1 and prompt in sent[-1]["text"]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"status": 400, "code": 10}, "10"),
        ({"status": 400, "code": 551}, "551"),
        ({"status": 400, "code": 190}, "190"),
    ],
)
def test_what_meta_refuses_for_good_is_told_and_not_tried_again(page, meta, fault, code):
    person = page.person()
    person.say("hello")
    meta.script(faults=[fault])
    assert person.heard(person.writes("quiz me")) == []
    assert page.logged[-1]["graph"] == code
    assert sum(not each["typing"] for each in meta.look()["calls"]) == 1
    assert person.heard(person.writes("repeat"))


def test_the_lanes_try_again_and_accept_no_more_than_they_hold(monkeypatch):
    taken, faults = [], [Unsent(0.0), Unsent(0.0), ValueError("no")]
    done = threading.Event()

    def take(each):
        if faults:
            raise faults.pop(0)
        taken.append(each.name)
        done.set()

    lanes = Lanes(take, settle=0, waits=(0.01, 0.02))
    lanes.put(event("a"))
    assert lanes.settled(10) and taken == []  # the third fault is none of the sending's
    lanes.put(event("b"))
    assert done.wait(10) and lanes.settled(10) and taken == ["b"]
    monkeypatch.setattr("skill.channels.messenger.lanes.MOST", 0)
    with pytest.raises(Full):
        lanes.put(event("c"))
    lanes.close()


def test_the_lanes_give_up_after_their_waits():
    tries = []

    def take(each):
        tries.append(each.name)
        raise Unsent(0.0)

    lanes = Lanes(take, settle=0, waits=(0.01, 0.01))
    lanes.put(event("a"))
    assert lanes.settled(10) and len(tries) == 3
    lanes.close()


class Queue:
    """What is put into the queue, and what is put off."""

    def __init__(self) -> None:
        self.put: list[dict] = []
        self.off: list[int] = []

    def change_message_visibility(self, **told):
        self.off.append(told["VisibilityTimeout"])
        if told["ReceiptHandle"] != "r":
            raise RuntimeError("it is gone")

    def send_message(self, **told):
        self.put.append(told)


def test_the_queue_keeps_order_a_person_and_names_no_one():
    queue = Queue()
    fifo = Fifo("https://queue", lambda person: f"hashed-{person}", queue)
    for each in (event("a", 2), event("b", 1), event("a", 2), event("c", 1, sender="2")):
        fifo.put(each)
    assert [each["MessageGroupId"] for each in queue.put] == ["hashed-1"] * 3 + ["hashed-2"]
    assert queue.put[0]["MessageDeduplicationId"] == queue.put[2]["MessageDeduplicationId"]
    assert len({each["MessageDeduplicationId"] for each in queue.put}) == 3


def test_a_batch_gives_back_what_was_not_sent_and_what_follows_it():
    queue, taken = Queue(), []
    fifo = Fifo("https://queue", str, queue)
    for each in (event("b", 2), event("a", 1), event("c", 3), event("x", 2, sender="2")):
        fifo.put(each)
    records = [
        {
            "messageId": f"id-{n}",
            "body": each["MessageBody"],
            "receiptHandle": "r" * (1 + n),
            "attributes": {"ApproximateReceiveCount": "3"},
        }
        for n, each in enumerate(queue.put)
    ]
    records += [{"messageId": "odd", "body": "{"}, 7]

    def take(each):
        taken.append(each.name)
        if each.name == "b":
            raise Unsent(0.0)

    failed = worked(records, take, fifo.later)["batchItemFailures"]
    assert queue.off == [60, 60]
    assert taken == ["a", "b", "x"]
    assert [each["itemIdentifier"] for each in failed] == ["id-0", "id-2"]


def test_a_real_queue_takes_it(moto_url, aws_environment):
    """Amazon's stand-in checks what a queue of this kind wants."""
    boto3 = pytest.importorskip("boto3")
    client = boto3.client("sqs", endpoint_url=moto_url, region_name="eu-west-1")
    traits = {"FifoQueue": "true", "DeduplicationScope": "messageGroup",
              "FifoThroughputLimit": "perMessageGroupId"}  # fmt: skip
    url = client.create_queue(QueueName="chats.fifo", Attributes=traits)["QueueUrl"]
    fifo = Fifo(url, lambda person: f"hashed-{person}", client)
    for each in (event("a", 1), event("a", 1), event("b", 2)):
        fifo.put(each)
    records = []
    while found := client.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for told in found:
            records.append({"messageId": told["MessageId"], "body": told["Body"],
                            "receiptHandle": told["ReceiptHandle"]})  # fmt: skip
            client.delete_message(QueueUrl=url, ReceiptHandle=told["ReceiptHandle"])
    taken = []
    assert worked(records, taken.append, fifo.later) == {"batchItemFailures": []}
    assert [each.name for each in taken] == ["a", "b"]
