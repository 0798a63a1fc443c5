"""The template that deploys the skill: lint, least privilege, and agreement with the code."""

import json
import re
import shutil
import subprocess
from typing import Any

import pytest

from skill.learner.stores.dynamodb import EXPIRES, KEYS
from skill.metrics import metric_line
from skill.operations.target import TEMPLATE
from skill.settings import from_environment, may_link
from skill.stages import REST, Stages


@pytest.fixture(scope="module")
def template() -> dict[str, Any]:
    decode = pytest.importorskip("cfnlint.decode.cfn_yaml")
    return decode.load(str(TEMPLATE))


def test_sam_finds_nothing_to_mend():
    sam = shutil.which("sam")
    if sam is None:
        pytest.skip("the SAM command line is not installed")
    command = [sam, "validate", "--lint", "--template-file", str(TEMPLATE), "--region", "eu-west-1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_that_sam_uses_finds_nothing_to_mend():
    api = pytest.importorskip("cfnlint.api")
    assert [str(match) for match in api.lint_file(TEMPLATE)] == []


def _statements(template: dict[str, Any]) -> list[dict[str, Any]]:
    policies = template["Resources"]["Role"]["Properties"]["Policies"]
    chosen = [policy["Fn::If"][1] if "Fn::If" in policy else policy for policy in policies]
    return [s for policy in chosen for s in policy["PolicyDocument"]["Statement"]]


def test_the_function_may_do_only_what_it_does(template):
    for statement in _statements(template):
        actions = statement["Action"]
        assert statement["Resource"] != "*" and not any("*" in action for action in actions)
        table = all(action.startswith("dynamodb:") for action in actions)
        logs = set(actions) == {"logs:CreateLogStream", "logs:PutLogEvents"}
        course = set(actions) == {"s3:GetObject"} and "${CourseBucket}/course/*" in str(statement)
        assert table or logs or course or _only_the_model(statement)
        assert "dynamodb:UpdateItem" not in actions  # never called
    assert "ManagedPolicyArns" not in template["Resources"]["Role"]["Properties"]


def _only_the_model(statement: dict[str, Any]) -> bool:
    """A language model's own: nothing but models, profiles and guardrails, and only where one is named."""
    kinds = ("foundation-model/*", "inference-profile/*", "guardrail/*")
    ours = [str(resource).rstrip("'}").endswith(kinds) for resource in statement["Resource"]]
    return set(statement["Action"]) == {"bedrock:InvokeModel", "bedrock:ApplyGuardrail"} and all(
        ours
    )


def test_no_model_is_asked_for_children_unless_the_operator_confirms(template):
    assert template["Conditions"]["HasModel"] == {
        "Fn::And": [
            {"Fn::Not": [{"Fn::Equals": [{"Ref": "Model"}, ""]}]},
            {
                "Fn::Or": [
                    {"Fn::Equals": [{"Ref": "ModelForChildren"}, "confirmed"]},
                    {"Fn::Equals": [{"Ref": "ChildDirected"}, "no"]},
                ]
            },
        ]
    }
    assert template["Parameters"]["Model"]["Default"] == ""


def test_production_keeps_its_learners_and_staging_does_not(template):
    table = template["Resources"]["Learners"]
    assert table["DeletionPolicy"] == {"Fn::If": ["IsProduction", "Retain", "Delete"]}
    protected = table["Properties"]["DeletionProtectionEnabled"]
    assert protected == {"Fn::If": ["IsProduction", True, False]}
    assert template["Parameters"]["Stage"]["Default"] == "production"


def test_an_alarm_stops_a_canary(template):
    preference = template["Resources"]["Owl"]["Properties"]["DeploymentPreference"]
    assert preference["Type"] == {"Ref": "Deployment"}
    assert {"Ref": "FaultsAlarm"} in preference["Alarms"]


def test_only_the_skill_may_call_it(template):
    owl = template["Resources"]["Owl"]["Properties"]
    assert owl["Events"]["Alexa"]["Properties"]["SkillId"] == {"Ref": "SkillId"}
    assert "Default" not in template["Parameters"]["SkillId"]


def test_every_setting_is_one_that_the_code_reads(template):
    variables = template["Resources"]["Owl"]["Properties"]["Environment"]["Variables"]
    given = {name: value for name, value in variables.items() if isinstance(value, str)}
    for name, parameter in (("CAPTURE", "Capture"), ("KEEP_WORDS", "KeepWords"),
                            ("LEARNER_MEMORY", "LearnerMemory"), ("LINKING", "Linking")):  # fmt: skip
        for value in template["Parameters"][parameter]["AllowedValues"]:
            from_environment({**given, name: value})
        default = template["Parameters"][parameter]["Default"]
        assert from_environment({name: default}) == from_environment({})


def test_what_a_learner_asked_to_have_forgotten_is_not_backed_up_by_default(template):
    assert template["Parameters"]["Backups"]["Default"] == "off"
    assert template["Parameters"]["KeepWords"]["Default"] == "off"


def test_a_skill_for_children_links_nothing_whatever_the_switch_says(template):
    assert template["Parameters"]["Linking"]["Default"] == "off"
    variables = template["Resources"]["Owl"]["Properties"]["Environment"]["Variables"]
    assert variables["LINKING"] == {"Ref": "Linking"}
    assert variables["CHILD_DIRECTED"] == {"Ref": "ChildDirected"}
    children = template["Parameters"]["ChildDirected"]["Default"]
    assert not may_link(from_environment({"LINKING": "on", "CHILD_DIRECTED": children}))


def test_the_function_gives_up_before_alexa_does(template):
    assert template["Resources"]["Owl"]["Properties"]["Timeout"] < 8


def test_the_table_is_the_one_that_the_store_uses(template):
    table = template["Resources"]["Learners"]["Properties"]
    assert [dict(key) for key in table["KeySchema"]] == KEYS
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": EXPIRES, "Enabled": True}
    assert table["SSESpecification"]["SSEEnabled"] is True


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("StorageAlarm", "storage"),
        ("FaultsAlarm", "fault"),
        ("DamageAlarm", "damaged"),
        ("CourseAlarm", "refused"),
    ],
)
def test_an_alarm_counts_what_the_log_counts(template, name, fact):
    alarm = template["Resources"][name]["Properties"]
    facts = {
        "request": "IntentRequest",
        "act": "said",
        fact: 1 if fact == "refused" else "StoreError",
    }
    line = json.loads(json.dumps(metric_line(facts, 1_700_000_000_000, False, "owl")))
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    assert directive["Namespace"] == alarm["Namespace"]
    assert alarm["MetricName"] in {metric["Name"] for metric in directive["Metrics"]}
    assert [alarm["Dimensions"][0]["Name"]] in directive["Dimensions"]
    assert line[alarm["MetricName"]] == 1


