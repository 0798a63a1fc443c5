"""The app's function: switched off by default, fenced off from Alexa's, and answering events."""

import base64
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from skill.channels.web import function
from skill.channels.web.function import request_of, response_to
from skill.channels.web.http import Response
from skill.operations.artefact import DOORS, LOCK, copy_skill, requirements_for, stand_in
from skill.operations.target import TEMPLATE, deployment_target
from skill.settings import HOME, SHORTEST_KEY, from_environment
from tests.operations.test_deploy_guide import SKILL_ID, make

OURS = "abc.execute-api.eu-west-1.amazonaws.com"


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    decode = pytest.importorskip("cfnlint.decode.cfn_yaml")
    return decode.load(str(TEMPLATE))


def test_it_is_off_and_all_of_it_is_conditional(template):
    assert template["Parameters"]["App"]["Default"] == "off"
    for name in ("AppFunction", "AppRole"):
        assert template["Resources"][name]["Condition"] == "HasApp"
    # The API is there for whichever door on the web is on.
    assert template["Resources"]["AppApi"]["Condition"] == "HasHttp"
    rule = template["Rules"]["AppHasItsKey"]
    assert rule["RuleCondition"] == {"Fn::Equals": [{"Ref": "App"}, "on"]}
    assert template["Parameters"]["AppKey"]["NoEcho"] is True
    assert f"{{{SHORTEST_KEY}," in template["Parameters"]["AppKey"]["AllowedPattern"]


def test_a_flood_of_it_leaves_alexas_turns_unthrottled(template):
    """Its own function, with a share of the account that is a ceiling, too; and turned away before."""
    ours = template["Resources"]["AppFunction"]["Properties"]
    assert ours["ReservedConcurrentExecutions"] == {"Ref": "AppConcurrency"}
    assert template["Parameters"]["AppConcurrency"]["MinValue"] >= 1
    routes = template["Resources"]["AppApi"]["Properties"]["DefaultRouteSettings"]
    assert routes["ThrottlingRateLimit"] == {"Ref": "AppRate"}
    alexa = template["Resources"]["Owl"]["Properties"]
    assert ours["CodeUri"] != alexa["CodeUri"] and ours["Role"] != alexa["Role"]
    assert list(alexa["Events"]) == ["Alexa"]


def test_it_may_do_less_than_the_skill(template):
    def allowed(role: str) -> set[str]:
        chosen = [
            each["Fn::If"][1] if "Fn::If" in each else each
            for each in template["Resources"][role]["Properties"]["Policies"]
        ]
        statements = [s for each in chosen for s in each["PolicyDocument"]["Statement"]]
        assert all(s["Resource"] != "*" for s in statements)
        return {action for s in statements for action in s["Action"]}

    assert allowed("AppRole") < allowed("Role")
    assert not any(action.startswith("bedrock:") for action in allowed("AppRole"))


def test_its_settings_are_ones_that_the_code_reads(template):
    variables = template["Resources"]["AppFunction"]["Properties"]["Environment"]["Variables"]
    given = {name: value for name, value in variables.items() if isinstance(value, str)}
    assert from_environment({**given, "DOOR_KEY": "k" * 32}).build == Path("/var/task/course")
    module, name = template["Resources"]["AppFunction"]["Properties"]["Handler"].rsplit(".", 1)
    assert module == function.__name__ and hasattr(function, name)


def test_each_door_ships_without_the_others(tmp_path):
    shipped = {}
    for name, door in DOORS.items():
        copy_skill(tmp_path / name, door)
        shipped[name] = {str(p.relative_to(tmp_path / name)) for p in (tmp_path / name).rglob("*")}
    assert not any("channels/web" in name for name in shipped["alexa"])
    assert not any("channels/alexa" in name for name in shipped["web"])
    assert not any("channels/messenger" in name for name in (*shipped["alexa"], *shipped["web"]))
    assert "skill/channels/web/static/index.html" in shipped["web"]
    assert "lambda_function.py" in shipped["alexa"] - shipped["web"]
    lock, target = LOCK.read_text("utf-8"), deployment_target()
    web = requirements_for(lock, target, DOORS["web"].unneeded)
    assert "ask-sdk" not in web and "msgspec" in web and "boto3" in web
    assert all(f"\n{name}==" in f"\n{lock}" for name in DOORS["web"].unneeded)


