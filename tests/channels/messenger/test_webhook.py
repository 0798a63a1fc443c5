"""What faces the world: the challenge, signatures, requests to delete, and whatever else comes."""

import base64
import hmac
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

from skill.channels.messenger.http import LARGEST, request_of
from skill.channels.messenger.keys import GRAPH, keys_in
from skill.channels.messenger.signing import user_in
from skill.errors import SkillError, StoreError
from skill.settings import HOME
from tests.channels.messenger.conftest import VERIFY, Page, signature
from tests.channels.messenger.standin import PAGE, SECRET, TOKEN
from tests.children import started
from tests.conversation import FROZEN

HELLO = json.dumps({"object": "page", "entry": []}).encode()


def challenge(word: str = VERIFY, value: str = "1158201444", mode: str = "subscribe") -> str:
    return "/messenger?" + urlencode(
        {"hub.mode": mode, "hub.verify_token": word, "hub.challenge": value}
    )


def test_the_challenge_is_met_by_who_knows_the_word(page):
    met = page.request("GET", challenge())
    assert (met.status, met.body, met.kind) == (200, b"1158201444", "text/plain; charset=utf-8")
    for path in (challenge("another-word-entirely"), challenge(""), challenge("wört"),
                 challenge(mode="unsubscribe"), challenge(value="<script>"), challenge(value=""),
                 "/messenger", "/messenger?hub.mode=subscribe&" + "x=1&" * 100):  # fmt: skip
        refused = page.request("GET", path)
        assert refused.status == 403 and b"<" not in refused.body


def test_only_what_the_app_signed_is_read(page):
    def status(body: bytes, header: str) -> int:
        return page.request("POST", "/messenger", body, x_hub_signature_256=header).status

    good = signature(HELLO)
    assert status(HELLO, good) == 200
    # The bytes count, not what they mean: Meta signs escaped text as it is sent.
    escaped = b'{"object":"page","entry":[],"x":"\\u00e4\\u00f6"}'
    assert status(escaped, signature(escaped)) == 200
    assert status(json.dumps(json.loads(escaped)).encode(), signature(escaped)) == 403
    for header in ("", good[:-1], good.upper(), good.replace("sha256", "sha1"), good[7:], good + "0",
                   signature(HELLO, "another"), "sha256=ä", signature(HELLO + b" ")):  # fmt: skip
        assert status(HELLO, header) == 403, header


def test_signatures_are_compared_in_constant_time(page, monkeypatch):
    compared = []
    plain = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append(1) or plain(a, b))
    page.request("POST", "/messenger", HELLO, x_hub_signature_256="sha256=0")
    page.request("GET", challenge())
    user_in("a.b", SECRET)
    assert len(compared) == 3


def test_what_is_signed_and_for_another_is_left(page, meta, person):
    message = person.writes("hello")
    for told in (
        {"object": "instagram", "entry": [{"id": PAGE, "messaging": [message]}]},
        {"object": "page", "entry": [{"id": "9", "messaging": [message]}]},
        {"object": "page", "entry": [{"id": PAGE, "standby": [message]}]},
        {"object": "page", "entry": {"id": PAGE}}, {"object": "page"}, {"object": 7},
    ):  # fmt: skip
        body = json.dumps(told).encode()
        answer = page.request("POST", "/messenger", body, x_hub_signature_256=signature(body))
        assert answer.status == 200
    for body in (b"", b"{", b"[]", b"7", b"\xff", b"[" * 50_000):
        assert page.request("POST", "/messenger", body,
                            x_hub_signature_256=signature(body)).status == 400  # fmt: skip
    assert meta.look()["calls"] == []


def test_what_could_not_be_handed_on_is_left_with_meta(tools, meta):
    def put(event):
        raise RuntimeError("the queue is gone")

    page = Page(tools, meta, put=put)
    assert page.deliver(page.person().writes("hello")).status == 503


def odd_value(rng: random.Random, deep: int = 0):
    pick = rng.randrange(11)
    if pick < 2 and deep < 4:
        return [odd_value(rng, deep + 1) for _ in range(rng.randrange(4))]
    if pick < 5 and deep < 4:
        names = ("id", "mid", "text", "sender", "message", "timestamp", "payload", "attachments",
                 "quick_reply", "postback", "is_echo", "entry", "messaging", "type")  # fmt: skip
        return {rng.choice(names): odd_value(rng, deep + 1) for _ in range(rng.randrange(5))}
    return rng.choice([None, True, 0, -1, 1e308, 10**30, "", "x" * 3_000, "\ud83e", "quiz me\x00\n",
                       "say:\x01", "1|option:9", "say:" + "a" * 400, PAGE, "ä" * 70])  # fmt: skip