def test_alarms_cover_errors_throttles_slowness_storage_and_damage(template):
    alarms = {
        name: each
        for name, each in template["Resources"].items()
        if each["Type"] == "AWS::CloudWatch::Alarm"
    }
    watched = {each["Properties"]["MetricName"] for each in alarms.values()}
    assert watched == {
        "Errors", "Faults", "Throttles", "Duration", "StorageFaults", "DamagedRecords",
        "CoursesRefused", "SendFaults", "ApproximateNumberOfMessagesVisible",
    }  # fmt: skip
    # They show in the console without an address; with one they are mailed.
    assert {name for name, each in alarms.items() if "Condition" in each} == {
        "CourseAlarm", "MessengerSendAlarm", "MessengerStuckAlarm",
    }  # fmt: skip
    assert alarms["SlownessAlarm"]["Properties"]["ExtendedStatistic"] == "p99"
    assert template["Parameters"]["AlarmEmail"]["Default"] == ""


def test_the_logs_are_kept_for_a_while_and_written_where_the_function_may(template):
    logs = template["Resources"]["Logs"]["Properties"]
    assert logs["RetentionInDays"] == {"Ref": "LogDays"}
    owl = template["Resources"]["Owl"]["Properties"]
    assert owl["LoggingConfig"]["LogGroup"] == {"Ref": "Logs"}


def test_machine_memory_and_snapshots_are_parameters(template):
    owl = template["Resources"]["Owl"]["Properties"]
    assert owl["Architectures"] == [{"Ref": "Architecture"}]
    assert owl["Runtime"] == {"Fn::Sub": "python${PythonVersion}"}
    assert owl["MemorySize"] == {"Ref": "MemoryMegabytes"}
    assert template["Parameters"]["Architecture"]["Default"] == "arm64"
    assert template["Parameters"]["SnapStart"]["Default"] == "off"


def test_the_dashboard_shows_stages_that_the_log_has(template):
    text = template["Resources"]["Overview"]["Properties"]["DashboardBody"]["Fn::Sub"]
    board = json.loads(re.sub(r"\$\{[^}]+\}", "x", text))
    shown = {
        stage for each in board["widgets"] for stage in re.findall(r"stages\.(\w+)", str(each))
    }
    stages = Stages()
    assert shown >= {"hearing", "storing", "channel", REST} and set(stages.milliseconds()) <= shown
    metrics = metric_line({"act": "said"}, 0, False, "owl")
    for name in ("Turns", "Faults", "StorageFaults", "Unanswered"):
        assert name in metrics and f'"{name}"' in text
