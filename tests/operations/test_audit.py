"""The audit of what Lambda ships: news, good news and no news are told apart."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from skill.operations import audit
from skill.operations.commands import operator_commands

CLEAN = {"dependencies": [{"name": "boto3", "version": "1.0", "vulns": []}]}
FAULTY = {
    "dependencies": [
        {"name": "old", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}
    ]
}


@pytest.fixture
def answering(monkeypatch):
    """Makes the tool answer with a text."""

    def use(stdout: str, stderr: str = "") -> None:
        done = subprocess.CompletedProcess([], 0, stdout, stderr)
        monkeypatch.setattr(audit.subprocess, "run", lambda *a, **k: done)

    return use


def _run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(operator_commands, ["audit", *arguments])
    return done.exit_code, done.output


def test_no_known_faults(answering):
    answering(json.dumps(CLEAN))
    assert _run() == (0, "lambda.lock: 1 packages, no known faults\n")


def test_a_fault_is_named_with_what_mends_it(answering):
    answering(json.dumps(FAULTY))
    assert _run("--if-reachable") == (1, "old 1.0: PYSEC-1, mended in 1.1\n")


def test_no_answer_is_no_good_news(answering):
    answering("", "ConnectionError: no route")
    code, told = _run()
    assert code == audit.UNREACHABLE and "not audited" in told and "no route" in told


def test_a_check_goes_on_without_the_network(answering):
    answering("", "ConnectionError: no route")
    code, told = _run("--if-reachable")
    assert code == 0 and "not audited" in told


def test_the_lock_is_there():
    assert (Path(audit.__file__).parents[2] / "requirements" / "lambda.lock").is_file()