def test_two_thousand_forged_odd_and_oversized_bodies(tools, meta):
    taken = []
    page = Page(tools, meta, put=taken.append)
    rng = random.Random(7)
    for n in range(2_000):
        message = {
            "mid": f"m_{n}",
            rng.choice(["text", "quick_reply", "attachments"]): odd_value(rng),
        }
        told = {"object": "page", "entry": [{"id": PAGE, "messaging": [odd_value(rng), {
            "sender": {"id": rng.choice(["1", "2", "", 7, "x" * 99, None])},
            "timestamp": rng.choice([page.now(), odd_value(rng, 4)]),
            rng.choice(["message", "postback"]): rng.choice([message, odd_value(rng)]),
        }]}]}  # fmt: skip
        body = json.dumps(told).encode()
        if n % 5 == 0:
            body = rng.randbytes(rng.choice([0, 1, 50, 5_000]))
        if n % 100 == 1:
            body = b" " * (LARGEST + 1)
        forged = n % 3 == 0
        header = rng.choice(["", "sha256=" + "0" * 64, "x" * 5_000]) if forged else signature(body)
        path = rng.choice(["/messenger", "/messenger", "/messenger", "/messenger/delete", "/odd"])
        answer = page.request(rng.choice(["POST", "POST", "PUT"]), path, body,
                              x_hub_signature_256=header)  # fmt: skip
        assert answer.status < 500, body[:300]
        if forged:
            assert answer.status >= 400
    assert len(taken) > 30
    for each in taken:
        page.talk.take(each)  # whatever was read of it can be taken


def signed_request(told: object, secret: str = SECRET) -> bytes:
    payload = base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=")
    made = base64.urlsafe_b64encode(hmac.digest(secret.encode(), payload, "sha256")).rstrip(b"=")
    return urlencode({"signed_request": (made + b"." + payload).decode()}).encode()


ASKS = {"algorithm": "HMAC-SHA256", "user_id": "555", "issued_at": 1}


def ask(page, body: bytes):
    return page.request("POST", "/messenger/delete", body)


def test_a_request_to_delete_deletes_and_can_be_looked_up(page, meta):
    person, other = page.person("700100"), page.person("700200")
    for each in (person, other):
        each.say("quiz me")
        each.say("stop")
    key = page.door._key
    assert not page.store.load(key(person.device)).is_new
    meta.script(people={"555": ["700100"]})
    answer = ask(page, signed_request(ASKS))
    told = json.loads(answer.body)
    assert answer.status == 200 and set(told) == {"url", "confirmation_code"}
    assert told["confirmation_code"].isalnum()
    assert told["url"] == f"https://owl.test/messenger/deleted?code={told['confirmation_code']}"
    assert page.store.load(key(person.device)).is_new
    assert page.store.slip(key(person.device), "chat", 0) is None
    assert not page.store.load(key(other.device)).is_new
    shown = page.request("GET", told["url"].removeprefix("https://owl.test"))
    assert shown.status == 200 and b"is deleted" in shown.body
    assert dict(shown.headers)["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("script", "app", "says"),
    [
        ({"people": {}}, "4711", b"found nothing"),
        ({"faults": [{"status": 400, "code": 190}]}, "4711", b"could not say"),
        ({}, "", b"found nothing"),
    ],
)
def test_who_is_not_found_is_told_how_else(tools, meta, script, app, says):
    page = Page(tools, meta, app=app)
    meta.script(**script)
    told = json.loads(ask(page, signed_request(ASKS)).body)
    shown = page.request("GET", told["url"].removeprefix("https://owl.test"))
    assert says in shown.body and b"forget me" in shown.body


