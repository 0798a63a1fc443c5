"""The machine that is built for."""

import re
import sys

import pytest

from skill.errors import SkillError
from skill.operations.target import TEMPLATE, Target, deployment_target, this_machine


def test_it_is_read_from_the_template():
    target = deployment_target()
    text = TEMPLATE.read_text(encoding="utf-8")
    assert f"Default: {target.architecture}\n" in text and target.architecture == "arm64"
    assert re.search(rf'Default: "?{re.escape(target.python)}"?\n', text)


def test_a_template_without_a_default_is_told(tmp_path):
    template = tmp_path / "template.yaml"
    template.write_text("Parameters:\n  Architecture:\n    Type: String\n", encoding="utf-8")
    with pytest.raises(SkillError, match="Architecture"):
        deployment_target(template)


@pytest.mark.parametrize(("machine", "python"), [("sparc", "3.14"), ("arm64", "2.7"), ("", "")])
def test_what_lambda_does_not_have_is_refused(machine, python):
    with pytest.raises(SkillError, match="arm64 or x86_64"):
        Target(machine, python)


def test_this_machine_has_its_own_python():
    assert this_machine().interpreter() == sys.executable


def test_a_python_that_is_not_here_is_none(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert Target("arm64", "3.99").interpreter() is None


def test_a_name_on_the_path_that_starts_another_python_is_none(monkeypatch, tmp_path):
    fake = tmp_path / "python3.99"
    fake.write_text("#!/bin/sh\necho 3.11\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert Target("arm64", "3.99").interpreter() is None


def test_newer_wheels_come_first():
    platforms = Target("arm64", "3.14").platforms
    assert platforms[0] == "manylinux_2_34_aarch64" and platforms[-1] == "manylinux2014_aarch64"