def test_it_loads_nothing_of_alexas(tmp_path):
    copy_skill(tmp_path, DOORS["web"])
    code = (
        "import sys, json; from skill.channels.web import function, composition; "
        "print(json.dumps([m for m in sys.modules if 'alexa' in m or m.startswith(('ask_sdk', 'flask'))]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0 and json.loads(done.stdout) == [], done.stderr


def test_an_archive_with_nothing_stands_in_where_it_is_off(tmp_path):
    assert stand_in(tmp_path / "build" / "web.zip")
    assert not stand_in(tmp_path / "build" / "web.zip")


def event(method: str = "GET", path: str = "/", body: Any = None, **more: Any) -> dict[str, Any]:
    headers = {"host": OURS, "origin": f"https://{OURS}", "content-type": "application/json"}
    text = None if body is None else json.dumps(body)
    return {
        "version": "2.0", "rawPath": path, "rawQueryString": "", "headers": headers, "body": text,
        "requestContext": {"domainName": OURS, "http": {"method": method, "sourceIp": "203.0.113.7"}},
        **more,
    }  # fmt: skip


def test_events_are_answered(monkeypatch, settings):
    monkeypatch.setenv("CONTENT", str(settings.content))
    monkeypatch.setenv("LEARNER_STORE", "memory")
    monkeypatch.setenv("DOOR_KEY", "k" * 40)
    function._app.cache_clear()
    page = function.handler(event())
    assert page["statusCode"] == 200 and "<!DOCTYPE html>" in page["body"]
    icon = function.handler(event(path=next(n for n in _names() if n.endswith("icon-192.png"))))
    assert icon["isBase64Encoded"] and base64.b64decode(icon["body"]).startswith(b"\x89PNG")
    turn = function.handler(event("POST", "/api/turn", {"act": "launch"}))
    assert turn["statusCode"] == 200 and turn["cookies"][0].startswith("__Host-owl=")
    cookie = turn["cookies"][0].partition(";")[0]
    again = function.handler(event("POST", "/api/turn", {"act": "said", "text": "quiz me"},
                                   cookies=[cookie]))  # fmt: skip
    assert json.loads(again["body"])["question"]["number"] == 1
    foreign = event("POST", "/api/turn", {"act": "launch"})
    foreign["headers"]["origin"] = "https://evil.example"
    assert function.handler(foreign)["statusCode"] == 403
    for odd in (None, [], {}, {"requestContext": 7}, event(body="x", isBase64Encoded=True)):
        assert function.handler(odd)["statusCode"] < 500


def _names() -> tuple[str, ...]:
    from skill.channels.web.files import names

    return names()


def test_a_body_that_is_no_base64_is_none():
    assert request_of({"body": "a", "isBase64Encoded": True}, {}).body == b""
    assert response_to(Response(200, b"{}"))["body"] == "{}"


def test_the_laptop_keeps_out_of_it():
    left_out = {"serving.py", "wsgi.py"}
    assert left_out <= {path.name for path in (HOME / "skill" / "channels" / "web").iterdir()}


def test_it_is_deployed_by_the_same_command(tmp_path):
    tool = tmp_path / "sam"
    tool.write_text("#!/bin/sh\n", encoding="utf-8")
    tool.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    on = make("-n", "deploy", f"SKILL_ID={SKILL_ID}", "APP=on", "APP_KEY=" + "k" * 64, path=path)
    assert "owl artefact --door web" in on.stdout and "App=on AppKey=kkk" in on.stdout
    off = make("-n", "deploy", f"SKILL_ID={SKILL_ID}", path=path)
    assert "--door web" not in off.stdout and "App=" not in off.stdout
