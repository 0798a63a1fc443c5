"""`owl smoke` and what runs before a new version takes over, with botocore's stubs for Amazon."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber
from click.testing import CliRunner

import lambda_function
from skill.channels.alexa.composition import skill_handler
from skill.channels.alexa.requests import SMOKE_LEARNER
from skill.channels.alexa.trial import capture_of, passed, trial
from skill.cli import main
from skill.errors import SkillError
from skill.learner.stores.memory import MemoryStore
from skill.metrics import metric_line
from skill.operations import smoke
from skill.operations.stats import usage
from skill.operations.target import TEMPLATE
from skill.service import Service
from skill.settings import HOME, Settings

SKILL = "amzn1.ask.skill.12345678-1234-1234-1234-123456789012"


@pytest.fixture
def service(tools) -> Service:
    return Service(tools, MemoryStore())


@pytest.fixture
def handler(settings, service, lines):
    return skill_handler(
        settings, service=lambda: service, write_log=lambda facts: lines.append(dict(facts))
    )


@pytest.fixture
def lines() -> list[dict[str, Any]]:
    return []


@pytest.mark.parametrize("capture", ["elicit", "intents"])
def test_a_skill_that_answers_passes_and_forgets_the_learner(settings, service, lines, capture):
    from dataclasses import replace

    chosen = replace(settings, capture=capture)
    handle = skill_handler(
        chosen, service=lambda: service, write_log=lambda facts: lines.append(dict(facts))
    )
    replies: list[Any] = []

    def invoke(event: dict[str, Any]) -> Any:
        replies.append(handle(json.loads(json.dumps(event)), None))
        return replies[-1]

    question = next(service.tools.course.entries()).question
    turns = trial(invoke, skill_id=SKILL, question=question)
    assert passed(turns), [turn for turn in turns if turn.wrong]
    assert len(turns) == 11 and capture_of(replies[0]) == capture
    assert service.store.load(SMOKE_LEARNER) == service.store.load("nobody-at-all")
    assert len(lines) == 11 and all(line["smoke"] for line in lines)


def test_its_turns_are_in_no_metric_and_no_figure(handler, service, lines):
    trial(lambda event: handler(event, None), skill_id=SKILL, question="what was the gulag")
    told = [metric_line(line, 0, False, "owl") for line in lines]
    assert not any("_aws" in line or "Turns" in line for line in told)
    assert usage(json.dumps(line) for line in told).turns == 0


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (None, "no response"),
        ({"version": "1.0", "response": {}}, "nothing was said"),
        ({"response": {"outputSpeech": {"ssml": "<speak>Sorry, I lost my thread.</speak>"}}},
         "apologised"),
        ({"response": {"outputSpeech": {"ssml": "<speak>Bye</speak>"}, "shouldEndSession": True}},
         "was ended"),
    ],
)  # fmt: skip
def test_one_that_does_not_is_caught_at_once(reply, why):
    turns = trial(lambda event: reply, skill_id=SKILL, question="why")
    assert why in turns[0].wrong and not passed(turns) and len(turns) == 2


def test_a_table_that_keeps_nothing_is_noticed(handler, service, monkeypatch):
    monkeypatch.setattr(type(service.store), "save", lambda *_: None)
    turns = trial(lambda event: handler(event, None), skill_id=SKILL, question="what was the gulag")
    assert "place was not kept" in turns[-2].wrong


def test_the_function_tries_itself(settings, service, monkeypatch, capsys):
    from dataclasses import replace

    chosen = replace(settings, skill_id=SKILL, store="dynamodb:x")
    handle = skill_handler(chosen, service=lambda: service, write_log=lambda_function._write_log)
    monkeypatch.setattr(lambda_function, "from_environment", lambda: chosen)
    monkeypatch.setattr(lambda_function, "_service", lambda: lambda: service)
    monkeypatch.setattr(lambda_function, "_handler", lambda: handle)
    told = lambda_function.lambda_handler({"owl-smoke": True})
    assert told["passed"] and told["capture"] == "elicit" and len(told["turns"]) == 11
    assert '"_aws"' not in capsys.readouterr().out


def _payload(told: Any) -> StreamingBody:
    body = json.dumps(told).encode()
    return StreamingBody(io.BytesIO(body), len(body))


@pytest.fixture
def at_amazon() -> tuple[Any, Stubber]:
    client = boto3.client(
        "lambda", "eu-west-1", aws_access_key_id="x", aws_secret_access_key="y"
    )  # fmt: skip
    return client, Stubber(client)


def test_a_version_is_asked_by_its_number(at_amazon):
    client, stub = at_amazon
    stub.add_response(
        "get_alias",
        {"FunctionVersion": "7", "RoutingConfig": {"AdditionalVersionWeights": {"8": 0.1}}},
        {"FunctionName": "owl", "Name": "live"},
    )
    expected = {"FunctionName": "owl", "Qualifier": "8", "Payload": b'{"a": 1}'}
    stub.add_response("invoke", {"StatusCode": 200, "Payload": _payload({"b": 2})}, expected)
    stub.add_response(
        "invoke",
        {"FunctionError": "Unhandled", "Payload": _payload({"errorMessage": "No module named x"})},
        expected,
    )
    with stub:
        version = smoke.version_of(client, "owl")
        invoke = smoke.deployed(client, "owl", version)
        assert version == "8" and invoke({"a": 1}) == {"b": 2}
        with pytest.raises(SkillError, match="No module named x"):
            invoke({"a": 1})


def test_no_function_is_said_plainly(at_amazon):
    client, stub = at_amazon
    stub.add_client_error("get_alias", "ResourceNotFoundException")
    with stub, pytest.raises(SkillError, match="no function owl"):
        smoke.version_of(client, "owl")


def _hook() -> Any:
    decode = pytest.importorskip("cfnlint.decode.cfn_yaml")
    properties = decode.load(str(TEMPLATE))["Resources"]["BeforeTraffic"]["Properties"]
    code: dict[str, Any] = {}
    assert len(properties["InlineCode"]) < 4096
    exec(properties["InlineCode"], code)
    return code


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([{"Payload": {"passed": True}}], "Succeeded"),
        ([{"FunctionError": "Unhandled", "Payload": {"errorMessage": "slow"}},
          {"Payload": {"passed": True}}], "Succeeded"),
        ([{"Payload": {"passed": False}}] * 2, "Failed"),
        ([{"FunctionError": "Unhandled", "Payload": {"passed": True}}] * 2, "Failed"),
        ([{"Payload": None}] * 2, "Failed"),
    ],
)  # fmt: skip
def test_the_alias_moves_only_for_a_version_that_answers(answers, status, at_amazon, monkeypatch):
    client, stub = at_amazon
    pipeline = boto3.client(
        "codedeploy", "eu-west-1", aws_access_key_id="x", aws_secret_access_key="y"
    )  # fmt: skip
    told = Stubber(pipeline)
    monkeypatch.setenv("VERSION", "arn:aws:lambda:eu-west-1:000000000000:function:owl:8")
    for answer in answers:
        stub.add_response(
            "invoke", {**answer, "Payload": _payload(answer["Payload"])},
            {"FunctionName": "arn:aws:lambda:eu-west-1:000000000000:function:owl:8",
             "Payload": b'{"owl-smoke": true}'},
        )  # fmt: skip
    told.add_response(
        "put_lifecycle_event_hook_execution_status", {},
        {"deploymentId": "d", "lifecycleEventHookExecutionId": "h", "status": status},
    )  # fmt: skip
    monkeypatch.setattr(
        boto3, "client", lambda name: {"lambda": client, "codedeploy": pipeline}[name]
    )
    with stub, told:
        _hook()["handler"]({"DeploymentId": "d", "LifecycleEventHookExecutionId": "h"}, None)
        stub.assert_no_pending_responses()
        told.assert_no_pending_responses()


def test_an_artefact_of_another_machine_is_said_so(tmp_path):
    with pytest.raises(SkillError, match="no artefact"), smoke.local(tmp_path):
        pass
    (tmp_path / "lambda_function.py").write_text("import no_such_package_here\n")
    with smoke.local(tmp_path) as invoke, pytest.raises(SkillError, match="no_such_package_here"):
        invoke({})


def test_the_command_with_what_was_built(tmp_path):
    """The source tree in the place of an artefact: the same files, with this environment's packages."""
    import sysconfig

    folder = tmp_path / "built"
    folder.mkdir()
    shutil.copytree(HOME / "skill", folder / "skill", ignore=shutil.ignore_patterns("__pycache__"))
    packages = sysconfig.get_paths()["purelib"]
    source = (HOME / "lambda_function.py").read_text(encoding="utf-8")
    (folder / "lambda_function.py").write_text(
        f"import os, sys\nsys.path.append({packages!r})\n"
        f"os.environ['CONTENT'] = {str(HOME / 'content.json')!r}\nos.environ.pop('BUILD')\n"
        f"os.environ['OWL_CACHE'] = {str(Settings().cache)!r}\n{source}"
    )
    told = CliRunner().invoke(main, ["smoke", "--artefact", str(folder)])
    assert told.exit_code == 0, told.output
    assert "✓ quiz me" in told.output and told.output.endswith("It answers.\n")
    told = CliRunner().invoke(main, ["smoke", "--artefact", str(folder), "--model", "intents"])
    assert told.exit_code == 1 and "CAPTURE=elicit, the model is for intents" in told.output


def test_deploying_tries_the_new_version():
    makefile = Path(HOME / "Makefile").read_text(encoding="utf-8")
    deploy = makefile.partition("\ndeploy:")[2].partition("\n\n")[0]
    assert "sam deploy" in deploy and deploy.rstrip().endswith(
        "owl smoke --stack $(STACK) --region $(REGION)"
    )
