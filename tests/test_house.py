"""The house: nothing too long to read, and no more that is hard to follow than there is."""

import json
import subprocess
import sys

import pytest

from skill.settings import HOME

LONGEST = 420
"""Lines of a module."""
TANGLED = 15
"""Functions with a cyclomatic complexity above ten."""


def test_no_module_is_too_long_to_read():
    long = {
        path.name: lines
        for path in (HOME / "skill").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_few_functions_are_hard_to_follow():
    pytest.importorskip("ruff")
    command = [
        sys.executable, "-m", "ruff", "check", "--select", "C901", "--output-format", "json",
        "--config", "lint.mccabe.max-complexity=10", "skill", "lambda_function.py",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=HOME, capture_output=True, text=True)
    assert len(json.loads(done.stdout)) <= TANGLED, done.stdout


def test_every_hook_is_a_command_we_have():
    yaml = pytest.importorskip("yaml")
    hooks = yaml.safe_load((HOME / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    from skill.cli import main

    for hook in hooks["repos"][0]["hooks"]:
        tool, *rest = hook["entry"].split()
        assert tool.startswith(".venv/bin/")
        if tool.endswith("/owl"):
            assert main.get_command(None, rest[0]) is not None  # type: ignore[arg-type]


def test_every_decision_says_why():
    found = sorted((HOME / "docs" / "decisions").glob("0*.md"))
    assert [path.name[:4] for path in found] == [f"{n:04}" for n in range(1, len(found) + 1)]
    for path in found:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ") and len(text.split()) > 50
