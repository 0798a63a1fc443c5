"""The deployment guide: every command, option and parameter that it names exists."""

import os
import re
import subprocess
from pathlib import Path

import click
import pytest

from skill.cli import main
from skill.operations.target import TEMPLATE
from skill.settings import HOME

GUIDE = (HOME / "docs" / "deploy.md").read_text(encoding="utf-8")
MAKEFILE = (HOME / "Makefile").read_text(encoding="utf-8")
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


def commands(name: str) -> list[str]:
    """What stands in the guide as a command that begins so, a line each."""
    spans = [" ".join(span.split()) for span in re.findall(r"`([^`]+)`", GUIDE)]
    return [
        part for span in spans for part in re.split(r" \| | && ", span) if part.startswith(name)
    ]


def options_of(name: str) -> set[str]:
    """A command's options; fails where there is no such command."""
    known = main.get_command(click.Context(main), name)
    assert known is not None, name
    return {option for parameter in known.params for option in parameter.opts}


def test_every_owl_command_and_option_is_one():
    found = commands("owl ")
    assert found
    for command in found:
        words = command.split()[1:]
        assert {w for w in words if w.startswith("--")} <= options_of(words[0]), command


def test_every_target_of_make_is_one():
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    found = commands("make ")
    assert {command.split()[1] for command in found} <= targets
    variables = {name for command in found for name in re.findall(r"\b([A-Z_]+)=", command)}
    for name in variables:
        assert f"$({name})" in MAKEFILE, name
    given = {o for command in found for o in re.findall(r'PACKAGE="(--[a-z-]+)', command)}
    assert given and given <= options_of("package")


def test_every_parameter_is_one_of_the_template():
    text = TEMPLATE.read_text(encoding="utf-8")
    named = set(re.findall(r"\b([A-Z][a-z]+(?:[A-Z][a-z]+)*)=", GUIDE))
    named |= {"Architecture", "PythonVersion", "MemoryMegabytes", "LogDays"}
    assert {"AlarmEmail", "Capture", "KeepWords"} <= named
    for name in named:
        assert re.search(rf"^  {name}:$", text, re.MULTILINE), name
    for output in ("Endpoint", "Function"):
        assert re.search(rf"^  {output}:$", text[text.index("Outputs:") :], re.MULTILINE)
    assert "AutoPublishAlias: live" in text


def test_the_guide_counts_the_alarms_that_there_are():
    text, words = (
        TEMPLATE.read_text(encoding="utf-8"),
        "no one two three four five six seven".split(),
    )
    alarm = "AWS::CloudWatch::Alarm\n"
    messenger = text.count(f"{alarm}    Condition: HasMessenger")
    assert f"{words[text.count(alarm) - messenger]} alarms" in GUIDE
    assert f"{words[messenger]} more with Messenger" in GUIDE


def make(*arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    environment.pop("SKILL_ID", None)
    if path is not None:
        environment["PATH"] = path
    return subprocess.run(
        ["make", *arguments], cwd=HOME, capture_output=True, text=True, env=environment
    )


@pytest.mark.parametrize("skill", ["", "SKILL_ID=", "SKILL_ID=my-skill"])
def test_a_deployment_asks_which_skill(skill):
    done = make("deploy", *([skill] if skill else []))
    assert done.returncode == 2 and "Which skill?" in done.stdout
    assert "docs/deploy.md" in done.stdout


def test_a_deployment_is_one_command(tmp_path: Path):
    """What would be run: the build, and SAM with what was built and what was asked for."""
    tool = tmp_path / "sam"
    tool.write_text("#!/bin/sh\n", encoding="utf-8")
    tool.chmod(0o755)
    done = make(
        "-n", "deploy", f"SKILL_ID={SKILL_ID}", "PARAMETERS=Capture=intents", "REGION=eu-west-2",
        path=f"{tmp_path}{os.pathsep}{os.environ['PATH']}",
    )  # fmt: skip
    said = " ".join(done.stdout.replace("\\\n", " ").split())
    assert done.returncode == 0, done.stderr
    assert said.index("owl artefact") < said.index("sam deploy")
    for part in ("--region eu-west-2", f"SkillId={SKILL_ID}", "$(cat build/lambda.parameters)",
                 "Capture=intents", "--capabilities CAPABILITY_IAM", "--resolve-s3"):  # fmt: skip
        assert part in said, part
