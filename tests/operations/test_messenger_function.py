"""Messenger's function: off by default, fenced off from the others, answering Meta and the queue."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skill.channels.messenger import function
from skill.channels.messenger.graph import TIMEOUT
from skill.channels.messenger.keys import keys_in
from skill.metrics import metric_line
from skill.operations.artefact import DOORS, LOCK, copy_skill, requirements_for
from skill.operations.target import TEMPLATE, deployment_target
from skill.settings import from_environment
from tests.channels.messenger.conftest import meta, process, signature  # noqa: F401
from tests.channels.messenger.standin import APP, PAGE, SECRET, TOKEN
from tests.channels.messenger.test_webhook import ASKS, GIVEN, challenge, signed_request
from tests.operations.test_deploy_guide import SKILL_ID, make

OURS = "abc.execute-api.eu-west-1.amazonaws.com"


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    decode = pytest.importorskip("cfnlint.decode.cfn_yaml")
    return decode.load(str(TEMPLATE))


def test_it_is_off_and_all_of_it_is_conditional(template):
    assert template["Parameters"]["Messenger"]["Default"] == "off"
    ours = {name: each for name, each in template["Resources"].items() if "Messenger" in name}
    assert len(ours) == 6
    assert {each["Condition"] for each in ours.values()} == {"HasMessenger"}
    asked = str(template["Rules"]["MessengerHasItsKeys"]["Assertions"])
    for name in ("AppKey", "MessengerPage", "MessengerToken", "MessengerSecret", "MessengerVerify"):
        assert name in asked
    for name in ("MessengerToken", "MessengerSecret", "MessengerVerify"):
        assert template["Parameters"][name]["NoEcho"] is True


def test_it_keeps_order_a_person_and_loses_nothing(template):
    queue = template["Resources"]["MessengerQueue"]["Properties"]
    ours = template["Resources"]["MessengerFunction"]["Properties"]
    assert queue["FifoQueue"] is True and queue["SqsManagedSseEnabled"] is True
    assert queue["VisibilityTimeout"] >= 6 * ours["Timeout"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] >= 5
    messages = ours["Events"]["Messages"]["Properties"]
    assert messages["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    # What is taken leaves room for Meta to be answered.
    lowest = template["Parameters"]["MessengerConcurrency"]["MinValue"]
    assert messages["ScalingConfig"]["MaximumConcurrency"] < lowest
    assert ours["Timeout"] > messages["BatchSize"] * (
        TIMEOUT.connect_timeout + TIMEOUT.read_timeout
    )


def test_it_may_do_only_what_it_does(template):
    policies = template["Resources"]["MessengerRole"]["Properties"]["Policies"]
    chosen = [each["Fn::If"][1] if "Fn::If" in each else each for each in policies]
    statements = [s for each in chosen for s in each["PolicyDocument"]["Statement"]]
    assert all(s["Resource"] != "*" for s in statements)
    actions = {action for s in statements for action in s["Action"]}
    assert not any("*" in action or action.startswith("bedrock:") for action in actions)
    other = template["Resources"]["AppRole"]["Properties"]["Policies"]
    assert "sqs" not in str(other)


def test_its_settings_are_ones_that_the_code_reads(template):
    variables = template["Resources"]["MessengerFunction"]["Properties"]["Environment"]["Variables"]
    given = {name: value for name, value in variables.items() if isinstance(value, str)}
    assert from_environment({**given, "DOOR_KEY": "k" * 32}).build == Path("/var/task/course")
    assert {name for name in variables if name.startswith("MESSENGER_")} == {
        *GIVEN, "MESSENGER_APP", "MESSENGER_QUEUE",
    }  # fmt: skip
    assert keys_in(GIVEN)
    module, name = template["Resources"]["MessengerFunction"]["Properties"]["Handler"].rsplit(
        ".", 1
    )
    assert module == function.__name__ and hasattr(function, name)


def test_an_alarm_counts_what_the_log_counts(template):
    alarm = template["Resources"]["MessengerSendAlarm"]["Properties"]
    line = metric_line({"door": "messenger", "sent": 0, "graph": "613"}, 0, False, "owl")
    assert line[alarm["MetricName"]] == 1
    assert metric_line({"door": "messenger", "sent": 1}, 0, False)[alarm["MetricName"]] == 0
    assert alarm["MetricName"] not in metric_line({"act": "said"}, 0, False)


def test_it_ships_without_the_others_and_loads_nothing_of_theirs(tmp_path):
    copy_skill(tmp_path, DOORS["messenger"])
    assert not (tmp_path / "skill" / "channels" / "web").exists()
    assert not (tmp_path / "skill" / "channels" / "messenger" / "serving.py").exists()
    code = (
        "import sys, json; from skill.channels.messenger import function; print(json.dumps([m for m in "
        "sys.modules if 'alexa' in m or 'channels.web' in m or m.startswith(('ask_sdk', 'flask'))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0 and json.loads(done.stdout) == [], done.stderr
    lock = requirements_for(
        LOCK.read_text("utf-8"), deployment_target(), DOORS["messenger"].unneeded
    )
    assert "urllib3" in lock and "certifi" in lock and "ask-sdk" not in lock


class Sqs:
    """The queue."""

    def __init__(self) -> None:
        self.put: list[dict[str, Any]] = []
        self.off: list[dict[str, Any]] = []

    def send_message(self, **told: Any) -> None:
        self.put.append(told)

    def change_message_visibility(self, **told: Any) -> None:
        self.off.append(told)

    def records(self) -> list[dict[str, Any]]:
        return [{"messageId": f"id-{n}", "body": each["MessageBody"], "receiptHandle": f"r-{n}",
                 "attributes": {"ApproximateReceiveCount": "1"}, "eventSource": "aws:sqs"}
                for n, each in enumerate(self.put)]  # fmt: skip


def event(method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None,
          encoded: bool = False) -> dict[str, Any]:  # fmt: skip
    path, _, query = path.partition("?")
    text = base64.b64encode(body).decode() if encoded else body.decode("utf-8", "replace")
    return {
        "version": "2.0", "rawPath": path, "rawQueryString": query, "headers": headers or {},
        "body": text, "isBase64Encoded": encoded,
        "requestContext": {"domainName": OURS, "http": {"method": method, "sourceIp": "192.0.2.1"}},
    }  # fmt: skip


@pytest.fixture
def queue(monkeypatch, meta, settings):  # noqa: F811
    given = {**GIVEN, "MESSENGER_APP": APP, "MESSENGER_GRAPH": meta.address, "CONTENT": str(settings.content),
             "LEARNER_STORE": "memory", "DOOR_KEY": "k" * 40, "MESSENGER_QUEUE": "https://queue"}  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    for each in (function._page, function._webhook, function._queue):
        each.cache_clear()
    sqs = Sqs()
    function._queue()._given = sqs
    return sqs


@pytest.mark.parametrize("encoded", [False, True])
def test_meta_is_answered_at_once_and_the_person_afterwards(queue, meta, encoded):  # noqa: F811
    import time

    assert function.handler(event("GET", challenge()))["body"] == "1158201444"
    message = {"sender": {"id": f"9{encoded}"}, "timestamp": int(time.time() * 1000),
               "message": {"mid": "m_1", "text": "quiz me"}}  # fmt: skip
    told = {"object": "page", "entry": [{"id": PAGE, "messaging": [message]}]}
    body = json.dumps(told).encode()
    headers = {"X-Hub-Signature-256": signature(body)}
    answer = function.handler(event("POST", "/messenger", body, headers, encoded))
    assert answer["statusCode"] == 200 and len(queue.put) == 1 and meta.sent() == []
    assert f"9{encoded}" not in queue.put[0]["MessageGroupId"]
    meta.script(faults=[{"status": 400, "code": 613}])
    failed = function.handler({"Records": queue.records()})
    assert failed == {"batchItemFailures": [{"itemIdentifier": "id-0"}]}
    assert queue.off[0]["VisibilityTimeout"] >= 60
    function._page().talk._graph._until = 0.0
    assert function.handler({"Records": queue.records()}) == {"batchItemFailures": []}
    assert "Question" in meta.sent()[-1]["text"] or "ne of five" in meta.sent()[-1]["text"]
    count = len(meta.sent())
    assert function.handler({"Records": queue.records()}) == {"batchItemFailures": []}
    assert len(meta.sent()) == count


def test_requests_to_delete_and_odd_events(queue, meta):  # noqa: F811
    told = function.handler(event("POST", "/messenger/delete", signed_request(ASKS)))
    assert json.loads(told["body"])["url"].startswith(f"https://{OURS}/messenger/deleted?code=")
    for odd in (None, [], {}, {"requestContext": 7}, {"Records": 7}, {"Records": []}, {"Records": [7, {}]},
                {"body": "x", "isBase64Encoded": True}):  # fmt: skip
        answer = function.handler(odd)
        assert answer.get("statusCode", 200) < 500
    assert SECRET not in str(told) and TOKEN not in str(told)


def test_it_is_deployed_by_the_same_command(tmp_path):
    tool = tmp_path / "sam"
    tool.write_text("#!/bin/sh\n", encoding="utf-8")
    tool.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    on = make("-n", "deploy", f"SKILL_ID={SKILL_ID}", "MESSENGER=on", path=path)
    assert "owl artefact --door messenger" in on.stdout and "Messenger=on" in on.stdout
    off = make("-n", "deploy", f"SKILL_ID={SKILL_ID}", path=path)
    assert "--door messenger" not in off.stdout and "Messenger=" not in off.stdout