def test_only_meta_may_ask_to_delete(page):
    good = signed_request(ASKS)
    for body in (b"", b"signed_request=", b"signed_request=a.b", b"signed_request=ab", good[:-4],
                 signed_request(ASKS, "another"), signed_request({**ASKS, "algorithm": "none"}),
                 signed_request({"algorithm": "HMAC-SHA256"}), signed_request([1]),
                 signed_request({**ASKS, "user_id": "../me"}), b"\xff\xfe"):  # fmt: skip
        assert ask(page, body).status == 403, body
    assert ask(page, good).status == 200


def test_a_code_that_is_none_is_not_found(page):
    for code in ("", "0" * 16, "x", "ä" * 16, "'; drop"):
        found = page.request("GET", "/messenger/deleted?" + urlencode({"code": code}))
        assert found.status == 404 and b"no such request" in found.body


def test_a_store_out_of_reach_deletes_later(page, monkeypatch):
    def broken(*args, **more):
        raise StoreError("out of reach")

    monkeypatch.setattr(page.store, "delete", broken)
    assert ask(page, signed_request(ASKS)).status == 503


def test_nothing_else_is_there(page):
    for method, path in (("GET", "/"), ("PUT", "/messenger"), ("DELETE", "/messenger/delete"),
                         ("GET", "/messenger/delete"), ("POST", "/messenger/deleted")):  # fmt: skip
        assert page.request(method, path).status == 404
    assert page.request("GET", "/healthz").status == 200
    assert request_of({"CONTENT_LENGTH": "0"}).path == "/"


GIVEN = {
    "MESSENGER_PAGE": PAGE, "MESSENGER_TOKEN": TOKEN, "MESSENGER_SECRET": SECRET,
    "MESSENGER_VERIFY": VERIFY,
}  # fmt: skip


def test_the_keys_are_asked_for_by_name_and_never_shown():
    keys = keys_in(GIVEN)
    assert keys.graph == GRAPH and TOKEN not in repr(keys) and SECRET not in repr(keys)
    with pytest.raises(SkillError, match="MESSENGER_PAGE, MESSENGER_TOKEN"):
        keys_in({})
    for change in ({"MESSENGER_PAGE": "me"}, {"MESSENGER_APP": "x/y"}, {"MESSENGER_VERIFY": "short"},
                   {"MESSENGER_TOKEN": "a\nb"}, {"MESSENGER_GRAPH": "http://example.org"}):  # fmt: skip
        with pytest.raises(SkillError, match=next(iter(change))) as wrong:
            keys_in(GIVEN | change)
        assert TOKEN not in str(wrong.value)
    assert keys_in(GIVEN | {"MESSENGER_GRAPH": "http://127.0.0.1:9/"}).graph == "http://127.0.0.1:9"


@pytest.mark.timeout(240)
def test_the_command_answers_a_person_end_to_end(meta):
    """`owl messenger` as a process, Meta's stand-in as another, and a message between them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"MESSENGER_GRAPH": meta.address, "LEARNER_STORE": "memory", "DOOR_KEY": "k" * 40}
    environment = {**os.environ, **GIVEN, **own}
    options = f"--port {port} --content {FROZEN}".split()
    command = [sys.executable, "-m", "skill", "messenger", *options]
    with started(command, stdout=subprocess.PIPE, text=True, cwd=HOME, env=environment) as run:
        assert run.stdout and "/messenger" in run.stdout.readline()
        place = f"http://127.0.0.1:{port}"
        _until_there(place)
        with urllib.request.urlopen(place + challenge(), timeout=10) as met:
            assert met.read() == b"1158201444"
        now = int(time.time() * 1000)
        message = {
            "sender": {"id": "1"},
            "timestamp": now,
            "message": {"mid": "m", "text": "who was zzyx"},
        }
        body = json.dumps(
            {"object": "page", "entry": [{"id": PAGE, "messaging": [message]}]}
        ).encode()
        headers = {"X-Hub-Signature-256": signature(body), "Content-Type": "application/json"}
        request = urllib.request.Request(place + "/messenger", body, headers)
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.read() == b"EVENT_RECEIVED"
        # Asked to stop at once, it still answers what it accepted.
        run.send_signal(signal.SIGTERM)
        told = run.stdout.read()
        assert run.wait(60) == 0
    assert "a bot" in meta.sent("1")[0]["text"] and "zzyx" not in told
    assert json.loads(told.splitlines()[-1])["SendFaults"] == 0


def _until_there(place: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(place + "/healthz", timeout=5).close()
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError("nobody is there")
